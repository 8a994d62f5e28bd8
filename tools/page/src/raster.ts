// Rows of less than a pixel: a line of pixels stands for several instances. The lines are written
// into an image, a number a pixel, which takes the same time for any number of instances.
import type { World } from "./fold";
import { Condition } from "./levels";
import type { Palette } from "./paint";
import type { View } from "./view";

/** What a line of pixels stands for. */
export interface Line {
  /** The one of its instances with the median downtime. */
  shown: number;
  /** When a step failed, of any of them. */
  failures: number[];
}

const FAILURE = 1;  // px to all sides

/** Divides the rows among lines. */
export function linesOf(world: World, order: Uint32Array, height: number): Line[] {
  const { failures, downtime } = world.instances;
  const { result, end, by } = world.steps;
  return Array.from({ length: height }, (_, y) => {
    const from = Math.floor((y * order.length) / height);
    const block = order.slice(from, Math.max(from + 1, Math.floor(((y + 1) * order.length) / height)));
    const times: number[] = [];
    for (const i of block) {
      for (let k = by.start[i]; failures[i] > 0 && k < by.start[i + 1]; ++k) {
        if (result[by.items[k]] === 0) times.push(end[by.items[k]]);
      }
    }
    return { shown: middleOf(block, downtime), failures: times };
  });
}

function middleOf(block: Uint32Array, downtime: Float64Array): number {
  const sorted = Float64Array.from(block, (i) => downtime[i]).sort();
  const wanted = sorted[block.length >> 1];
  return block.find((i) => downtime[i] === wanted)!;
}

/** Colours as an image holds them. */
export class Inks {
  private readonly known = new Map<string, number>();
  private readonly dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;

  constructor(private readonly colours: Palette) {}

  of(name: string): number {
    let ink = this.known.get(name);
    if (ink === undefined) {
      this.dot.fillStyle = this.colours[name];
      this.dot.fillRect(0, 0, 1, 1);
      ink = new Uint32Array(this.dot.getImageData(0, 0, 1, 1).data.buffer)[0];
      this.known.set(name, ink);
    }
    return ink;
  }
}

export class Raster {
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d")!;
  private image = new ImageData(1, 1);
  private pixels = new Uint32Array(1);

  constructor(private readonly world: World) {}

  /** The lines of the window, one below the other, as an image that is as wide as the window. */
  draw(lines: Line[], view: View, inks: Inks): HTMLCanvasElement {
    const width = Math.max(1, Math.round(view.width));
    this.resize(width, lines.length);
    this.pixels.fill(0);
    const steps = this.world.data.words.step.map(([name]) => inks.of(name));
    const scale = width / (view.to - view.from || 1);
    lines.forEach((line, y) => this.line(line, y * width, width, view, scale, inks, steps));
    lines.forEach(({ failures }, y) => this.failures(failures, y, view, scale, inks.of("failed")));
    this.context.putImageData(this.image, 0, 0);
    return this.canvas;
  }

  private resize(width: number, height: number): void {
    if (this.image.width === width && this.image.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  private line({ shown }: Line, at: number, width: number, view: View, scale: number, inks: Inks, stepInks: number[]): void {
    const { pixels, world } = this;
    const fill = (from: number, to: number, ink: number) => {
      if (to < view.from || from > view.to) return;
      const left = Math.max(0, Math.round((from - view.from) * scale));
      const right = Math.min(width, Math.max(left + 1, Math.round((to - view.from) * scale)));
      for (let x = at + left; x < at + right; ++x) pixels[x] = ink;
    };
    const { instances, conditions, steps } = world;
    const gone = Math.min(instances.gone[shown], view.end);
    const { start, items } = conditions.by;
    for (let k = start[shown]; k < start[shown + 1]; ++k) {
      const what = conditions.what[items[k]];
      if (what === Condition.none) continue;
      const until = k + 1 < start[shown + 1] ? conditions.begin[items[k + 1]] : gone;
      const serving = instances.surge[shown] ? "surge" : "serving";
      if (until > conditions.begin[items[k]]) fill(conditions.begin[items[k]], until, inks.of(what === Condition.serving ? serving : what === Condition.badly ? "badly" : "out"));
    }
    for (const { from, to } of world.outages[instances.zone[shown]]) if (from < gone) fill(from, Math.min(to, gone), inks.of("out"));
    for (let k = steps.by.start[shown]; k < steps.by.start[shown + 1]; ++k) {
      const item = steps.by.items[k];
      fill(steps.begin[item], Math.min(steps.end[item], view.end), stepInks[steps.step[item]]);
    }
  }

  // A failure is a square on top of all, or nobody would see it.
  private failures(times: number[], y: number, view: View, scale: number, ink: number): void {
    const { width, height } = this.image;
    for (const time of times) {
      if (time < view.from || time > view.to) continue;
      const x = Math.round((time - view.from) * scale);
      for (let down = Math.max(0, y - FAILURE); down <= Math.min(height - 1, y + FAILURE); ++down) {
        this.pixels.fill(ink, down * width + Math.max(0, x - FAILURE), down * width + Math.min(width, x + FAILURE + 1));
      }
    }
  }
}
