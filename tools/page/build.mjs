// Makes the front ends without data from src: node build.mjs [FOLDER]
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? here;
const target = ["chrome100", "firefox100", "safari15.4"];
const shared = { absWorkingDir: here, bundle: true, minify: true, write: false, target, charset: "utf8", legalComments: "none" };

// A licence's text without its line ends within paragraphs: the page wraps it as wide as it is.
const paragraphs = (text) => text.trim().split(/\n\s*\n/).map((each) => each.trim().replace(/\s*\n\s*/g, " ")).join("\n\n");

// The same text once, under all that have it.
function together(entries) {
  const names = new Map();
  for (const [name, text] of entries) names.set(paragraphs(text), [...(names.get(paragraphs(text)) ?? []), name]);
  return [...names].map(([text, all]) => `${all.join(", ")}\n\n${text}\n`).join("\n");
}

// The licences of what is inside of the bundle, and only of that.
function licences(metafile, merge) {
  const packages = new Set();
  for (const [name, input] of Object.entries(metafile.inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name);
    if (found && input.bytes > 0) packages.add(found[1]);
  }
  const entries = [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENCE"].map((each) => join(folder, each)).find(existsSync);
    if (!file) throw new Error(`${name} has no licence file`);
    return [`${name} ${version}`, readFileSync(file, "utf8").trim()];
  });
  return merge(entries);
}

const apart = (entries) => entries.map(([name, text]) => `${name}\n\n${text}\n`).join("\n");
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// One page from its script, style and frame; `allowed` is added to its policy, `merge` puts its licences together.
async function make(name, entry, css, frame, allowed, merge) {
  const script = await build({ ...shared, entryPoints: [entry], format: "iife", metafile: true });
  const style = await build({ ...shared, entryPoints: [css] });
  const code = script.outputFiles[0].text.trim().replaceAll("<!--", "\\x3c!--");
  const look = style.outputFiles[0].text.trim();
  if (/<\/(script|style)/i.test(code + look)) throw new Error("the bundle would end its own element");
  const policy = `default-src 'none'; script-src ${hash(code)}; style-src ${hash(look)}; base-uri 'none'; form-action 'none'${allowed}`;
  const parts = { POLICY: policy, STYLE: look, LICENCES: escaped(licences(script.metafile, merge)), SCRIPT: code };
  const page = readFileSync(join(here, frame), "utf8").replace(/@(POLICY|STYLE|LICENCES|SCRIPT)@/g, (_, part) => parts[part]);
  writeFileSync(join(out, `${name}.html`), page);
}

mkdirSync(out, { recursive: true });
await make("page", "src/main.ts", "src/style.css", "src/page.html", "", apart);
await make("studio", "src/studio/main.ts", "src/studio/studio.css", "src/studio/studio.html", "; connect-src 'self'; img-src data:", together);
