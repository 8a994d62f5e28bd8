// Opens the page: reads its data, shows the run that is chosen.
import type { PageData, Run } from "./data";
import { h } from "./dom";
import { overview } from "./overview";
import { type RunPage, runPage } from "./run";
import { StudyPage } from "./study";
import type { StudyData } from "./study_data";
import { verdict } from "./verdicts";

const THEMES = ["auto", "light", "dark"] as const;

let page: RunPage | null = null;

function show(data: PageData, place: HTMLElement, run: Run, group: number): void {
  const world = page?.world.run === run ? page.world : undefined;
  page = runPage(data, run, group, world);
  place.replaceChildren(page.element);
  document.title = `${run.name} – refreshsim`;
  page.resize();
  page.view.drawNow();
}

function themes(): HTMLButtonElement {
  const root = document.documentElement;
  let at = 0;
  const button = h("button", { type: "button", click: () => {
    at = (at + 1) % THEMES.length;
    if (at === 0) root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", THEMES[at]);
    button.textContent = `theme: ${THEMES[at]}`;
    page?.recolour();
  } }, "theme: auto");
  return button;
}

function choosers(data: PageData, place: HTMLElement): HTMLElement[] {
  const groups = h("select", { "aria-label": "scaling group", change: () => show(data, place, data.runs[runs.selectedIndex], groups.selectedIndex) });
  const fillGroups = () => groups.replaceChildren(...data.runs[Math.max(0, runs.selectedIndex)].names.group_ids.map((id) => h("option", {}, id)));
  const runs = h("select", { "aria-label": "scenario", change: () => { fillGroups(); show(data, place, data.runs[runs.selectedIndex], 0); } },
    ...data.runs.map((run) => h("option", {}, `${run.name} (${verdict(run.expectations).text})`)));
  fillGroups();
  const labels: HTMLElement[] = [];
  if (data.runs.length > 1) labels.push(h("label", {}, h("span", {}, "scenario"), runs));
  if (data.runs.some((run) => run.names.group_ids.length > 1)) labels.push(h("label", {}, h("span", {}, "scaling group"), groups));
  return labels;
}

function bar(version: string, ...controls: HTMLElement[]): HTMLElement {
  return h("nav", { class: "bar", "aria-label": "page" }, h("strong", {}, "refreshsim"), h("span", { class: "version" }, version), ...controls, themes(),
    h("button", { type: "button", click: () => print() }, "print"));
}

function startStudy(data: StudyData, place: HTMLElement): () => void {
  const study = new StudyPage(data);
  document.getElementById("page")!.replaceChildren(bar(data.refreshsim), place);
  place.append(study.element);
  document.title = `${data.study.name} – refreshsim`;
  study.resize();
  return () => study.resize();
}

function startRuns(data: PageData, place: HTMLElement): () => void {
  const controls = choosers(data, place);
  const all = overview(data, (i) => {
    const runs = controls.map((label) => label.querySelector("select")!).find((select) => select.getAttribute("aria-label") === "scenario");
    if (runs) {
      runs.selectedIndex = i;
      runs.dispatchEvent(new Event("change"));
    }
    place.scrollIntoView();
  });
  document.getElementById("page")!.replaceChildren(bar(data.refreshsim, ...controls), ...(all ? [all] : []), place);
  show(data, place, data.runs[0], 0);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page?.recolour());
  return () => page?.resize();
}

function start(): void {
  performance.mark("begun");
  const data = JSON.parse(document.getElementById("data")!.textContent!) as (PageData & { page: "run" }) | StudyData;
  performance.mark("read");
  const place = h("main", {});
  const resize = data.page === "study" ? startStudy(data, place) : startRuns(data, place);
  new ResizeObserver(resize).observe(place);
  performance.mark("drawn");
}

// What the browser tests ask: the page's own reading of the run.
Object.defineProperty(globalThis, "refreshsimPage", { get: () => page });
start();
