// Several runs at a glance: which are as expected, and what they cost.
import { numberAt, type PageData, type Run } from "./data";
import { h } from "./dom";
import { shown } from "./statistics";
import { verdict } from "./verdicts";
import { count, plural } from "./words";

function row(run: Run, choose: () => void): HTMLElement {
  const { state, text } = verdict(run.expectations);
  const group = run.groups[run.names.group_ids[0]];
  const cells = ["availability", "lost_capacity_ms", "serving.min"].map((path) => (group ? shown(path, numberAt(group, path)) : ""));
  return h("tr", { class: run.stopped ? "failed" : state }, h("th", { scope: "row" }, h("button", { type: "button", click: choose }, run.name)), h("td", {}, run.stopped ? "✗ stopped" : text), ...cells.map((cell) => h("td", {}, cell)));
}

/** A table of the runs, those that failed first; null for a single one. */
export function overview(data: PageData, choose: (run: number) => void): HTMLElement | null {
  if (data.runs.length + data.errors.length < 2) return null;
  const wrong = (run: Run) => run.stopped !== undefined || run.expectations.some((each) => !each.ok);
  const order = data.runs.map((_, i) => i).sort((a, b) => Number(wrong(data.runs[b])) - Number(wrong(data.runs[a])));
  const failed = data.runs.filter(wrong).length;
  const body = h("tbody", {});
  for (const { file, why } of data.errors) body.append(h("tr", { class: "failed" }, h("th", { scope: "row" }, file), h("td", { colspan: 4 }, h("pre", {}, why.trim()))));
  for (const i of order) body.append(row(data.runs[i], () => choose(i)));
  const summary = [plural(data.runs.length, "scenario"), `${count(data.runs.length - failed)} as expected`, ...(failed ? [`${count(failed)} failed`] : []), ...(data.errors.length ? [`${count(data.errors.length)} could not be run`] : [])].join(" · ");
  return h("details", { class: "overview", open: true }, h("summary", {}, summary), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "all scenarios" },
    h("table", {}, h("thead", {}, h("tr", {}, ...["scenario", "expectations", "availability", "lost capacity", "fewest serving"].map((name) => h("th", { scope: "col" }, name)))), body)));
}
