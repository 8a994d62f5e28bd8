// The critical path: what the end of an activity waited for, one wait after the other.
import type { Path, PathWait } from "./data";
import { h, pressable, s } from "./dom";
import type { World } from "./fold";
import type { View } from "./view";
import { length, moment } from "./words";

const MOST_LISTED = 60;
const STRIP = { y: 43, height: 9 };

export const pathOf = (world: World, activity: number): Path | undefined => world.paths.find((path) => path.activity === activity);

/** Who waits: an instance's step, or whoever calls. */
const waits = (wait: PathWait): string => (wait.instance === undefined ? "waiting" : "working");

function gain({ gain_ms }: PathWait): string {
  return gain_ms > 0 ? `, a minute less would gain ${length(gain_ms)}` : "";
}

/** Shows what a wait is about. */
export function chooseWait(view: View, wait: PathWait): void {
  if (wait.instance !== undefined) view.choose({ kind: "instance", index: wait.instance });
  else if (wait.call !== undefined) view.choose({ kind: "call", index: wait.call });
  view.pointAt(wait.at_ms);
}

/** The path as a strip below the batches of its activity. */
export function pathStrip(path: Path, view: View): SVGElement[] {
  const x = view.scale;
  const elements: SVGElement[] = [];
  let small = "";
  path.waits.forEach((wait, i) => {
    const until = wait.at_ms + wait.ms;
    if (until < view.from || wait.at_ms > view.to) return;
    const from = Math.max(-2, x(wait.at_ms));
    const width = Math.min(view.width + 2, x(until)) - from;
    if (width < 4) {
      small += `M${from.toFixed(1)},${STRIP.y} h${Math.max(1, width).toFixed(1)} v${STRIP.height} h${-Math.max(1, width).toFixed(1)} z`;
      return;
    }
    const box = s("g", { class: `wait ${waits(wait)}`, "data-key": `wait${path.activity}.${i}` }, s("rect", { x: from, y: STRIP.y, width: width - 1, height: STRIP.height }));
    if (waits(wait) === "waiting") box.append(s("path", { d: `M${from},${STRIP.y + STRIP.height / 2} h${width - 1}` }));
    elements.push(pressable(box, `critical path at ${moment(wait.at_ms)}: ${length(wait.ms)}, ${wait.text}${gain(wait)}`, () => chooseWait(view, wait)));
  });
  if (small) elements.push(s("path", { class: "wait small", d: small }));
  return elements;
}

/** The path in words. */
export function pathList(path: Path, view: View, at: (ms: number) => HTMLElement): HTMLElement[] {
  if (path.waits.length === 0) return [];
  const list = h("ol", { class: "timeline", "aria-label": "critical path" });
  for (const wait of path.waits.slice(0, MOST_LISTED)) {
    const text = `${length(wait.ms)}: ${wait.text}${gain(wait)}`;
    const known = wait.instance !== undefined || wait.call !== undefined;
    list.append(h("li", {}, at(wait.at_ms), known ? h("button", { class: "why", type: "button", click: () => chooseWait(view, wait) }, text) : h("span", {}, text)));
  }
  const more = path.waits.length - Math.min(path.waits.length, MOST_LISTED) + path.more;
  const elements: HTMLElement[] = [h("h3", {}, path.ended ? "what its end waited for (the critical path)" : "what it waited for so far (the critical path)"), list];
  if (more > 0) elements.push(h("p", { class: "hint" }, `and ${more} more waits, which refreshsim explain --critical-path tells`));
  if (path.kinds.length > 0) {
    elements.push(h("h3", {}, "were all of a kind a minute shorter"),
      h("ul", { class: "notes" }, ...path.kinds.map(([what, gained]) => h("li", {}, `${what}: ${length(gained)} gained`))));
  }
  return elements;
}
