// What is looked at: a window of time, a cursor, a choice. Whoever draws is told of every change,
// once a frame.
import { scaleLinear, type ScaleLinear } from "d3-scale";

export type Choice =
  | { kind: "instance"; index: number }
  | { kind: "call"; index: number }
  | { kind: "fault"; index: number }
  | { kind: "activity"; index: number }
  | { kind: "batch"; activity: number; index: number }
  | null;

export class View {
  from = 0;
  to: number;
  cursor: number | null = null;
  choice: Choice = null;
  /** Whether the critical path is lit up. */
  lit = true;
  width = 600;
  private readonly draws: (() => void)[] = [];
  private frame = 0;

  constructor(readonly end: number) {
    this.to = end;
  }

  get scale(): ScaleLinear<number, number> {
    return scaleLinear([this.from, this.to], [0, this.width]);
  }

  get zoomed(): boolean {
    return this.from > 0 || this.to < this.end;
  }

  onDraw(draw: () => void): void {
    this.draws.push(draw);
  }

  touch(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => this.drawNow());
  }

  drawNow(): void {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const draw of this.draws) draw();
  }

  show(from: number, to: number): void {
    const length = Math.min(this.end, Math.max(to - from, Math.min(100, this.end)));
    this.from = Math.max(0, Math.min(from, this.end - length));
    this.to = this.from + length;
    this.touch();
  }

  zoom(factor: number, around: number): void {
    const length = (this.to - this.from) * factor;
    const share = (around - this.from) / (this.to - this.from || 1);
    const from = around - share * length;
    this.show(from, from + length);
  }

  pan(ms: number): void {
    this.show(this.from + ms, this.to + ms);
  }

  all(): void {
    this.show(0, this.end);
  }

  /** Puts the cursor there, and the window around it if it is elsewhere. */
  pointAt(at: number | null): void {
    this.cursor = at === null ? null : Math.max(0, Math.min(this.end, Math.round(at)));
    if (this.cursor !== null && (this.cursor < this.from || this.cursor > this.to)) {
      const half = (this.to - this.from) / 2;
      this.show(this.cursor - half, this.cursor + half);
    }
    this.touch();
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.touch();
  }

  light(lit: boolean): void {
    this.lit = lit;
    this.touch();
  }

  /** What is seen and half as much on both sides of it, as far as the run goes. */
  widened(): View {
    return new WideView(this);
  }

  /** A closer look at a moment. */
  jump(at: number): void {
    const length = Math.min(this.to - this.from, Math.max(this.end / 6, 1));
    this.show(at - length / 2, at + length / 2);
    this.pointAt(at);
  }
}

/** A view to draw more of than is seen; what is chosen in it, is chosen in what is seen. */
class WideView extends View {
  constructor(private readonly seen: View) {
    super(seen.end);
    const length = seen.to - seen.from;
    this.from = Math.max(0, seen.from - length / 2);
    this.to = Math.min(seen.end, seen.to + length / 2);
    this.width = (seen.width * (this.to - this.from)) / length;
    this.choice = seen.choice;
    this.lit = seen.lit;
  }

  override choose(choice: Choice): void {
    this.seen.choose(choice);
  }

  override pointAt(at: number | null): void {
    this.seen.pointAt(at);
  }
}
