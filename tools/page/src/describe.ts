// A record as a sentence, and the chain of its causes.
import type { World } from "./fold";
import { callTitle, knownAs } from "./lanes";
import { F, NONE } from "./records";

type Writer = (world: World, row: Float64Array, caused: boolean) => string;

const word = (world: World, list: string, value: number): string => world.data.words[list][value]?.[0] ?? String(value);
const id = (world: World, instance: number): string => (instance >= 0 ? world.instances.ids(instance) : "nothing");
const changed = (list: string): Writer => (w, v) => `${word(w, list, v[F.from])} → ${word(w, list, v[F.to])}`;

export function faultText(world: World, fault: number): string {
  const known = world.run.names.faults[fault];
  return known ? `fault on line ${known.line}: ${known.text}` : "no fault of the file";
}

function where(w: World, v: Float64Array): string {
  const tries = v[F.a] > 1 ? `attempt ${v[F.a]}, ` : "";
  return `(${tries}${v[F.b] > 0 ? `batch ${v[F.b]}` : "surge"} of ${v[F.part] >= 0 ? knownAs(w, v[F.part]) : "no activity"})`;
}

function stepEnded(w: World, v: Float64Array): string {
  const step = word(w, "step", v[F.from]);
  if (v[F.d] === 1) return `${step} passed`;
  if (v[F.d] === 2) return `${step} stopped`;
  const cause = w.data.words.failure_cause[v[F.to]]?.[1] ?? "";
  return `${step} failed: ${cause}${v[F.c] !== NONE ? ` (${faultText(w, v[F.c])})` : ""} ${where(w, v)}`;
}

function row(w: World, v: Float64Array): string {
  const begin = v[F.from] === NONE ? "planned: " : `${word(w, "row_status", v[F.from])} → `;
  return `row ${begin}${word(w, "row_status", v[F.to])} in batch ${v[F.b]} of ${knownAs(w, v[F.subject])}`;
}

function batch(w: World, v: Float64Array): string {
  const begin = v[F.from] === NONE ? "planned: " : `${word(w, "batch_status", v[F.from])} → `;
  return `batch ${v[F.part]} of ${knownAs(w, v[F.subject])}: ${begin}${word(w, "batch_status", v[F.to])}`;
}

const WRITERS: Record<string, Writer> = {
  group_listed: (w, v) => `${w.run.names.group_ids[v[F.group]]} as listed in the file`,
  instance_created: (w, v, caused) => `${id(w, v[F.subject])} ${caused ? "created" : "is there"}: ${word(w, "life_cycle_state", v[F.to])} in ${w.run.names.zones[v[F.part]]}`,
  life_cycle_state: (w, v, caused) => `${id(w, v[F.subject])} ${changed("life_cycle_state")(w, v, caused)}`,
  instance_gone: (w, v) => `${id(w, v[F.subject])} gone: ${w.data.words.gone_reason[v[F.to]][1]}`,
  installed: (w, v) => `installed with ${w.imageOf(v[F.to]) || "no image"}`,
  health: (w, v) => `${id(w, v[F.subject])} ${v[F.to] ? "turns healthy" : "is not healthy"}${v[F.a] !== NONE ? ` (${faultText(w, v[F.a])})` : ""}`,
  step_started: (w, v) => `${word(w, "step", v[F.to])} starts ${where(w, v)}`,
  step_ended: stepEnded,
  group_status: changed("group_status"),
  enabled_status: changed("enabled_status"),
  in_activity_status: changed("in_activity_status"),
  desired_capacity: (_, v) => `DesiredCapacity ${v[F.from]} → ${v[F.to]}`,
  activity_created: (w, v) => `${knownAs(w, v[F.subject])} accepted`,
  activity_status: (w, v, caused) => `${knownAs(w, v[F.subject])}: ${changed("activity_status")(w, v, caused)}`,
  surge_state: (w, v, caused) => `${knownAs(w, v[F.subject])}: surge ${changed("surge_state")(w, v, caused)}`,
  batch_status: batch,
  row_status: row,
  fault_began: (w, v) => faultText(w, v[F.subject]),
  fault_ended: (w, v) => `end of ${faultText(w, v[F.subject])}`,
  zone_outage: (w, v) => `${w.run.names.zones[v[F.subject]]} ${v[F.to] ? "is out" : "is back"}`,
};

export function describe(world: World, record: number): string {
  const fact = world.records.get(record);
  const kind = world.data.kinds[fact.kind].name;
  if (kind === "call_made") {
    const call = world.callOf.get(record);
    return call === undefined ? "call" : `call ${callTitle(world, call)}`;
  }
  return WRITERS[kind]?.(world, fact.row, fact.back > 0) ?? kind.replaceAll("_", " ");
}

/** The records that led to this one, the latest first. */
export function causes(world: World, record: number): number[] {
  const chain: number[] = [];
  for (let x = record, back = 0; (back = world.records.get(x).back) > 0; ) chain.push((x -= back));
  return chain;
}
