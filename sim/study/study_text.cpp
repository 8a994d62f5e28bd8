#include <fmt/format.h>

#include "sim/report/utf8.h"
#include "sim/report/wrap.h"
#include "sim/study/quantity.h"
#include "sim/study/study_reports.h"
#include "sim/study/tables.h"

namespace refreshsim {
namespace {

constexpr std::size_t kWidestLabel = 12;

/// A command over several lines, as a shell takes it.
std::string folded(const std::string& command, const Look& look) {
  std::string out;
  std::string line = "  ";
  std::size_t at = 0;
  while (at < command.size()) {
    std::size_t end = command.find(" --", at + 1);
    if (end == std::string::npos) end = command.size();
    const std::string part = command.substr(at, end - at);
    const bool wide = column_count(line) + column_count(part) + 2 > look.width;
    if (wide && line.find_first_not_of(' ') != std::string::npos) {
      out += line + " \\\n";
      line = "     ";
    }
    line += part;
    at = end;
  }
  return out + line + "\n";
}

std::string legend(const Study& study, const std::vector<std::string>& labels, const Look& look) {
  if (labels.front() == study.strategies.front().name) return {};
  std::string text = "\n";
  for (std::size_t i = 0; i < labels.size(); ++i) {
    text +=
        wrapped(labels[i] + "  " + printable(study.strategies[i].name, look.utf8), "      ", look);
  }
  return text;
}

/// `Replicas, the worst and the one nearest the median: #1 122 and 486, …`; nothing where all are
/// alike.
std::string extremes(const Findings& of, std::size_t metric, const std::vector<std::string>& labels,
                     const Look& look) {
  std::string text;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Cell& cell = of.analysis.cells[metric][i];
    if (!cell.worst || cell.least == cell.most) continue;
    text += text.empty() ? "Replicas, the worst and the one nearest the median: " : "; ";
    text += fmt::format("{} {} and {}", labels[i], *cell.worst, *cell.median);
  }
  return text.empty() ? text : wrapped(text + ".", "  ", look, Ink::faint);
}

std::string metric_text(const Findings& of, std::size_t metric,
                        const std::vector<std::string>& labels, const Look& look) {
  std::string text = "\n" + wrapped(metric_title(of, metric), "  ", look, Ink::strong);
  text += drawn(metric_table(of, metric, labels, false), look.width, look.utf8);
  if (labels.size() > 1) {
    text += wrapped(comparison_title(of, metric, labels), "  ", look, Ink::faint);
    text += drawn(comparison_table(of, metric, labels), look.width, look.utf8);
  }
  return text + extremes(of, metric, labels, look);
}

std::string replays(const Findings& of, const std::vector<std::string>& labels, const Look& look) {
  const std::size_t metric = main_metric(of.study);
  std::string text;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Cell& cell = of.analysis.cells[metric][i];
    if (!cell.worst) continue;
    if (text.empty()) {
      text = "\n" + wrapped("To replay, by " + of.study.metrics[metric].name +
                                "; for another metric the same with its --replica",
                            "  ", look);
    }
    text += labels[i] + ", the worst replica:\n";
    text += folded(replay_command(of.study, i, *cell.worst), look);
    text += labels[i] + ", the one nearest the median:\n";
    text += folded(replay_command(of.study, i, *cell.median), look);
  }
  return text;
}

std::string knobs(const Findings& of, const Look& look) {
  std::string text;
  for (const std::size_t metric : main_metrics(of.study)) {
    if (!of.regressions[metric]) continue;
    text += "\n" + wrapped(regression_title(of, metric), "  ", look, Ink::strong);
    text += drawn(regression_table(of, metric), look.width, look.utf8);
  }
  return text;
}

}  // namespace

std::string failed_wishes(const Findings& of) {
  std::string text;
  for (std::size_t i = 0; i < of.study.wishes.size(); ++i) {
    const WishView& view = of.analysis.wishes[i];
    const Wish& wish = of.study.wishes[i];
    if (view.ok) continue;
    text += fmt::format("FAILED {}\n  {}:{}: {}\n", wish.text, wish.place.file, wish.place.line,
                        view.got);
  }
  return text;
}

void write_study_text(const Findings& of, const Look& look, ByteSink& out) {
  const std::vector<std::string> labels = labels_of(of.study, kWidestLabel);
  for (const std::string& each : conclusions(of)) {
    out.write(wrapped(printable(each, look.utf8), "  ", look, Ink::strong));
  }
  out.write("\n" + wrapped(printable(of.study.name, look.utf8) + ": " + extent(of), "  ", look));
  for (const std::string& each : notes(of)) out.write(wrapped("- " + each, "  ", look));
  out.write(legend(of.study, labels, look));
  for (std::size_t i = 0; i < of.study.metrics.size(); ++i) {
    out.write(metric_text(of, i, labels, look));
  }
  out.write("\n" + wrapped("gain: how many times wider (unpaired) the difference's interval would "
                           "be if the strategies did not face the same luck. --format md has the "
                           "quantiles' intervals too, and --format json everything.",
                           "  ", look));
  if (const StudyTable controls = control_table(of, labels, true); !controls.rows.empty()) {
    out.write("\n" + drawn(controls, look.width, look.utf8));
  }
  out.write(knobs(of, look));
  if (!of.study.objectives.empty()) {
    out.write("\n" + drawn(front_table(of, labels), look.width, look.utf8));
    out.write(front_chart(of, labels, look));
  }
  out.write(replays(of, labels, look));
  for (std::size_t i = 0; i < of.study.wishes.size(); ++i) {
    const WishView& view = of.analysis.wishes[i];
    const std::string verdict = view.ok ? "ok      " : "FAILED  ";
    out.write((i == 0 ? "\n" : "") +
              wrapped(verdict + of.study.wishes[i].text + ": " + view.got, "        ", look));
  }
}

}  // namespace refreshsim
