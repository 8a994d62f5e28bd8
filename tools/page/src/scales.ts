// A metric's axis: its range with a margin, and ticks in the units that people use.
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { count, instanceTime, length, percent } from "./words";

export function said(unit: string, value: number): string {
  if (unit === "ms") return length(value);
  if (unit === "instance-ms") return value === 0 ? "0" : instanceTime(value).replace("instance-", "");
  if (unit === "ratio" || unit === "share") return percent(value);
  return count(value);
}

const STEPS = [1, 2, 5, 10, 15, 30];

/** Round numbers of a unit. */
function unitTicks(scale: ScaleLinear<number, number>, unit: string, most: number): number[] {
  const [low, high] = scale.domain();
  if (!unit.endsWith("ms")) return scale.ticks(most);
  const span = high - low;
  const base = [86_400_000, 3_600_000, 60_000, 1000, 1].find((size) => span / size >= 2) ?? 1;
  const step = STEPS.map((n) => n * base).find((size) => span / size <= most);
  if (step === undefined) return scale.ticks(most);
  const all: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) all.push(at);
  return all;
}

export interface Axis {
  scale: ScaleLinear<number, number>;
  ticks: { at: number; text: string }[];
}

export function axisOf(values: (number | null | undefined)[], unit: string, range: [number, number], most: number): Axis {
  const known = values.filter((value): value is number => typeof value === "number");
  let low = Math.min(...known, Infinity);
  let high = Math.max(...known, -Infinity);
  if (!(low <= high)) [low, high] = [0, 1];
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  const scale = scaleLinear([low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin], range);
  const ticks = unitTicks(scale, unit, most).map((at) => ({ at, text: said(unit, at) }));
  return { scale, ticks: ticks.filter((tick, i) => i === 0 || tick.text !== ticks[i - 1].text) };
}
