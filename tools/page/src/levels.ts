// The fleet over time: how many instances of a group are in which condition. The same fold as the
// program's own (sim/record/history.cpp); the browser tests compare both.
import type { Instances } from "./fold";
import { signed, times } from "./grow";

export const enum Condition { none, serving, badly, out }

export const PARTS = ["serving", "badly", "out", "surge", "desired"] as const;
export type Part = (typeof PARTS)[number];
export type Moment = Record<Part, number>;

/** Step functions; from `time[i]` on the levels are those at `i`. */
export class Levels {
  readonly time = times();
  readonly columns = { serving: signed(), badly: signed(), out: signed(), surge: signed(), desired: signed() };
  readonly now: Moment = { serving: 0, badly: 0, out: 0, surge: 0, desired: 0 };
  private readonly most = new Map<string, number>();
  private dirty = 0;
  private changed = false;

  get length(): number {
    return this.time.length;
  }

  /** To be called before `now` changes at a time. */
  touch(at: number): void {
    if (this.changed && at > this.dirty) this.keep();
    this.dirty = at;
    this.changed = true;
  }

  /** Keeps what holds since the last change. */
  keep(): void {
    if (!this.changed) return;
    const { now, columns } = this;
    this.time.push(this.dirty);
    columns.serving.push(now.serving);
    columns.badly.push(now.badly);
    columns.out.push(now.out);
    columns.surge.push(now.surge);
    columns.desired.push(now.desired);
    this.changed = false;
  }

  /** The index that holds at a time; −1 before the first. */
  indexAt(at: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time.values[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  at(index: number): Moment {
    const moment = { ...this.now };
    for (const part of PARTS) moment[part] = index < 0 ? 0 : this.columns[part].values[index];
    return moment;
  }

  /** The most that there ever were of some parts together. */
  max(parts: Part[]): number {
    const key = parts.join();
    const known = this.most.get(key);
    if (known !== undefined) return known;
    let most = 0;
    for (let i = 0; i < this.length; ++i) {
      let sum = 0;
      for (const part of parts) sum += this.columns[part].values[i];
      if (sum > most) most = sum;
    }
    this.most.set(key, most);
    return most;
  }
}

export class LevelFold {
  readonly groups: Levels[];
  private readonly zoneOut: Uint8Array;
  private readonly healthy: Float64Array;
  private readonly unhealthy: Float64Array;
  private readonly goneAlready: Uint8Array;
  private readonly isOut = new Uint8Array(256);

  constructor(groups: number, private readonly zones: number, private readonly inst: Instances, private readonly inService: number, out: number[]) {
    for (const state of out) this.isOut[state] = 1;
    this.groups = Array.from({ length: groups }, () => new Levels());
    this.zoneOut = new Uint8Array(zones);
    this.healthy = new Float64Array(groups * zones);
    this.unhealthy = new Float64Array(groups * zones);
    this.goneAlready = new Uint8Array(inst.count);
  }

  desired(group: number, at: number, value: number): void {
    this.groups[group].touch(at);
    this.groups[group].now.desired = value;
  }

  create(i: number, at: number): void {
    const levels = this.groups[this.inst.group[i]];
    levels.touch(at);
    if (this.inst.surge[i]) ++levels.now.surge;
    this.count(i, 1);
  }

  /** To be called before an instance changes, and `enter` afterwards. */
  leave(i: number, at: number): void {
    this.groups[this.inst.group[i]].touch(at);
    this.count(i, -1);
  }

  enter(i: number): void {
    this.count(i, 1);
  }

  gone(i: number, at: number): void {
    const levels = this.groups[this.inst.group[i]];
    levels.touch(at);
    this.count(i, -1);
    if (this.inst.surge[i]) --levels.now.surge;
    this.goneAlready[i] = 1;
  }

  outage(zone: number, at: number, out: boolean): void {
    if (Boolean(this.zoneOut[zone]) === out) return;
    this.zoneOut[zone] = out ? 1 : 0;
    const sign = out ? 1 : -1;
    this.groups.forEach((levels, group) => {
      const here = group * this.zones + zone;
      levels.touch(at);
      levels.now.serving -= sign * this.healthy[here];
      levels.now.badly -= sign * this.unhealthy[here];
      levels.now.out += sign * (this.healthy[here] + this.unhealthy[here]);
    });
  }

  finish(): void {
    for (const levels of this.groups) levels.keep();
  }

  /** An instance's condition; with `zoned`, its zone's outages count. */
  condition(i: number, zoned: boolean): Condition {
    const { inst } = this;
    if (this.goneAlready[i]) return Condition.none;
    if (inst.state[i] === this.inService) {
      if (zoned && this.zoneOut[inst.zone[i]]) return Condition.out;
      return inst.healthy[i] ? Condition.serving : Condition.badly;
    }
    return this.isOut[inst.state[i]] ? Condition.out : Condition.none;
  }

  private count(i: number, sign: number): void {
    const { inst } = this;
    if (this.goneAlready[i]) return;
    const { now } = this.groups[inst.group[i]];
    if (inst.state[i] === this.inService) {
      (inst.healthy[i] ? this.healthy : this.unhealthy)[inst.group[i] * this.zones + inst.zone[i]] += sign;
    }
    const what = this.condition(i, true);
    if (what === Condition.serving) now.serving += sign;
    else if (what === Condition.badly) now.badly += sign;
    else if (what === Condition.out) now.out += sign;
  }
}
