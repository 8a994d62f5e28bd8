// Why: what explain says stands on the page, and the critical path is lit up in its pictures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeBrowser, findings, fleetFile, frame, open, pageOf, refreshsim, scenarioFile, scenarios, shot } from "./support.mjs";

after(closeBrowser);

const named = (name) => scenarios.find((file) => file.endsWith(`/${name}.yaml`));
const explained = (file, ...words) => JSON.parse(refreshsim("explain", file, "--format", "json", ...words));

async function choose(page, choice) {
  await page.evaluate((wanted) => globalThis.refreshsimPage.view.choose(wanted), choice);
  await frame(page);
}

const answers = (page) => page.locator(".details .reasons .answer").allTextContents();

test("an instance, an activity and a refused call have explain's sentences, with the rules", async () => {
  const file = named("rollback-after-failed-canary");
  const { page, trouble, close } = await open(pageOf("canary", file));
  const rows = page.getByRole("listbox", { name: "instances" });
  await rows.focus();
  await page.keyboard.press("ArrowDown");
  await frame(page);
  const said = explained(file, "--instance", "ins-00000001").explanations;
  assert.deepEqual((await answers(page)).slice(0, said.length), said.map((each) => `${each.answer}.`));
  assert.match((await answers(page)).at(-1), /ins-00000001 in refresh went from RUNNING to FAILED\.$/);
  const chain = await page.locator(".details .reasons .causes").last().textContent();
  assert.match(chain, /the health_check of ins-00000001 failed.*and, .*ins-00000001 turned unhealthy.*\(see above\)$/s);
  assert.match(await page.locator(".details .reasons").textContent(), /section 3: an unhealthy instance does not pass/);
  await shot(page, "run-why");
  await choose(page, { kind: "activity", index: 1 });
  assert.deepEqual(await answers(page), explained(file, "--activity", "rollback").explanations.map((each) => `${each.answer}.`));
  assert.deepEqual(await findings(page), []);
  await close();
  const refusing = named("group-not-ready-for-a-refresh");
  const other = await open(pageOf("not-ready", refusing));
  const call = await other.page.evaluate(() => globalThis.refreshsimPage.world.run.names.call_places.findIndex((place) => place.code !== ""));
  await choose(other.page, { kind: "call", index: call });
  const [refusal] = explained(refusing, "--call", String(call + 1)).explanations;
  assert.deepEqual(await other.page.locator(".details .reasons .notes li").allTextContents(), refusal.notes.map((note) => `${note}.`));
  await other.close();
  assert.deepEqual([...trouble, ...other.trouble], []);
});

test("an expectation that fails says why", async () => {
  const text = readFileSync(named("surge-keeps-capacity"), "utf8");
  const file = scenarioFile("failing.yaml", text.replace("expect:\n", "expect:\n  - {group: asg-web, always: serving, at_least: 7}\n"));
  const { page, close } = await open(pageOf("failing", file));
  const failed = page.locator(".verdicts li.failed");
  await failed.getByText("why?").click();
  assert.equal(await failed.locator(".answer").first().textContent(), `${explained(file, "--expectation", "1").explanations[0].answer}.`);
  assert.equal(await page.locator(".verdicts li.ok .because").count(), 0);
  await close();
});

test("the critical path is explain's, lit up below the batches and in the rows, and can be switched off", async () => {
  const file = named("rollback-after-failed-canary");
  const { page, trouble, close } = await open(pageOf("canary", file));
  const { rollouts } = explained(file, "--critical-path");
  const paths = await page.evaluate(() => globalThis.refreshsimPage.world.paths);
  assert.deepEqual(paths.map(({ begin_ms, end_ms, waits }) => ({ begin_ms, end_ms, waits: waits.map(({ ms, text, gain_ms }) => ({ ms, text, gain_ms })) })),
    rollouts.map(({ begin_ms, end_ms, critical_path }) => ({ begin_ms, end_ms, waits: critical_path.map(({ ms, text, gain_of_a_minute_ms }) => ({ ms, text, gain_ms: gain_of_a_minute_ms })) })));
  for (const { begin_ms, end_ms, waits } of paths) {
    assert.equal(waits.reduce((sum, wait) => sum + wait.ms, 0), end_ms - begin_ms, "its waits fill the time");
    waits.reduce((at, wait) => { assert.equal(wait.at_ms, at); return at + wait.ms; }, begin_ms);
  }
  const painted = () => page.locator(".rows canvas").evaluate((canvas) => {
    const ink = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    ink.fillStyle = getComputedStyle(canvas).getPropertyValue("--critical");
    ink.fillRect(0, 0, 1, 1);
    const wanted = new Uint32Array(ink.getImageData(0, 0, 1, 1).data.buffer)[0];
    [ink.canvas.width, ink.canvas.height] = [canvas.width, canvas.height];
    ink.drawImage(canvas, 0, 0);
    const { data } = ink.getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).filter((pixel) => pixel === wanted).length;
  });
  assert.ok((await page.locator(".wait.press").count()) >= 5);
  assert.ok((await painted()) > 100);
  const button = page.getByRole("button", { name: "critical path", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  await frame(page);
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.equal(await page.locator(".wait").count(), 0);
  assert.equal(await painted(), 0);
  await page.getByRole("slider", { name: "time cursor" }).focus();
  await page.keyboard.press("c");
  await frame(page);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const step = page.locator(".wait.working.press").first();
  await step.focus();
  assert.match(await step.getAttribute("aria-label"), /^critical path at 1m10s: 2m, reinstall of ins-00000003/);
  await page.keyboard.press("Enter");
  await frame(page);
  assert.match(await page.locator(".details h2").textContent(), /^ins-0000000/);
  await page.getByRole("search").getByLabel("status", { exact: true }).selectOption({ label: "on the critical path" });
  await frame(page);
  const wanted = new Set(paths.flatMap(({ waits }) => waits.flatMap((wait) => wait.instance ?? [])));
  assert.equal(await page.locator(".row-names [role=option]").count(), wanted.size);
  assert.deepEqual(trouble, []);
  await close();
});

test("a large fleet has sentences for those that somebody asks about, and causes for all", async () => {
  const { page, trouble, close } = await open(pageOf("thousand", fleetFile(1000)));
  const { told, failed, onPath } = await page.evaluate(() => {
    const { world } = globalThis.refreshsimPage;
    const numbers = [...world.instances.order];
    return { told: Object.keys(world.run.why.instances).map(Number), failed: numbers.filter((i) => world.instances.failures[i] > 0), onPath: world.paths.flatMap(({ waits }) => waits.flatMap((wait) => wait.instance ?? [])) };
  });
  assert.equal(told.length, 200);
  for (const i of [...failed, ...onPath]) assert.ok(told.includes(i), `instance ${i}`);
  await shot(page, "run-1000", true);
  await choose(page, { kind: "instance", index: 999 });
  assert.equal(await page.locator(".details .reasons").count(), 0);
  assert.match(await page.locator(".details .hint").first().textContent(), /^Explain's sentences stand here for 200 instances/);
  await page.locator(".details .timeline > li").last().getByRole("button", { name: "why?" }).click();
  assert.match(await page.locator(".details .causes").last().textContent(), /call StartInstanceRefresh as refresh at 1m: accepted/);
  await choose(page, { kind: "activity", index: 0 });
  assert.ok((await page.locator(".details").getByRole("list", { name: "critical path" }).locator("li").count()) > 20);
  await shot(page, "run-1000-activity");
  assert.deepEqual(trouble, []);
  await close();
});
