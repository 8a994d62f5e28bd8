// The program that writes pages, and the browser that opens them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = process.env.REFRESHSIM_ROOT;
export const place = join(dirname(fileURLToPath(import.meta.url)), "..");
export const program = process.env.REFRESHSIM_PROGRAM ?? join(root, "build/refreshsim");
const folder = join(place, "pages");
mkdirSync(folder, { recursive: true });

export const scenarios = readdirSync(join(root, "scenarios")).filter((name) => name.endsWith(".yaml")).map((name) => join(root, "scenarios", name));

export function refreshsim(...words) {
  const ran = spawnSync(program, words, { encoding: "utf8", maxBuffer: 1 << 30 });
  assert.ok(ran.status === 0 || ran.status === 1 || (words[0] === "test" && ran.status === 3), ran.stderr);
  return ran.stdout;
}

/** Writes a page of some scenarios and returns where it is. */
export function pageOf(name, ...files) {
  const path = join(folder, `${name}.html`);
  refreshsim("run", "--quiet", "--report", path, ...files);
  return path;
}

export function studyPageOf(name, file) {
  const path = join(folder, `study-${name}.html`);
  refreshsim("compare", "--quiet", "--report", path, file);
  return path;
}

export function testPageOf(name, ...files) {
  const path = join(folder, `test-${name}.html`);
  refreshsim("test", "--quiet", "--report", path, ...files);
  return path;
}

export function scenarioFile(name, text) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A refresh of so many instances in ten batches, with failures. */
export function fleetFile(instances) {
  return scenarioFile(`fleet-${instances}.yaml`, `refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups:
  asg-web: {launch_configuration: asc-web, instances: ${instances}, zones: [zone-1, zone-2, zone-3]}
timing: {reinstall: {lognormal: {median: 4m, p95: 9m}, max: 30m}}
faults:
  - {match: {step: boot}, probability: 0.005, outcome: fail}
calls:
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 10}}}
  - when: {activity: refresh, status: FAILED_PAUSE}
    after: 5m
    times: always
    action: ResumeInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh, ResumeMode: CONTINUE}
`);
}

let browser;

/** A page opened from disk; whatever it logs, asks for or opens a dialog with is remembered. */
export async function open(path, how = {}) {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...how });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => { trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== pathToFileURL(path).href) trouble.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(path).href);
  await page.waitForFunction(() => performance.getEntriesByName("drawn").length > 0, null, { timeout: 120_000 });
  return { page, trouble, close: () => context.close() };
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

export async function shot(page, name, fullPage = false) {
  await page.waitForTimeout(60);
  await page.screenshot({ path: join(place, "shots", `${name}.png`), fullPage });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong. */
export async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`);
}

/** Waits until what was changed is drawn. */
export const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
