// What the program puts into the page (sim/report/page.cpp).

export interface KindLayout {
  name: string;
  fields: string[];
  subject: string;
  part: string;
  from: string;
  to: string;
  detail: [label: string, member: string, meaning: string][];
}

export interface Level {
  min: number | null;
  max: number | null;
  mean: number | null;
}

export type GroupNumbers = { [path: string]: unknown } & {
  DesiredCapacity: number;
  below_ms: Record<string, number>;
  zones: Record<string, Record<string, Level>>;
};

export interface Batch {
  RefreshBatchNum: number;
  RefreshBatchStatus: string;
  StartTime_ms: number | null;
  EndTime_ms: number | null;
}

export interface Activity {
  as: string | null;
  AutoScalingGroupId: string;
  RefreshActivityId: string;
  OriginRefreshActivityId?: string | null;
  RefreshBatchSet: Batch[];
  RefreshMode: string;
  RefreshSettings: unknown;
  ActivityType: string;
  Status: string;
  CreatedTime_ms: number;
  StartTime_ms: number | null;
  EndTime_ms: number | null;
  statistics: {
    duration_ms: number;
    time_in_status_ms: Record<string, number>;
    rows: Record<string, number>;
    retries: number;
  };
}

export interface Call {
  at_ms: number;
  action: string;
  as: string | null;
  request: Record<string, unknown> | null;
  response: unknown;
}

export interface Expectation {
  text: string;
  ok: boolean;
  got: string | null;
  line?: number;
  at_ms?: number;
}

export interface Names {
  description: string;
  seed: string;
  start_unix_ms: number;
  group_ids: string[];
  zones: string[];
  configurations: string[];
  activity_names: string[];
  symbols: string[];
  faults: { kind: string; text: string; line: number }[];
  slo: { text: string; percent: boolean; amount: number }[];
  call_places: { line: number; call: number; firing: number; code: string }[];
  outcomes: string[];
  costs: string[];
}

/** What explain says of a thing (sim/incident/page_why.h). */
export interface Told {
  answer: string;
  notes: string[];
  chain: [record: number, also: number[], more: number][];
}

export interface PathWait {
  at_ms: number;
  ms: number;
  /** How much earlier the end would come were this a minute shorter; 0 also if nobody asked. */
  gain_ms: number;
  alone: boolean;
  text: string;
  instance?: number;
  step?: number;
  activity?: number;
  batch?: number;
  call?: number;
}

export interface Path {
  activity: number;
  begin_ms: number;
  end_ms: number;
  ended: boolean;
  waits: PathWait[];
  /** How many waits are left out. */
  more: number;
  kinds: [what: string, gain_ms: number][];
}

export interface Why {
  rules: string[];
  facts: [record: number, text: string, rule: number][];
  instances: Record<string, Told[]>;
  activities: Record<string, Told[]>;
  calls: Record<string, Told[]>;
  expectations: Record<string, Told[]>;
  paths: Path[];
}

export interface Run {
  name: string;
  replica: number;
  fingerprint: string;
  events: number;
  records: number;
  start: string;
  end: string;
  end_ms: number;
  stopped?: string;
  names: Names;
  calls: Call[];
  activities: Activity[];
  instances: { count: number; names: string; downtime_ms: string; attempts: string };
  groups: Record<string, GroupNumbers>;
  expectations: Expectation[];
  why: Why | null;
  stream: string;
}

export interface PageData {
  refreshsim: string;
  kinds: KindLayout[];
  failed_row: KindLayout["detail"];
  words: Record<string, [name: string, meaning: string][]>;
  group_metrics: [path: string, meaning: string][];
  activity_metrics: [path: string, meaning: string][];
  runs: Run[];
  /** Files that could not be run. */
  errors: { file: string; why: string }[];
}

/** The value at a path such as `serving.min`; null if there is none. */
export function numberAt(group: GroupNumbers, path: string): number | null {
  let value: unknown = group;
  for (const key of path.split(".")) value = (value as Record<string, unknown> | null)?.[key];
  return typeof value === "number" ? value : null;
}
