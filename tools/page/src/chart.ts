// The fleet over time: serving, serving badly and out as stacked areas, desired and the service
// levels as lines. Where many changes share a pixel, its worst moment is drawn.
import { scaleLinear } from "d3-scale";
import type { Names } from "./data";
import { s } from "./dom";
import type { Levels, Part } from "./levels";
import { stepArea, stepLine, type StepPoints } from "./steps";
import type { View } from "./view";
import { count } from "./words";

/** The levels of a window; from `x[i]` on those at `at[i]` hold. The last one closes it. */
interface Points extends StepPoints {
  at: Int32Array;
}

function worse(levels: Levels, a: number, b: number): number {
  const { serving, badly, out } = levels.columns;
  if (serving.values[a] !== serving.values[b]) return serving.values[a] < serving.values[b] ? a : b;
  if (badly.values[a] !== badly.values[b]) return badly.values[a] > badly.values[b] ? a : b;
  return out.values[a] >= out.values[b] ? a : b;
}

/** The levels across the window, from left to right. */
export function points(levels: Levels, view: View): Points {
  const first = Math.max(0, levels.indexAt(view.from));
  const last = levels.indexAt(view.to);
  if (last < 0) return { count: 0, x: new Float64Array(), at: new Int32Array() };
  const list = last - first <= 2 * view.width ? everyPoint(levels, view, first, last) : worstOfPixels(levels, view, first, last);
  list.x[list.count] = view.width;
  list.at[list.count] = list.at[list.count - 1];
  ++list.count;
  return list;
}

function everyPoint(levels: Levels, view: View, first: number, last: number): Points {
  const scale = view.width / (view.to - view.from || 1);
  const count = last - first + 1;
  const list = { count, x: new Float64Array(count + 1), at: new Int32Array(count + 1) };
  for (let i = 0; i < count; ++i) {
    list.x[i] = Math.max(0, (levels.time.values[first + i] - view.from) * scale);
    list.at[i] = first + i;
  }
  return list;
}

function worstOfPixels(levels: Levels, view: View, first: number, last: number): Points {
  const { values } = levels.time;
  const pixels = Math.ceil(view.width);
  const list = { count: 0, x: new Float64Array(pixels + 1), at: new Int32Array(pixels + 1) };
  const perPixel = (view.to - view.from) / view.width;
  for (let pixel = 0, next = first, latest = -1; pixel < pixels; ++pixel) {
    const until = view.from + (pixel + 1) * perPixel;
    let worst = Math.max(first, next - 1);
    for (; next <= last && values[next] < until; ++next) worst = worse(levels, worst, next);
    if (worst === latest) continue;
    list.x[list.count] = pixel;
    list.at[list.count++] = latest = worst;
  }
  return list;
}

/** The picture, `height` px high, the window's beginning at x 0. */
export function fleetChart(levels: Levels, names: Names, view: View, height: number, left: number): SVGGElement {
  const most = Math.max(1, levels.max(["serving", "badly", "out"]), levels.max(["desired"]));
  const y = scaleLinear([0, most * 1.04], [height, 14]);
  const list = points(levels, view);
  const group = s("g", { class: "fleet" });
  const ticks = y.ticks(Math.min(5, most)).filter(Number.isInteger);
  for (const tick of ticks) {
    group.append(
      s("line", { class: "grid", x1: 0, x2: view.width, y1: y(tick), y2: y(tick) }),
      s("text", { class: "tick", x: -8, y: y(tick), dy: "0.32em", "text-anchor": "end" }, count(tick)),
    );
  }
  const { columns } = levels;
  const value = (part: Part, i: number) => columns[part].values[list.at[i]];
  const sum = { serving: (i: number) => value("serving", i), badly: (i: number) => value("serving", i) + value("badly", i), out: (i: number) => value("serving", i) + value("badly", i) + value("out", i) };
  const areas = [["serving", () => y(0), sum.serving], ["badly", (i: number) => y(sum.serving(i)), sum.badly], ["out", (i: number) => y(sum.badly(i)), sum.out]] as const;
  for (const [part, low, high] of areas) {
    const d = stepArea(list, low, (i) => y(high(i)));
    if (!d) continue;
    group.append(s("path", { class: `area ${part}`, d }));
    if (part !== "serving") group.append(s("path", { class: "pattern", d, fill: `url(#${part})` }));
  }
  group.append(s("path", { class: "edge", d: stepLine(list, (i) => y(sum.serving(i))) }));
  for (const slo of names.slo) {
    const threshold = (i: number) => y(slo.percent ? (slo.amount / 100_000) * value("desired", i) : slo.amount);
    group.append(s("path", { class: "slo", d: stepLine(list, threshold) }));
    if (list.count > 0) group.append(s("text", { class: "slo-name", x: view.width - 4, y: threshold(list.count - 1) - 4, "text-anchor": "end" }, `at least ${slo.text}`));
  }
  group.append(s("path", { class: "desired", d: stepLine(list, (i) => y(value("desired", i))) }));
  if (list.count > 0) group.append(s("text", { class: "desired-name", x: 4, y: y(value("desired", 0)) - 5 }, `desired ${count(value("desired", 0))}`));
  group.append(s("text", { class: "lane-name", x: -left + 4, y: 12 }, "instances"));
  return group;
}

/** The surge instances, on a scale of their own. */
export function surgeChart(levels: Levels, view: View, height: number, left: number): SVGGElement {
  const most = levels.max(["surge"]);
  const y = scaleLinear([0, most], [height, 3]);
  const list = points(levels, view);
  const d = stepArea(list, () => height, (i) => y(levels.columns.surge.values[list.at[i]]));
  return s("g", { class: "surge" },
    s("path", { class: "area surge", d }), s("path", { class: "pattern surge", d, fill: "url(#surge)" }),
    s("text", { class: "lane-name", x: -left + 4, y: height - 6 }, "surge"),
    s("text", { class: "tick", x: -8, y: 11, "text-anchor": "end" }, count(most)));
}

/** What fills the areas beside their colours, so that they differ without them. */
export function patterns(): SVGDefsElement {
  const stripe = (id: string, size: number, ...marks: SVGElement[]) =>
    s("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" }, ...marks);
  return s("defs", {},
    stripe("badly", 8, s("path", { class: "mark badly", d: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" })),
    stripe("out", 6, s("circle", { class: "mark out", cx: 2, cy: 2, r: 0.9 })),
    stripe("surge", 6, s("path", { class: "mark surge", d: "M0,3 h6" })),
    stripe("paused", 7, s("path", { class: "mark paused", d: "M3.5,0 v7" })));
}
