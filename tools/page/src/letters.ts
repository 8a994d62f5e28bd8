// The letters in which the program writes whole numbers (sim/report/page_records.h).

const DIGIT = new Uint8Array(256);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((letter, digit) => {
  DIGIT[letter.charCodeAt(0)] = digit;
});

/** Reads numbers one after another. */
export class Letters {
  private readonly digits: Uint8Array;
  at = 0;

  constructor(text: string) {
    this.digits = new TextEncoder().encode(text);
    for (let i = 0; i < this.digits.length; ++i) this.digits[i] = DIGIT[this.digits[i]];
  }

  get done(): boolean {
    return this.at >= this.digits.length;
  }

  /** A number ≥ 0. */
  number(): number {
    const digit = this.digits[this.at++];
    return digit < 32 ? digit : this.longer(digit - 32);
  }

  private longer(sum: number): number {
    const { digits } = this;
    for (let place = 32; this.at < digits.length; place *= 32) {
      const digit = digits[this.at++];
      if (digit < 32) return sum + digit * place;
      sum += (digit - 32) * place;
    }
    return sum;
  }

  /** A number that may be negative. */
  difference(): number {
    const twice = this.number();
    return twice % 2 === 0 ? twice / 2 : -(twice + 1) / 2;
  }
}

/** A whole column of numbers. */
export function column(text: string, count: number, differences = false): Float64Array {
  const letters = new Letters(text);
  const values = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; ++i) {
    values[i] = differences ? (sum += letters.difference()) : letters.number();
  }
  return values;
}
