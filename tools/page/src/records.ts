// The records of a run, read from their letters: once from the first to the last, later any of them
// again, a block at a time. So a run of millions takes little memory.
import type { PageData, Run } from "./data";
import { Letters } from "./letters";

/** What stands for nothing in a field that names a thing. */
export const NONE = -1;
/** Where a record's fields are in its row of numbers. */
export const enum F { group, subject, part, from, to, a, b, c, d }
const MEMBERS = ["group", "subject", "part", "from", "to", "a", "b", "c", "d"];
const BLOCK = 4096;

export interface Fact {
  kind: number;
  time: number;
  /** How many records ago its cause came; 0: it has none. */
  back: number;
  row: Float64Array;
}

/** Is told of a record; it may look at the row only while it is called. */
export type Hear = (record: number, row: Float64Array, time: number) => void;

interface Shape {
  kind: number;
  later: boolean;
  caused: boolean;
  changed: Uint8Array;
}

/** Where the reading stands before a block. */
interface Stand {
  at: number;
  time: number;
  shapes: number;
  latest: Float64Array[];
}

export class Records {
  readonly count: number;
  private readonly letters: Letters;
  private readonly fields: number[][];
  private readonly shapes: Shape[] = [];
  private readonly stands: Stand[] = [];
  private latest: Float64Array[];
  private time = 0;
  private back = 0;
  private block: Fact[] = [];
  private blockNumber = -1;

  constructor(data: PageData, run: Run) {
    this.count = run.records;
    this.letters = new Letters(run.stream);
    this.fields = data.kinds.map((kind) => kind.fields.map((name) => MEMBERS.indexOf(name)));
    this.latest = data.kinds.map(() => Float64Array.of(NONE, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /** Reads all of them; `hear` has a listener for each kind that is listened to. */
  readAll(hear: (Hear | undefined)[]): void {
    for (let i = 0; i < this.count; ++i) {
      if (i % BLOCK === 0) this.stands.push({ at: this.letters.at, time: this.time, shapes: this.shapes.length, latest: this.latest.map((row) => row.slice()) });
      const kind = this.next(this.shapes.length);
      const listener = hear[kind];
      if (listener) listener(i, this.latest[kind], this.time);
    }
    if (!this.letters.done) throw new Error("the page's records are damaged");
  }

  get(record: number): Fact {
    const number = Math.floor(record / BLOCK);
    if (number !== this.blockNumber) this.readBlock(number);
    return this.block[record % BLOCK];
  }

  private readBlock(number: number): void {
    const { at, time, latest, shapes } = this.stands[number];
    this.letters.at = at;
    this.time = time;
    this.latest = latest.map((row) => row.slice());
    this.block = [];
    let known = shapes;
    for (let i = number * BLOCK; i < Math.min(this.count, (number + 1) * BLOCK); ++i) {
      const kind = this.next(known);
      known = Math.max(known, this.lastShape + 1);
      this.block.push({ kind, time: this.time, back: this.back, row: this.latest[kind].slice() });
    }
    this.blockNumber = number;
  }

  private lastShape = 0;

  // A shape that has not come before is followed by what it is.
  private next(known: number): number {
    const { letters } = this;
    const number = (this.lastShape = letters.number());
    if (number === known) this.shapes[number] = this.readShape();
    const { kind, later, caused, changed } = this.shapes[number];
    if (later) this.time += letters.number();
    this.back = caused ? letters.number() : 0;
    const row = this.latest[kind];
    for (let k = 0; k < changed.length; ++k) row[changed[k]] += letters.difference();
    return kind;
  }

  private readShape(): Shape {
    const kind = this.letters.number();
    const bits = this.letters.number();
    const changed = Uint8Array.from(this.fields[kind].filter((_, place) => (bits >> (place + 2)) & 1));
    return { kind, later: (bits & 1) > 0, caused: (bits & 2) > 0, changed };
  }
}

/** Indexes by owner, in order: those of `o` are items[start[o]] … items[start[o + 1] − 1]. */
export interface Index {
  start: Uint32Array;
  items: Uint32Array;
}

/** Sorts 0 … count − 1 by their owners; one that is no owner is left out. */
export function indexBy(owners: ArrayLike<number>, count: number, ownerCount: number): Index {
  const start = new Uint32Array(ownerCount + 1);
  for (let i = 0; i < count; ++i) if (owners[i] < ownerCount) ++start[owners[i] + 1];
  for (let o = 0; o < ownerCount; ++o) start[o + 1] += start[o];
  const items = new Uint32Array(start[ownerCount]);
  const next = start.slice();
  for (let i = 0; i < count; ++i) if (owners[i] < ownerCount) items[next[owners[i]]++] = i;
  return { start, items };
}
