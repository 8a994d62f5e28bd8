// Files of whoever sits here: opened and saved by the browser, which asks where.
import { h } from "../dom";

export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Calls back with what is chosen, or dropped onto the page. */
export function opener(opened: (name: string, text: string) => void): HTMLInputElement {
  const read = async (file?: File) => {
    if (file) opened(file.name, await file.text());
    input.value = "";
  };
  const input = h("input", { type: "file", accept: ".yaml,.yml,application/yaml", hidden: true, "aria-label": "a scenario's file", change: () => void read(input.files?.[0]) });
  addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void read(event.dataTransfer.files[0]);
  });
  return input;
}
