#include "sim/study/study_reports.h"
#include "sim/study/tables.h"

namespace refreshsim {

void write_study_markdown(const Findings& of, const Look&, ByteSink& out) {
  std::vector<std::string> labels;
  for (const Strategy& each : of.study.strategies) labels.push_back(each.name);
  out.write("# " + of.study.name + "\n\n");
  for (const std::string& each : conclusions(of)) out.write(each + "\n");
  out.write("\n" + extent(of) + ".\n");
  const std::vector<std::string> remarks = notes(of);
  if (!remarks.empty()) out.write("\n");
  for (const std::string& each : remarks) out.write("- " + each + "\n");
  for (std::size_t i = 0; i < of.study.metrics.size(); ++i) {
    out.write("\n## " + metric_title(of, i) + "\n\n");
    out.write(markdown(metric_table(of, i, labels, true)));
    if (labels.size() > 1) {
      out.write("\n" + comparison_title(of, i, labels) + ":\n\n");
      out.write(markdown(comparison_table(of, i, labels)));
    }
    if (of.regressions[i]) {
      out.write("\n" + regression_title(of, i) + ":\n\n");
      out.write(markdown(regression_table(of, i)));
    }
  }
  if (const StudyTable controls = control_table(of, labels, false); !controls.rows.empty()) {
    out.write("\n## Control variates\n\n" + markdown(controls));
  }
  if (!of.study.objectives.empty()) {
    out.write("\n## Pareto front\n\n" + markdown(front_table(of, labels)));
  }
  const std::size_t metric = main_metric(of.study);
  out.write("\n## To replay, by " + of.study.metrics[metric].name + "\n\n");
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Cell& cell = of.analysis.cells[metric][i];
    if (!cell.worst) continue;
    out.write("- " + labels[i] + ": worst `" + replay_command(of.study, i, *cell.worst) +
              "`, median `" + replay_command(of.study, i, *cell.median) + "`\n");
  }
  for (std::size_t i = 0; i < of.study.wishes.size(); ++i) {
    const WishView& view = of.analysis.wishes[i];
    out.write((i == 0 ? "\n## Expectations\n\n" : "") +
              std::string(view.ok ? "- ok: " : "- FAILED: ") + of.study.wishes[i].text + ": " +
              view.got + "\n");
  }
}

}  // namespace refreshsim
