// What the studio asks of the program that serves it (sim/studio/studio.h).
import type { PageData } from "../data";

export interface Problem {
  line: number;
  /** In characters, from 1. */
  column: number;
  message: string;
  also: Problem[];
}

export interface Example {
  name: string;
  about: string;
  text: string;
}

export interface Ran {
  diagnostics: Problem[];
  data?: PageData;
}

/** The program's own words about why it did not answer. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const page = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function answer<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (!response.ok) throw new Refused(response.status, body.error);
  return body;
}

async function get<T>(path: string): Promise<T> {
  return answer<T>(await fetch(path));
}

/** A text and what its file is called. */
export interface Typed {
  text: string;
  file: string;
}

async function post<T>(path: string, { text, file }: Typed, signal: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/yaml", "X-Studio-Page": page };
  return answer<T>(await fetch(`${path}?file=${encodeURIComponent(file)}`, { method: "POST", headers, body: text, signal }));
}

export const server = {
  schema: () => get<object>("schema"),
  examples: () => get<Example[]>("examples"),
  check: (typed: Typed, signal: AbortSignal) => post<{ diagnostics: Problem[] }>("check", typed, signal),
  run: (typed: Typed, signal: AbortSignal) => post<Ran>("run", typed, signal),
};
