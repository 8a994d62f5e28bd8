// yaml-language-server over its standard streams, spoken to as an editor does.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol;
const place = dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json"));

/** What an editor's settings say; the store of schemas would ask the network. */
const settings = (more) => ({
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, ...more },
  http: {}, editor: { tabSize: 2 }, vscode: {}, files: {}, "[yaml]": {},
});

/** Starts the server in a folder. `more` are settings below `yaml`, as in VS Code. */
export async function startServer(folder, more = {}) {
  const child = spawn(process.execPath, [join(place, "bin/yaml-language-server"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const sections = settings(more);
  const findings = new Map();  // by document: what was published last, or who waits for it
  connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => sections[section] ?? {}));
  connection.onRequest("client/registerCapability", () => null);
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => findings.get(uri)?.(diagnostics));
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid, rootUri: uri, workspaceFolders: [{ uri, name: "scenarios" }],
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: { contentFormat: ["markdown"] } },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: sections });

  let opened = 0;
  /** Opens a text as a file of the folder; returns its name for the server and what it finds. */
  async function open(text, name = `document-${++opened}.yaml`) {
    const document = pathToFileURL(join(folder, name)).href;
    const found = new Promise((done) => findings.set(document, done));
    await connection.sendNotification("textDocument/didOpen", { textDocument: { uri: document, languageId: "yaml", version: 1, text } });
    return { document, diagnostics: await found };
  }
  const ask = (method, document, position) => connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: document }, position });

  return {
    /** The findings in a text, as `line:column message`, counted from 1. */
    async findings(text, name) {
      const { diagnostics } = await open(text, name);
      return diagnostics.map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`);
    },
    /** What is offered where the text has a `|`, by its label. */
    async completion(marked) {
      const { text, position } = split(marked);
      const answer = await ask("completion", (await open(text)).document, position);
      return new Map((answer.items ?? answer).map((item) => [item.label, item]));
    },
    /** What is told of the place where the text has a `|`. */
    async hover(marked) {
      const { text, position } = split(marked);
      return (await ask("hover", (await open(text)).document, position))?.contents.value ?? "";
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
      child.kill();
    },
  };
}

/** A text without its mark `|`, and where that was. */
function split(marked) {
  const [before, after, ...more] = marked.split("|");
  if (after === undefined || more.length > 0) throw new Error("one mark is needed");
  const lines = before.split("\n");
  return { text: before + after, position: { line: lines.length - 1, character: lines.at(-1).length } };
}
