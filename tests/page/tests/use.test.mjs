// The page in use: drawn, worked by keyboard, pointer and touch, filtered, jumped in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeBrowser, findings, frame, open, pageOf, scenarioFile, scenarios, shot, testPageOf } from "./support.mjs";

after(closeBrowser);

const named = (name) => scenarios.find((file) => file.endsWith(`/${name}.yaml`));
const canary = () => pageOf("canary", named("rollback-after-failed-canary"));
const view = (page) => page.evaluate(() => { const { from, to, cursor, end } = globalThis.refreshsimPage.view; return { from, to, cursor, end }; });

test("each picture is drawn, in light and dark, wide and narrow", async () => {
  for (const [name, how] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { viewport: { width: 390, height: 844 }, hasTouch: true }]]) {
    const { page, trouble, close } = await open(canary(), how);
    for (const shape of ["path.area.serving", "path.area.out", "path.desired", "path.slo", "path.edge"]) {
      assert.match(await page.locator(shape).first().getAttribute("d"), /^M.*[HVL]/, shape);
    }
    assert.equal(await page.locator(".mark-call").count(), 2);  // two calls each
    assert.deepEqual(await page.locator(".batch").evaluateAll((all) => all.map((e) => e.getAttribute("class"))), ["batch FAILED press", "batch SUCCESSFUL press"]);
    const colours = await page.locator(".rows canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(colours > 10, `${colours} colours`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
    await shot(page, `run-${name}`, true);
    assert.deepEqual(trouble, []);
    await close();
  }
});

test("the keys move the cursor, zoom, pan and find events", async () => {
  const { page, trouble, close } = await open(canary());
  const slider = page.getByRole("slider", { name: "time cursor" });
  await slider.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("n");
  assert.equal((await view(page)).cursor, 60_000);
  await frame(page);
  assert.equal(await slider.getAttribute("aria-valuetext"), "1m (2025-10-30 21:01:00 UTC) · 6 of 9 serving · 3 out");
  await page.keyboard.press("n");
  assert.equal((await view(page)).cursor, 390_000);
  await page.keyboard.press("p");
  assert.equal((await view(page)).cursor, 60_000);
  await page.keyboard.press("+");
  const near = await view(page);
  assert.ok(near.to - near.from < near.end);
  await page.keyboard.press("Shift+ArrowRight");
  assert.ok((await view(page)).from > near.from);
  await page.keyboard.press("0");
  assert.deepEqual({ ...(await view(page)), cursor: 0 }, { from: 0, to: near.end, cursor: 0, end: near.end });
  await page.keyboard.press("End");
  assert.equal((await view(page)).cursor, near.end);
  assert.deepEqual(trouble, []);
  await close();
});

test("an instance is found by keyboard alone, with its timeline and its causes", async () => {
  const { page, trouble, close } = await open(canary());
  const rows = page.getByRole("listbox", { name: "instances" });
  await rows.focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowDown");
  await frame(page);
  assert.equal(await page.locator(".row-names [aria-selected=true]").textContent(), "ins-00000003");
  const details = page.getByRole("complementary", { name: "details" });
  assert.equal(await details.getByRole("heading", { level: 2 }).textContent(), "ins-00000003");
  const failed = details.locator(".timeline > li", { hasText: "health_check failed: the load balancer did not see it healthy in time" });
  await failed.getByRole("button", { name: "why?" }).focus();
  await page.keyboard.press("Enter");
  const causes = await failed.locator(".causes li").allTextContents();
  assert.match(causes[0], /health_check starts/);
  assert.match(causes.at(-1), /call StartInstanceRefresh as refresh at 1m: accepted/);
  await shot(page, "run-instance");
  await page.keyboard.press("Escape");
  await frame(page);
  assert.equal(await details.getByRole("heading", { level: 2 }).count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});

test("a call shows its request and its answer, refused ones look different", async () => {
  const { page, close } = await open(pageOf("refused", named("malformed-requests")));
  const refused = page.locator(".mark-call.refused").first();
  await refused.focus();
  await page.keyboard.press("Enter");
  await frame(page);
  const [request, response] = await page.locator(".details pre").allTextContents();
  const call = await page.evaluate(() => globalThis.refreshsimPage.world.run.calls[globalThis.refreshsimPage.view.choice.index]);
  assert.deepEqual(JSON.parse(request), call.request);
  assert.deepEqual(JSON.parse(response), call.response);
  assert.ok(call.response.Response.Error.Code);
  assert.equal(await page.locator(".mark-call.chosen:focus").count(), 1, "the focus stays on the mark");
  await close();
});

test("filters and order decide which rows there are", async () => {
  const { page, close } = await open(canary());
  const names = async () => { await frame(page); return page.locator(".row-names [role=option]").allTextContents(); };
  const filter = page.getByRole("search");
  await filter.getByLabel("zone", { exact: true }).selectOption({ label: "ap-guangzhou-4" });
  assert.deepEqual(await names(), ["ins-00000002", "ins-00000005", "ins-00000008"]);
  await filter.getByLabel("status", { exact: true }).selectOption({ label: "a step failed" });
  assert.deepEqual(await names(), ["ins-00000002"]);
  await filter.getByRole("button", { name: "reset" }).click();
  await filter.getByLabel("batch", { exact: true }).selectOption({ label: "2 of refresh" });
  assert.deepEqual(await names(), ["ins-00000004", "ins-00000005", "ins-00000006"]);
  await filter.getByRole("button", { name: "reset" }).click();
  await filter.getByLabel("find", { exact: true }).fill("0009");
  assert.deepEqual(await names(), ["ins-00000009"]);
  assert.equal(await page.locator(".rows-note").textContent(), "1 of 9 instances");
  await filter.getByLabel("find", { exact: true }).fill("nothing like that");
  await frame(page);
  assert.equal(await page.locator(".rows-note").textContent(), "No instance matches the filters.");
  await close();
});

test("an expectation leads to its moment", async () => {
  const { page, close } = await open(canary());
  await page.locator(".verdicts li", { hasText: "Status: FAILED_PAUSE" }).getByRole("button").click();
  const { from, to, cursor } = await view(page);
  assert.equal(cursor, 390_000);
  assert.ok(from <= cursor && cursor <= to && to - from < 4_200_000);
  await close();
});

test("wheel, drag and fingers zoom and pan", async () => {
  const { page, close } = await open(canary());
  const box = await page.locator(".slider").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.wheel(0, -400);
  await frame(page);
  const zoomed = await view(page);
  assert.ok(zoomed.to - zoomed.from < zoomed.end);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + 10, { steps: 4 });
  await page.mouse.up();
  assert.ok((await view(page)).from > zoomed.from);
  await page.locator(".picture").dispatchEvent("wheel", { deltaY: 0, deltaX: -5000, cancelable: true });
  assert.equal((await view(page)).from, 0);
  const fingers = async (type, a, b) => {
    for (const [pointerId, clientX] of [[7, a], [8, b]]) {
      await page.locator(".picture").dispatchEvent(type, { pointerId, clientX, clientY: 400, pointerType: "touch", buttons: 1, button: 0, bubbles: true });
    }
  };
  await page.getByRole("button", { name: "show the whole run" }).click();
  await fingers("pointerdown", 500, 600);
  await fingers("pointermove", 400, 800);
  await fingers("pointerup", 400, 800);
  const pinched = await view(page);
  assert.ok(pinched.to - pinched.from < pinched.end, "two fingers zoom in");
  await close();
});

test("the pictures move with the window while it is panned, and at rest are those of the window", async () => {
  const { page, trouble, close } = await open(canary());
  const [wanted, seen] = await page.evaluate(() => {
    const { view, world } = globalThis.refreshsimPage;
    view.zoom(0.25, view.end / 4);
    view.drawNow();
    for (let i = 0; i < 50; ++i) {
      view.pan((view.to - view.from) * (i < 40 ? 0.02 : -0.05));
      view.drawNow();
    }
    const picture = document.querySelector(".picture").getBoundingClientRect().left + globalThis.refreshsimPage.plot.rows.left();
    const ends = [...document.querySelectorAll(".picture .moved .band-end")].map((end) => end.getBoundingClientRect());
    const { at } = world.activities[0].changes.at(-1);
    return [picture + view.scale(at), (ends[0].left + ends[0].right) / 2];
  });
  assert.ok(Math.abs(wanted - seen) < 0.6, `the refresh's end is at ${seen} px, not at ${wanted}`);
  await page.waitForFunction(() => !document.querySelector(".moved"));
  const drawn = () => page.evaluate(() => document.querySelector(".slider svg").outerHTML + document.querySelector(".picture").outerHTML);
  const rested = await drawn();
  await page.evaluate(() => { const { plot, view } = globalThis.refreshsimPage; plot.resize(); view.drawNow(); });
  assert.equal(rested, await drawn());
  assert.deepEqual(trouble, []);
  await close();
});

test("a tested folder is shown at a glance, failures first, and each scenario a press away", async () => {
  const broken = scenarioFile("folder/broken.yaml", "refreshsim: 1\nnaem: <b>x</b>\n");
  const text = readFileSync(named("surge-keeps-capacity"), "utf8");
  const failing = scenarioFile("folder/failing.yaml", text.replace("expect:\n", "expect:\n  - {group: asg-web, always: serving, at_least: 7}\n"));
  const { page, trouble, close } = await open(testPageOf("tested", named("rollback-after-failed-canary"), failing, broken));
  assert.equal(await page.locator(".overview summary").textContent(), "2 scenarios · 1 as expected · 1 failed · 1 could not be run");
  const rows = page.locator(".overview tbody tr");
  assert.match(await rows.nth(0).textContent(), /broken.yaml.*unknown key `naem`/s);
  assert.match(await rows.nth(1).textContent(), /failing.*✗ 1 of/);
  await rows.nth(1).getByRole("button").click();
  assert.equal(await page.locator("h1").textContent(), "failing");
  assert.match(await page.locator(".verdicts li").first().textContent(), /✗fails:/);
  assert.deepEqual(await findings(page), []);
  await shot(page, "tested");
  assert.deepEqual(trouble, []);
  await close();
});

test("several runs and groups are chosen from", async () => {
  const { page, trouble, close } = await open(pageOf("two", named("two-groups-at-once"), named("surge-keeps-capacity")));
  const groups = page.getByLabel("scaling group", { exact: true });
  await groups.selectOption({ index: 1 });
  const [group, shown] = await page.evaluate(() => [globalThis.refreshsimPage.world.run.names.group_ids[1], globalThis.refreshsimPage.plot.rows.order.length]);
  assert.equal(await groups.inputValue(), group);
  assert.ok(shown > 0);
  await page.getByLabel("scenario", { exact: true }).selectOption({ index: 1 });
  assert.equal(await page.locator("h1").textContent(), "surge-keeps-capacity");
  assert.match(await page.locator("path.area.surge").getAttribute("d"), /^M/);
  await shot(page, "run-surge");
  assert.deepEqual(trouble, []);
  await close();
});
