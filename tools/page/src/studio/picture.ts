// The pictures: the page of the run, put in the place of the one before it so that what one looks at stays.
import type { PageData } from "../data";
import { h } from "../dom";
import { type RunPage, runPage } from "../run";

export class Picture {
  readonly element = h("div", { class: "run-place" });
  page: RunPage | null = null;
  private data: PageData | null = null;
  private group = "";

  constructor() {
    new ResizeObserver(() => this.page?.resize()).observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.page?.recolour());
  }

  show(data: PageData): void {
    this.data = data;
    this.draw();
  }

  private draw(): void {
    const [run] = this.data!.runs;
    const ids = run.names.group_ids;
    const before = this.page;
    const fields = this.fields();
    const next = runPage(this.data!, run, Math.max(0, ids.indexOf(this.group)));
    this.page = next;
    const { scrollTop } = this.element;
    this.element.replaceChildren(...this.groups(ids), next.element);
    next.resize();
    if (before) this.keep(before, next, fields);
    next.view.drawNow();
    this.element.scrollTop = scrollTop;
  }

  /** Zoom, cursor, choice and filters of the run before, as far as they mean something in this one. */
  private keep(before: RunPage, next: RunPage, fields: Map<string, string>): void {
    if (before.view.zoomed) next.view.show(before.view.from, before.view.to);
    if (before.view.cursor !== null && before.view.cursor <= next.view.end) next.view.cursor = before.view.cursor;
    const { choice } = before.view;
    if (choice?.kind === "instance" && choice.index < next.world.instances.count && before.world.instances.ids(choice.index) === next.world.instances.ids(choice.index)) next.view.choose(choice);
    for (const [label, value] of fields) {
      const field = this.field(label);
      if (!field || field.value === value) continue;
      const old = field.value;
      field.value = value;
      if (field.value !== value) field.value = old;
      else field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
    }
  }

  private all(): (HTMLSelectElement | HTMLInputElement)[] {
    return [...this.element.querySelectorAll<HTMLSelectElement | HTMLInputElement>(".filter select, .filter input")];
  }

  private field(label: string): HTMLSelectElement | HTMLInputElement | undefined {
    return this.all().find((each) => each.labels?.[0]?.textContent === label);
  }

  private fields(): Map<string, string> {
    return new Map(this.all().map((each) => [each.labels?.[0]?.textContent ?? "", each.value]));
  }

  private groups(ids: string[]): HTMLElement[] {
    if (ids.length < 2) return [];
    const select = h("select", { change: () => { this.group = select.value; this.draw(); } }, ...ids.map((id) => h("option", { value: id }, id)));
    if (ids.includes(this.group)) select.value = this.group;
    return [h("label", { class: "group-choice" }, "scaling group ", select)];
  }
}
