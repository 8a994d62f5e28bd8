// The pictures of a group, one below the other over one axis of time, under one cursor.
import { axis, gridLines } from "./axis";
import { fleetChart, patterns, surgeChart } from "./chart";
import { h, s } from "./dom";
import type { World } from "./fold";
import { attach, keys } from "./gestures";
import { activityLane, callLane, callTitle, faultLane, type Lane } from "./lanes";
import type { Moment } from "./levels";
import { Rows } from "./rows";
import type { View } from "./view";
import { clock, count, moment } from "./words";

const CHART = 216;
const AXIS = 28;
const ACTIVITIES = 6;

export class Plot {
  readonly rows: Rows;
  readonly element = h("section", { class: "plot", "aria-label": "the rollout over time" });
  readonly readout = h("p", { class: "readout" });
  private readonly spoken = h("span", { class: "unseen", role: "status" });
  private readonly picture = s("svg", { class: "picture", role: "group", "aria-label": "fleet, calls, faults and activities over time" });
  private readonly slider = h("div", { class: "slider", role: "slider", tabindex: 0, "aria-label": "time cursor", "aria-orientation": "horizontal" });
  private readonly axisPicture = s("svg", { "aria-hidden": "true" });
  private readonly line = h("div", { class: "cursor", "aria-hidden": "true" });
  private readonly stack = h("div", { class: "stack" });
  private drawn = "";
  private allActivities = false;
  private readonly calls: number[];
  private readonly faults: number[];
  readonly moments: number[];

  constructor(private readonly world: World, private readonly view: View, private readonly group: number, pick: (i: number) => void) {
    this.rows = new Rows(world, view, () => this.left, pick);
    this.calls = callsOf(world, group);
    // A fault without a group is a zone's.
    this.faults = world.faults.flatMap((fault, i) => (fault.group === group || fault.group < 0 ? [i] : []));
    this.moments = [...this.calls.map((i) => world.run.calls[i].at_ms), ...this.faults.map((i) => world.faults[i].at),
      ...this.activities.flatMap((a) => a.changes.map((c) => c.at))].sort((a, b) => a - b);
    this.slider.append(this.axisPicture);
    this.stack.append(this.slider, this.picture, this.rows.element, this.line);
    this.element.append(this.stack, this.rows.note, this.spoken);
    attach(this.slider, view, () => this.left, true);
    attach(this.picture as unknown as HTMLElement, view, () => this.left, false);
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
    this.drawn = "";
    this.view.touch();
  }

  private draw(): void {
    const { view } = this;
    const now = JSON.stringify([view.from, view.to, view.width, view.choice, view.lit, this.allActivities]);
    if (now !== this.drawn) {
      this.drawn = now;
      this.drawPicture();
    }
    this.rows.draw();
    this.drawCursor();
  }

  private drawPicture(): void {
    const { view, left } = this;
    const levels = this.world.levels[this.group];
    const width = left + view.width + 14;
    const lanes: Lane[] = [{ element: fleetChart(levels, this.world.run.names, view, CHART, left), height: CHART + 12 }];
    if (levels.max(["surge"]) > 0) lanes.push({ element: surgeChart(levels, view, 26, left), height: 34 });
    if (this.calls.length > 0) lanes.push(callLane(this.world, this.calls, view, left));
    if (this.faults.length > 0) lanes.push(faultLane(this.world, this.faults, view, left));
    const activities = this.activities;
    const shown = this.allActivities ? activities : activities.slice(0, ACTIVITIES);
    for (const activity of shown) lanes.push(activityLane(this.world, activity, view, left));
    const height = lanes.reduce((sum, lane) => sum + lane.height, 0);
    const focus = this.picture.querySelector(":focus")?.getAttribute("data-key");
    this.picture.replaceChildren(patterns(), s("clipPath", { id: "window" }, s("rect", { x: -left, y: -4, width: left + view.width + 3, height: height + 8 })));
    const body = s("g", { transform: `translate(${left},0)`, "clip-path": "url(#window)" }, gridLines(view, height));
    let y = 0;
    for (const lane of lanes) {
      body.append(s("g", { transform: `translate(0,${y})` }, lane.element));
      y += lane.height;
    }
    this.picture.append(body);
    this.picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.picture.style.height = `${height}px`;
    this.axisPicture.replaceChildren(s("g", { transform: `translate(${left},0)` }, axis(view, AXIS)));
    this.axisPicture.setAttribute("viewBox", `0 0 ${width} ${AXIS}`);
    if (focus) this.picture.querySelector<SVGElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
    this.more(activities.length - shown.length);
  }

  private more(hidden: number): void {
    this.element.querySelector(".more")?.remove();
    if (hidden <= 0) return;
    const button = h("button", { class: "more", type: "button", click: () => { this.allActivities = true; this.view.touch(); } }, `show ${hidden} more activities`);
    this.rows.element.before(button);
  }

  private drawCursor(): void {
    const { view } = this;
    const at = view.cursor;
    const inside = at !== null && at >= view.from && at <= view.to;
    this.line.hidden = !inside;
    if (inside) this.line.style.transform = `translateX(${this.left + view.scale(at)}px)`;
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
