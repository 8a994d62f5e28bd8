// Settings of a scenario changed in its text, where they stand: comments and form stay as they are.
import { type Document, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Step } from "./context";

export interface Change {
  from: number;
  to: number;
  insert: string;
}

type Ranged = { range?: [number, number, number] | null };
const rangeOf = (node: unknown): [number, number, number] | null => (node as Ranged | null)?.range ?? null;

/** The value at a path, through maps and lists that are written out there. */
export function nodeAt(document: Document, path: Step[]): Node | null {
  let node: unknown = document.contents;
  for (const step of path) {
    if (!isMap(node) && !isSeq(node)) return null;
    node = node.get(step, true);
  }
  return (node as Node | undefined) ?? null;
}

const flow = (path: Step[], value: string): string => path.reduceRight((inner: string, step) => `{${step}: ${inner}}`, value);

/** Where a map's last value ends, before what white space and comments follow it. */
function lastEnd(text: string, map: YAMLMap): number {
  const last = map.items.at(-1) as Pair;
  let end = rangeOf(last.value)?.[1] ?? rangeOf(last.key)![1];
  while (/\s/.test(text[end - 1])) --end;
  return end;
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf("\n", at - 1) + 1);
}

function added(text: string, map: YAMLMap, path: Step[], value: string): Change | null {
  const entry = `${path[0]}: ${flow(path.slice(1), value)}`;
  if (map.flow) {
    const at = map.items.length > 0 ? lastEnd(text, map) : rangeOf(map)![0] + 1;
    return { from: at, to: at, insert: map.items.length > 0 ? `, ${entry}` : entry };
  }
  const first = map.items.find(isPair);
  const start = first && rangeOf(first.key);
  if (!start) return null;
  const end = lastEnd(text, map);
  const line = text.indexOf("\n", end);
  const at = line < 0 ? text.length : line;
  return { from: at, to: at, insert: `\n${" ".repeat(columnOf(text, start[0]))}${entry}` };
}

/** The change that gives the setting at a path this value; nothing if it can't be made in place. */
export function setting(text: string, document: Document, path: Step[], value: string): Change | null {
  for (let depth = path.length; depth >= 0; --depth) {
    const node = nodeAt(document, path.slice(0, depth));
    const range = rangeOf(node);
    if (!node || !range) continue;
    const rest = path.slice(depth);
    if (isMap(node) && rest.length > 0) return added(text, node, rest, value);
    if (!isScalar(node) || (rest.length > 0 && node.value !== null)) return null;
    const written = rest.length > 0 ? flow(rest, value) : value;
    const space = range[0] === range[1] && text[range[0] - 1] === ":" ? " " : "";
    return { from: range[0], to: range[1], insert: space + written };
  }
  return null;
}
