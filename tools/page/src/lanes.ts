// The lanes below the fleet: calls, faults, activities with their batches.
import { pressable, s } from "./dom";
import type { ActivityBand, BatchBand, World } from "./fold";
import { pathOf, pathStrip } from "./path";
import type { View } from "./view";
import { length, moment, plural } from "./words";

export interface Lane {
  element: SVGGElement;
  height: number;
}

export const SIGNS: Record<string, string> = {
  SUCCESSFUL: "✓", FAILED: "✗", PARTIALLY_SUCCESSFUL: "◐", CANCELLED: "⊘", FAILED_PAUSE: "‖", AUTO_PAUSE: "‖", MANUAL_PAUSE: "‖",
  RUNNING: "▸", INIT: "…", WAITING: "…", NOT_FOUND: "?",
};
const ENDED = new Set(["SUCCESSFUL", "CANCELLED", "FAILED"]);

export const isPause = (status: string): boolean => status.endsWith("_PAUSE");

export function knownAs(world: World, activity: number): string {
  const { as, RefreshActivityId } = world.run.activities[activity];
  return as ?? RefreshActivityId;
}

export function callTitle(world: World, index: number): string {
  const call = world.run.calls[index];
  const { code } = world.run.names.call_places[index];
  return `${call.action}${call.as ? ` as ${call.as}` : ""} at ${moment(call.at_ms)}: ${code || "accepted"}`;
}

function name(text: string, left: number, y: number, press?: () => void): SVGElement {
  let short = text.slice(0, 80);
  while (short.length > 1 && widthOf(`${short}…`) > left - 10) short = short.slice(0, -1);
  if (short !== text) short += "…";
  const label = s("text", { class: "lane-name", x: -left + 4, y }, short);
  return press ? pressable(label, text, press) : label;
}

/** Things at moments; those too near to each other to be told apart share a mark. */
function marks(view: View, times: number[], reach: number, draw: (x: number, members: number[]) => SVGElement): SVGElement[] {
  const x = view.scale;
  const elements: SVGElement[] = [];
  let members: number[] = [];
  let begin = 0;
  const flush = () => {
    if (members.length > 0) elements.push(draw(begin, members));
    members = [];
  };
  times.forEach((at, i) => {
    if (at < view.from || at > view.to) return;
    if (members.length > 0 && x(at) - begin > reach) flush();
    if (members.length === 0) begin = x(at);
    members.push(i);
  });
  flush();
  return elements;
}

export function callLane(world: World, shown: number[], view: View, left: number): Lane {
  const { calls, names } = world.run;
  const element = s("g", { class: "calls" }, name("calls", left, 17));
  element.append(...marks(view, shown.map((i) => calls[i].at_ms), 14, (x, members) => {
    const first = shown[members[0]];
    const refused = members.some((m) => names.call_places[shown[m]].code !== "");
    const several = members.length > 1;
    const label = several ? `${members.length} calls from ${moment(calls[first].at_ms)}: ${callTitle(world, first)}, …` : callTitle(world, first);
    const chosen = view.choice?.kind === "call" && members.some((m) => shown[m] === (view.choice as { index: number }).index);
    const shape = refused ? "M-5,3 l10,10 M5,3 l-10,10" : "M-6,3 h12 l-6,10 z";
    return pressable(s("g", { class: `mark-call${refused ? " refused" : ""}${chosen ? " chosen" : ""}`, transform: `translate(${x},0)`, "data-key": `call${first}` },
      s("rect", { class: "hit", x: -9, y: 0, width: 18 + (several ? 14 : 0), height: 24 }), s("path", { d: shape }),
      several ? s("text", { x: 8, y: 13 }, `${members.length}`) : null), label, () => {
      const at = members.findIndex((m) => view.choice?.kind === "call" && view.choice.index === shown[m]);
      const next = shown[members[(at + 1) % members.length]];
      view.choose({ kind: "call", index: next });
      view.pointAt(calls[next].at_ms);
    });
  }));
  return { element, height: 26 };
}

export function faultLane(world: World, shown: number[], view: View, left: number): Lane {
  const x = view.scale;
  const element = s("g", { class: "faults" }, name("faults", left, 15));
  for (const i of shown) {
    const fault = world.faults[i];
    const until = fault.until ?? view.end;
    if (until < view.from || fault.at > view.to) continue;
    const from = Math.max(-4, x(fault.at));
    const width = Math.max(3, Math.min(view.width + 4, x(until)) - from);
    const label = `fault at ${moment(fault.at)}${until > fault.at ? ` for ${length(until - fault.at)}` : ""}: ${world.run.names.faults[fault.fault].text}${fault.effective ? "" : " (changes nothing)"}`;
    const bar = s("g", { class: `mark-fault${view.choice?.kind === "fault" && view.choice.index === i ? " chosen" : ""}`, "data-key": `fault${i}` },
      s("rect", { x: from, y: 4, width, height: 14, rx: 3 }), s("path", { class: "bolt", d: `M${from + 1.5},20 l4,-7 l-3,0 l4,-8` }));
    element.append(pressable(bar, label, () => { view.choose({ kind: "fault", index: i }); view.pointAt(fault.at); }));
  }
  return { element, height: 24 };
}

const ruler = document.createElement("canvas").getContext("2d")!;

function widthOf(text: string): number {
  ruler.font = "600 12px system-ui, sans-serif";
  return ruler.measureText(text).width;
}

function fits(text: string, width: number): boolean {
  return widthOf(text) + 9 <= width;
}

function statusBand(world: World, activity: ActivityBand, view: View): SVGElement[] {
  const x = view.scale;
  const words = world.data.words.activity_status;
  const elements: SVGElement[] = [];
  activity.changes.forEach(({ at, status }, i) => {
    const text = words[status][0];
    const until = activity.changes[i + 1]?.at ?? view.end;
    const begin = Math.max(-2, x(at));
    if (ENDED.has(text)) {
      if (at < view.from || at > view.to) return;
      const title = `${SIGNS[text]} ${text}`;
      const before = begin + widthOf(title) + 8 > view.width;
      elements.push(s("line", { class: "band-end", x1: begin, x2: begin, y1: 2, y2: 20 }),
        s("text", { class: `band-word ${text}`, x: begin + (before ? -5 : 5), y: 15, "text-anchor": before ? "end" : "start" }, title));
      return;
    }
    const width = Math.min(view.width + 2, x(until)) - begin;
    if (until < view.from || at > view.to || width <= 0) return;
    elements.push(s("rect", { class: `band ${isPause(text) ? "paused" : text}`, x: begin, y: 3, width: Math.max(1, width), height: 16, rx: 2 }));
    if (isPause(text)) elements.push(s("rect", { class: "pattern", x: begin, y: 3, width: Math.max(1, width), height: 16, fill: "url(#paused)" }));
    const title = `${SIGNS[text]} ${text}`;
    if (fits(title, width)) elements.push(s("text", { class: `band-word inside ${isPause(text) ? "paused" : ""}`, x: begin + 5, y: 15 }, title));
  });
  return elements;
}

function batchBox(world: World, activity: ActivityBand, batch: BatchBand, view: View, from: number, width: number): SVGElement {
  const status = world.data.words.batch_status[batch.status][0];
  const chosen = view.choice?.kind === "batch" && view.choice.activity === activity.index && view.choice.index === batch.number - 1;
  const box = s("g", { class: `batch ${status}${chosen ? " chosen" : ""}`, "data-key": `batch${activity.index}.${batch.number}` },
    s("rect", { x: from, y: 23, width: Math.max(2, width - 1), height: 15, rx: 2 }));
  const title = [`${batch.number} ${SIGNS[status]}`, `${batch.number}`].find((text) => fits(text, width));
  if (title) box.append(s("text", { x: from + 4, y: 34.5 }, title));
  if (width < 8) return box;
  return pressable(box, `batch ${batch.number} of ${knownAs(world, activity.index)}: ${status}, ${plural(batch.rows, "instance")}`, () => {
    view.choose({ kind: "batch", activity: activity.index, index: batch.number - 1 });
    view.pointAt(batch.spans[0]?.[0] ?? null);
  });
}

export function activityLane(world: World, activity: ActivityBand, view: View, left: number): Lane {
  const x = view.scale;
  const choose = () => {
    view.choose({ kind: "activity", index: activity.index });
    view.pointAt(activity.changes[0].at);
  };
  const chosen = view.choice?.kind === "activity" && view.choice.index === activity.index;
  const element = s("g", { class: `activity${chosen ? " chosen" : ""}` });
  const label = name(knownAs(world, activity.index), left, 15, choose);
  label.setAttribute("data-key", `activity${activity.index}`);
  element.append(label, ...statusBand(world, activity, view), s("text", { class: "lane-note", x: -left + 4, y: 34 }, "batches"));
  let merged = "";
  for (const batch of activity.batches) {
    for (const [begin, end] of batch?.spans ?? []) {
      const until = Math.min(end, view.end);
      if (until < view.from || begin > view.to) continue;
      const from = Math.max(-2, x(begin));
      const width = Math.min(view.width + 2, x(until)) - from;
      if (width < 3) merged += `M${from},23 h${Math.max(1, width)} v15 h${-Math.max(1, width)} z`;
      else element.append(batchBox(world, activity, batch, view, from, width));
    }
  }
  if (merged) element.append(s("path", { class: "batch small", d: merged }));
  const path = view.lit ? pathOf(world, activity.index) : undefined;
  if (!path || path.waits.length === 0) return { element, height: 44 };
  element.append(s("text", { class: "lane-note", x: -left + 4, y: 51 }, left < 100 ? "crit. path" : "critical path"), ...pathStrip(path, view));
  return { element, height: 58 };
}
