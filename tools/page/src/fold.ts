// The run, rebuilt from its records: what each instance was at any time, and what was done to it.
import type { PageData, Path, Run } from "./data";
import { column } from "./letters";
import { Condition, type Levels, LevelFold } from "./levels";
import { F, type Hear, type Index, indexBy, NONE, Records } from "./records";
import { type Conditions, ConditionTable, type Steps, StepTable } from "./tables";

export interface Mark { at: number; until: number | null; fault: number; target: number; group: number; effective: boolean; record: number }
export interface Outage { from: number; to: number }
export interface StatusChange { at: number; status: number; record: number }
export interface BatchBand { number: number; status: number; spans: [number, number][]; rows: number; firstRow: number }
export interface ActivityBand { index: number; group: number; rows: number; rowInstance: Uint32Array; changes: StatusChange[]; batches: BatchBand[] }

export interface Instances {
  count: number;
  ids: (i: number) => string;
  group: Uint32Array;
  zone: Uint32Array;
  surge: Uint8Array;
  state: Uint8Array;
  healthy: Uint8Array;
  image: Int32Array;
  gone: Float64Array;
  failures: Uint32Array;
  badly: Uint8Array;
  /** The latest row: its activity, its batch, its status. */
  activity: Int32Array;
  batch: Uint32Array;
  row: Uint8Array;
  downtime: Float64Array;
  attempts: Float64Array;
  /** All of them, in the result's order. */
  order: Uint32Array;
}

export interface World {
  data: PageData;
  run: Run;
  records: Records;
  instances: Instances;
  steps: Steps;
  conditions: Conditions;
  /** The records that are about an instance. */
  recordsOf: () => Index;
  levels: Levels[];
  outages: Outage[][];
  activities: ActivityBand[];
  faults: Mark[];
  /** The critical paths. */
  paths: Path[];
  /** The call that a record is about. */
  callOf: Map<number, number>;
  recordOfCall: number[];
  imageOf: (software: number) => string;
  kindOf: Record<string, number>;
  word: (list: string, name: string) => number;
}

const TEXT = 0x80000000;

export function rebuild(data: PageData, run: Run): World {
  const records = new Records(data, run);
  const kindOf = Object.fromEntries(data.kinds.map((kind, i) => [kind.name, i]));
  const word = (list: string, name: string) => data.words[list].findIndex((w) => w[0] === name);
  return new Rebuilding(data, run, records, kindOf, word).world();
}

/** Finds the place of a value among values that differ. */
function ordinals(values: Float64Array): (value: number) => number {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  if (most < 4 * values.length + 1024) {
    const dense = new Uint32Array(most + 1);
    values.forEach((value, i) => { dense[value] = i; });
    return (value) => dense[value];
  }
  const map = new Map<number, number>();
  values.forEach((value, i) => map.set(value, i));
  return (value) => map.get(value)!;
}

class Rebuilding {
  private readonly K: Record<string, number>;
  private readonly state: Record<string, number> = {};
  private readonly running: number;
  private names: Float64Array;
  private inst!: Instances;
  private owners: Uint32Array;
  private readonly steps: StepTable;
  private readonly conditions: ConditionTable;
  private levels: LevelFold;
  private images: number[] = [];
  private activities: ActivityBand[] = [];
  private faults: Mark[] = [];
  private outages: Outage[][];
  private callOf = new Map<number, number>();
  private recordOfCall: number[] = [];

  constructor(
    private readonly data: PageData,
    private readonly run: Run,
    private readonly r: Records,
    kindOf: Record<string, number>,
    private readonly word: (list: string, name: string) => number,
  ) {
    this.K = kindOf;
    for (const [i, [name]] of data.words.life_cycle_state.entries()) this.state[name] = i;
    this.running = word("batch_status", "RUNNING");
    const created = run.instances.count;
    const u32 = () => new Uint32Array(created);
    this.steps = new StepTable(created);
    this.conditions = new ConditionTable(created);
    this.names = new Float64Array(created);
    this.inst = {
      count: created, ids: (i) => this.id(i), group: u32(), zone: u32(), surge: new Uint8Array(created),
      state: new Uint8Array(created), healthy: new Uint8Array(created), image: new Int32Array(created).fill(NONE),
      gone: new Float64Array(created).fill(Infinity), failures: u32(), badly: new Uint8Array(created),
      activity: new Int32Array(created).fill(NONE), batch: u32(), row: new Uint8Array(created), downtime: new Float64Array(created),
      attempts: new Float64Array(created), order: u32(),
    };
    this.owners = new Uint32Array(r.count).fill(0xffffffff);
    this.levels = new LevelFold(run.names.group_ids.length, run.names.zones.length, this.inst, this.state.IN_SERVICE,
      [this.state.STANDBY, this.state.TERMINATING, this.state.TERMINATION_FAILED]);
    this.outages = run.names.zones.map(() => []);
  }

  world(): World {
    this.r.readAll(this.listeners());
    this.levels.finish();
    this.takeResult();
    const n = this.inst.count;
    let byInstance: Index | null = null;
    return {
      data: this.data, run: this.run, records: this.r, instances: this.inst,
      steps: this.steps.table(), conditions: this.conditions.table(),
      recordsOf: () => (byInstance ??= indexBy(this.owners, this.r.count, n)), levels: this.levels.groups, outages: this.outages,
      activities: this.activities, faults: this.faults, paths: this.run.why?.paths ?? [], callOf: this.callOf, recordOfCall: this.recordOfCall,
      imageOf: (software) => this.imageText(software), kindOf: this.K, word: this.word,
    };
  }

  private id(i: number): string {
    const code = this.names[i];
    if (code >= TEXT) return this.run.names.symbols[code - TEXT];
    return "ins-" + String(code).padStart(8, "0");
  }

  private imageText(software: number): string {
    return this.run.names.symbols[this.images[software]] ?? "";
  }

  // What the records do not tell is the result's: numbers, and the order.
  private takeResult(): void {
    const { count, names, downtime_ms, attempts } = this.run.instances;
    const codes = column(names, count, true);
    const downtimes = column(downtime_ms, count);
    const tries = column(attempts, count);
    const ordinal = ordinals(this.names);
    for (let place = 0; place < count; ++place) {
      const i = ordinal(codes[place]);
      this.inst.order[place] = i;
      this.inst.downtime[i] = downtimes[place];
      this.inst.attempts[i] = tries[place];
    }
  }

  private condition(i: number, at: number): void {
    const what = this.levels.condition(i, false);
    if (what === Condition.badly) this.inst.badly[i] = 1;
    this.conditions.set(i, at, what);
  }

  /** What an instance is changes to what its record says. */
  private change(column: Uint8Array, x: number, v: Float64Array, at: number): void {
    const i = v[F.subject];
    this.owners[x] = i;
    this.levels.leave(i, at);
    column[i] = v[F.to];
    this.levels.enter(i);
    this.condition(i, at);
  }

  private gone(x: number, v: Float64Array, at: number): void {
    const i = v[F.subject];
    this.owners[x] = i;
    this.levels.gone(i, at);
    this.inst.gone[i] = at;
    this.condition(i, at);
  }

  private listeners(): (Hear | undefined)[] {
    const { K, inst } = this;
    const list: Record<number, Hear> = {
      [K.group_listed]: (_, v) => this.levels.desired(v[F.group], 0, v[F.b]),
      [K.desired_capacity]: (_, v, at) => this.levels.desired(v[F.group], at, v[F.to]),
      [K.software_defined]: (_, v) => void (this.images[v[F.subject]] = v[F.from]),
      [K.instance_created]: (x, v, at) => this.create(x, v, at),
      [K.life_cycle_state]: (x, v, at) => this.change(inst.state, x, v, at),
      [K.health]: (x, v, at) => this.change(inst.healthy, x, v, at),
      [K.instance_gone]: (x, v, at) => this.gone(x, v, at),
      [K.installed]: (x, v) => {
        this.owners[x] = v[F.subject];
        inst.image[v[F.subject]] = v[F.to];
      },
      [K.step_started]: (x, v, at) => this.startStep(x, v, at),
      [K.step_ended]: (x, v, at) => this.endStep(x, v, at),
      [K.zone_outage]: (_, v, at) => this.outage(v, at),
      [K.activity_created]: (x, v, at) => {
        const first = { at, status: v[F.to], record: x };
        this.activities[v[F.subject]] = { index: v[F.subject], group: v[F.group], rows: 0, rowInstance: new Uint32Array(), changes: [first], batches: [] };
      },
      [K.activity_settings]: (_, v) => {
        const activity = this.activities[v[F.subject]];
        activity.rows = v[F.d];
        activity.rowInstance = new Uint32Array(activity.rows).fill(0xffffffff);
      },
      [K.activity_status]: (x, v, at) => void this.activities[v[F.subject]].changes.push({ at, status: v[F.to], record: x }),
      [K.batch_status]: (_, v, at) => this.batch(v, at),
      [K.row_status]: (x, v) => this.row(x, v),
      [K.call_made]: (x) => void this.callOf.set(x, this.recordOfCall.push(x) - 1),
      [K.fault_began]: (x, v, at) => this.fault(x, v, at, true),
      [K.fault_ended]: (x, v, at) => this.fault(x, v, at, false),
    };
    return this.data.kinds.map((_, kind) => list[kind]);
  }

  private create(x: number, v: Float64Array, at: number): void {
    const { inst } = this;
    const i = v[F.subject];
    this.owners[x] = i;
    this.names[i] = v[F.b];
    inst.group[i] = v[F.group];
    inst.zone[i] = v[F.part];
    inst.state[i] = v[F.to];
    inst.healthy[i] = v[F.d];
    inst.surge[i] = v[F.c] === NONE ? 0 : 1;
    inst.image[i] = v[F.a];
    inst.row[i] = 255;
    this.levels.create(i, at);
    this.condition(i, at);
  }

  private row(x: number, v: Float64Array): void {
    const { inst } = this;
    const i = v[F.a];
    this.owners[x] = i;
    inst.activity[i] = v[F.subject];
    inst.batch[i] = v[F.b];
    inst.row[i] = v[F.to];
    this.activities[v[F.subject]].rowInstance[v[F.part]] = i;
  }

  private startStep(x: number, v: Float64Array, at: number): void {
    const i = v[F.subject];
    this.owners[x] = i;
    this.steps.start(i, at, v[F.to], v[F.a]);
  }

  private endStep(x: number, v: Float64Array, at: number): void {
    const i = v[F.subject];
    this.owners[x] = i;
    if (v[F.d] === 0) ++this.inst.failures[i];
    this.steps.finish(i, at, v[F.d]);
  }

  private outage(v: Float64Array, at: number): void {
    const zone = v[F.subject];
    const out = v[F.to] !== 0;
    this.levels.outage(zone, at, out);
    const list = this.outages[zone];
    if (out) list.push({ from: at, to: Infinity });
    else if (list.length > 0) list[list.length - 1].to = at;
  }

  private batch(v: Float64Array, at: number): void {
    const { batches } = this.activities[v[F.subject]];
    const number = v[F.part];
    const band = (batches[number - 1] ??= { number, status: v[F.to], spans: [], rows: v[F.b], firstRow: v[F.a] });
    const open = band.spans[band.spans.length - 1];
    if (v[F.to] === this.running) band.spans.push([at, Infinity]);
    else if (open?.[1] === Infinity) open[1] = at;
    band.status = v[F.to];
  }

  private fault(x: number, v: Float64Array, at: number, began: boolean): void {
    const fault = v[F.subject];
    const kind = this.run.names.faults[fault]?.kind;
    const ofInstance = kind === "remove" || kind === "unhealthy_for";
    if (ofInstance && v[F.part] >= 0) this.owners[x] = v[F.part];
    if (began) {
      this.faults.push({ at, until: kind === "remove" ? at : null, fault, target: v[F.part], group: v[F.group], effective: v[F.to] !== 0, record: x });
      return;
    }
    const open = this.faults.find((mark) => mark.fault === fault && mark.until === null);
    if (open) open.until = at;
  }
}
