// The page of one run.
import type { Expectation, PageData, Run } from "./data";
import { Details } from "./details";
import { h } from "./dom";
import { Filter } from "./filter";
import { rebuild, type World } from "./fold";
import { help, legend } from "./legend";
import { Plot } from "./plot";
import { shown, statistics } from "./statistics";
import { numberAt } from "./data";
import { verdict, verdicts } from "./verdicts";
import { View } from "./view";
import { length, plural } from "./words";

const HEADLINES: [path: string, title: string][] = [["availability", "availability"], ["lost_capacity_ms", "lost capacity"], ["serving.min", "fewest serving"],
  ["bad_exposure_ms", "bad exposure"], ["time_to_detect_ms", "time to detect"], ["time_to_recover_ms", "time to recover"]];

export interface RunPage {
  element: HTMLElement;
  world: World;
  plot: Plot;
  view: View;
  /** To be called when it has its place, and when that changes. */
  resize(): void;
  recolour(): void;
}

function facts(run: Run): HTMLElement {
  return h("p", { class: "facts" }, `seed ${run.names.seed} · replica ${run.replica} · fingerprint ${run.fingerprint} · ${plural(run.events, "event")} · ${run.start} to ${run.end} (${length(run.end_ms)})`);
}

function header(run: Run, world: World, group: number): HTMLElement {
  const { text, state } = verdict(run.expectations);
  const numbers = run.groups[run.names.group_ids[group]];
  const tiles = h("dl", { class: "tiles" });
  for (const [path, title] of HEADLINES) {
    const value = numberAt(numbers, path);
    tiles.append(h("div", {}, h("dt", {}, title), h("dd", { "data-tile": path }, shown(path, value, troubled(world, group)))));
  }
  return h("header", { class: "run-head" }, h("div", { class: "title" }, h("h1", {}, run.name), state === "none" ? h("span", { class: "verdict none" }, text) : h("a", { class: `verdict ${state}`, href: "#expected" }, text)),
    h("p", { class: "headline" }, `${run.names.outcomes[group]}; ${run.names.costs[group]}`),
    run.stopped ? h("p", { class: "stopped" }, `stopped: ${run.stopped}`) : null,
    run.names.description ? h("p", { class: "description" }, run.names.description) : null, tiles, facts(run));
}

/** Whether anything of a group failed, or served badly. */
export function troubled(world: World, group: number): boolean {
  const { count, failures, badly, group: of } = world.instances;
  for (let i = 0; i < count; ++i) if (of[i] === group && (failures[i] > 0 || badly[i] > 0)) return true;
  return false;
}

function toolbar(view: View, plot: Plot): HTMLElement {
  const button = (text: string, label: string, click: () => void) => h("button", { type: "button", "aria-label": label, title: label, click }, text);
  const middle = () => view.cursor ?? (view.from + view.to) / 2;
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": "pictures" },
    button("−", "zoom out", () => view.zoom(1.6, middle())), button("+", "zoom in", () => view.zoom(1 / 1.6, middle())), button("all", "show the whole run", () => view.all()),
    h("span", { class: "gap" }), button("▁", "lower rows", () => plot.rows.grow(-1)), button("▇", "taller rows", () => plot.rows.grow(1)), ...pathSwitch(view, plot), plot.readout);
}

function pathSwitch(view: View, plot: Plot): HTMLElement[] {
  if (!plot.hasPath) return [];
  const button = h("button", { type: "button", "aria-pressed": "true", title: "light up what the end of each activity waited for", click: () => view.light(!view.lit) }, "critical path");
  view.onDraw(() => button.setAttribute("aria-pressed", String(view.lit)));
  return [h("span", { class: "gap" }), button];
}

/** The instance that a text such as `{activity: a, instance: ins-00000003, …}` names. */
function named(world: World, text: string): number {
  for (const match of text.matchAll(/instance: "?([^,}"]+)/g)) {
    for (let i = 0; i < world.instances.count; ++i) if (world.instances.ids(i) === match[1]) return i;
  }
  return -1;
}

export function runPage(data: PageData, run: Run, group: number, world = rebuild(data, run)): RunPage {
  const view = new View(Math.max(1, run.end_ms));
  const choose = (index: number) => view.choose({ kind: "instance", index });
  const plot = new Plot(world, view, group, choose);
  const filter = new Filter(world, group, (order) => plot.rows.set(order));
  const details = new Details(world, view, (activity, batch) => {
    filter.only(activity, batch);
    plot.rows.box.scrollIntoView({ block: "nearest" });
  });
  const jump = (each: Expectation) => {
    view.jump(each.at_ms ?? 0);
    const i = named(world, each.text);
    if (i >= 0) { choose(i); plot.rows.reveal(); }
    plot.element.scrollIntoView({ block: "start" });
    plot.element.querySelector<HTMLElement>(".slider")?.focus({ preventScroll: true });
  };
  const element = h("article", { class: "run" }, header(run, world, group),
    h("div", { class: "bench" }, h("div", { class: "pictures" }, toolbar(view, plot), legend(world), plot.element, filter.element, help()), details.element),
    h("div", { class: "below" }, statistics(data, run.groups[run.names.group_ids[group]], troubled(world, group)), verdicts(run.expectations, jump, (i) => details.reasonsOf(run.why?.expectations[i]))));
  filter.apply();
  return { element, world, plot, view, resize: () => plot.resize(), recolour: () => plot.rows.recolour() };
}
