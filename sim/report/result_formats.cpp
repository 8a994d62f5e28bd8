#include "sim/report/result_formats.h"

#include <array>

#include "sim/report/json.h"
#include "sim/report/text.h"

namespace refreshsim {
namespace {

void write_text(const ResultSource& of, ByteSink& out) {
  out.write(text_report(of.result, of.scenario, of.history, of.look));
}

void write_json_result(const ResultSource& of, ByteSink& out) {
  write_json(of.result, of.scenario, out);
}

constexpr std::array kFormats{
    ResultFormat{"text", "a picture and the numbers, to be read", true, write_text, "", "\n\n", ""},
    ResultFormat{"json", "everything, to be processed", false, write_json_result, "[\n", ",\n",
                 "]\n"},
};

}  // namespace

std::span<const ResultFormat> result_formats() { return kFormats; }

}  // namespace refreshsim
