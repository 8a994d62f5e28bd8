// The forms in which a study's result can be had: one table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/base/byte_sink.h"
#include "sim/report/look.h"
#include "sim/study/findings.h"

namespace refreshsim {

struct StudyFormat {
  std::string_view name;
  void (*write)(const Findings& of, const Look& look, ByteSink& out);
};

/// The first one is the default.
std::span<const StudyFormat> study_formats();

void write_study_text(const Findings& of, const Look& look, ByteSink& out);
void write_study_markdown(const Findings& of, const Look& look, ByteSink& out);
void write_study_json(const Findings& of, const Look& look, ByteSink& out);

/// Every replica's numbers, a line each: strategy, replica, metrics; an empty field for null. As
/// many digits as tell a double from every other.
void write_replicas(const Study& study, const Numbers& numbers, ByteSink& out);

/// The first two objectives as a picture: a mark for each strategy.
std::string front_chart(const Findings& of, const std::vector<std::string>& labels,
                        const Look& look);

/// What the study expected and did not get; empty if all is as expected.
std::string failed_wishes(const Findings& of);

}  // namespace refreshsim
