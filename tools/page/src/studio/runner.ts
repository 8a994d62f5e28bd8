// From a text to its problems or its picture, the latest text only.
import { type Problem, type Ran, Refused, server, type Typed } from "./server";

export type Outcome =
  | { kind: "running" }
  | { kind: "wrong"; problems: Problem[] }
  | { kind: "ran"; data: NonNullable<Ran["data"]>; took: number }
  | { kind: "refused"; why: string }
  | { kind: "away" };

const AGAIN_MS = 1500;

export class Runner {
  private timer = 0;
  private abort = new AbortController();

  constructor(private readonly tell: (outcome: Outcome) => void) {}

  /** Runs this text soon, unless another one comes first. */
  soon(typed: Typed, wait = 180): void {
    clearTimeout(this.timer);
    this.abort.abort();
    this.timer = setTimeout(() => void this.run(typed), wait);
  }

  private async run(typed: Typed): Promise<void> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    const began = performance.now();
    this.tell({ kind: "running" });
    try {
      const { diagnostics } = await server.check(typed, signal);
      if (signal.aborted) return;
      if (diagnostics.length > 0) return this.tell({ kind: "wrong", problems: diagnostics });
      const ran = await server.run(typed, signal);
      if (signal.aborted) return;
      this.tell(ran.data ? { kind: "ran", data: ran.data, took: performance.now() - began } : { kind: "wrong", problems: ran.diagnostics });
    } catch (error) {
      if (!signal.aborted) this.failed(typed, error);
    }
  }

  private failed(typed: Typed, error: unknown): void {
    const refused = error instanceof Refused;
    this.tell(refused ? { kind: "refused", why: error.message } : { kind: "away" });
    // Whoever is busy, or away, may not be so soon.
    if (!refused || error.status === 503) this.soon(typed, AGAIN_MS);
  }
}
