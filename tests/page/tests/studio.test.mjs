// The studio, end to end: typed in, turned at, shared, saved, by keyboard alone and in a small window.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findings, place, program, root, shot } from "./support.mjs";

const FLAGSHIP = readFileSync(join(root, "scenarios/rollback-after-failed-canary.yaml"), "utf8");

let studio;
let address;
let browser;

before(async () => {
  studio = spawn(program, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  address = await new Promise((told, failed) => {
    studio.on("exit", (code) => failed(new Error(`serve ended with ${code}`)));
    studio.stdout.on("data", (text) => { const found = /http:\S+/.exec(String(text)); if (found) told(found[0]); });
  });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  studio.removeAllListeners("exit");
  const code = await new Promise((ended) => { studio.on("exit", ended); studio.kill("SIGTERM"); });
  assert.equal(code, 0);
});

/** The studio in a window of its own; whatever it logs, or asks of others, is remembered. */
async function open(how = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...how });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) trouble.push(`request: ${request.url()}`); });
  await page.goto(address + hash);
  await upToDate(page);
  return { page, trouble, close: () => context.close() };
}

const status = (page) => page.locator(".status").textContent();
const upToDate = (page) => page.waitForFunction(() => /^up to date/.test(document.querySelector(".status").textContent) && !document.body.hasAttribute("data-running"), null, { timeout: 60_000 });
const wrong = (page) => page.waitForFunction(() => document.body.hasAttribute("data-stale") && !document.body.hasAttribute("data-running"), null, { timeout: 60_000 });
const text = (page) => page.evaluate(() => globalThis.refreshsimStudio.editor.text);
const run = (page) => page.evaluate(() => globalThis.refreshsimStudio.picture.page.world.run);
/** Does something, and waits until the picture is another one. */
async function newPicture(page, change) {
  const old = await page.evaluateHandle(() => globalThis.refreshsimStudio.picture.page);
  await change();
  await page.waitForFunction((before) => globalThis.refreshsimStudio.picture.page !== before, old, { timeout: 60_000 });
  await upToDate(page);
}
/** Puts the cursor behind the first place where the text has these words. */
async function cursorAfter(page, words) {
  await page.evaluate((found) => {
    const { view, text } = globalThis.refreshsimStudio.editor;
    view.dispatch({ selection: { anchor: text.indexOf(found) + found.length }, scrollIntoView: true });
    view.focus();
  }, words);
}
const writeAll = (page, all) => page.evaluate((whole) => globalThis.refreshsimStudio.editor.replace(whole, "typed.yaml"), all);

test("it opens with an example and its picture, in light and dark", async () => {
  for (const [name, how] of [["light", {}], ["dark", { colorScheme: "dark" }]]) {
    const { page, trouble, close } = await open(how);
    assert.equal(await text(page), FLAGSHIP);
    assert.equal(await page.locator(".run-place h1").textContent(), "rollback-after-failed-canary");
    assert.match(await page.locator("path.area.serving").first().getAttribute("d"), /^M/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot(page, `studio-${name}`);
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(trouble, []);
    await close();
  }
});

test("what is typed is run", async () => {
  const { page, trouble, close } = await open();
  await newPicture(page, async () => {
    await cursorAfter(page, "instances: ");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.insertText("12");  // at once: one change to run and to undo, however slow the machine
  });
  assert.equal((await run(page)).groups["asg-web"].DesiredCapacity, 12);
  await newPicture(page, () => page.keyboard.press("Control+z"));
  assert.equal((await run(page)).groups["asg-web"].DesiredCapacity, 9);
  assert.deepEqual(trouble, []);
  await close();
});

test("an error is marked where it is, and the last picture stays and says so", async () => {
  const { page, trouble, close } = await open();
  const before = await run(page);
  await cursorAfter(page, "instances: ");
  await page.keyboard.type("x");
  await wrong(page);
  assert.match(await status(page), /^\d+ errors? in the text\. The pictures are those of the last text/);
  assert.equal((await run(page)).fingerprint, before.fingerprint);
  assert.ok(await page.locator(".cm-lintRange-error").count() > 0);
  const item = page.locator(".problems li").first();
  assert.match(await item.textContent(), /^line \d+.*instances/);
  assert.deepEqual(await findings(page), []);
  await shot(page, "studio-error");
  await item.getByRole("button").click();
  const line = await page.evaluate(() => { const { state } = globalThis.refreshsimStudio.editor.view; return state.doc.lineAt(state.selection.main.head).text; });
  assert.match(line, /instances: x9/);
  await newPicture(page, async () => { await page.keyboard.press("Delete"); });
  assert.equal(await page.locator(".problems li").count(), 0);
  assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});

test("a slider changes its number in the text, no other letter, and the picture", async () => {
  const { page, trouble, close } = await open();
  const slider = page.getByRole("slider", { name: "BatchNumber" }).first();
  assert.equal(await slider.inputValue(), "3");
  assert.equal(await slider.getAttribute("max"), "9");
  await newPicture(page, async () => {
    await slider.focus();
    await page.keyboard.press("ArrowRight");
  });
  assert.equal(await text(page), FLAGSHIP.replace("BatchNumber: 3", "BatchNumber: 4"));
  assert.equal((await run(page)).activities[0].RefreshBatchSet.length, 4);
  assert.ok(await slider.evaluate((element) => element === document.activeElement), "the focus stays");
  // A setting that is not there yet is added.
  await newPicture(page, () => page.getByLabel("MaxSurge", { exact: true }).first().fill("1"));
  assert.match(await text(page), /RollingUpdateSettings: \{BatchNumber: 4, BatchPause: FIRST_BATCH_PAUSE, MaxSurge: 1\}/);
  await newPicture(page, () => page.getByLabel("FailProcess", { exact: true }).first().selectOption("AUTO_ROLLBACK"));
  assert.match(await text(page), /FailProcess: AUTO_ROLLBACK/);
  await newPicture(page, () => page.getByLabel("CheckInstanceTargetHealthTimeout", { exact: true }).first().fill("600"));
  assert.match(await text(page), /CheckInstanceTargetHealthTimeout: 600/);
  const comments = (yaml) => yaml.match(/#.*/g) ?? [];
  assert.deepEqual(comments(await text(page)), comments(FLAGSHIP));
  await shot(page, "studio-turned");
  assert.deepEqual(trouble, []);
  await close();
});

test("the reaction time, lengths and chances are sliders too", async () => {
  const { page, close } = await open();
  await page.locator(".knobs details").evaluateAll((all) => all.forEach((each) => { each.open = true; }));
  const after = page.getByRole("slider", { name: "after", exact: true }).first();
  const was = await after.getAttribute("aria-valuetext");
  await newPicture(page, async () => { await after.focus(); await page.keyboard.press("ArrowRight"); });
  assert.notEqual(await after.getAttribute("aria-valuetext"), was);
  assert.match(await text(page), new RegExp(`after: ${await after.getAttribute("aria-valuetext")}\\b`));
  await newPicture(page, async () => {
    const exact = page.getByLabel("boot, as it is written");
    await exact.fill("77s");
    await exact.press("Enter");
  });
  assert.match(await text(page), /boot: 77s/);
  await close();
});

test("keys and values are completed from the schema, with what they mean", async () => {
  const { page, trouble, close } = await open();
  await cursorAfter(page, "BatchNumber: 3");
  await page.keyboard.type(", Max");
  const offer = page.locator(".cm-tooltip-autocomplete li", { hasText: "MaxSurge" });
  await offer.waitFor();
  assert.match(await page.locator(".cm-completionInfo").textContent(), /extra instances/);
  await shot(page, "studio-completion");
  await page.waitForTimeout(120);  // the editor takes no Enter right after a list opened
  await page.keyboard.press("Enter");
  await page.keyboard.type("1, FailProcess: ");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "AUTO_CANCEL" }).click();
  assert.match(await text(page), /\{BatchNumber: 3, MaxSurge: 1, FailProcess: AUTO_CANCEL, BatchPause: FIRST_BATCH_PAUSE\}/);
  await upToDate(page);
  assert.deepEqual(trouble, []);
  await close();
});

test("every example opens and runs, and undoing brings back what was typed", async () => {
  const { page, trouble, close } = await open();
  const chooser = page.getByLabel("start from an example");
  const names = await chooser.locator("option:not([value=''])").evaluateAll((all) => all.map((option) => option.value));
  assert.ok(names.length >= 10);
  for (const name of names.slice(1, 6)) {
    await newPicture(page, () => chooser.selectOption(name));
    assert.equal(await page.locator(".run-place h1").textContent(), name);
  }
  await cursorAfter(page, "refreshsim: 1");
  await newPicture(page, () => page.keyboard.press("Control+z"));
  assert.equal(await page.locator(".run-place h1").textContent(), names[4]);
  assert.deepEqual(trouble, []);
  await close();
});

test("a link holds the scenario, in letters that every program passes on", async () => {
  const { page, trouble, close } = await open();
  const mine = FLAGSHIP.replace("refreshsim: 1", "refreshsim: 1\nname: \"mein Szenario ü 😀\"");
  await newPicture(page, () => writeAll(page, mine));
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByLabel("link to this scenario").inputValue();
  assert.match(link.slice(address.length), /^#scenario=[\w-]+&file=typed\.yaml$/);
  assert.equal(page.url(), link);
  await close();
  const other = await open({}, link.slice(address.length));
  assert.equal(await text(other.page), mine);
  assert.equal(await other.page.locator(".run-place h1").textContent(), "mein Szenario ü 😀");
  // Noise does not pack.
  const noise = Array.from({ length: 4000 }, (_, i) => `# ${Math.sin(i + 1)}`).join("\n");
  await newPicture(other.page, () => writeAll(other.page, `${mine}\n${noise}\n`));
  await other.page.getByRole("button", { name: "Share" }).click();
  await other.page.waitForFunction(() => /save the scenario as a file/.test(document.querySelector(".notice").textContent));
  await other.page.evaluate(() => { location.hash = "#scenario=AAAA"; });
  await other.page.waitForFunction(() => /damaged/.test(document.querySelector(".notice").textContent));
  assert.deepEqual([...trouble, ...other.trouble], []);
  await other.close();
});

test("a file is saved as it stands, and opened", async () => {
  const { page, trouble, close } = await open();
  await cursorAfter(page, "refreshsim: 1");
  await page.keyboard.type(" # mine");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  assert.equal(download.suggestedFilename(), "rollback-after-failed-canary.yaml");
  assert.equal(readFileSync(await download.path(), "utf8"), FLAGSHIP.replace("refreshsim: 1", "refreshsim: 1 # mine"));
  await newPicture(page, () => page.getByLabel("a scenario's file").setInputFiles({ name: "brought.yaml", mimeType: "application/yaml", buffer: Buffer.from(FLAGSHIP.replace("instances: 9", "instances: 6")) }));
  assert.equal((await run(page)).groups["asg-web"].DesiredCapacity, 6);
  assert.deepEqual(trouble, []);
  await close();
});

test("the keyboard alone reaches everything, and leaves the text by Tab", async () => {
  const { page, trouble, close } = await open();
  const seen = [];
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return active?.getAttribute("aria-label") || active?.labels?.[0]?.textContent || active?.textContent?.slice(0, 30) || "";
    }));
  }
  for (const name of ["start from an example", "Open…", "Save", "Share", "scenario, as YAML", "BatchNumber", "FailProcess", "zoom out", "time cursor", "instances"]) {
    assert.ok(seen.includes(name), `${name} is reached: ${seen.join(" | ")}`);
  }
  assert.match(await page.locator("#editor-keys").textContent(), /Tab leaves the text/);
  assert.deepEqual(trouble, []);
  await close();
});

test("in a phone's window one thing is shown at a time, and nothing is wider", async () => {
  const { page, trouble, close } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  for (const [tab, shown] of [["Pictures", ".run-place"], ["Scenario", ".editor"], ["Settings", ".knobs"]]) {
    await page.getByRole("button", { name: tab, exact: true }).click();
    assert.equal(await page.locator(".run-place:visible, .editor:visible, .knobs:visible").count(), 1, tab);
    assert.ok(await page.locator(shown).isVisible());
    assert.ok(await fits(), tab);
    assert.deepEqual(await findings(page), [], tab);
    await shot(page, `studio-phone-${tab.toLowerCase()}`);
  }
  assert.deepEqual(trouble, []);
  await close();
});

test("zoom, choice and filters stay while the text changes", async () => {
  const { page, close } = await open();
  await page.evaluate(() => { const { view } = globalThis.refreshsimStudio.picture.page; view.show(60_000, 1_200_000); view.choose({ kind: "instance", index: 2 }); });
  await page.locator(".filter").getByLabel("find", { exact: true }).fill("000");
  await newPicture(page, async () => {
    await page.getByRole("slider", { name: "BatchNumber" }).first().focus();
    await page.keyboard.press("ArrowRight");
  });
  const kept = await page.evaluate(() => { const { view } = globalThis.refreshsimStudio.picture.page; return [view.from, view.to, view.choice?.index]; });
  assert.deepEqual(kept, [60_000, 1_200_000, 2]);
  assert.equal(await page.locator(".filter").getByLabel("find", { exact: true }).inputValue(), "000");
  await close();
});

test("every text of a scenario stays text", async () => {
  const evil = "</script><img src=x onerror=alert(1)>";
  const { page, trouble, close } = await open();
  await newPicture(page, () => writeAll(page, FLAGSHIP.replace("refreshsim: 1", `refreshsim: 1\nname: ${JSON.stringify(evil)}`)));
  assert.equal(await page.locator(".run-place h1").textContent(), evil);
  await writeAll(page, `refreshsim: 1\n${JSON.stringify(evil)}: 1\n`);
  await wrong(page);
  assert.match(await page.locator(".problems").textContent(), /<img src=x/);
  assert.equal(await page.locator(".run-place img, .problems img").count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});

test("a file that is extended is not read", async () => {
  const { page, close } = await open();
  await writeAll(page, "refreshsim: 1\nextends: /etc/passwd\n");
  await wrong(page);
  assert.match(await page.locator(".problems").textContent(), /line 2.*can't extend a file/);
  await close();
});

test("without the program the text stays, and the page says what is the matter", async () => {
  const { page, close } = await open();
  await page.route("**/check?*", (route) => route.abort());
  await cursorAfter(page, "refreshsim: 1");
  await page.keyboard.type(" # lost?");
  await page.waitForFunction(() => /does not answer/.test(document.querySelector(".status").textContent));
  assert.match(await text(page), /# lost\?/);
  await newPicture(page, () => page.unroute("**/check?*"));
  await close();
});

test("its policy lets no other script run and nothing foreign be asked", async () => {
  const { page, close } = await open();
  const outcome = await page.evaluate(async () => {
    const blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "globalThis.intruder = true" }));
    await fetch("http://127.0.0.1:1/").catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    return { intruder: "intruder" in globalThis, blocked: blocked.sort() };
  });
  assert.deepEqual(outcome, { intruder: false, blocked: ["connect-src", "script-src-elem"] });
  await close();
});

test("a page of another site gets nothing", async () => {
  const { page, close } = await open();
  const foreign = await browser.newPage();
  await foreign.goto("data:text/html,<title>other</title>");
  const got = await foreign.evaluate(async (studio) => {
    const asked = async (path, how) => fetch(studio + path, how).then((answer) => answer.type, () => "nothing");
    return [await asked("examples", {}), await asked("run", { method: "POST", headers: { "Content-Type": "application/yaml" }, body: "a" })];
  }, address);
  assert.deepEqual(got, ["nothing", "nothing"]);
  await foreign.close();
  await close();
});

test("it names the licences of what is in it, and no address", () => {
  const path = join(root, "tools/page/studio.html");
  assert.ok(statSync(path).size < 800_000);
  const html = readFileSync(path, "utf8");
  for (const name of ["@codemirror/view", "@codemirror/lang-yaml", "@lezer/common", "yaml", "d3-scale"]) assert.match(html, new RegExp(`${name.replace("/", "\\/")} [0-9.]+(, .+)?\\n\\n(MIT|Copyright)`));
  assert.doesNotMatch(html, /\b(src|href)="?(https?:)?\/\//);
});
