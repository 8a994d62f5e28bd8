// A column that grows.

type Column = Float64Array | Uint32Array | Int32Array | Uint8Array;

export class Grow<Values extends Column> {
  length = 0;

  constructor(public values: Values) {}

  push(value: number): void {
    if (this.length === this.values.length) this.widen();
    this.values[this.length++] = value;
  }

  private widen(): void {
    const make = this.values.constructor as new (length: number) => Values;
    const wider = new make(2 * this.length);
    wider.set(this.values);
    this.values = wider;
  }
}

// With a guess of how long they get.
export const times = (guess = 1024): Grow<Float64Array> => new Grow(new Float64Array(guess));
export const numbers = (guess = 1024): Grow<Uint32Array> => new Grow(new Uint32Array(guess));
export const signed = (guess = 1024): Grow<Int32Array> => new Grow(new Int32Array(guess));
export const small = (guess = 1024): Grow<Uint8Array> => new Grow(new Uint8Array(guess));
