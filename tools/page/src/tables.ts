// The tables that grow while a run is rebuilt: its steps, and what the instances were when.
import { numbers, small, times } from "./grow";
import { type Index, indexBy } from "./records";

export interface Steps {
  count: number;
  begin: Float64Array;
  end: Float64Array;
  step: Uint8Array;
  /** 0 failed, 1 passed, 2 stopped, 3 still under way. */
  result: Uint8Array;
  attempt: Uint32Array;
  by: Index;
}

export interface Conditions {
  begin: Float64Array;
  what: Uint8Array;
  by: Index;
}

const guess = (instances: number): number => 1024 + 4 * instances;

export class StepTable {
  private readonly owner;
  private readonly begin;
  private readonly end;
  private readonly step;
  private readonly result;
  private readonly attempt;
  private readonly open: Int32Array;

  constructor(private readonly instances: number) {
    const many = guess(instances);
    this.owner = numbers(many);
    this.begin = times(many);
    this.end = times(many);
    this.step = small(many);
    this.result = small(many);
    this.attempt = numbers(many);
    this.open = new Int32Array(instances).fill(-1);
  }

  start(i: number, at: number, step: number, attempt: number): void {
    this.open[i] = this.owner.length;
    this.owner.push(i);
    this.begin.push(at);
    this.end.push(Infinity);
    this.step.push(step);
    this.result.push(3);
    this.attempt.push(attempt);
  }

  finish(i: number, at: number, result: number): void {
    const open = this.open[i];
    if (open < 0) return;
    this.end.values[open] = at;
    this.result.values[open] = result;
    this.open[i] = -1;
  }

  table(): Steps {
    return {
      count: this.owner.length, begin: this.begin.values, end: this.end.values, step: this.step.values,
      result: this.result.values, attempt: this.attempt.values, by: indexBy(this.owner.values, this.owner.length, this.instances),
    };
  }
}

export class ConditionTable {
  private readonly owner;
  private readonly begin;
  private readonly what;
  private readonly latest: Uint8Array;

  constructor(private readonly instances: number) {
    const many = guess(instances);
    this.owner = numbers(many);
    this.begin = times(many);
    this.what = small(many);
    this.latest = new Uint8Array(instances).fill(255);
  }

  /** From then on the instance is so. */
  set(i: number, at: number, what: number): void {
    if (what === this.latest[i]) return;
    this.latest[i] = what;
    this.owner.push(i);
    this.begin.push(at);
    this.what.push(what);
  }

  table(): Conditions {
    return { begin: this.begin.values, what: this.what.values, by: indexBy(this.owner.values, this.owner.length, this.instances) };
  }
}
