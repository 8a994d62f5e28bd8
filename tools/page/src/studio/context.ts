// Where in a scenario's YAML a place is, while it is being typed and may not parse.

export type Step = string | number;

export interface Context {
  /** From the root to the map or value that the place is in. */
  path: Step[];
  /** After `key:` only a value can stand; else a key, or an item of a list. */
  value: boolean;
  /** What is typed of it so far begins here. */
  from: number;
}

interface Level {
  column: number;
  step: Step;
}

interface Flow {
  list: boolean;
  index: number;
  key: string | null;
}

const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#{}[\],&*!|>'"%@`-][^#{}[\],]*?|-[^\s#{}[\],]+))\s*:(?=\s|$)/;

/** The end of a quoted text that begins here; behind the text's end if it is open. */
function quoted(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; ++i) {
    if (quote === '"' && text[i] === "\\") ++i;
    else if (text[i] === quote) return i + 1;
  }
  return text.length + 1;
}

/** Reads flow collections from `at` on; stops where the outermost ends, or the text does. */
class FlowReader {
  readonly open: Flow[] = [];
  private from = 0;
  private afterColon = false;

  constructor(private readonly text: string, private at: number) {}

  read(): number {
    do this.token(); while (this.open.length > 0 && this.at < this.text.length);
    return this.at;
  }

  private token(): void {
    const letter = this.text[this.at];
    if (letter === '"' || letter === "'") this.at = Math.min(this.text.length, quoted(this.text, this.at));
    else if (letter === "#" && /\s/.test(this.text[this.at - 1] ?? " ")) this.at = (this.text.indexOf("\n", this.at) + 1 || this.text.length + 1) - 1;
    else this.sign(letter);
  }

  private sign(letter: string): void {
    const top = this.open.at(-1);
    ++this.at;
    if (letter === "{" || letter === "[") this.open.push({ list: letter === "[", index: 0, key: null });
    else if (letter === "}" || letter === "]") this.open.pop();
    else if (letter === "," && top) {
      ++top.index;
      top.key = null;
    } else if (letter === ":" && top && !top.list && /[\s,}\]]|^$/.test(this.text[this.at] ?? "")) top.key = this.text.slice(this.from, this.at - 1).trim().replace(/^["']|["']$/g, "");
    else return;
    this.afterColon = letter === ":";
    this.from = this.at;
  }

  context(before: Step[]): Context {
    const path = [...before];
    for (const flow of this.open) {
      if (flow.list) path.push(flow.index);
      else if (flow.key !== null) path.push(flow.key);
    }
    const blank = /^\s*/.exec(this.text.slice(this.from))![0].length;
    return { path, value: this.afterColon, from: this.from + blank };
  }
}

/** What is around the place `end`. */
export function contextAt(whole: string, end: number): Context {
  const text = whole.slice(0, end);
  const levels: Level[] = [];
  let scalar = -1;  // lines that are further in belong to a text of several lines
  const path = () => levels.map((level) => level.step);
  for (let at = 0; ; ) {
    const newline = text.indexOf("\n", at);
    const last = newline < 0;
    const line = text.slice(at, last ? text.length : newline);
    const indent = /^ */.exec(line)![0].length;
    const blank = /^\s*(#.*)?$/.test(line);
    let next = at + line.length + 1;
    if (scalar >= 0 && (blank || indent > scalar) && !(last && line.trim() === "")) {
      if (last) return { path: path(), value: true, from: end };
    } else if (!blank || last) {
      scalar = -1;
      let column = indent;
      for (let dash = /^- +|^-$/.exec(line.slice(column)); dash; dash = /^- +|^-$/.exec(line.slice(column))) {
        while (levels.length && (levels.at(-1)!.column > column || (levels.at(-1)!.column === column && typeof levels.at(-1)!.step === "number" && column !== indent))) levels.pop();
        const top = levels.at(-1);
        if (top && top.column === column && typeof top.step === "number") levels[levels.length - 1] = { column, step: top.step + 1 };
        else levels.push({ column, step: 0 });
        column += dash[0].length;
      }
      if (last && /^\s*#/.test(line)) return { path: path(), value: true, from: end };
      const key = KEY.exec(line.slice(column));
      const own = (level: Level) => level.column >= column && !(typeof level.step === "number" && level.column < column);
      while (levels.length && own(levels.at(-1)!)) levels.pop();
      let start = column;
      if (key) {
        levels.push({ column, step: key[1] ?? key[2] ?? key[3] });
        start += key[0].length;
      }
      const rest = line.slice(start);
      const value = start + /^\s*(?:[&!]\S+\s+)*/.exec(rest)![0].length;
      if (/^[|>]/.test(line.slice(value))) scalar = indent;
      if (/^[{[]/.test(line.slice(value))) {
        const flow = new FlowReader(text, at + value);
        const stop = flow.read();
        if (flow.open.length > 0) return flow.context(path());
        const rest = text.indexOf("\n", stop);
        if (rest < 0) return { path: path(), value: true, from: end };
        next = rest + 1;
      } else if (last) return { path: path(), value: key !== null, from: at + value };
    }
    if (last) return { path: path(), value: false, from: end };
    at = next;
  }
}
