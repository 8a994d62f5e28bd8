// Completion and hover texts, from the schema and from the names that the scenario itself defines.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView, Tooltip } from "@codemirror/view";
import { parseDocument } from "yaml";
import { h } from "../dom";
import { contextAt, type Context } from "./context";
import { said, type Schema, type SchemaReader } from "./schema";

type Map = Record<string, unknown>;
const mapOf = (value: unknown): Map => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Map) : {});
const listOf = (value: unknown): Map[] => (Array.isArray(value) ? value.map(mapOf) : []);

/** The document as far as it can be read. */
export function documentOf(text: string): Map {
  try {
    return mapOf(parseDocument(text, { logLevel: "silent" }).toJS({ maxAliasCount: 100 }));
  } catch {
    return {};
  }
}

/** Names that stand elsewhere in the file and are meant by this key. */
function names(document: Map, key: unknown): string[] {
  const groups = Object.keys(mapOf(document.scaling_groups));
  const configurations = Object.keys(mapOf(document.launch_configurations));
  const activities = listOf(document.calls).flatMap((call) => (typeof call.as === "string" ? [call.as] : []));
  const images = [...new Set([...Object.values(mapOf(document.launch_configurations)).map((each) => mapOf(each).ImageId), ...listOf(document.calls).map((call) => mapOf(call.request).ImageId)])];
  const zones = [...new Set(Object.values(mapOf(document.scaling_groups)).flatMap((group) => (Array.isArray(mapOf(group).zones) ? (mapOf(group).zones as unknown[]) : [])))];
  const known: Record<string, unknown[]> = {
    group: groups, AutoScalingGroupId: groups, launch_configuration: configurations, LaunchConfigurationId: configurations, activity: activities,
    RefreshActivityId: activities.map((name) => `$${name}`), OriginRefreshActivityId: activities.map((name) => `$${name}`), image: images, ImageId: images, zone: zones,
  };
  return (known[String(key)] ?? []).filter((name): name is string => typeof name === "string");
}

const about = (text: string) => (text ? () => h("div", { class: "about" }, text) : undefined);

function values(schemas: Schema[], document: Map, key: unknown): Completion[] {
  const found = new Map<string, Completion>();
  const offer = (value: unknown, detail?: string) => {
    const label = typeof value === "string" ? value : JSON.stringify(value);
    if (!found.has(label)) found.set(label, { label, type: "constant", detail });
  };
  for (const name of names(document, key)) offer(name, "of this file");
  for (const schema of schemas) {
    (schema.enum ?? []).forEach((value, i) => offer(value, schema.enumDescriptions?.[i]));
    if (schema.const !== undefined) offer(schema.const);
    if (schema.type === "boolean" || /Must be true or false/.test(schema.description ?? "")) [true, false].forEach((value) => offer(value));
    for (const value of schema.examples ?? []) offer(value, meaningOf(schema, value));
    if (schema.default !== undefined) offer(schema.default, "default");
  }
  return [...found.values()];
}

/** A description tells its words' meanings in lines of their own. */
function meaningOf(schema: Schema, value: unknown): string | undefined {
  return schema.description?.split("\n").find((line) => line.startsWith(`${value}: `))?.slice(String(value).length + 2);
}

function keys(schemas: Schema[], present: Map, space: boolean): Completion[] {
  const found = new Map<string, Completion>();
  for (const schema of schemas) {
    for (const [label, property] of Object.entries(schema.properties ?? {})) {
      if (found.has(label) || label in present) continue;
      const required = schema.required?.includes(label);
      found.set(label, { label, type: "property", apply: `${label}:${space ? " " : ""}`, boost: required ? 1 : 0, detail: required ? "required" : property.default !== undefined ? String(property.default) : undefined, info: about(said([property])) });
    }
  }
  return [...found.values()];
}

function offers(text: string, context: Context, end: number, reader: SchemaReader): Completion[] {
  const document = documentOf(text);
  const schemas = reader.at(context.path, document);
  const offered = values(schemas, document, context.path.filter((step) => typeof step === "string").at(-1));
  if (context.value) return offered;
  let present: unknown = document;
  for (const step of context.path) present = (present as Record<string | number, unknown> | undefined)?.[step];
  const others = { ...mapOf(present) };
  delete others[text.slice(context.from, end)];
  return [...keys(schemas, others, !/^\s*:/.test(text.slice(end, end + 2))), ...(typeof context.path.at(-1) === "number" ? offered : [])];
}

export function completions(reader: () => SchemaReader | null): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const schema = reader();
    const text = state.doc.toString();
    const place = contextAt(text, pos);
    if (!schema || (!explicit && place.from === pos && !place.value)) return null;
    if (!/^[\w.$%-]*$/.test(text.slice(place.from, pos))) return null;
    const options = offers(text, place, pos, schema);
    return options.length > 0 ? { from: place.from, options, validFor: /^[\w.$%-]*$/ } : null;
  };
}

/** What a key means, when the pointer rests on it. */
export function hover(reader: () => SchemaReader | null): (view: EditorView, pos: number) => Tooltip | null {
  return ({ state }, pos) => {
    const schema = reader();
    const line = state.doc.lineAt(pos);
    const word = /[\w-]+$/.exec(line.text.slice(0, pos - line.from))?.[0] ?? "";
    const rest = /^[\w-]*/.exec(line.text.slice(pos - line.from))![0];
    const name = word + rest;
    if (!schema || !name || !/^\s*:(\s|$)/.test(line.text.slice(pos - line.from + rest.length))) return null;
    const text = state.doc.toString();
    const place = contextAt(text, pos - word.length);
    const description = said(schema.at([...place.path, name], documentOf(text)));
    return description ? { pos: pos - word.length, end: pos + rest.length, above: true, create: () => ({ dom: h("div", { class: "about" }, description) }) } : null;
  };
}
