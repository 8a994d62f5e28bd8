// What there is to say about the thing that was chosen: an instance, a call, a fault, an activity or
// a batch.
import { causes, describe, faultText } from "./describe";
import { h } from "./dom";
import type { Told } from "./data";
import type { World } from "./fold";
import { knownAs, SIGNS } from "./lanes";
import { pathList, pathOf } from "./path";
import type { View } from "./view";
import { reasons } from "./why";
import { clock, count, length, moment, plural } from "./words";

const MOST_RECORDS = 400;

type Facts = [name: string, value: string][];

export class Details {
  readonly element = h("aside", { class: "details", "aria-label": "details" });
  private shown = "";

  constructor(private readonly world: World, private readonly view: View, private readonly onlyBatch: (activity: number, batch: number) => void) {
    view.onDraw(() => this.draw());
    this.element.addEventListener("keydown", (event) => { if (event.key === "Escape") view.choose(null); });
  }

  private draw(): void {
    const now = JSON.stringify(this.view.choice);
    if (now === this.shown) return;
    this.shown = now;
    const { choice } = this.view;
    this.element.classList.toggle("open", choice !== null);
    this.element.replaceChildren();
    if (choice === null) {
      this.element.append(h("p", { class: "hint" }, "Choose an instance, a call, a fault, an activity or a batch in the pictures to see all about it."));
      return;
    }
    this.element.append(h("button", { class: "close", type: "button", "aria-label": "close details", click: () => this.view.choose(null) }, "×"));
    if (choice.kind === "instance") this.instance(choice.index);
    else if (choice.kind === "call") this.call(choice.index);
    else if (choice.kind === "fault") this.fault(choice.index);
    else if (choice.kind === "activity") this.activity(choice.index);
    else this.batch(choice.activity, choice.index);
  }

  private head(kind: string, title: string, facts: Facts): void {
    const list = h("dl", {});
    for (const [name, value] of facts) list.append(h("dt", {}, name), h("dd", {}, value));
    this.element.append(h("p", { class: "kind" }, kind), h("h2", {}, title), list);
  }

  private at(ms: number): HTMLElement {
    return h("button", { class: "moment", type: "button", title: clock(this.world.run.names.start_unix_ms, ms), click: () => this.view.pointAt(ms) }, moment(ms));
  }

  /** What explain says; null if it says nothing here. */
  reasonsOf(told: Told[] | undefined): HTMLElement | null {
    return told && told.length > 0 ? reasons(this.world, (ms) => this.at(ms), told) : null;
  }

  private why(told: Told[] | undefined, otherwise = ""): void {
    const said = this.reasonsOf(told);
    if (said) this.element.append(h("h3", {}, "why"), said);
    else if (otherwise) this.element.append(h("p", { class: "hint" }, otherwise));
  }

  private untold(i: number): string {
    const { why } = this.world.run;
    const id = this.world.instances.ids(i);
    if (!why) return `Below each record its causes can be followed; refreshsim explain --instance ${id} tells them in sentences.`;
    return `Explain's sentences stand here for ${plural(Object.keys(why.instances).length, "instance")}: those of the critical path, that failed or were lost. Below each record its causes can be followed; refreshsim explain --instance ${id} tells the rest.`;
  }

  private instance(i: number): void {
    const { instances, run, data } = this.world;
    const recordsOf = this.world.recordsOf();
    const gone = instances.gone[i] < Infinity;
    const row = data.words.row_status[instances.row[i]]?.[0];
    this.head("instance", instances.ids(i), [
      ["zone", run.names.zones[instances.zone[i]]],
      ["state", gone ? `gone at ${moment(instances.gone[i])}` : data.words.life_cycle_state[instances.state[i]][0]],
      ["image", this.world.imageOf(instances.image[i]) || "none"],
      ["health", instances.healthy[i] ? "healthy" : "not healthy"],
      ...(row ? [["latest row", `${SIGNS[row]} ${row}, batch ${instances.batch[i]} of ${knownAs(this.world, instances.activity[i])}`] as [string, string]] : []),
      ["downtime", length(instances.downtime[i])],
      ["attempts", String(instances.attempts[i])],
    ]);
    this.why(run.why?.instances[i], this.untold(i));
    this.element.append(h("h3", {}, "timeline"));
    const records = recordsOf.items.subarray(recordsOf.start[i], recordsOf.start[i + 1]);
    this.timeline(`timeline of ${instances.ids(i)}`, Array.from(records.subarray(0, MOST_RECORDS)));
    if (records.length > MOST_RECORDS) this.element.append(h("p", { class: "hint" }, `and ${records.length - MOST_RECORDS} more records`));
  }

  private timeline(label: string, records: number[]): void {
    const list = h("ol", { class: "timeline", "aria-label": label });
    for (const record of records) {
      const item = h("li", {}, this.at(this.world.records.get(record).time), h("span", {}, describe(this.world, record)));
      if (this.world.records.get(record).back > 0) {
        const why = h("button", { class: "why", type: "button", "aria-expanded": "false", click: () => this.causes(item, why, record) }, "why?");
        item.append(why);
      }
      list.append(item);
    }
    this.element.append(list);
  }

  private causes(item: HTMLElement, button: HTMLElement, record: number): void {
    const open = item.querySelector("ol");
    button.setAttribute("aria-expanded", open ? "false" : "true");
    if (open) return open.remove();
    const chain = h("ol", { class: "causes", "aria-label": "because of, latest first" });
    for (const cause of causes(this.world, record)) {
      chain.append(h("li", {}, this.at(this.world.records.get(cause).time), h("span", {}, describe(this.world, cause))));
    }
    item.append(chain);
  }

  private call(i: number): void {
    const call = this.world.run.calls[i];
    const place = this.world.run.names.call_places[i];
    this.head("call", call.action, [
      ["at", `${moment(call.at_ms)} (${clock(this.world.run.names.start_unix_ms, call.at_ms)})`],
      ["as", call.as ?? "no name"], ["line", `${place.line}${place.firing > 1 ? `, ${place.firing}th time` : ""}`],
      ["answer", place.code || "accepted"],
    ]);
    this.element.append(h("h3", {}, "request"), h("pre", { tabindex: 0, "aria-label": "request" }, JSON.stringify(call.request, null, 2)),
      h("h3", {}, "response"), h("pre", { tabindex: 0, "aria-label": "response" }, JSON.stringify(call.response, null, 2)));
    this.why(this.world.run.why?.calls[i]);
    const record = this.world.recordOfCall[i];
    if (record !== undefined) this.timeline("the call's record", [record]);
  }

  private fault(i: number): void {
    const fault = this.world.faults[i];
    this.head("fault", this.world.run.names.faults[fault.fault].kind, [
      ["from", moment(fault.at)], ["to", fault.until === null ? "the end" : moment(fault.until)], ["changes", fault.effective ? "something" : "nothing"],
    ]);
    this.element.append(h("p", {}, faultText(this.world, fault.fault)));
  }

  private activity(i: number): void {
    const activity = this.world.run.activities[i];
    const { statistics } = activity;
    const status = activity.Status;
    this.head(activity.ActivityType === "ROLLBACK" ? "rollback" : "refresh", knownAs(this.world, i), [
      ["id", activity.RefreshActivityId], ["status", `${SIGNS[status]} ${status}`], ["duration", length(statistics.duration_ms)],
      ["rows", Object.entries(statistics.rows).map(([name, rows]) => `${count(rows)} ${name}`).join(", ") || "none"],
      ["retries", count(statistics.retries)],
      ...Object.entries(statistics.time_in_status_ms).map(([name, ms]) => [name, length(ms)] as [string, string]),
    ]);
    this.why(this.world.run.why?.activities[i]);
    const path = pathOf(this.world, i);
    if (path) this.element.append(...pathList(path, this.view, (ms) => this.at(ms)));
    this.element.append(h("h3", {}, "statuses"));
    this.timeline("its statuses", this.world.activities[i].changes.map((change) => change.record));
    this.element.append(h("h3", {}, "settings"), h("pre", { tabindex: 0, "aria-label": "settings" }, JSON.stringify(activity.RefreshSettings, null, 2)));
  }

  private batch(activity: number, index: number): void {
    const band = this.world.activities[activity].batches[index];
    const batch = this.world.run.activities[activity].RefreshBatchSet[index];
    const status = batch.RefreshBatchStatus;
    this.head("batch", `batch ${band.number} of ${knownAs(this.world, activity)}`, [
      ["status", `${SIGNS[status]} ${status}`], ["instances", count(band.rows)],
      ["from", batch.StartTime_ms === null ? "not started" : moment(batch.StartTime_ms)], ["to", batch.EndTime_ms === null ? "not ended" : moment(batch.EndTime_ms)],
      ["took", batch.StartTime_ms === null || batch.EndTime_ms === null ? "–" : length(batch.EndTime_ms - batch.StartTime_ms)],
    ]);
    this.element.append(h("button", { type: "button", click: () => this.onlyBatch(activity, band.number) }, `show only its ${plural(band.rows, "instance")}`));
  }
}

