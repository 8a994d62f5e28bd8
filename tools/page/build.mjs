// Makes page.html, the front end without data, from src: node build.mjs [OUTPUT]
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = ["chrome100", "firefox100", "safari15.4"];
const shared = { absWorkingDir: here, bundle: true, minify: true, write: false, target, charset: "utf8", legalComments: "none" };

// The licences of what is inside of the bundle, and only of that.
function licences(metafile) {
  const packages = new Set();
  for (const [name, input] of Object.entries(metafile.inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name);
    if (found && input.bytes > 0) packages.add(found[1]);
  }
  return [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "LICENCE"].map((each) => join(folder, each)).find(existsSync);
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name} ${version}\n\n${readFileSync(file, "utf8").trim()}\n`;
  }).join("\n");
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const script = await build({ ...shared, entryPoints: ["src/main.ts"], format: "iife", metafile: true });
const style = await build({ ...shared, entryPoints: ["src/style.css"] });
const code = script.outputFiles[0].text.trim();
const css = style.outputFiles[0].text.trim();
if (/<\/(script|style)/i.test(code + css) || code.includes("<!--")) throw new Error("the bundle would end its own element");
const policy = `default-src 'none'; script-src ${hash(code)}; style-src ${hash(css)}; base-uri 'none'; form-action 'none'`;
const parts = { POLICY: policy, STYLE: css, LICENCES: escaped(licences(script.metafile)), SCRIPT: code };
const page = readFileSync(join(here, "src/page.html"), "utf8").replace(/@(POLICY|STYLE|LICENCES|SCRIPT)@/g, (_, name) => parts[name]);
writeFileSync(process.argv[2] ?? join(here, "page.html"), page);
