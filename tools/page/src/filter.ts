// Which instances have a row, and in which order.
import { h } from "./dom";
import type { World } from "./fold";
import { knownAs } from "./lanes";

type Test = (i: number) => boolean;

function select(label: string, choices: [value: string, text: string][], change: () => void): { element: HTMLElement; value: HTMLSelectElement } {
  const value = h("select", { "aria-label": label, change });
  for (const [name, text] of choices) value.append(h("option", { value: name }, text));
  return { element: h("label", {}, h("span", {}, label), value), value };
}

export class Filter {
  readonly element: HTMLElement;
  private readonly search: HTMLInputElement;
  private readonly zone: HTMLSelectElement;
  private readonly batch: HTMLSelectElement;
  private readonly status: HTMLSelectElement;
  private readonly sort: HTMLSelectElement;

  constructor(private readonly world: World, private readonly group: number, private readonly changed: (order: Uint32Array) => void) {
    const apply = () => this.apply();
    this.search = h("input", { type: "search", placeholder: "id or image", autocomplete: "off", spellcheck: "false", input: apply });
    const zone = select("zone", [["", "all"], ...this.zones()], apply);
    const batch = select("batch", [["", "all"], ...this.batches()], apply);
    const status = select("status", [["", "all"], ["trouble", "any trouble"], ["failed", "a step failed"], ["badly", "served badly"], ["down", "was down"], ["gone", "gone"], ...(this.world.paths.length > 0 ? [["path", "on the critical path"] as [string, string]] : []), ["surge", "surge"], ...this.statuses()], apply);
    const sort = select("order", [["", "the group's"], ["downtime", "longest down"], ["failures", "most failures"], ["zone", "zone"]], apply);
    this.zone = zone.value;
    this.batch = batch.value;
    this.status = status.value;
    this.sort = sort.value;
    const reset = h("button", { type: "button", click: () => this.reset() }, "reset");
    this.element = h("form", { class: "filter", role: "search", "aria-label": "instances shown", submit: (event: Event) => event.preventDefault() },
      h("label", {}, h("span", {}, "find"), this.search), zone.element, batch.element, status.element, sort.element, reset);
  }

  private zones(): [string, string][] {
    return this.world.run.names.zones.map((name, i) => [String(i), name]);
  }

  private batches(): [string, string][] {
    return this.world.activities.filter((a) => a.group === this.group).flatMap((activity) =>
      activity.batches.slice(0, 200).map((batch) => [`${activity.index}.${batch.number}`, `${batch.number} of ${knownAs(this.world, activity.index)}`] as [string, string]));
  }

  private statuses(): [string, string][] {
    return this.world.data.words.row_status.map(([name], i) => [`row${i}`, `row ${name}`]);
  }

  only(activity: number, batch: number): void {
    const value = `${activity}.${batch}`;
    if (![...this.batch.options].some((option) => option.value === value)) this.batch.append(h("option", { value }, `${batch} of ${knownAs(this.world, activity)}`));
    this.batch.value = value;
    this.apply();
  }

  /** Shows all again. */
  reset(): void {
    for (const field of [this.search, this.zone, this.batch, this.status, this.sort]) field.value = "";
    this.apply();
  }

  private tests(): Test[] {
    const { instances, imageOf } = this.world;
    const tests: Test[] = [(i) => instances.group[i] === this.group];
    const text = this.search.value.trim().toLowerCase();
    if (text) tests.push((i) => instances.ids(i).toLowerCase().includes(text) || imageOf(instances.image[i]).toLowerCase().includes(text));
    if (this.zone.value) tests.push((i) => instances.zone[i] === Number(this.zone.value));
    if (this.batch.value) {
      const members = this.members();
      tests.push((i) => members.has(i));
    }
    const status = this.statusTest(this.status.value);
    if (status) tests.push(status);
    return tests;
  }

  // An instance may be in several activities: their rows tell.
  private members(): Set<number> {
    const [activity, number] = this.batch.value.split(".").map(Number);
    const { batches, rowInstance } = this.world.activities[activity];
    const members = new Set<number>();
    const { firstRow, rows } = batches[number - 1];
    for (let row = firstRow; row < firstRow + rows; ++row) members.add(rowInstance[row]);
    return members;
  }

  private onPath(): Test {
    const members = new Set(this.world.paths.flatMap((path) => path.waits.map((wait) => wait.instance)));
    return (i) => members.has(i);
  }

  private statusTest(status: string): Test | null {
    const { failures, badly, downtime, gone, surge, row } = this.world.instances;
    switch (status) {
      case "": return null;
      case "trouble": return (i) => failures[i] > 0 || badly[i] > 0;
      case "failed": return (i) => failures[i] > 0;
      case "badly": return (i) => badly[i] > 0;
      case "down": return (i) => downtime[i] > 0;
      case "gone": return (i) => gone[i] < Infinity;
      case "path": return this.onPath();
      case "surge": return (i) => surge[i] > 0;
      default: return (i) => row[i] === Number(status.slice(3));
    }
  }

  apply(): void {
    const tests = this.tests();
    const order = this.world.instances.order.filter((i) => tests.every((test) => test(i)));
    const { downtime, failures, zone } = this.world.instances;
    const place = { downtime: (a: number, b: number) => downtime[b] - downtime[a], failures: (a: number, b: number) => failures[b] - failures[a], zone: (a: number, b: number) => zone[a] - zone[b] }[this.sort.value];
    if (place) order.sort(place);
    this.changed(order);
  }
}
