// The time axis, which also is the cursor's slider: what the keys move and a screen reader tells.
import { s } from "./dom";
import type { View } from "./view";
import { moment, ticks } from "./words";

export function axisTicks(view: View): number[] {
  return ticks(view.from, view.to, Math.max(2, Math.floor(view.width / 90)));
}

export function axis(view: View, height: number): SVGGElement {
  const x = view.scale;
  const group = s("g", { class: "axis" });
  for (const at of axisTicks(view)) {
    const here = x(at);
    const anchor = here < 14 ? "start" : here > view.width - 14 ? "end" : "middle";
    group.append(s("line", { x1: here, x2: here, y1: height - 5, y2: height }),
      s("text", { x: here, y: height - 9, "text-anchor": anchor }, moment(at)));
  }
  return group;
}

export function gridLines(view: View, height: number): SVGGElement {
  const x = view.scale;
  return s("g", {}, ...axisTicks(view).map((at) => s("line", { class: "grid", x1: x(at), x2: x(at), y1: 0, y2: height })));
}
