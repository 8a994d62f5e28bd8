// What explain says of a thing: how it stands, and the records that led to it with their rules.
import type { Told, Why } from "./data";
import { h } from "./dom";
import type { World } from "./fold";
import { describe } from "./describe";

type AtButton = (ms: number) => HTMLElement;

const facts = new WeakMap<Why, Map<number, [text: string, rule: number]>>();

function factsOf(why: Why): Map<number, [text: string, rule: number]> {
  let known = facts.get(why);
  if (!known) facts.set(why, (known = new Map(why.facts.map(([record, text, rule]) => [record, [text, rule]]))));
  return known;
}

function sentenceOf(world: World, record: number): string {
  return factsOf(world.run.why!).get(record)?.[0] ?? describe(world, record);
}

function step(world: World, at: AtButton, [record, also, more]: Told["chain"][number], rules: Set<string>): HTMLElement {
  const item = h("li", {}, at(world.records.get(record).time), h("span", {}, sentenceOf(world, record)));
  for (const other of also) {
    item.append(h("p", { class: "beside" }, "and, ", at(world.records.get(other).time), sentenceOf(world, other)));
  }
  if (more > 0) item.append(h("p", { class: "beside" }, `and ${more} more`));
  const rule = world.run.why!.rules[factsOf(world.run.why!).get(record)?.[1] ?? -1];
  if (rule && !rules.has(rule)) item.append(h("p", { class: "rule" }, rule));
  rules.add(rule);
  return item;
}

/** The answers of explain. By its causes a record leads to the same ones whenever it is told: once is enough, as for rules. */
export function reasons(world: World, at: AtButton, told: Told[]): HTMLElement {
  const rules = new Set<string>();
  const above = new Set<number>();
  const section = h("section", { class: "reasons", "aria-label": "why (explain)" });
  for (const { answer, notes, chain } of told) {
    section.append(h("p", { class: "answer" }, `${answer}.`));
    if (notes.length > 0) section.append(h("ul", { class: "notes" }, ...notes.map((note) => h("li", {}, `${note}.`))));
    if (chain.length === 0) continue;
    const list = h("ol", { class: "causes", "aria-label": "because of, latest first" });
    for (const each of chain) {
      const [record] = each;
      if (above.has(record)) {
        list.append(h("li", {}, at(world.records.get(record).time), h("span", {}, `${sentenceOf(world, record)} (see above)`)));
        break;
      }
      above.add(record);
      list.append(step(world, at, each, rules));
    }
    section.append(list);
  }
  return section;
}
