// What the colours, patterns and letters mean.
import { h } from "./dom";
import type { World } from "./fold";
import { LETTERS } from "./paint";

export function legend(world: World): HTMLElement {
  const item = (name: string, text: string, sign = "") => h("li", {}, h("span", { class: `key ${name}`, "aria-hidden": "true" }, sign), text);
  const used = new Set(world.steps.step.subarray(0, world.steps.count));
  const steps = world.data.words.step.flatMap(([name, meaning], i) => {
    if (!used.has(i)) return [];
    const each = item(name, name.replace("_", " "), LETTERS[name]);
    each.title = meaning;
    return [each];
  });
  return h("ul", { class: "legend", "aria-label": "legend" }, item("serving", "serving"), item("badly", "serving badly"), item("out", "out of service"),
    item("surge", "surge"), ...steps, item("failed", "step failed", "✗"), item("paused", "paused", "‖"),
    world.paths.some((path) => path.waits.length > 0) && item("critical", "critical path: what the end waited for"));
}

export function help(): HTMLElement {
  const row = (keys: string, text: string) => h("div", {}, h("dt", {}, keys), h("dd", {}, text));
  return h("details", { class: "help" }, h("summary", {}, "Keys and gestures"), h("dl", {},
    row("← →", "move the cursor; with Shift pan"), row("+ − 0", "zoom in, zoom out, show all"), row("n p", "the next, the previous event"),
    row("↑ ↓", "the instance below, above (in the rows)"), row("[ ]", "lower, taller rows"), row("c", "light up the critical path, or not"), row("Tab, Enter", "go to a mark, choose it"),
    row("Ctrl + wheel", "zoom; on the time axis the wheel alone"), row("Shift + wheel, drag", "pan"), row("two fingers", "zoom")));
}
