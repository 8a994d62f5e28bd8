// What the page shows is what the program computed: every shipped scenario, number by number.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, open, pageOf, refreshsim, scenarios } from "./support.mjs";

after(closeBrowser);

const results = scenarios.map((file) => JSON.parse(refreshsim("run", "--format", "json", file)));

/** Runs in the page: its own fold over the records, put as the result puts it. */
function readings() {
  const { world } = globalThis.refreshsimPage;
  const { instances, data, run } = world;
  const mean = (values, time, end) => {
    let sum = 0;
    for (let i = 0; i < time.length; ++i) sum += values[i] * (Math.min(end, time[i + 1] ?? end) - time[i]);
    return end > 0 ? sum / end : null;
  };
  const levels = world.levels.map((of) => {
    const time = [...of.time.values.subarray(0, of.length)].filter((at) => at < run.end_ms);
    return Object.fromEntries(["serving", "badly", "desired"].map((part) => {
      const values = [...of.columns[part].values.subarray(0, time.length)];
      return [part, { min: Math.min(...values), max: Math.max(...values), mean: mean(values, time, run.end_ms) }];
    }));
  });
  const rows = [...instances.order].map((i) => ({
    InstanceId: instances.ids(i), AutoScalingGroupId: run.names.group_ids[instances.group[i]], zone: run.names.zones[instances.zone[i]],
    LifeCycleState: data.words.life_cycle_state[instances.state[i]][0], ImageId: world.imageOf(instances.image[i]) || null,
    healthy: instances.healthy[i] === 1, surge: instances.surge[i] === 1, gone_ms: instances.gone[i] === Infinity ? null : instances.gone[i],
    downtime_ms: instances.downtime[i], attempts: instances.attempts[i],
  }));
  const activities = world.activities.map((activity) => ({
    Status: data.words.activity_status[activity.changes.at(-1).status][0],
    batches: activity.batches.map((batch) => data.words.batch_status[batch.status][0]),
  }));
  return { levels, rows, activities };
}

const near = (a, b) => a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(b)));

function compareLevels(levels, result) {
  if (result.end_ms === 0) return;
  Object.values(result.groups).forEach((group, g) => {
    for (const [mine, theirs] of [["serving", "serving"], ["badly", "serving_badly"], ["desired", "desired"]]) {
      for (const part of ["min", "max", "mean"]) {
        assert.ok(near(levels[g][mine][part], group[theirs][part]), `${result.name}: ${theirs}.${part}: ${levels[g][mine][part]} and ${group[theirs][part]}`);
      }
    }
  });
}

test("the page rebuilds of every scenario what the result says", async () => {
  const { page, trouble, close } = await open(pageOf("all", ...scenarios));
  const chooser = page.getByLabel("scenario", { exact: true });
  for (const [i, result] of results.entries()) {
    if (i > 0) await chooser.selectOption({ index: i });
    assert.equal(await page.locator("h1").textContent(), result.name);
    const { levels, rows, activities } = await page.evaluate(readings);
    const { name } = result;
    compareLevels(levels, result);
    assert.deepEqual(rows, result.instances.map(({ images, ...rest }) => rest), name);
    assert.deepEqual(activities, result.activities.map((a) => ({ Status: a.Status, batches: a.RefreshBatchSet.map((b) => b.RefreshBatchStatus) })), name);
  }
  assert.deepEqual(trouble, []);
  await close();
});

function at(group, path) {
  if (path.startsWith("below_ms.")) return group.below_ms[path.slice("below_ms.".length)];
  if (path.startsWith("zones.")) {
    const zone = Object.keys(group.zones).find((name) => path.startsWith(`zones.${name}.`));
    const [level, part] = path.slice(`zones.${zone}.`.length).split(".");
    return group.zones[zone][level][part];
  }
  return path.split(".").reduce((value, key) => value[key], group);
}

test("every number that is shown is the result's", async () => {
  const { page, close } = await open(pageOf("all", ...scenarios));
  const chooser = page.getByLabel("scenario", { exact: true });
  let seen = 0;
  for (const [i, result] of results.entries()) {
    await chooser.selectOption({ index: i });
    const group = Object.values(result.groups)[0];
    const numbers = await page.locator("[data-path]").evaluateAll((all) => all.map((e) => [e.dataset.path, e.dataset.value, e.textContent]));
    for (const [path, value, text] of numbers) {
      assert.equal(value, String(at(group, path)), `${result.name}: ${path}`);
      assert.notEqual(text, "", path);
      ++seen;
    }
    assert.equal(await page.locator(".verdicts li.ok").count(), result.expectations.filter((e) => e.ok).length);
    assert.equal(await page.locator(".verdicts li.failed").count(), result.expectations.filter((e) => !e.ok).length);
  }
  assert.ok(seen > 20 * results.length);
  await close();
});

test("quantities read as the program's text has them", async () => {
  const file = scenarios.find((name) => name.endsWith("/rollback-after-failed-canary.yaml"));
  const { page, close } = await open(pageOf("canary", file));
  const tiles = await page.locator("[data-tile]").allTextContents();
  assert.deepEqual(tiles, ["89 %", "69 instance-minutes", "6", "none", "at once", "17m30s"]);
  const text = refreshsim("run", "--width", "200", file);
  for (const words of [...tiles.slice(0, 2), ...tiles.slice(4), await page.locator(".headline").textContent()]) assert.ok(text.includes(words), words);
  await close();
});
