// Step functions as the shapes of a picture: what holds from an x on until the next one.

export interface StepPoints {
  count: number;
  x: Float64Array;
}

const short = (value: number): string => (Math.round(value * 10) / 10).toString();

/** The line of a step function from the first x to the last; what stays the same is one stroke. */
export function stepLine({ count, x }: StepPoints, y: (i: number) => number): string {
  if (count === 0) return "";
  let now = short(y(0));
  let path = `M${short(x[0])},${now}`;
  for (let i = 1; i < count; ++i) {
    const next = short(y(i));
    if (next === now && i + 1 < count) continue;
    path += `H${short(x[i])}`;
    if (next !== now) path += `V${next}`;
    now = next;
  }
  return path;
}

/** The area between two step functions; nothing where there is none. */
export function stepArea(points: StepPoints, low: (i: number) => number, high: (i: number) => number): string {
  const { count, x } = points;
  let path = "";
  for (let i = 0; i + 1 < count; ) {
    if (short(low(i)) === short(high(i))) {
      ++i;
      continue;
    }
    const begin = i;
    while (i + 1 < count && short(low(i)) !== short(high(i))) ++i;
    path += `${stepLine(slice(x, begin, i), (k) => high(begin + Math.min(k, i - 1 - begin)))}${back(x, begin, i, low)}Z`;
  }
  return path;
}

function slice(x: Float64Array, begin: number, end: number): StepPoints {
  return { count: end - begin + 1, x: x.subarray(begin, end + 1) };
}

// From the end of a stretch to its beginning.
function back(x: Float64Array, begin: number, end: number, y: (i: number) => number): string {
  let now = short(y(end - 1));
  let path = `V${now}`;
  for (let i = end - 1; i > begin; --i) {
    const before = short(y(i - 1));
    if (before !== now) path += `H${short(x[i])}V${before}`;
    now = before;
  }
  return `${path}H${short(x[begin])}`;
}
