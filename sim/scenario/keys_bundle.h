// The table of keys: what a bundle's run gave when it was made (refreshsim bundle).
#pragma once

#include "sim/scenario/keys_basic.h"

namespace refreshsim::keys {

inline constexpr Shape kFingerprint{.type = Type::line,
                                    .what = "a fingerprint of 16 hexadecimal digits, in quotes"};
inline constexpr Shape kRecordCount{.type = Type::integer, .what = "a whole number of records"};
inline constexpr Shape kReplicaNumber{
    .type = Type::integer, .what = "a whole number from 0 to 2^32 - 1", .max = 4'294'967'295};
inline constexpr Shape kRunSeed{.type = Type::integer, .what = "a whole number from 0 to 2^63 - 1"};

inline constexpr std::array kCheckpointKeys{
    required("records", kRecordCount, "How many records it is over."),
    required("fingerprint", kFingerprint, "The fingerprint of so many records."),
};
inline constexpr std::array kCheckpointForms{
    Variant{{}, kCheckpointKeys, {}, "The fingerprint of the first records."}};
inline constexpr Shape kCheckpoint{.type = Type::record,
                                   .what = "a map such as {records: 16, fingerprint: \"...\"}",
                                   .variants = kCheckpointForms};
inline constexpr Shape kCheckpoints{
    .type = Type::list, .what = "a list of checkpoints", .max = 64, .item = &kCheckpoint};
inline constexpr Shape kDigests{
    .type = Type::list, .what = "a list of lines of digests", .max = 256, .item = &kLine};
inline constexpr Shape kBrief{
    .type = Type::list, .what = "a list of sentences", .max = kMostEntries, .item = &kLine};

inline constexpr std::array kBundleKeys{
    required("program", kLine, "The program that made it, with its version."),
    required("seed", kRunSeed, "The seed of its run; it holds before the scenario's own."),
    required("replica", kReplicaNumber, "The replica of its run."),
    required("fingerprint", kFingerprint, "The fingerprint of its run."),
    required("records", kRecordCount, "How many records its run had."),
    optional("checkpoints", kCheckpoints,
             "Fingerprints of its first records, by which the first difference is found."),
    optional("digests", kDigests,
             "A few digits of a hash of the first record, of the first two, and so on (of many "
             "only every second, fourth ... one): they tell which record is the first to differ."),
    optional("result", kBrief, "How its run ended, in brief: for the reader only."),
};
inline constexpr std::array kBundleForms{
    Variant{{}, kBundleKeys, {}, "What the run gave where the bundle was made."}};
inline constexpr Shape kBundle{.type = Type::record,
                               .title = "bundle",
                               .what = "a map, as `refreshsim bundle` writes it",
                               .variants = kBundleForms};

}  // namespace refreshsim::keys
