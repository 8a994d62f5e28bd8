// The numbers of a group, each with a sentence about what it means.
import { type GroupNumbers, type Level, numberAt, type PageData } from "./data";
import { h } from "./dom";
import { count, instanceTime, length, percent } from "./words";

const INSTANCE_TIME = new Set(["lost_capacity_ms", "bad_exposure_ms", "surge_cost_ms"]);

const TITLES: Record<string, string> = {
  availability: "availability", lost_capacity_ms: "lost capacity", bad_exposure_ms: "bad exposure", surge_cost_ms: "surge cost",
  mixed_version_ms: "mixed versions", blast_radius: "blast radius", time_to_detect_ms: "time to detect", time_to_recover_ms: "time to recover",
};

/** A number of a group as people say it. */
export function shown(path: string, value: number | null, trouble = true): string {
  if (value === null) return !path.startsWith("time_to_") ? "none" : trouble ? "never" : "no trouble";
  if (path === "availability") return percent(value);
  if (INSTANCE_TIME.has(path)) return instanceTime(value);
  if (path === "time_to_detect_ms" && value === 0) return "at once";
  if (path.includes("_ms")) return value === 0 ? "none" : length(value);
  return count(value);
}

type Sentence = (value: number, group: GroupNumbers) => string;

const SENTENCES: Record<string, Sentence> = {
  availability: (v) => `Of the capacity that was desired, ${percent(v)} served.`,
  lost_capacity_ms: (v) => (v === 0 ? "There were always as many serving as desired." : `As if one instance had been missing for ${length(v)}.`),
  bad_exposure_ms: (v) => (v === 0 ? "No instance took traffic while it was not healthy." : `As if one instance had failed its traffic for ${length(v)}.`),
  surge_cost_ms: (v) => (v === 0 ? "No surge instance was paid for." : `As much as one more instance for ${length(v)}.`),
  mixed_version_ms: (v) => (v === 0 ? "Never two images in service at once." : `For ${length(v)} two or more images were in service together.`),
  blast_radius: (v) => (v === 0 ? "No instance was ever out." : `At the worst moment ${count(v)} of the group's instances were there and did not serve.`),
  time_to_detect_ms: (v) => (v === 0 ? "The refresh stopped the moment trouble began." : `Trouble went on for ${length(v)} until the refresh paused, was cancelled or rolled back.`),
  time_to_recover_ms: (v) => `${length(v)} after trouble began all was well, and stayed so.`,
};

const NULLS: Record<string, string> = {
  time_to_detect_ms: "Nothing paused, cancelled or rolled back the refresh after trouble began.",
  time_to_recover_ms: "The trouble was not over at the end.",
  availability: "No capacity was desired.",
  blast_radius: "There was no moment to look at.",
};

function number(path: string, value: number | null, text: string): HTMLElement {
  return h("span", { class: "number", "data-path": path, "data-value": value === null ? "null" : value }, text);
}

function entry(data: PageData, group: GroupNumbers, path: string, trouble: boolean): HTMLElement {
  const value = numberAt(group, path);
  const nothing = path.startsWith("time_to_") && !trouble ? "No step failed, and nothing served badly." : NULLS[path] ?? "";
  const meaning = data.group_metrics.find((metric) => metric[0] === path)?.[1] ?? "";
  const sentence = value === null ? nothing : SENTENCES[path]?.(value, group) ?? "";
  return h("div", { class: "figure" }, h("dt", {}, TITLES[path]), h("dd", {}, number(path, value, shown(path, value, trouble))),
    h("dd", { class: "sentence" }, sentence), h("dd", { class: "meaning" }, meaning));
}

function below(threshold: string, ms: number): HTMLElement {
  const sentence = ms === 0 ? `There were always at least ${threshold} serving.` : `For ${length(ms)} fewer than ${threshold} served.`;
  return h("div", { class: "figure" }, h("dt", {}, `below ${threshold}`), h("dd", {}, number(`below_ms.${threshold}`, ms, shown("below_ms", ms))),
    h("dd", { class: "sentence" }, sentence), h("dd", { class: "meaning" }, "ms under the service level"));
}

function table(caption: string, heads: string[], rows: (string | HTMLElement)[][]): HTMLElement {
  const body = h("tbody", {});
  for (const [first, ...rest] of rows) body.append(h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))), body));
}

function levelRows(path: string, level: Level): HTMLElement[] {
  return (["min", "mean", "max"] as const).map((part) => number(`${path}.${part}`, level[part], level[part] === null ? "–" : count(level[part])));
}

export function statistics(data: PageData, group: GroupNumbers, trouble: boolean): HTMLElement {
  const figures = h("dl", { class: "figures" });
  for (const path of Object.keys(TITLES)) figures.append(entry(data, group, path, trouble));
  for (const [threshold, ms] of Object.entries(group.below_ms)) figures.append(below(threshold, ms));
  const levels = ["desired", "in_service", "serving", "serving_badly"].map((name) => [name.replace("_", " "), ...levelRows(name, group[name] as Level)]);
  const zones = Object.entries(group.zones).flatMap(([zone, values]) => Object.entries(values).map(([name, level]) => [`${zone}: ${name.replace("_", " ")}`, ...levelRows(`zones.${zone}.${name}`, level)]));
  const downtime = ["p50", "p90", "p99", "max"].map((part) => {
    const value = numberAt(group, `downtime_ms.${part}`);
    return number(`downtime_ms.${part}`, value, value === null ? "–" : length(value));
  });
  return h("section", { class: "statistics", "aria-labelledby": "numbers" }, h("h2", { id: "numbers" }, "What it cost"), figures,
    h("div", { class: "tables" }, table("instances over time", ["level", "least", "mean", "most"], levels),
      zones.length > 3 ? table("by zone", ["level", "least", "mean", "most"], zones) : null,
      table("an instance's downtime", ["quantile", "half below", "90 % below", "99 % below", "longest"], [["downtime", ...downtime]])));
}
