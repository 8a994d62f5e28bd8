// What the schema says of a place: a small reader of the JSON Schema that `refreshsim schema` prints.
import type { Step } from "./context";

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  enum?: unknown[];
  enumDescriptions?: string[];
  const?: unknown;
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  allOf?: Schema[];
  if?: Schema;
  then?: Schema;
  else?: Schema;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value that is still being written can be meant by an alternative. */
function fits(schema: Schema, value: unknown): boolean {
  if (!isMap(value)) return true;
  if (schema.type && schema.type !== "object") return false;
  return schema.additionalProperties !== false || Object.keys(value).every((key) => key in (schema.properties ?? {}));
}

/** The few kinds of conditions that the schema has. */
function holds(condition: Schema, value: unknown): boolean {
  if (!isMap(value)) return false;
  return (condition.required ?? []).every((key) => key in value) && Object.entries(condition.properties ?? {}).every(([key, wanted]) => !(key in value) || value[key] === wanted.const);
}

export class SchemaReader {
  constructor(private readonly root: Schema) {}

  /** All that holds for the value at a path of a document, alternatives side by side. */
  at(path: Step[], document: unknown): Schema[] {
    let here = this.flat(this.root, document);
    let value: unknown = document;
    for (const step of path) {
      value = isMap(value) || Array.isArray(value) ? (value as Record<Step, unknown>)[step] : undefined;
      here = here.flatMap((schema) => this.below(schema, step)).flatMap((schema) => this.flat(schema, value));
    }
    return here;
  }

  private below(schema: Schema, step: Step): Schema[] {
    if (typeof step === "number") return schema.items ? [schema.items] : [];
    const property = schema.properties?.[step];
    if (property) return [property];
    return isMap(schema.additionalProperties) ? [schema.additionalProperties as Schema] : [];
  }

  private flat(schema: Schema, value: unknown): Schema[] {
    const all: Schema[] = [schema];
    if (schema.$ref) {
      const target = this.flat(this.root.$defs![schema.$ref.split("/").at(-1)!], value);
      // What stands beside a reference is said of this very place.
      all.push(...(schema.description ? target.map((each) => ({ ...each, description: undefined })) : target));
    }
    if (schema.anyOf) {
      const flat = schema.anyOf.map((each) => this.flat(each, value));
      const fitting = flat.filter((each) => each.some((one) => fits(one, value) && (one.properties || one.type || one.enum)));
      all.push(...(fitting.length > 0 ? fitting : flat).flat());
    }
    for (const each of schema.allOf ?? []) all.push(...this.flat(each, value));
    if (schema.if) {
      const branch = holds(schema.if, value) ? schema.then : schema.else;
      if (branch) all.push(...this.flat(branch, value));
    }
    return all;
  }
}

/** The first of some schemas that says what the place means. */
export const said = (schemas: Schema[]): string => schemas.find((schema) => schema.description)?.description ?? "";
