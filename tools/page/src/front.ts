// The Pareto front: the first two objectives, a mark a strategy, with its intervals.
import { h, pressable, s } from "./dom";
import { axisOf } from "./scales";
import type { StudyData } from "./study_data";

const LEFT = 96;
const BOTTOM = 44;

/** The letter by which the pictures know a strategy. */
export function letter(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : `${Math.floor(i / 26)}${String.fromCharCode(65 + (i % 26))}`;
}

export const onFront = (front: string | null): boolean => front !== null && front.startsWith("on");

export function front(data: StudyData, width: number, chosen: number, choose: (i: number) => void): Element | null {
  if (data.objectives.length < 2) return null;
  const [across, up] = data.objectives.map((objective) => data.study.metrics[objective.metric]);
  const height = Math.max(260, Math.min(400, width * 0.55));
  const of = (name: string) => data.study.strategies.map((strategy) => strategy.metrics[name]);
  const values = (name: string) => of(name).flatMap((m) => [m.mean, ...m.interval]);
  const x = axisOf(values(across.name), across.unit, [LEFT, width - 20], Math.max(3, Math.floor(width / 110)));
  const y = axisOf(values(up.name), up.unit, [height - BOTTOM, 16], 6);
  const body = s("g", {});
  for (const { at, text } of x.ticks) {
    body.append(s("line", { class: "grid", x1: x.scale(at), x2: x.scale(at), y1: 16, y2: height - BOTTOM }), s("text", { class: "tick", x: x.scale(at), y: height - BOTTOM + 18, "text-anchor": "middle" }, text));
  }
  for (const { at, text } of y.ticks) {
    body.append(s("line", { class: "grid", x1: LEFT, x2: width - 20, y1: y.scale(at), y2: y.scale(at) }), s("text", { class: "tick", x: LEFT - 8, y: y.scale(at), dy: "0.32em", "text-anchor": "end" }, text));
  }
  const better = (metric: typeof across) => (metric.more_is_better ? "more is better" : "less is better");
  body.append(s("text", { class: "axis-name", x: width - 20, y: height - 6, "text-anchor": "end" }, `${across.name} (${better(across)}) →`), s("text", { class: "axis-name", x: 4, y: 11 }, `↑ ${up.name} (${better(up)})`));
  const members = data.study.strategies.flatMap((strategy, i) => {
    const a = strategy.metrics[across.name].mean;
    const b = strategy.metrics[up.name].mean;
    return onFront(strategy.pareto_front) && a !== null && b !== null ? [[x.scale(a), y.scale(b), i]] : [];
  }).sort((p, q) => p[0] - q[0]);
  if (members.length > 1) body.append(s("path", { class: "front-line", d: `M${members.map(([a, b]) => `${a},${b}`).join("L")}` }));
  const places: [number, number, SVGElement][] = [];
  data.study.strategies.forEach((strategy, i) => {
    const a = strategy.metrics[across.name];
    const b = strategy.metrics[up.name];
    if (a.mean === null || b.mean === null) return;
    const [cx, cy] = [x.scale(a.mean), y.scale(b.mean)];
    const bar = (x1: number, x2: number, y1: number, y2: number) => s("line", { class: "interval", x1, x2, y1, y2 });
    const mark = s("g", { class: `strategy${onFront(strategy.pareto_front) ? " on-front" : ""}${chosen === i ? " chosen" : ""}`, "data-key": `strategy${i}` },
      bar(x.scale(a.interval[0] ?? a.mean), x.scale(a.interval[1] ?? a.mean), cy, cy), bar(cx, cx, y.scale(b.interval[0] ?? b.mean), y.scale(b.interval[1] ?? b.mean)),
      s("path", { d: strategy.name === data.study.baseline ? `M${cx - 9},${cy - 9}h18v18h-18z` : `M${cx - 9.5},${cy}a9.5,9.5 0 1 0 19,0a9.5,9.5 0 1 0 -19,0z` }),
      s("text", { x: cx, y: cy, dy: "0.35em", "text-anchor": "middle" }, letter(i)));
    const cells = data.objectives.slice(0, 2).map(({ metric }) => `${data.study.metrics[metric].name} ${data.pictures[metric].cells[i].mean} ${data.pictures[metric].unit}`);
    // A mark under another one is named beside it.
    const near = places.find(([px, py]) => Math.hypot(px - cx, py - cy) < 9);
    if (near) near[2].textContent += `${near[2].textContent ? ", " : ""}${letter(i)}`;
    else places.push([cx, cy, s("text", { class: "also", x: cx + 14, y: cy, dy: "0.35em" })]);
    body.append(pressable(mark, `${letter(i)}: ${strategy.name}, ${cells.join(", ")}${onFront(strategy.pareto_front) ? ", on the front" : ""}`, () => choose(i)));
  });
  body.append(...places.map(([, , text]) => text));
  const picture = s("svg", { class: "study-picture front", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${across.name} and ${up.name} of each strategy` }, body);
  return h("section", { "aria-labelledby": "front" }, h("h2", { id: "front" }, "The trade-off"),
    h("p", { class: "hint" }, "Filled marks are on the Pareto front: none is better in every objective. The square is the baseline; bars are 95 % intervals of the means."), picture);
}
