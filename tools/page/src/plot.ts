// The pictures of a group, one below the other over one axis of time, under one cursor.
import { fleetChart, surgeChart } from "./chart";
import { h } from "./dom";
import type { World } from "./fold";
import { attach, keys } from "./gestures";
import { activityLane, callLane, callTitle, faultLane, type Lane } from "./lanes";
import type { Moment } from "./levels";
import { Pictures } from "./pictures";
import { Rows } from "./rows";
import type { View } from "./view";
import { clock, count, moment } from "./words";

const CHART = 216;
const ACTIVITIES = 6;

export class Plot {
  readonly rows: Rows;
  readonly element = h("section", { class: "plot", "aria-label": "the rollout over time" });
  readonly readout = h("p", { class: "readout" });
  private readonly spoken = h("span", { class: "unseen", role: "status" });
  private readonly pictures: Pictures;
  private readonly slider = h("div", { class: "slider", role: "slider", tabindex: 0, "aria-label": "time cursor", "aria-orientation": "horizontal" });
  private readonly line = h("div", { class: "cursor", "aria-hidden": "true" });
  private readonly stack = h("div", { class: "stack" });
  private read: number | null | undefined;
  private allActivities = false;
  private readonly calls: number[];
  private readonly faults: number[];
  readonly moments: number[];

  constructor(private readonly world: World, private readonly view: View, private readonly group: number, pick: (i: number) => void) {
    this.rows = new Rows(world, view, () => this.left, pick);
    this.pictures = new Pictures(view, () => this.left, (window) => this.lanes(window));
    this.calls = callsOf(world, group);
    // A fault without a group is a zone's.
    this.faults = world.faults.flatMap((fault, i) => (fault.group === group || fault.group < 0 ? [i] : []));
    this.moments = [...this.calls.map((i) => world.run.calls[i].at_ms), ...this.faults.map((i) => world.faults[i].at),
      ...this.activities.flatMap((a) => a.changes.map((c) => c.at))].sort((a, b) => a - b);
    this.slider.append(this.pictures.axis);
    this.stack.append(this.slider, this.pictures.lanes, this.rows.element, this.line);
    this.element.append(this.stack, this.rows.note, this.spoken);
    attach(this.slider, view, () => this.left, true);
    attach(this.pictures.lanes as unknown as HTMLElement, view, () => this.left, false);
    attach(this.rows.box, view, () => this.left, false);
    this.stack.addEventListener("keydown", (event) => {
      if (keys(event, view, this.moments)) { event.preventDefault(); this.speak(); }
    });
    view.onDraw(() => this.draw());
  }

  private left = 136;

  get hasPath(): boolean {
    return this.world.paths.some((path) => path.waits.length > 0 && this.world.activities[path.activity].group === this.group);
  }

  private get activities() {
    return this.world.activities.filter((activity) => activity.group === this.group);
  }

  resize(): void {
    const { clientWidth } = this.stack;
    this.left = clientWidth < 560 ? 74 : 136;
    this.view.width = Math.max(120, clientWidth - this.left - 14);
    this.pictures.forget();
    this.view.touch();
  }

  // The rows first: they ask for layout, which is not yet touched by the pictures then.
  private draw(): void {
    this.rows.draw();
    this.pictures.draw();
    this.drawCursor();
  }

  private lanes(view: View): Lane[] {
    const { left } = this;
    const levels = this.world.levels[this.group];
    const lanes: Lane[] = [{ element: fleetChart(levels, this.world.run.names, view, CHART, left), height: CHART + 12 }];
    if (levels.max(["surge"]) > 0) lanes.push({ element: surgeChart(levels, view, 26, left), height: 34 });
    if (this.calls.length > 0) lanes.push(callLane(this.world, this.calls, view, left));
    if (this.faults.length > 0) lanes.push(faultLane(this.world, this.faults, view, left));
    const activities = this.activities;
    const shown = this.allActivities ? activities : activities.slice(0, ACTIVITIES);
    for (const activity of shown) lanes.push(activityLane(this.world, activity, view, left));
    this.more(activities.length - shown.length);
    return lanes;
  }

  private more(hidden: number): void {
    this.element.querySelector(".more")?.remove();
    if (hidden <= 0) return;
    const button = h("button", { class: "more", type: "button", click: () => { this.allActivities = true; this.pictures.forget(); this.view.touch(); } }, `show ${hidden} more activities`);
    this.rows.element.before(button);
  }

  private drawCursor(): void {
    const { view } = this;
    const at = view.cursor;
    const inside = at !== null && at >= view.from && at <= view.to;
    this.line.hidden = !inside;
    if (inside) this.line.style.transform = `translateX(${this.left + view.scale(at)}px)`;
    if (at === this.read) return;
    this.read = at;
    const text = this.sentence(at ?? 0);
    this.slider.setAttribute("aria-valuemin", "0");
    this.slider.setAttribute("aria-valuemax", String(view.end));
    this.slider.setAttribute("aria-valuenow", String(at ?? 0));
    this.slider.setAttribute("aria-valuetext", text);
    this.readout.textContent = at === null ? "Point at the picture, or use the keys, to read a moment." : text;
  }

  levelsAt(at: number): Moment {
    const levels = this.world.levels[this.group];
    return levels.at(levels.indexAt(at));
  }

  private sentence(at: number): string {
    const now = this.levelsAt(at);
    const parts = [`${moment(at)} (${clock(this.world.run.names.start_unix_ms, at)})`, `${count(now.serving)} of ${count(now.desired)} serving`];
    if (now.badly > 0) parts.push(`${count(now.badly)} serving badly`);
    if (now.out > 0) parts.push(`${count(now.out)} out`);
    if (now.surge > 0) parts.push(`${count(now.surge)} surge`);
    return parts.join(" · ");
  }

  private speak(): void {
    const here = this.calls.filter((i) => this.world.run.calls[i].at_ms === this.view.cursor).map((i) => callTitle(this.world, i));
    this.spoken.textContent = here.join("; ");
  }
}

function callsOf(world: World, group: number): number[] {
  const ids = world.run.names.group_ids;
  return world.run.calls.flatMap((call, i) => {
    const named = call.request?.AutoScalingGroupId;
    const elsewhere = typeof named === "string" && named !== ids[group] && ids.includes(named);
    return elsewhere ? [] : [i];
  });
}
