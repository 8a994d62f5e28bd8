// The pictures above the rows, and their axis of time. At rest they are drawn for the window that is
// seen. While it is panned they are drawn once with more on both sides, and moved: a frame makes
// nothing anew then.
import { axis, gridLines } from "./axis";
import { patterns } from "./chart";
import { s } from "./dom";
import type { Lane } from "./lanes";
import type { View } from "./view";

const AXIS = 28;
const RIGHT = 14;  // px beside the window
/** How long after the last move they are drawn anew. */
const REST_MS = 200;
/** What has its place in the window, not in time. */
const STILL = ".tick, .lane-name, .lane-note, .slo-name, .desired-name";
/** px that a time at the window's beginning may reach out of it. */
const REACH = 18;

const shift = (x: number, y: number, ...children: SVGElement[]) => s("g", { transform: `translate(${x},${y})` }, ...children);
const clip = (id: string, x: number, y: number, width: number, height: number) => s("clipPath", { id }, s("rect", { x, y, width, height }));

export class Pictures {
  readonly lanes = s("svg", { class: "picture", role: "group", "aria-label": "fleet, calls, faults and activities over time" });
  readonly axis = s("svg", { "aria-hidden": "true" });
  private how = "";
  private from = 0;
  private length = 0;
  private atRest: Lane[] = [];
  private wide: View | null = null;
  private moved: SVGGElement[] = [];
  private still: SVGElement[] = [];
  private rest = 0;

  /** `lanesOf`: from above to below, for a window. */
  constructor(private readonly view: View, private readonly left: () => number, private readonly lanesOf: (view: View) => Lane[]) {}

  /** To be called when something else than the view has changed. */
  forget(): void {
    this.how = "";
  }

  draw(): void {
    const { view } = this;
    const how = JSON.stringify([view.width, view.choice, view.lit]);
    const length = view.to - view.from;
    // A panned window's length is the same but for rounding.
    const same = how === this.how && Math.abs(length - this.length) <= 1e-6 * length;
    if (same && view.from === this.from) return;
    this.from = view.from;
    if (same) return this.move();
    this.how = how;
    this.length = length;
    this.wide = null;
    clearTimeout(this.rest);
    this.drawAtRest();
  }

  private move(): void {
    const { view } = this;
    const slack = 1e-6 * this.length;
    if (!this.wide || view.from < this.wide.from - slack || view.to > this.wide.to + slack) this.drawWide();
    const x = ((this.wide!.from - view.from) / this.length) * view.width;
    for (const group of this.moved) group.style.transform = `translateX(${x}px)`;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => { this.forget(); view.touch(); }, REST_MS);
  }

  private drawAtRest(): void {
    const { view } = this;
    const left = this.left();
    this.atRest = this.lanesOf(view);
    const height = heightOf(this.atRest);
    this.show(height, [patterns(), clip("window", -left, -4, left + view.width + 3, height + 8)],
      s("g", { transform: `translate(${left},0)`, "clip-path": "url(#window)" }, gridLines(view, height), ...stacked(this.atRest)), shift(left, 0, axis(view, AXIS)));
  }

  private drawWide(): void {
    const { view } = this;
    const left = this.left();
    if (!this.wide) this.still = stacked(this.atRest.map(({ element, height }) => ({ element: only(element), height })));
    const wide = (this.wide = view.widened());
    const lanes = this.lanesOf(wide);
    for (const { element } of lanes) element.querySelectorAll(STILL).forEach((each) => each.remove());
    const height = heightOf(lanes);
    this.moved = [s("g", { class: "moved" }, gridLines(wide, height), ...stacked(lanes)), s("g", { class: "moved" }, axis(wide, AXIS))];
    this.show(height, [patterns(), clip("window", 0, -4, view.width, height + 8)],
      shift(left, 0, s("g", { "clip-path": "url(#window)" }, this.moved[0]), ...this.still),
      shift(left, 0, clip("axis", -REACH, 0, view.width + REACH + RIGHT, AXIS), s("g", { "clip-path": "url(#axis)" }, this.moved[1])));
  }

  // The focus stays where it was.
  private show(height: number, definitions: SVGElement[], body: SVGElement, axisBody: SVGElement): void {
    const width = this.left() + this.view.width + RIGHT;
    const focus = this.lanes.querySelector(":focus")?.getAttribute("data-key");
    this.lanes.replaceChildren(...definitions, body);
    this.lanes.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.lanes.style.height = `${height}px`;
    this.axis.replaceChildren(axisBody);
    this.axis.setAttribute("viewBox", `0 0 ${width} ${AXIS}`);
    if (focus) this.lanes.querySelector<SVGElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }
}

const heightOf = (lanes: Lane[]): number => lanes.reduce((sum, lane) => sum + lane.height, 0);

function stacked(lanes: Lane[]): SVGElement[] {
  let y = 0;
  return lanes.map(({ element, height }) => {
    const lane = shift(0, y, element);
    y += height;
    return lane;
  });
}

/** A lane with nothing in it but what stands still. */
function only(element: SVGGElement): SVGGElement {
  const shell = element.cloneNode(false) as SVGGElement;
  shell.append(...element.querySelectorAll(STILL));
  return shell;
}
