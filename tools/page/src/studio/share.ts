// A scenario in the part of an address that browsers never send: a link holds all of it.
import type { Typed } from "./server";

/** What chats and mail programs still pass on whole. */
export const LONGEST_LINK = 16_000;
const MOST_BYTES = 1 << 20;
const FORM = /^#scenario=([\w-]+)&file=([^&]*)$/;

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const reader = new Blob([bytes as BlobPart]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > MOST_BYTES) throw new Error("it is too large");
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function letters(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The link that opens this text under this file's name. */
export async function linkTo({ text, file }: Typed): Promise<string> {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return `${location.href.split("#")[0]}#scenario=${letters(packed)}&file=${encodeURIComponent(file)}`;
}

/** What an address holds; null if it is none of these links. One that is damaged is an error. */
export async function held(hash: string): Promise<Typed | null> {
  if (!hash.startsWith("#scenario=")) return null;
  const [, text, file] = FORM.exec(hash) ?? [];
  const packed = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = await through(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)), new DecompressionStream("deflate-raw"));
  return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), file: decodeURIComponent(file) };
}
