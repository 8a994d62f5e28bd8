// What the program puts into a study's page (sim/study/study_page.cpp).

export interface Estimate {
  mean: number | null;
  interval: [number | null, number | null];
}

export interface Quantile {
  value: number | null;
  interval: [number | null, number | null];
}

export interface Extreme {
  replica: number;
  replay: string;
}

export interface Measured extends Estimate {
  p50: Quantile;
  p90: Quantile;
  p99: Quantile;
  min: number | null;
  max: number | null;
  best_in: number | null;
  null_replicas: number;
  worst: Extreme | null;
  median: Extreme | null;
  difference: (Estimate & { holm_p_value: number | null }) | null;
}

export interface Metric {
  name: string;
  unit: string;
  more_is_better: boolean;
  text?: string;
  regression: { interactions: boolean; explained: number | null; effects: { setting: string; effect: number | null; interval: [number | null, number | null]; over_its_range: number | null }[] } | null;
}

export interface Strategy {
  name: string;
  settings: Record<string, string>;
  replicas: number;
  stopped_for: string | null;
  pareto_front: string | null;
  metrics: Record<string, Measured>;
}

/** The numbers of a strategy in the program's own words. */
export interface Cell {
  mean: string;
  interval: string;
  difference?: string;
  difference_interval?: string;
  bars: number[];
}

export interface StudyData {
  refreshsim: string;
  page: "study";
  description: string;
  extent: string;
  objectives: { metric: number; maximize: boolean }[];
  pictures: { unit: string; span: [number, number] | null; cells: Cell[] }[];
  study: {
    name: string;
    seed: string;
    partial: boolean;
    baseline: string;
    conclusions: string[];
    notes: string[];
    metrics: Metric[];
    strategies: Strategy[];
    expectations: { text: string; ok: boolean; got: string }[];
  };
}
