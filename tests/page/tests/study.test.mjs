// The page of a study: its pictures and numbers are those of `compare --format json`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { closeBrowser, findings, frame, open, refreshsim, root, scenarioFile, shot, studyPageOf } from "./support.mjs";

after(closeBrowser);

const study = (name) => join(root, "scenarios/studies", `${name}.yaml`);

test("every mark, strip and difference is drawn, and shows the result's numbers", async () => {
  for (const name of ["automatic-or-operator", "surge-or-not"]) {
    const result = JSON.parse(refreshsim("compare", "--format", "json", study(name)));
    const { page, trouble, close } = await open(studyPageOf(name, study(name)));
    assert.equal(await page.locator("h1").textContent(), result.name);
    assert.deepEqual(await page.locator(".conclusions li").allTextContents(), result.conclusions);
    assert.equal(await page.locator(".strategy").count(), result.strategies.length);
    assert.equal(await page.locator(".strategy.on-front").count(), result.strategies.filter((s) => s.pareto_front === "on the front").length);
    assert.equal(await page.locator(".strip").count(), result.strategies.length * result.metrics.length);
    const data = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
    assert.deepEqual(data.study, result);
    data.pictures.forEach((picture, m) => picture.cells.forEach((cell, i) => {
      const measured = result.strategies[i].metrics[result.metrics[m].name];
      assert.equal(cell.bars.reduce((sum, bar) => sum + bar, 0), result.strategies[i].replicas - measured.null_replicas, "each replica is in one bar");
      assert.equal(cell.difference === undefined, measured.difference === null);
    }));
    for (const text of await page.locator("[data-difference]").all()) {
      const [m, i] = (await text.getAttribute("data-difference")).split(".").map(Number);
      const { interval } = result.strategies[i].metrics[result.metrics[m].name].difference;
      const words = await text.textContent();
      const told = interval[0] > 0 || interval[1] < 0;
      const better = interval[0] > 0 === result.metrics[m].more_is_better;
      assert.ok(words.startsWith(data.pictures[m].cells[i].difference));
      assert.match(words, told ? (better ? /better$/ : /worse$/) : /can't be told$/);
    }
    await shot(page, `study-${name}`, true);
    assert.deepEqual(trouble, []);
    await close();
  }
});

test("text that the program prints of a study stands on its page", async () => {
  const text = refreshsim("compare", "--width", "200", study("automatic-or-operator"));
  const { page, close } = await open(studyPageOf("automatic-or-operator", study("automatic-or-operator")));
  const data = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent));
  for (const { cells } of data.pictures) for (const cell of cells) assert.ok(text.includes(cell.mean) && text.includes(cell.interval));
  await close();
});

test("a strategy is chosen by keyboard, and tells the commands that replay its extremes", async () => {
  const result = JSON.parse(refreshsim("compare", "--format", "json", study("automatic-or-operator")));
  const { page, trouble, close } = await open(studyPageOf("automatic-or-operator", study("automatic-or-operator")));
  await page.locator('[data-key="strategy3"]').focus();
  await page.keyboard.press("Enter");
  await frame(page);
  const { name, metrics } = result.strategies[3];
  assert.equal(await page.locator(".details h2").textContent(), name);
  assert.equal(await page.locator(".details pre").first().textContent(), metrics.lost_capacity.worst.replay);
  assert.equal(await page.locator('[data-key="strategy3"]:focus').count(), 1);
  assert.equal(await page.getByRole("button", { pressed: true }).textContent(), name);
  assert.deepEqual(trouble, []);
  await close();
});

test("axe-core finds nothing on a study's page, and nothing is wider than a phone", async () => {
  for (const how of [{}, { colorScheme: "dark" }, { viewport: { width: 390, height: 844 } }]) {
    const { page, close } = await open(studyPageOf("surge-or-not", study("surge-or-not")), how);
    assert.deepEqual(await findings(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await close();
  }
});

test("a strategy's name stays text", async () => {
  const evil = "</script><img src=x onerror=alert(1)>";
  const text = readFileSync(study("automatic-or-operator"), "utf8").replaceAll("after 2m", JSON.stringify(evil)).replace("extends: fleet.base.yaml", `extends: ${join(root, "scenarios/studies/fleet.base.yaml")}`).replace("replicas: 2000", "replicas: 50");
  const { page, trouble, close } = await open(studyPageOf("hostile-study", scenarioFile("hostile-study.yaml", text)));
  assert.ok((await page.locator(".strategies button").allTextContents()).includes(evil));
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(trouble, []);
  await close();
});
