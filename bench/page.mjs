// The page's opening and its frames, in a browser (tools/bench-page). Numbers, never a test.
import { statSync } from "node:fs";
import { closeBrowser, fleetFile, open, pageOf } from "./support.mjs";

const OPENINGS = 5;
const FRAMES = 240;

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.floor(share * (values.length - 1))];
const row = (what, measured, goal = "") => console.log(`| ${what.padEnd(52)} | ${measured.padStart(10)} | ${goal} |`);

/** Counts the CPU time, in ms, that the page's own thread has taken; other processes do not lengthen it much. */
async function meter(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
}

/** Pans to and fro at half the run's length in the window, a hundredth of it a frame. */
async function panned(page, frames) {
  return page.evaluate(async (count) => {
    const { view } = globalThis.refreshsimPage;
    const next = () => new Promise((done) => requestAnimationFrame(done));
    view.zoom(0.5, view.end / 2);
    view.drawNow();
    let last = await next();
    const gaps = [];
    const scripts = [];
    for (let i = 0; i < count; ++i) {
      view.pan((view.to - view.from) * (Math.floor(i / 40) % 2 ? -0.01 : 0.01));
      const began = performance.now();
      view.drawNow();
      scripts.push(performance.now() - began);
      const now = await next();
      gaps.push(now - last);
      last = now;
    }
    return { gaps, scripts };
  }, frames);
}

row("what", "measured", "goal");
row("---", "---:", "---");
for (const instances of [100, 100_000]) {
  const path = pageOf(`bench-${instances}`, fleetFile(instances));
  const opened = [];
  const worked = [];
  let frames;
  let cpu = 0;
  for (let i = 0; i < OPENINGS; ++i) {
    const { page, close } = await open(path);
    const taken = await meter(page);
    await page.reload();
    await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0);
    worked.push(await taken());
    opened.push(await page.evaluate(() => performance.getEntriesByName("drawn")[0].startTime));
    if (i + 1 === OPENINGS) {
      const before = await taken();
      frames = await panned(page, FRAMES);
      cpu = ((await taken()) - before) / FRAMES;
    }
    await close();
  }
  const name = `${instances} instances`;
  row(`${name}: the file, MB`, (statSync(path).size / 1e6).toFixed(2));
  row(`${name}: opened after ms (median of ${OPENINGS})`, quantile(opened, 0.5).toFixed(0), instances > 100 ? "≤ 2000" : "");
  row(`${name}: of that, ms of CPU of the page's thread`, quantile(worked, 0.5).toFixed(0));
  row(`${name}: ms of CPU of the page's thread a frame`, cpu.toFixed(1));
  row(`${name}: ms of script a frame while panning`, quantile(frames.scripts, 0.5).toFixed(1));
  row(`${name}: ms from frame to frame, median`, quantile(frames.gaps, 0.5).toFixed(1), "≤ 16.7");
  row(`${name}: ms from frame to frame, 95 %`, quantile(frames.gaps, 0.95).toFixed(1), "≤ 16.7");
}
await closeBrowser();
