// Which settings of a scenario can be turned, where they stand and how far: read from the text and
// from the schema each time, so there is nothing that could differ from them.
import { type Document, isMap, isScalar, isSeq } from "yaml";
import type { Step } from "./context";
import { milliseconds } from "./durations";
import { nodeAt } from "./edit";
import type { Schema, SchemaReader } from "./schema";

export type Kind =
  | { of: "number"; least: number; most: number; step: number }
  | { of: "choice"; words: string[] }
  | { of: "flag" }
  | { of: "duration" };

export interface Knob {
  path: Step[];
  label: string;
  /** What it means, in the schema's words. */
  about: string;
  kind: Kind;
  /** As it is written; null if it is not, and `fallback` holds. */
  value: string | null;
  fallback: string | null;
}

export interface KnobGroup {
  title: string;
  knobs: Knob[];
}

/** How far a slider goes where nothing bounds it. */
const FAR = 20;

/** A scalar as it is written; undefined for what is none. */
function written(document: Document, path: Step[]): string | null | undefined {
  const node = nodeAt(document, path);
  if (node === null) return null;
  if (!isScalar(node)) return undefined;
  return node.value === null ? null : String(node.source ?? node.value);
}

function instancesOf(document: Document, group: string | null | undefined): number {
  const node = group ? nodeAt(document, ["scaling_groups", group, "instances"]) : null;
  if (isSeq(node)) return node.items.length;
  return isScalar(node) && typeof node.value === "number" ? node.value : FAR;
}

/** How far a number goes, from the sentence that says what it must be. */
function numberKind(sentence: string): Kind | null {
  const [, least, most] = /whole number(?: from (\d+) to (\d+))/.exec(sentence) ?? [];
  if (least) return { of: "number", least: Number(least), most: Number(most), step: Number(most) > 1000 ? 30 : 1 };
  const bound = /whole number, at least (\d+)/.exec(sentence);
  return bound && { of: "number", least: Number(bound[1]), most: FAR, step: 1 };
}

function kindOf(schema: Schema): Kind | null {
  if (schema.examples && schema.default !== undefined) return { of: "choice", words: schema.examples.map(String) };
  if (/Must be true or false/.test(schema.description ?? "")) return { of: "flag" };
  return numberKind(schema.description ?? "");
}

/** What the sentences of the schema can't say, for they are of any scenario. */
function narrowed(document: Document, request: Step[], label: string, kind: Kind): Kind {
  if (kind.of !== "number") return kind;
  const instances = instancesOf(document, written(document, [...request, "AutoScalingGroupId"]));
  if (label === "BatchNumber") return { ...kind, most: Math.max(1, instances) };
  if (label !== "MaxSurge") return kind;
  const batches = Number(written(document, [...request, "RefreshSettings", "RollingUpdateSettings", "BatchNumber"]) ?? 1) || 1;
  return { ...kind, most: Math.max(1, Math.floor(instances / batches)) };
}

export class KnobFinder {
  constructor(private readonly reader: SchemaReader, private readonly document: Document) {}

  groups(): KnobGroup[] {
    return [...this.calls(), this.timing(), this.chances()].filter((group) => group.knobs.length > 0);
  }

  private make(path: Step[], label: string, schema: Schema, kind: Kind, fallback?: string): Knob[] {
    const value = written(this.document, path);
    if (value === undefined || (kind.of === "duration" && milliseconds(value ?? fallback ?? "") === null)) return [];
    const standard = fallback ?? (schema.default === undefined ? null : String(schema.default));
    return [{ path, label, about: schema.description ?? "", kind, value, fallback: standard }];
  }

  private settings(request: Step[], path: Step[], schemas: Schema[]): Knob[] {
    const knobs: Knob[] = [];
    for (const [label, schema] of schemas.flatMap((each) => Object.entries(each.properties ?? {}))) {
      const here = [...path, label];
      const kind = kindOf(schema);
      if (schema.properties) knobs.push(...this.settings(request, here, [schema]));
      else if (kind) knobs.push(...this.make(here, label, schema, narrowed(this.document, request, label, kind)));
    }
    return knobs;
  }

  private calls(): KnobGroup[] {
    const calls = nodeAt(this.document, ["calls"]);
    const plain = this.document.toJS({ maxAliasCount: 100 }) as unknown;
    return (isSeq(calls) ? calls.items : []).flatMap((call, i) => {
      if (!isMap(call)) return [];
      const path: Step[] = ["calls", i];
      const action = written(this.document, [...path, "action"]) ?? "";
      if (!action || action === "DescribeRefreshActivities") return [];
      const request = nodeAt(this.document, [...path, "request"]);
      const knobs = request === null || isMap(request) ? this.settings([...path, "request"], [...path, "request"], this.reader.at([...path, "request"], plain)) : [];
      const after = this.reader.at(path, plain).find((schema) => schema.properties?.after)?.properties?.after;
      if (call.has("when") && after) knobs.push(...this.make([...path, "after"], "after", after, { of: "duration" }));
      const as = written(this.document, [...path, "as"]);
      return [{ title: `call ${i + 1}: ${action}${as ? ` as ${as}` : ""}`, knobs }];
    });
  }

  private timing(): KnobGroup {
    const schema = this.reader.at(["timing"], {}).find((each) => each.properties);
    const knobs = Object.entries(schema?.properties ?? {}).flatMap(([step, property]) => {
      const node = nodeAt(this.document, ["timing", step]);
      if (!isMap(node)) return this.make(["timing", step], step, property, { of: "duration" });
      return this.lengths(["timing", step], step, property);
    });
    return { title: "how long a step takes", knobs };
  }

  /** The lengths that a distribution is made of. */
  private lengths(path: Step[], label: string, schema: Schema): Knob[] {
    const node = nodeAt(this.document, path);
    if (!isMap(node)) return this.make(path, label, schema, { of: "duration" });
    return node.items.flatMap(({ key }) => {
      const name = isScalar(key) ? String(key.value) : "";
      return this.lengths([...path, name], `${label} ${name}`, schema);
    });
  }

  private chances(): KnobGroup {
    const faults = nodeAt(this.document, ["faults"]);
    const knobs = (isSeq(faults) ? faults.items : []).flatMap((fault, i) => {
      if (!isMap(fault) || !fault.has("probability")) return [];
      const about = { description: "How probable the fault is each time." };
      return this.make(["faults", i, "probability"], `fault ${i + 1}`, about, { of: "number", least: 0, most: 1, step: 0.01 });
    });
    const seed = { description: "What random lengths and chances are drawn from: another number, other luck.", default: 1 };
    return { title: "chance", knobs: [...knobs, ...this.make(["seed"], "seed", seed, { of: "number", least: 0, most: 100, step: 1 })] };
  }
}
