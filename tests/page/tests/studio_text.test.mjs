// What the studio reads from a text that is being written, and how it changes a setting in it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { place, refreshsim } from "./support.mjs";

/** A part of the front end, as a module. */
async function part(name) {
  const { outputFiles } = await build({ stdin: { contents: `export * from "./src/studio/${name}"; export { parseDocument } from "yaml";`, resolveDir: place }, bundle: true, format: "esm", write: false, logLevel: "error" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

test("a setting is changed, or added, where it belongs, and nothing else is", async () => {
  const { setting, parseDocument } = await part("edit");
  const after = (text, path, value) => {
    const change = setting(text, parseDocument(text), path, value);
    if (!change) return null;
    const made = text.slice(0, change.from) + change.insert + text.slice(change.to);
    const read = parseDocument(made);
    assert.deepEqual(read.errors, [], made);
    assert.equal(String(read.getIn(path)), value, made);
    return made;
  };
  const r = ["calls", 0, "request"];
  for (const [text, path, value, wanted] of [
    ["a: 1  # one\nb: 2\n", ["a"], "7", "a: 7  # one\nb: 2\n"],
    ["a: '1'\n", ["a"], "7", "a: 7\n"],
    ["a:\nb: 2\n", ["a"], "7", "a: 7\nb: 2\n"],
    ["a: {b: 1}\n", ["a", "c"], "7", "a: {b: 1, c: 7}\n"],
    ["a: {}\n", ["a", "c"], "7", "a: {c: 7}\n"],
    ["a: {b: 1,  # one\n  c: 2 }  # two\n", ["a", "d"], "7", "a: {b: 1,  # one\n  c: 2, d: 7 }  # two\n"],
    ["a:\n  b: 1  # one\n\n# end\nz: 1\n", ["a", "c"], "7", "a:\n  b: 1  # one\n  c: 7\n\n# end\nz: 1\n"],
    ["a:\n  b:\n    - 1\n    - 2\n", ["a", "c"], "7", "a:\n  b:\n    - 1\n    - 2\n  c: 7\n"],
    ["a:\n  b: |\n    text\n\nz: 1", ["a", "c"], "7", "a:\n  b: |\n    text\n  c: 7\n\nz: 1"],
    ["a: 1", ["b"], "7", "a: 1\nb: 7"],
    ["calls:\n  - at: 1m\n    action: X  # x\n  - at: 2m\n", [...r, "S", "N"], "7", "calls:\n  - at: 1m\n    action: X  # x\n    request: {S: {N: 7}}\n  - at: 2m\n"],
    ["calls:\n- at: 1m\n  request:\n    S:\n- at: 2m\n", [...r, "S", "N"], "7", "calls:\n- at: 1m\n  request:\n    S: {N: 7}\n- at: 2m\n"],
    ["calls: [{at: 1m}, {at: 2m}]\n", [...r, "S", "N"], "7", "calls: [{at: 1m, request: {S: {N: 7}}}, {at: 2m}]\n"],
    ["a: &x 1\nb: *x\n", ["a"], "7", "a: &x 7\nb: *x\n"],
    ["a: &x {n: 1}\nb: *x\n", ["b", "n"], "7", null],
    ["a: [1]\n", ["a", "b"], "7", null],
    ["a: text\n", ["a", "b"], "7", null],
  ]) assert.equal(after(text, path, value), wanted, text);
});

test("the place of what is being typed is known before it parses", async () => {
  const { contextAt } = await part("context");
  for (const [text, path, value, word] of [
    ["ref", [], false, "ref"],
    ["refreshsim: ", ["refreshsim"], true, ""],
    ["a:\n  b:\n    c", ["a", "b"], false, "c"],
    ["a:\n  b:\n    c: d\n  e", ["a"], false, "e"],
    ["a:\n  b: 1\n", [], false, ""],
    ["a:\n  b: 1\n  ", ["a"], false, ""],
    ["calls:\n  - at: 1m\n    act", ["calls", 0], false, "act"],
    ["calls:\n  - at: 1m\n  - at: 2m\n    request:\n      Auto", ["calls", 1, "request"], false, "Auto"],
    ["calls:\n- at: 1m\n- wh", ["calls", 1], false, "wh"],
    ["calls:\n- at: 1m\nexp", [], false, "exp"],
    ["a: {b: 1, c", ["a"], false, "c"],
    ["a: {b: 1, c: d", ["a", "c"], true, "d"],
    ["a: {b: {c: [1, {d: e", ["a", "b", "c", 1, "d"], true, "e"],
    ["a: {b: {c: 1}, d", ["a"], false, "d"],
    ["f:\n  - {match: {image: x}, out", ["f", 0], false, "out"],
    ["f:\n  - {match: {image: x}, outcome: un", ["f", 0, "outcome"], true, "un"],
    ["f:\n  - {match: {image: x},\n     out", ["f", 0], false, "out"],
    ["f:\n  - {a: 1}\n  - {b", ["f", 1], false, "b"],
    ["a: \"x: {\" # {\nb", [], false, "b"],
    ["a: {b: \"}\", c", ["a"], false, "c"],
    ["a: >-\n  text: {\n  more\nb: ", ["b"], true, ""],
    ["s: {serving_at_least: [9", ["s", "serving_at_least", 0], false, "9"],
  ]) {
    const found = contextAt(text, text.length);
    assert.deepEqual([found.path, found.value, text.slice(found.from)], [path, value, word], text);
  }
});

test("the schema is read as it is printed: what holds depends on the action, the kind of fault, the alternative", async () => {
  const { SchemaReader } = await part("schema");
  const reader = new SchemaReader(JSON.parse(refreshsim("schema")));
  const keys = (path, document) => new Set(reader.at(path, document).flatMap((schema) => Object.keys(schema.properties ?? {})));
  assert.ok(keys([], {}).has("scaling_groups"));
  assert.ok(keys(["scaling_groups", "x"], { scaling_groups: { x: {} } }).has("launch_configuration"));
  const call = (action) => ({ calls: [{ at: "1m", action, request: {} }] });
  const request = (action) => keys(["calls", 0, "request"], call(action));
  assert.ok(request("StartInstanceRefresh").has("RefreshSettings"));
  assert.ok(!request("StartInstanceRefresh").has("OriginRefreshActivityId"));
  assert.ok(request("RollbackInstanceRefresh").has("OriginRefreshActivityId"));
  assert.ok(keys(["calls", 0, "request", "RefreshSettings", "RollingUpdateSettings"], call("StartInstanceRefresh")).has("MaxSurge"));
  assert.ok(!keys(["calls", 0], { calls: [{ at: "1m" }] }).has("when"));
  assert.ok(keys(["faults", 0, "match"], { faults: [{ match: {} }] }).has("image"));
  assert.ok(reader.at(["timing", "boot"], {}).length > 0);
});
