// Quantities as people say them (the same words as the program's text: sim/report/words.cpp).

const UNITS: [string, number][] = [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000]];

/** The exact time of a moment: `8m15s`, `1h2m250ms`. */
export function moment(ms: number): string {
  if (ms === 0) return "0s";
  let text = "";
  let rest = ms;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    if (count > 0) text += count + unit;
    rest -= count * length;
  }
  return rest > 0 ? `${text}${Math.round(rest)}ms` : text;
}

/** The two largest units, rounded: `8m15s`, `1h02m`, `2d04h`. */
export function length(ms: number): string {
  if (ms < 0.5) return "0s";
  if (ms < 1000) return `${Math.round(ms)}ms`;
  if (ms < 59_950) return `${+(ms / 1000).toFixed(1)}s`;
  for (let i = 0; i + 1 < UNITS.length; ++i) {
    const [unit, big] = UNITS[i];
    const [below, small] = UNITS[i + 1];
    const rounded = Math.round(ms / small) * small;
    if (rounded < big) continue;
    const rest = Math.round((rounded % big) / small);
    return Math.floor(rounded / big) + unit + (rest > 0 ? String(rest).padStart(2, "0") + below : "");
  }
  return `${Math.round(ms / 1000)}s`;
}

const digits = (most: number) => new Intl.NumberFormat("en-US", { maximumFractionDigits: most });
const THREE = digits(3);
const TWO = digits(2);
const three = (value: number) => THREE.format(Number(value.toPrecision(3)));

/** Instances × ms: `69 instance-minutes`. */
export function instanceTime(ms: number): string {
  if (ms === 0) return "none";
  const [unit, size] = ms < 120_000 ? ["second", 1000] : ms < 7_200_000 ? ["minute", 60_000] : ms < 172_800_000 ? ["hour", 3_600_000] : ["day", 86_400_000];
  const value = three(ms / (size as number));
  return `${value} instance-${unit}${value === "1" ? "" : "s"}`;
}

export function percent(share: number): string {
  const value = share * 100;
  const text = value.toPrecision(3);
  return `${Number(text) >= 100 && value < 100 ? String(Math.floor(value * 1e6) / 1e6) : Number(text)} %`;
}

export const count = (value: number): string => TWO.format(value);

export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** The date and time of a moment, UTC. */
export function clock(startUnixMs: number, ms: number): string {
  return new Date(startUnixMs + ms).toISOString().replace("T", " ").replace(/\.000Z$|Z$/, " UTC");
}

const TICKS = [1, 10, 100, 1000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 43_200_000, 86_400_000, 604_800_000];

/** Round moments inside a window, at most so many. */
export function ticks(from: number, to: number, most: number): number[] {
  let step = TICKS.find((t) => (to - from) / t <= most) ?? TICKS[TICKS.length - 1];
  while ((to - from) / step > most) step *= 2;
  const all: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) all.push(at);
  return all;
}
