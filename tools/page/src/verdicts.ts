// The expectations: which hold, which do not, and the moment that decided each.
import type { Expectation } from "./data";
import { h } from "./dom";
import { count, moment, plural } from "./words";

export function verdict(expectations: Expectation[]): { text: string; state: "ok" | "failed" | "none" } {
  if (expectations.length === 0) return { text: "no expectations", state: "none" };
  const failed = expectations.filter((each) => !each.ok).length;
  if (failed === 0) return { text: `✓ ${plural(expectations.length, "expectation")} as expected`, state: "ok" };
  return { text: `✗ ${count(failed)} of ${plural(expectations.length, "expectation")} failed`, state: "failed" };
}

function item(each: Expectation, jump: (each: Expectation) => void, why: HTMLElement | null): HTMLElement {
  const element = h("li", { class: each.ok ? "ok" : "failed" },
    h("span", { class: "sign" }, each.ok ? "✓" : "✗"), h("span", { class: "unseen" }, each.ok ? "holds: " : "fails: "),
    h("code", {}, each.text), h("span", { class: "got" }, each.got ?? ""));
  if (each.at_ms !== undefined) {
    element.append(h("button", { class: "moment", type: "button", "aria-label": `show ${moment(each.at_ms)}`, click: () => jump(each) }, moment(each.at_ms)));
  }
  if (each.line !== undefined) element.append(h("span", { class: "line" }, `line ${each.line}`));
  if (why) element.append(h("details", { class: "because" }, h("summary", {}, "why?"), why));
  return element;
}

/** `why`: what explain says of an expectation, by its place. */
export function verdicts(expectations: Expectation[], jump: (each: Expectation) => void, why: (place: number) => HTMLElement | null): HTMLElement | null {
  if (expectations.length === 0) return null;
  const sorted = expectations.map((each, place) => ({ each, place })).sort((a, b) => Number(a.each.ok) - Number(b.each.ok));
  return h("section", { class: "verdicts", "aria-labelledby": "expected" }, h("h2", { id: "expected" }, "What was expected"),
    h("p", { class: "summary" }, verdict(expectations).text), h("ul", {}, ...sorted.map(({ each, place }) => item(each, jump, why(place)))));
}
