// Nobody is shut out, nothing gets in: accessibility, hostile names, no network, and its size.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { closeBrowser, findings, fleetFile, frame, open, pageOf, place, root, scenarioFile, scenarios, shot } from "./support.mjs";

after(closeBrowser);

const named = (name) => scenarios.find((file) => file.endsWith(`/${name}.yaml`));

test("axe-core finds nothing, in light and dark, wide and narrow, with details open", async () => {
  for (const how of [{}, { colorScheme: "dark" }, { viewport: { width: 390, height: 844 } }]) {
    for (const name of ["rollback-after-failed-canary", "zone-outage-during-a-refresh", "too-many-requests"]) {
      const { page, close } = await open(pageOf(`axe-${name}`, named(name)), how);
      assert.deepEqual(await findings(page), [], name);
      await page.getByRole("listbox", { name: "instances" }).focus();
      await page.keyboard.press("ArrowDown");
      await frame(page);
      assert.deepEqual(await findings(page), [], `${name}, an instance chosen`);
      await close();
    }
  }
});

const EVIL = "</script><img src=x onerror=alert(1)><!--<script>";

test("every text of a scenario stays text", async () => {
  const evil = JSON.stringify(EVIL);
  const file = scenarioFile("hostile.yaml", `refreshsim: 1
name: ${evil}
description: ${evil}
launch_configurations:
  ${evil}: {ImageId: ${evil}}
scaling_groups:
  ${evil}:
    launch_configuration: ${evil}
    instances: [{id: ${evil}, zone: ${evil}}, {id: "\\"'&amp;<b>", zone: ${evil}}]
faults:
  - {match: {step: boot, instance: ${evil}}, outcome: fail, message: ${evil}}
calls:
  - {at: 1s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: ${evil}, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {at: 2s, action: DescribeRefreshActivities, request: {Filters: ${evil}}}
expect:
  - {instance: ${evil}, ImageId: ${evil}}
`);
  const path = pageOf("hostile", file);
  const html = readFileSync(path, "utf8");
  assert.equal(html.split("</script>").length, 3, "two scripts end, and no more");
  const { page, trouble, close } = await open(path);
  assert.equal(await page.locator("h1").textContent(), EVIL);
  assert.equal(await page.title(), `${EVIL} – refreshsim`);
  assert.equal(await page.locator("img").count(), 0);
  await page.getByRole("listbox", { name: "instances" }).focus();
  await page.keyboard.press("ArrowDown");
  await frame(page);
  assert.equal(await page.locator(".details h2").textContent(), EVIL);
  for (const mark of await page.locator(".press").all()) await mark.dispatchEvent("click");
  await frame(page);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});

test("the page's policy lets no other script run and nothing be loaded", async () => {
  const { page, close } = await open(pageOf("policy", named("documented-example")));
  const outcome = await page.evaluate(async () => {
    const blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "globalThis.intruder = true" }));
    document.body.append(Object.assign(new Image(), { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" }));
    await fetch("data:,x").catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    return { intruder: "intruder" in globalThis, blocked: blocked.sort() };
  });
  assert.deepEqual(outcome, { intruder: false, blocked: ["connect-src", "img-src", "script-src-elem"] });
  await close();
});

test("without data it is under 400 KB, and names the licences of what is in it", () => {
  const path = join(root, "tools/page/page.html");
  assert.ok(statSync(path).size < 400_000);
  const html = readFileSync(path, "utf8");
  for (const name of ["d3-scale", "d3-array"]) assert.match(html, new RegExp(`${name} [0-9.]+\\n\\nCopyright`));
  assert.doesNotMatch(html, /\b(src|href)="?(https?:)?\/\//);
});

test("it prints light, without its controls", async () => {
  const { page, close } = await open(pageOf("print", named("rollback-after-failed-canary")), { colorScheme: "light" });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".toolbar button:visible, .filter:visible, .help:visible").count(), 0);
  assert.equal(await page.locator(".statistics:visible, .verdicts:visible, .picture:visible, .rows canvas:visible").count(), 4);
  await shot(page, "run-print", true);
  await page.pdf({ path: join(place, "shots", "run.pdf"), printBackground: true });
  await close();
});

// How long they take is measured by tools/bench-page.
test("a hundred thousand instances open and pan", async () => {
  const { page, trouble, close } = await open(pageOf("large", fleetFile(100_000)));
  const drawn = await page.evaluate(async () => {
    const { view } = globalThis.refreshsimPage;
    const pixels = () => {
      const canvas = document.querySelector(".rows canvas");
      const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      [copy.canvas.width, copy.canvas.height] = [canvas.width, canvas.height];
      copy.drawImage(canvas, 0, 0);
      return new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    };
    view.zoom(0.5, view.end / 2);
    view.drawNow();
    const before = pixels();
    view.pan((view.to - view.from) * 0.25);
    view.drawNow();
    const after = pixels();
    return { colours: new Set(before).size, moved: before.some((pixel, i) => pixel !== after[i]) };
  });
  assert.ok(drawn.colours > 5 && drawn.moved);
  assert.match(await page.locator(".rows-note").textContent(), /^100,000 instances; a line of pixels/);
  await shot(page, "run-100000");
  assert.deepEqual(trouble, []);
  await close();
});
