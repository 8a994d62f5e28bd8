// Sliders, switches and choices over the settings. Each writes into the text, and shows what stands there.
import { parseDocument } from "yaml";
import { h } from "../dom";
import { milliseconds, notches } from "./durations";
import { type Change, setting } from "./edit";
import { type Knob, KnobFinder, type KnobGroup } from "./knobs";
import type { SchemaReader } from "./schema";

interface Control {
  element: HTMLElement;
  show(knob: Knob): void;
}

const now = (knob: Knob): string => knob.value ?? knob.fallback ?? "";
const idOf = (knob: Knob): string => `knob-${knob.path.join("-").replace(/[^\w-]/g, "_")}`;

function slider(knob: Knob, turn: (value: string) => void): Control {
  let words: string[] = [];
  const duration = knob.kind.of === "duration";
  const input = h("input", { type: "range", id: idOf(knob), input: () => turn(duration ? words[Number(input.value)] : input.value) });
  const exact = h("input", { type: duration ? "text" : "number", step: "any", class: "exact", "aria-label": `${knob.label}, as it is written`, autocomplete: "off", change: () => {
    if (exact.value && (!duration || milliseconds(exact.value) !== null)) turn(exact.value);
    else exact.value = input.getAttribute("aria-valuetext") ?? "";
  } });
  const show = (shown: Knob) => {
    const text = now(shown);
    if (shown.kind.of === "number") {
      const value = Number(text);
      Object.assign(input, { min: String(Math.min(shown.kind.least, value || 0)), max: String(Math.max(shown.kind.most, value || 0)), step: String(Number.isInteger(value / shown.kind.step) || shown.kind.step < 1 ? shown.kind.step : 1) });
      input.value = text || String(shown.kind.least);
    } else {
      words = notches(text);
      Object.assign(input, { min: "0", max: String(words.length - 1), step: "1" });
      input.value = String(Math.max(0, words.findIndex((word) => milliseconds(word) === milliseconds(text))));
    }
    input.setAttribute("aria-valuetext", text || "none");
    if (exact.getRootNode() instanceof Document && document.activeElement === exact) return;
    exact.value = text;
  };
  return { element: h("span", { class: "turn" }, input, exact), show };
}

function choice(knob: Knob & { kind: { of: "choice" } }, turn: (value: string) => void): Control {
  const select = h("select", { id: idOf(knob), change: () => turn(select.value) }, ...knob.kind.words.map((word) => h("option", { value: word }, word)));
  return { element: select, show: (shown) => { select.value = now(shown); } };
}

function flag(knob: Knob, turn: (value: string) => void): Control {
  const input = h("input", { type: "checkbox", id: idOf(knob), change: () => turn(String(input.checked)) });
  return { element: input, show: (shown) => { input.checked = now(shown) === "true"; } };
}

function control(knob: Knob, turn: (value: string) => void): Control {
  if (knob.kind.of === "choice") return choice(knob as Knob & { kind: { of: "choice" } }, turn);
  return knob.kind.of === "flag" ? flag(knob, turn) : slider(knob, turn);
}

export class KnobPanel {
  readonly element = h("div", { class: "knobs" });
  private shape = "";
  private controls = new Map<string, (knob: Knob) => void>();
  private text = "";

  constructor(private readonly reader: () => SchemaReader | null, private readonly change: (change: Change) => void) {}

  /** Shows the settings of a text; one that is no YAML leaves the last ones, out of use. */
  show(text: string): void {
    const schema = this.reader();
    if (!schema) return;
    this.text = text;
    const document = parseDocument(text, { logLevel: "silent" });
    const broken = document.errors.length > 0;
    this.element.toggleAttribute("inert", broken);
    this.element.classList.toggle("stale", broken);
    if (broken) return;
    let groups: KnobGroup[] = [];
    try {
      groups = new KnobFinder(schema, document).groups();
    } catch {
      // Such as aliases of aliases: what can't be read has no settings.
    }
    const shape = JSON.stringify(groups.map(({ title, knobs }) => [title, knobs.map(({ path, label, kind }) => [path, label, kind.of])]));
    if (shape !== this.shape) this.build(groups);
    this.shape = shape;
    for (const knob of groups.flatMap((group) => group.knobs)) this.controls.get(idOf(knob))!(knob);
  }

  private turn(knob: Knob, value: string): void {
    const document = parseDocument(this.text, { logLevel: "silent" });
    const change = document.errors.length === 0 ? setting(this.text, document, knob.path, value) : null;
    if (change) this.change(change);
  }

  private row(knob: Knob): HTMLElement {
    const { element, show } = control(knob, (value) => this.turn(knob, value));
    const unset = h("span", { class: "unset" }, "default");
    this.controls.set(idOf(knob), (shown) => {
      show(shown);
      unset.hidden = shown.value !== null;
    });
    return h("div", { class: "knob", title: knob.about }, h("label", { for: idOf(knob) }, knob.label), unset, element);
  }

  private build(groups: KnobGroup[]): void {
    const open = new Map([...this.element.querySelectorAll("details")].map((each) => [each.querySelector("summary")!.textContent, each.open]));
    this.controls = new Map();
    this.element.replaceChildren(...groups.map((group, i) => h("details", { open: open.get(group.title) ?? (i < 3 && group.title.startsWith("call")) },
      h("summary", {}, group.title), ...group.knobs.map((knob) => this.row(knob)))));
    if (groups.length === 0) this.element.append(h("p", { class: "hint" }, "No settings here yet: give the scenario calls."));
  }
}
