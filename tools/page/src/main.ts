// Opens the page: reads its data, shows the run that is chosen.
import type { PageData, Run } from "./data";
import { h } from "./dom";
import { type RunPage, runPage } from "./run";
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

function start(): void {
  performance.mark("begun");
  const data = JSON.parse(document.getElementById("data")!.textContent!) as PageData;
  const place = h("main", {});
  const bar = h("nav", { class: "bar", "aria-label": "page" }, h("strong", {}, "refreshsim"), h("span", { class: "version" }, data.refreshsim), ...choosers(data, place), themes(),
    h("button", { type: "button", click: () => print() }, "print"));
  document.getElementById("page")!.replaceChildren(bar, place);
  performance.mark("read");
  show(data, place, data.runs[0], 0);
  new ResizeObserver(() => page?.resize()).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page?.recolour());
  performance.mark("drawn");
}

// What the browser tests ask: the page's own reading of the run.
Object.defineProperty(globalThis, "refreshsimPage", { get: () => page });
start();
