// How a row is painted: an instance's condition as its ground, its steps on top.
import type { World } from "./fold";
import { Condition } from "./levels";
import type { View } from "./view";

export const LETTERS: Record<string, string> = { drain: "D", reinstall: "R", boot: "B", health_check: "H", launch: "L", terminate: "T" };

export interface Palette {
  [name: string]: string | CanvasPattern;
}

const COLOURS = ["grid", "serving", "badly", "out", "surge", "drain", "reinstall", "boot", "health_check", "launch", "terminate", "failed", "ink", "paper", "on-step", "chosen", "critical"];

function hatch(context: CanvasRenderingContext2D, ground: string, mark: string, draw: (c: CanvasRenderingContext2D, size: number) => void, size: number): CanvasPattern {
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const c = tile.getContext("2d")!;
  c.fillStyle = ground;
  c.fillRect(0, 0, size, size);
  c.strokeStyle = c.fillStyle = mark;
  draw(c, size);
  return context.createPattern(tile, "repeat")!;
}

/** The colours of the moment, read from the style sheet, light or dark. */
export function palette(context: CanvasRenderingContext2D, element: Element): Palette {
  const style = getComputedStyle(element);
  const colours: Palette = {};
  for (const name of COLOURS) colours[name] = style.getPropertyValue(`--${name}`).trim();
  const c = colours as Record<string, string>;
  colours.badlyHatch = hatch(context, c.badly, style.getPropertyValue("--badly-mark").trim(), (t, n) => {
    t.lineWidth = 2.5;
    t.beginPath();
    for (const by of [-n, 0, n]) { t.moveTo(by, n); t.lineTo(by + n, 0); }
    t.stroke();
  }, 12);
  colours.outHatch = hatch(context, c.out, style.getPropertyValue("--out-mark").trim(), (t) => { t.fillRect(2, 2, 2, 2); }, 8);
  return colours;
}

export interface RowSpot {
  y: number;
  height: number;
}

export class RowPainter {
  private readonly names: string[];

  constructor(private readonly world: World, private readonly context: CanvasRenderingContext2D, private readonly colours: Palette) {
    this.names = world.data.words.step.map((word) => word[0]);
  }

  paint(i: number, spot: RowSpot, view: View): void {
    const scale = view.width / (view.to - view.from || 1);
    this.ground(i, spot, view, scale);
    this.outages(i, spot, view, scale);
    this.steps(i, spot, view, scale);
  }

  private ground(i: number, spot: RowSpot, view: View, scale: number): void {
    const { by, begin, what } = this.world.conditions;
    const thin = spot.height >= 6;
    const gone = Math.min(this.world.instances.gone[i], view.end);
    for (let k = by.start[i]; k < by.start[i + 1]; ++k) {
      const item = by.items[k];
      const until = k + 1 < by.start[i + 1] ? begin[by.items[k + 1]] : gone;
      const condition = what[item];
      if (condition === Condition.none || until < view.from || begin[item] > view.to) continue;
      const from = Math.max(0, (begin[item] - view.from) * scale);
      const width = Math.min(view.width, (until - view.from) * scale) - from;
      if (width <= 0) continue;
      const serving = condition === Condition.serving;
      this.context.fillStyle = this.colours[serving ? (this.world.instances.surge[i] ? "surge" : "serving") : (condition === Condition.badly ? "badly" : "out") + (spot.height > 2 ? "Hatch" : "")];
      const inset = serving && thin ? spot.height * 0.3 : 0;
      this.context.fillRect(from, spot.y + inset, Math.max(width, 0.5), spot.height - 2 * inset);
    }
  }

  private outages(i: number, spot: RowSpot, view: View, scale: number): void {
    for (const { from, to } of this.world.outages[this.world.instances.zone[i]]) {
      const until = Math.min(to, view.end, this.world.instances.gone[i]);
      if (until < view.from || from > view.to) continue;
      const left = Math.max(0, (from - view.from) * scale);
      this.context.fillStyle = this.colours[spot.height > 2 ? "outHatch" : "out"];
      this.context.fillRect(left, spot.y, Math.min(view.width, (until - view.from) * scale) - left, spot.height);
    }
  }

  private steps(i: number, spot: RowSpot, view: View, scale: number): void {
    const { steps } = this.world;
    const pad = spot.height >= 8 ? 1 : 0;
    for (let k = steps.by.start[i]; k < steps.by.start[i + 1]; ++k) {
      const item = steps.by.items[k];
      const end = Math.min(steps.end[item], view.end);
      if (end < view.from || steps.begin[item] > view.to) continue;
      const from = Math.max(-1, (steps.begin[item] - view.from) * scale);
      const width = Math.max(0.75, Math.min(view.width + 1, (end - view.from) * scale) - from);
      const name = this.names[steps.step[item]];
      const y = spot.y + pad;
      const height = spot.height - 2 * pad;
      this.context.fillStyle = this.colours[name];
      this.context.fillRect(from, y, Math.max(0.75, width - (width > 4 ? 0.75 : 0)), height);
      if (steps.result[item] === 0) this.failure(from + width, y, height, width);
      if (height >= 11 && width >= 13) this.letter(LETTERS[name] + (steps.attempt[item] > 1 && width > 30 ? ` ${steps.attempt[item]}` : ""), from, y, height, width);
    }
  }

  private failure(right: number, y: number, height: number, width: number): void {
    const { context } = this;
    context.fillStyle = this.colours.failed;
    const side = Math.max(1.5, Math.min(height, 12, Math.max(3, width)));
    context.fillRect(right - side, y, side, height);
    if (height < 9 || side < 9) return;
    context.strokeStyle = this.colours.paper;
    context.lineWidth = 1.75;
    const x = right - side / 2;
    const middle = y + height / 2;
    context.beginPath();
    context.moveTo(x - 3, middle - 3); context.lineTo(x + 3, middle + 3);
    context.moveTo(x + 3, middle - 3); context.lineTo(x - 3, middle + 3);
    context.stroke();
  }

  private letter(text: string, from: number, y: number, height: number, width: number): void {
    this.context.fillStyle = this.colours["on-step"];
    this.context.fillText(text, Math.max(from, 0) + 4, y + height / 2 + 0.5, width - 4);
  }
}
