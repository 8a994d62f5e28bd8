// A strip a metric: each strategy's mean with its interval, quantiles and histogram, and beside it
// its paired difference to the baseline.
import { h, pressable, s } from "./dom";
import { letter } from "./front";
import { axisOf } from "./scales";
import type { StudyData } from "./study_data";

const ROW = 38;
const HEAD = 24;

interface Panel {
  body: SVGGElement;
  height: number;
}

function grid(body: SVGGElement, ticks: { at: number; text: string }[], scale: (at: number) => number, height: number): void {
  for (const { at, text } of ticks) {
    body.append(s("line", { class: "grid", x1: scale(at), x2: scale(at), y1: HEAD, y2: height }), s("text", { class: "tick", x: scale(at), y: HEAD - 8, "text-anchor": "middle" }, text));
  }
}

function values(data: StudyData, m: number, from: number, to: number, chosen: number, choose: (i: number) => void): Panel {
  const metric = data.study.metrics[m];
  const picture = data.pictures[m];
  const all = data.study.strategies.map((strategy) => strategy.metrics[metric.name]);
  const height = HEAD + ROW * all.length;
  const { scale, ticks } = axisOf(all.flatMap((each) => [each.min, each.max]), metric.unit, [from, to], Math.max(3, Math.floor((to - from) / 100)));
  const body = s("g", {});
  grid(body, ticks, scale, height);
  all.forEach((each, i) => {
    const y = HEAD + ROW * i + ROW / 2;
    const row = s("g", { class: `strip${chosen === i ? " chosen" : ""}`, "data-key": `strip${m}.${i}` }, s("rect", { class: "hit", x: 0, y: y - ROW / 2, width: to, height: ROW }),
      s("text", { class: "strip-name", x: 4, y, dy: "0.35em" }, letter(i)));
    if (each.mean !== null && each.min !== null && each.max !== null && picture.span) {
      const [low, high] = picture.span;
      const most = Math.max(1, ...picture.cells[i].bars);
      const bars = picture.cells[i].bars.map((bar, k) => {
        const left = scale(low + ((high - low) * k) / picture.cells[i].bars.length);
        const right = scale(low + ((high - low) * (k + 1)) / picture.cells[i].bars.length);
        const size = (bar / most) * (ROW - 12);
        return bar > 0 ? `M${left},${y + 12}V${y + 12 - size}H${Math.max(left + 1, right)}V${y + 12}z` : "";
      });
      row.append(s("path", { class: "bars", d: bars.join("") }), s("line", { class: "whisker", x1: scale(each.min), x2: scale(each.max), y1: y + 12, y2: y + 12 }));
      for (const name of ["p50", "p90", "p99"] as const) {
        const at = each[name].value;
        if (at !== null) row.append(s("line", { class: `quantile ${name}`, x1: scale(at), x2: scale(at), y1: y + 7, y2: y + 17 }));
      }
      row.append(s("line", { class: "interval", x1: scale(each.interval[0] ?? each.mean), x2: scale(each.interval[1] ?? each.mean), y1: y, y2: y }), s("circle", { class: "mean", cx: scale(each.mean), cy: y, r: 4.5 }));
    }
    body.append(pressable(row, `${metric.name} of ${data.study.strategies[i].name}: ${picture.cells[i].mean} (${picture.cells[i].interval}) ${picture.unit}`, () => choose(i)));
  });
  return { body, height };
}

function differences(data: StudyData, m: number, from: number, to: number): SVGGElement {
  const metric = data.study.metrics[m];
  const all = data.study.strategies.map((strategy) => strategy.metrics[metric.name].difference);
  const height = HEAD + ROW * all.length;
  const { scale } = axisOf([0, ...all.flatMap((each) => (each ? [each.mean, ...each.interval] : []))], "number", [from, to], 3);
  // In the middle, but never beyond an edge.
  const anchor = scale(0) < from + 12 ? "start" : scale(0) > to - 12 ? "end" : "middle";
  const body = s("g", {}, s("text", { class: "tick", x: scale(0), y: HEAD - 8, "text-anchor": anchor }, `baseline ${letter(data.study.strategies.findIndex((strategy) => strategy.name === data.study.baseline))}`), s("line", { class: "zero", x1: scale(0), x2: scale(0), y1: HEAD, y2: height }));
  all.forEach((each, i) => {
    const y = HEAD + ROW * i + ROW / 2;
    if (!each || each.mean === null) return;
    const [low, high] = each.interval;
    const told = low !== null && high !== null && (low > 0 || high < 0);
    const better = told && each.mean > 0 === metric.more_is_better;
    const kind = told ? (better ? "better" : "worse") : "same";
    const cell = data.pictures[m].cells[i];
    const text = `${cell.difference ?? ""} ${kind === "better" ? "▲ better" : kind === "worse" ? "▼ worse" : "= can't be told"}`;
    const right = scale(each.mean) < (from + to) / 2;
    body.append(s("line", { class: `interval ${kind}`, x1: scale(low ?? each.mean), x2: scale(high ?? each.mean), y1: y - 5, y2: y - 5 }), s("circle", { class: `mean ${kind}`, cx: scale(each.mean), cy: y - 5, r: 4.5 }),
      s("text", { class: `difference ${kind}`, x: right ? Math.max(from, scale(each.mean)) : Math.min(to, scale(each.mean)), y: y + 14, "text-anchor": right ? "start" : "end", "data-difference": `${m}.${i}` }, text));
  });
  return body;
}

export function strip(data: StudyData, m: number, width: number, chosen: number, choose: (i: number) => void): HTMLElement {
  const metric = data.study.metrics[m];
  const narrow = width < 620;
  const split = narrow ? width - 8 : Math.round(width * 0.62);
  const panel = values(data, m, 34, split - 10, chosen, choose);
  const pictures = [s("svg", { class: "study-picture", viewBox: `0 0 ${split} ${panel.height}`, role: "group", "aria-label": `${metric.name} of each strategy` }, panel.body)];
  const rest = narrow ? width - 8 : width - split;
  pictures.push(s("svg", { class: "study-picture", viewBox: `0 0 ${rest} ${panel.height}`, role: "img", "aria-label": `differences of ${metric.name} to ${data.study.baseline}` }, differences(data, m, 24, rest - 24)));
  pictures[0].style.width = `${split}px`;
  pictures[1].style.width = `${rest}px`;
  const unit = data.pictures[m].unit;
  return h("section", { class: "metric", "aria-label": metric.name }, h("h3", {}, metric.name, h("span", {}, `${unit ? `, ${unit}` : ""} (${metric.more_is_better ? "more" : "less"} is better)`)),
    metric.text ? h("p", { class: "hint" }, metric.text) : null, h("div", { class: "strip-pair" }, ...pictures));
}
