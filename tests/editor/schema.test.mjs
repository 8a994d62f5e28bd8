// What an editor makes of the schema that refreshsim prints: what it offers, what it tells of a key,
// what it finds wrong, and that it finds nothing in the shipped files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startServer } from "./server.mjs";

const root = process.env.REFRESHSIM_ROOT;
const program = process.env.REFRESHSIM_PROGRAM ?? join(root, "build/refreshsim");
const readme = readFileSync(join(root, "README.md"), "utf8");
const modeline = readme.match(/^# yaml-language-server: .*\n/m)[0];  // as the README says
const settings = JSON.parse(readme.match(/^\{"yaml\.schemas".*$/m)[0]);
const scenario = `${modeline}refreshsim: 1\n`;

const folder = mkdtempSync(join(tmpdir(), "refreshsim-editor-"));
let server;
before(async () => {
  writeFileSync(join(folder, "refreshsim.schema.json"), execFileSync(program, ["schema"]));
  server = await startServer(folder);
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** That all of `labels`, and nothing of `not`, is offered at the mark. */
async function offers(marked, labels, not = []) {
  const offered = [...(await server.completion(marked)).keys()];
  for (const label of labels) assert.ok(offered.includes(label), `${label} is not among ${offered}`);
  for (const label of not) assert.ok(!offered.includes(label), `${label} is among ${offered}`);
}

/** That what is told of the marked place holds each of these. */
async function tells(marked, ...parts) {
  const told = (await server.hover(marked)).replaceAll("\\", "");
  for (const part of parts) assert.ok(told.includes(part), `${part} is not in:\n${told}`);
}

const call = (action, request) => `${scenario}calls:\n  - at: 1m\n    action: ${action}\n    request:\n${request}`;

test("an empty file is offered what begins one", () => offers(`${modeline}|`, ["refreshsim"]));

test("a scenario is offered its keys that are not there yet", () =>
  offers(`${scenario}seed: 3\n|`, ["scaling_groups", "timing", "faults", "calls", "expect", "horizon"], ["seed", "strategies"]));

test("a study is offered its keys, and not a scenario's", () =>
  offers(`${modeline}refreshsim_study: 1\n|`, ["strategies", "grid", "objectives", "replicas"], ["faults"]));

test("a fault is offered the forms that it can have", () => offers(`${scenario}faults:\n  - |`, ["match", "at"]));

test("a fault that matches is offered what goes with that", () =>
  offers(`${scenario}faults:\n  - match: {step: boot}\n    |`, ["outcome", "probability", "message"], ["outage", "remove"]));

test("a match is offered its keys", () => offers(`${scenario}faults:\n  - match:\n      |`, ["step", "image", "zone", "attempt"]));

test("a step is offered the steps", () =>
  offers(`${scenario}faults:\n  - match:\n      step: |`, ["drain", "reinstall", "boot", "health_check", "launch", "terminate"]));

test("an outcome is offered the outcomes", () =>
  offers(`${scenario}faults:\n  - match: {step: boot}\n    outcome: |`, ["fail", "hang", "unhealthy"]));

test("an action is offered the service's", () =>
  offers(`${scenario}calls:\n  - at: 1m\n    action: |`, ["StartInstanceRefresh", "RollbackInstanceRefresh", "EnterStandby"]));

test("a request is offered what its action takes, and nothing else", async () => {
  await offers(call("StartInstanceRefresh", "      |"), ["AutoScalingGroupId", "RefreshSettings", "RefreshMode"],
    ["ResumeMode", "OriginRefreshActivityId"]);
  await offers(call("ResumeInstanceRefresh", "      |"), ["RefreshActivityId", "ResumeMode"], ["RefreshSettings"]);
});

test("a RefreshMode is offered the modes, of a rollback the only one", async () => {
  await offers(call("StartInstanceRefresh", "      RefreshMode: |"), ["ROLLING_UPDATE_RESET", "ROLLING_UPDATE_REPLACE"]);
  await offers(call("RollbackInstanceRefresh", "      RefreshMode: |"), ["ROLLING_UPDATE_RESET"], ["ROLLING_UPDATE_REPLACE"]);
});

test("settings are offered down to the bottom", async () => {
  const rolling = "      RefreshSettings:\n        RollingUpdateSettings:\n          ";
  await offers(call("StartInstanceRefresh", `${rolling}|`), ["BatchNumber", "BatchPause", "MaxSurge", "FailProcess"]);
  await offers(call("StartInstanceRefresh", `${rolling}FailProcess: |`), ["AUTO_PAUSE", "AUTO_ROLLBACK", "AUTO_CANCEL"]);
});

test("an expectation is offered its statistics, with their units", async () => {
  const offered = await server.completion(`${scenario}expect:\n  - group: asg-web\n    statistic: |`);
  assert.match(JSON.stringify(offered.get("lost_capacity_ms")), /instances × ms/);
});

test("hovering tells lengths, with how they are written and the default", async () => {
  await tells(`${scenario}timing:\n  re|install: 4m\n`, "takes the five fields", "a duration such as 15s", "Default: 3m.");
  await tells(`${scenario}hori|zon: 4h\n`, "When the run ends", "Must be a duration such as 250ms, 15s, 4m, 1h30m or 2d.");
  await tells(`${scenario}start|: 2025-10-30T21:00:00Z\n`, "Default: 2025-01-01T00:00:00Z.");
});

test("hovering tells numbers, with bounds and the default", async () => {
  await tells(`${scenario}see|d: 4\n`, "a whole number from 0", "Default: 1.");
  await tells(`${scenario}faults:\n  - match: {step: boot}\n    outcome: fail\n    proba|bility: 0.5\n`, "a probability from 0 to 1", "Default: 1.");
});

test("hovering tells the service's settings, with their units and defaults", async () => {
  const settings = "      RefreshSettings:\n        ";
  await tells(call("StartInstanceRefresh", `${settings}CheckInstanceTargetHealth|Timeout: 300\n`), "Seconds", "from 60 to 7200", "Default: 1800.");
  await tells(call("StartInstanceRefresh", `${settings}RollingUpdateSettings:\n          Batch|Pause: AUTOMATIC\n`),
    "FIRST_BATCH_PAUSE: pauses after the first batch", "Default: AUTOMATIC.");
});

test("hovering tells what a word means", async () => {
  await tells(`${scenario}faults:\n  - match: {step: bo|ot}\n    outcome: fail\n`, "starts; UserData runs");
  await tells(`${scenario}calls:\n  - {at: 1m, action: Start|InstanceRefresh}\n`, "starts a refresh of the instances in service");
});

test("hovering tells a study's keys", () => tells(`${modeline}refreshsim_study: 1\nscenario: a.yaml\nrepli|cas: 7\n`, "Default: 1000."));

const wrong = [
  ["an unknown key", "fautls: []\n", /^3:1 .*fautls/],
  ["an unknown word", "faults:\n  - {match: {step: bot}, outcome: fail}\n", /^4:20 .*"boot"/],
  ["a number below its bound", "seed: -1\n", /^3:7 .*0/],
  ["a length without unit", "horizon: 90\n", /^3:10 .*string/],
  ["a length of an unknown unit", "timing:\n  boot: 5 minutes\n", /^4:9 /],
  ["a probability above 1", "faults:\n  - {match: {}, outcome: unhealthy, probability: 1.5}\n", /^4:\d+ .*1/],
  ["an action that is not there", "calls:\n  - {at: 1m, action: StartRefresh}\n", /^4:\d+ .*StartInstanceRefresh/],
  ["a group without its configuration", "scaling_groups:\n  asg-web: {instances: 3}\n", /^4:\d+ .*launch_configuration/],
  ["broken YAML", "calls: [\n", /^\d+:\d+ /],
];
for (const [what, text, finding] of wrong) {
  test(`${what} is found`, async () => {
    const found = await server.findings(scenario + text);
    assert.ok(found.some((one) => finding.test(one)), found.join("\n") || "nothing was found");
  });
}

test("a study without strategies is found", async () => assert.equal((await server.findings(`${modeline}refreshsim_study: 1\nscenario: a.yaml\n`)).length, 1));

const shipped = readdirSync(join(root, "scenarios"), { recursive: true }).filter((name) => name.endsWith(".yaml"));

/** What is found in the shipped files, by their names. */
async function shippedFindings(from, prefix, name) {
  const found = await Promise.all(shipped.map(async (file) =>
    [file, await from.findings(prefix + readFileSync(join(root, "scenarios", file), "utf8"), name(file))]));
  return found.filter(([, findings]) => findings.length > 0);
}

test("nothing is found in the shipped scenarios and studies, by the modeline", async () => {
  assert.ok(shipped.length > 100, `${shipped.length} files`);
  assert.deepEqual(await shippedFindings(server, modeline, (file) => file.replaceAll("/", "-")), []);
});

test("a modeline's path is relative to its file", async () => {
  const inFolder = modeline.replace("=", "=../");
  assert.match((await server.findings(`${inFolder}refreshsim: 1\nsed: 1\n`, "below/a.yaml")).join(), /sed is not allowed/);
});

test("VS Code's settings do as the modeline does", async () => {
  const byPath = await startServer(folder, { schemas: settings["yaml.schemas"] });
  try {
    assert.match((await byPath.findings("refreshsim: 1\nsed: 1\n", "scenarios/a.yaml")).join(), /sed is not allowed/);
    assert.deepEqual(await byPath.findings("refreshsim: 1\nsed: 1\n", "elsewhere/a.yaml"), []);
    assert.deepEqual(await shippedFindings(byPath, "", (file) => `scenarios/${file}`), []);
  } finally {
    await byPath.stop();
  }
});
