// The page of a study: strategies compared.
import { h } from "./dom";
import { front, letter, onFront } from "./front";
import { said } from "./scales";
import { strip } from "./strips";
import type { StudyData } from "./study_data";
import { plural } from "./words";

function heading(data: StudyData): HTMLElement {
  const { study } = data;
  const failed = study.expectations.filter((each) => !each.ok).length;
  const verdict = study.expectations.length === 0 ? null : h("span", { class: `verdict ${failed ? "failed" : "ok"}` }, failed ? `✗ ${failed} of ${plural(study.expectations.length, "expectation")} failed` : `✓ ${plural(study.expectations.length, "expectation")} as expected`);
  return h("header", { class: "run-head" }, h("div", { class: "title" }, h("h1", {}, study.name), verdict), data.description ? h("p", { class: "description" }, data.description) : null,
    h("ul", { class: "conclusions" }, ...study.conclusions.map((each) => h("li", {}, each))), h("p", { class: "facts" }, `${data.extent}${study.partial ? " · interrupted: partial" : ""}`),
    study.notes.length > 0 ? h("details", { class: "notes" }, h("summary", {}, "How to read the numbers"), h("ul", {}, ...study.notes.map((each) => h("li", {}, each)))) : null);
}

function key(data: StudyData, chosen: number, choose: (i: number) => void): HTMLElement {
  const body = h("tbody", {});
  data.study.strategies.forEach((strategy, i) => {
    const settings = Object.entries(strategy.settings).map(([path, value]) => `${path} = ${value}`).join(", ");
    const role = [strategy.name === data.study.baseline ? "baseline" : "", onFront(strategy.pareto_front) ? "on the front" : "", strategy.stopped_for ? `stopped early: ${strategy.stopped_for} is better` : ""].filter(Boolean).join(", ");
    body.append(h("tr", { class: chosen === i ? "chosen" : "" }, h("th", { scope: "row" }, letter(i)), h("td", {}, h("button", { type: "button", "aria-pressed": chosen === i ? "true" : "false", click: () => choose(i) }, strategy.name)), h("td", { class: "settings" }, settings || "as the scenario has it"), h("td", {}, role)));
  });
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "strategies" }, h("table", { class: "strategies" },
    h("thead", {}, h("tr", {}, ...["mark", "strategy", "settings", "role"].map((name) => h("th", { scope: "col" }, name)))), body));
}

function details(data: StudyData, i: number): HTMLElement {
  const aside = h("aside", { class: "details open", "aria-label": "details" });
  const strategy = data.study.strategies[i];
  aside.append(h("p", { class: "kind" }, `strategy ${letter(i)}`), h("h2", {}, strategy.name));
  data.study.metrics.forEach((metric, m) => {
    const measured = strategy.metrics[metric.name];
    const { mean, interval, difference, difference_interval } = data.pictures[m].cells[i];
    const facts: [string, string][] = [["mean", `${mean} ${data.pictures[m].unit}`], ["95 % interval", interval]];
    if (difference) facts.push([`difference`, `${difference} (${difference_interval})`]);
    for (const name of ["p50", "p90", "p99"] as const) if (measured[name].value !== null) facts.push([name, said(metric.unit, measured[name].value)]);
    if (measured.best_in !== null) facts.push(["best in", said("share", measured.best_in)]);
    const list = h("dl", {});
    for (const [name, value] of facts) list.append(h("dt", {}, name), h("dd", {}, value));
    aside.append(h("h3", { class: "metric-name" }, metric.name), list);
    for (const [name, extreme] of [["worst", measured.worst], ["median", measured.median]] as const) {
      if (extreme) aside.append(h("p", { class: "kind" }, `${name}: replica ${extreme.replica}`), h("pre", { class: "replay", tabindex: 0, "aria-label": `replays the ${name} of ${metric.name}` }, extreme.replay));
    }
  });
  return aside;
}

function knobs(data: StudyData): HTMLElement | null {
  const rows = data.study.metrics.flatMap((metric) => (metric.regression?.effects ?? []).map((effect) => ({ metric, effect })));
  if (rows.length === 0) return null;
  const body = h("tbody", {});
  for (const { metric, effect } of rows) {
    const value = (v: number | null) => {
      if (v === null) return "–";
      const text = said(metric.unit, Math.abs(v));
      return /[1-9]/.test(text) ? `${v < 0 ? "−" : "+"}${text}` : text;
    };
    body.append(h("tr", {}, h("th", { scope: "row" }, metric.name), h("td", {}, effect.setting), h("td", {}, value(effect.effect)), h("td", {}, `${value(effect.interval[0])} to ${value(effect.interval[1])}`), h("td", {}, value(effect.over_its_range))));
  }
  return h("section", { "aria-labelledby": "knobs" }, h("h2", { id: "knobs" }, "What each knob does"), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "effects of the settings" },
    h("table", {}, h("thead", {}, h("tr", {}, ...["metric", "setting", "effect", "95 % interval", "over its range"].map((name) => h("th", { scope: "col" }, name)))), body)));
}

function wishes(data: StudyData): HTMLElement | null {
  if (data.study.expectations.length === 0) return null;
  return h("section", { class: "verdicts", "aria-labelledby": "expected" }, h("h2", { id: "expected" }, "What was expected"), h("ul", {}, ...data.study.expectations.map((each) =>
    h("li", { class: each.ok ? "ok" : "failed" }, h("span", { class: "sign" }, each.ok ? "✓" : "✗"), h("span", { class: "unseen" }, each.ok ? "holds: " : "fails: "), h("code", {}, each.text), h("span", { class: "got" }, each.got)))));
}

export class StudyPage {
  readonly element = h("article", { class: "study" });
  private chosen: number;
  private width = 0;

  constructor(private readonly data: StudyData) {
    this.chosen = Math.max(0, data.study.strategies.findIndex((strategy) => onFront(strategy.pareto_front)));
  }

  resize(): void {
    const room = (this.element.clientWidth || 900) > 1080 ? this.element.clientWidth - 350 - 18 - 34 : this.element.clientWidth - 34;
    if (room === this.width) return;
    this.width = Math.max(280, room);
    this.draw();
  }

  private draw(): void {
    const choose = (i: number) => { this.chosen = i; this.draw(); };
    const focus = this.element.querySelector(":focus")?.getAttribute("data-key");
    const { data, width, chosen } = this;
    const metrics = data.study.metrics.map((_, m) => strip(data, m, width, chosen, choose));
    this.element.replaceChildren(heading(data), h("div", { class: "bench" }, h("div", { class: "pictures study-pictures" }, front(data, width, chosen, choose),
      h("section", { "aria-labelledby": "strategies" }, h("h2", { id: "strategies" }, "The strategies"), key(data, chosen, choose)),
      h("section", { "aria-labelledby": "metrics" }, h("h2", { id: "metrics" }, "Metric by metric"), h("p", { class: "hint" }, "Dot and bar: the mean and its 95 % interval. Shape: how the replicas are spread; ticks at half, 90 % and 99 % of them. On the right: the paired difference to the baseline."), ...metrics),
      knobs(data)), details(data, chosen)), h("div", { class: "below" }, wishes(data)));
    if (focus) this.element.querySelector<SVGElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }
}
