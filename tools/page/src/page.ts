// The page from its data: what main.ts shows of the data inside of the file, and what may be shown
// of other data as often as one likes.
import type { PageData, Run } from "./data";
import { h } from "./dom";
import { overview } from "./overview";
import { type RunPage, runPage } from "./run";
import { StudyPage } from "./study";
import type { StudyData } from "./study_data";
import { verdict } from "./verdicts";

const THEMES = ["auto", "light", "dark"] as const;

export type AnyData = (PageData & { page: "run" }) | StudyData;

/** What stands in the place now. */
export interface Mounted {
  /** The run that is shown; null for a study. */
  readonly run: RunPage | null;
  /** Takes it away, with all that listens. */
  leave(): void;
}

/** Shows the data in a place, instead of what was there. */
export function mount(data: AnyData, place: HTMLElement): Mounted {
  return data.page === "study" ? mountStudy(data, place) : new Runs(data, place);
}

function themes(recolour: () => void): HTMLButtonElement {
  const root = document.documentElement;
  const shown = () => `theme: ${root.getAttribute("data-theme") ?? "auto"}`;
  const button = h("button", { type: "button", click: () => {
    const next = THEMES[(THEMES.findIndex((theme) => theme === (root.getAttribute("data-theme") ?? "auto")) + 1) % THEMES.length];
    if (next === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", next);
    button.textContent = shown();
    recolour();
  } }, shown());
  return button;
}

function bar(version: string, recolour: () => void, ...controls: HTMLElement[]): HTMLElement {
  return h("nav", { class: "bar", "aria-label": "page" }, h("strong", {}, "refreshsim"), h("span", { class: "version" }, version), ...controls, themes(recolour),
    h("button", { type: "button", click: () => print() }, "print"));
}

function watch(element: HTMLElement, resize: () => void): () => void {
  const observer = new ResizeObserver(resize);
  observer.observe(element);
  return () => observer.disconnect();
}

function mountStudy(data: StudyData, place: HTMLElement): Mounted {
  const study = new StudyPage(data);
  const main = h("main", {}, study.element);
  place.replaceChildren(bar(data.refreshsim, () => {}), main);
  document.title = `${data.study.name} – refreshsim`;
  study.resize();
  const unwatch = watch(main, () => study.resize());
  return { run: null, leave: () => { unwatch(); place.replaceChildren(); } };
}

class Runs implements Mounted {
  run: RunPage | null = null;
  private readonly main = h("main", {});
  private readonly runs: HTMLSelectElement;
  private readonly groups: HTMLSelectElement;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly recolour = () => this.run?.recolour();
  private readonly unwatch: () => void;

  constructor(private readonly data: PageData, private readonly place: HTMLElement) {
    this.groups = h("select", { "aria-label": "scaling group", change: () => this.show(this.groups.selectedIndex) });
    this.runs = h("select", { "aria-label": "scenario", change: () => { this.fillGroups(); this.show(0); } },
      ...data.runs.map((run) => h("option", {}, `${run.name} (${verdict(run.expectations).text})`)));
    this.fillGroups();
    const all = overview(data, (i) => {
      this.runs.selectedIndex = i;
      this.runs.dispatchEvent(new Event("change"));
      this.main.scrollIntoView();
    });
    place.replaceChildren(bar(data.refreshsim, this.recolour, ...this.choosers()), ...(all ? [all] : []), this.main);
    this.show(0);
    this.dark.addEventListener("change", this.recolour);
    this.unwatch = watch(this.main, () => this.run?.resize());
  }

  leave(): void {
    this.unwatch();
    this.dark.removeEventListener("change", this.recolour);
    this.place.replaceChildren();
  }

  private get chosen(): Run {
    return this.data.runs[Math.max(0, this.runs.selectedIndex)];
  }

  private fillGroups(): void {
    this.groups.replaceChildren(...this.chosen.names.group_ids.map((id) => h("option", {}, id)));
  }

  private choosers(): HTMLElement[] {
    const labels: HTMLElement[] = [];
    if (this.data.runs.length > 1) labels.push(h("label", {}, h("span", {}, "scenario"), this.runs));
    if (this.data.runs.some((run) => run.names.group_ids.length > 1)) labels.push(h("label", {}, h("span", {}, "scaling group"), this.groups));
    return labels;
  }

  private show(group: number): void {
    const run = this.chosen;
    const world = this.run?.world.run === run ? this.run.world : undefined;
    this.run = runPage(this.data, run, group, world);
    this.main.replaceChildren(this.run.element);
    document.title = `${run.name} – refreshsim`;
    this.run.resize();
    this.run.view.drawNow();
  }
}
