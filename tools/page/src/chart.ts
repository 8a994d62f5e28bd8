// The fleet over time: serving, serving badly and out as stacked areas, desired and the service
// levels as lines. Where many changes share a pixel, its worst moment is drawn.
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import type { Names } from "./data";
import { s } from "./dom";
import type { Levels, Moment } from "./levels";
import type { View } from "./view";
import { count } from "./words";

type Point = Moment & { x: number };

function worse(levels: Levels, a: number, b: number): number {
  const { serving, badly, out } = levels.columns;
  if (serving.values[a] !== serving.values[b]) return serving.values[a] < serving.values[b] ? a : b;
  if (badly.values[a] !== badly.values[b]) return badly.values[a] > badly.values[b] ? a : b;
  return out.values[a] >= out.values[b] ? a : b;
}

/** The levels across the window, from left to right; the last point closes it. */
export function points(levels: Levels, view: View): Point[] {
  const x = view.scale;
  const first = Math.max(0, levels.indexAt(view.from));
  const last = levels.indexAt(view.to);
  const list: Point[] = [];
  if (last < 0) return list;
  if (last - first <= 2 * view.width) {
    for (let i = first; i <= last; ++i) list.push({ x: Math.max(0, x(levels.time.values[i])), ...levels.at(i) });
  } else {
    let next = first;
    let latest = -1;
    for (let pixel = 0; pixel < view.width; ++pixel) {
      const until = x.invert(pixel + 1);
      let worst = Math.max(first, next - 1);
      for (; next <= last && levels.time.values[next] < until; ++next) worst = worse(levels, worst, next);
      if (worst !== latest) list.push({ x: pixel, ...levels.at((latest = worst)) });
    }
  }
  list.push({ ...list[list.length - 1], x: view.width });
  return list;
}

const sums = {
  serving: [() => 0, (p: Point) => p.serving],
  badly: [(p: Point) => p.serving, (p: Point) => p.serving + p.badly],
  out: [(p: Point) => p.serving + p.badly, (p: Point) => p.serving + p.badly + p.out],
} as const;

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
  for (const part of ["serving", "badly", "out"] as const) {
    const [low, high] = sums[part];
    const shape = area<Point>((p) => p.x, (p) => y(low(p)), (p) => y(high(p))).curve(curveStepAfter);
    const d = shape(list) ?? "";
    group.append(s("path", { class: `area ${part}`, d }));
    if (part !== "serving") group.append(s("path", { class: "pattern", d, fill: `url(#${part})` }));
  }
  const edge = line<Point>((p) => p.x, (p) => y(p.serving)).curve(curveStepAfter);
  group.append(s("path", { class: "edge", d: edge(list) ?? "" }));
  for (const slo of names.slo) {
    const value = (p: Point) => (slo.percent ? (slo.amount / 100_000) * p.desired : slo.amount);
    const path = line<Point>((p) => p.x, (p) => y(value(p))).curve(curveStepAfter);
    group.append(s("path", { class: "slo", d: path(list) ?? "" }));
    if (list.length > 0) group.append(s("text", { class: "slo-name", x: view.width - 4, y: y(value(list[list.length - 1])) - 4, "text-anchor": "end" }, `at least ${slo.text}`));
  }
  const wish = line<Point>((p) => p.x, (p) => y(p.desired)).curve(curveStepAfter);
  group.append(s("path", { class: "desired", d: wish(list) ?? "" }));
  if (list.length > 0) group.append(s("text", { class: "desired-name", x: 4, y: y(list[0].desired) - 5 }, `desired ${count(list[0].desired)}`));
  group.append(s("text", { class: "lane-name", x: -left + 4, y: 12 }, "instances"));
  return group;
}

/** The surge instances, on a scale of their own. */
export function surgeChart(levels: Levels, view: View, height: number, left: number): SVGGElement {
  const most = levels.max(["surge"]);
  const y = scaleLinear([0, most], [height, 3]);
  const list = points(levels, view);
  const shape = area<Point>((p) => p.x, height, (p) => y(p.surge)).curve(curveStepAfter);
  return s("g", { class: "surge" },
    s("path", { class: "area surge", d: shape(list) ?? "" }), s("path", { class: "pattern surge", d: shape(list) ?? "", fill: "url(#surge)" }),
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
