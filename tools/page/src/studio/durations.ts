// Lengths of time as the scenario writes them, and the notches of a slider over them.

const UNITS: [string, number][] = [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000], ["ms", 1]];
const NOTCHES = ["0s", "1s", "2s", "5s", "10s", "15s", "20s", "30s", "45s", "1m", "1m30s", "2m", "3m", "4m", "5m", "6m", "8m", "10m", "12m", "15m", "20m", "25m", "30m", "40m", "50m", "1h", "1h30m", "2h", "3h", "4h", "6h", "8h", "12h", "1d"];

/** Null if it is no duration. */
export function milliseconds(text: string): number | null {
  const parts = /^(?=.)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  return parts && UNITS.reduce((sum, [, length], i) => sum + Number(parts[i + 1] ?? 0) * length, 0);
}

/** The notches in order, with the present length among them. */
export function notches(present: string): string[] {
  const now = milliseconds(present);
  if (now === null || NOTCHES.some((notch) => milliseconds(notch) === now)) return NOTCHES;
  return [...NOTCHES, present].sort((a, b) => milliseconds(a)! - milliseconds(b)!);
}
