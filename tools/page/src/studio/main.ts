// The studio: a scenario's text, its settings, and the pictures of its run.
import { h } from "../dom";
import { plural } from "../words";
import { Editor } from "./editor";
import { opener, save } from "./files";
import { KnobPanel } from "./knob_panel";
import { Picture } from "./picture";
import { type Outcome, Runner } from "./runner";
import { type Schema, SchemaReader } from "./schema";
import { type Example, type Problem, server } from "./server";
import { held, linkTo, LONGEST_LINK } from "./share";

const THEMES = ["auto", "light", "dark"] as const;
const PLACES = [["text", "Scenario"], ["settings", "Settings"], ["picture", "Pictures"]] as const;

class Studio {
  private reader: SchemaReader | null = null;
  private examples: Example[] = [];
  private kept = "";  // the text as it was opened, saved or shared: what would not be lost
  readonly picture = new Picture();
  readonly editor = new Editor(() => this.reader, (text) => this.changed(text));
  readonly knobs = new KnobPanel(() => this.reader, (change) => this.editor.change(change));
  private readonly runner = new Runner((outcome) => this.tell(outcome));
  private readonly status = h("p", { class: "status", role: "status" }, "starting");
  private readonly notice = h("p", { class: "notice", role: "status" });
  private readonly problems = h("ul", { class: "problems", "aria-label": "what is wrong in the text" });
  private readonly chooser = h("select", { "aria-label": "start from an example", change: () => this.choose() });
  private readonly file = opener((name, text) => this.open(text, name));
  private readonly link = h("input", { type: "text", readonly: true, class: "link", "aria-label": "link to this scenario", hidden: true });

  build(): HTMLElement {
    const left = h("section", { class: "left", "aria-label": "scenario" },
      h("div", { class: "text-place" }, this.editor.element,
        h("p", { id: "editor-keys", class: "hint" }, "Tab leaves the text · Ctrl-Space completes · Ctrl-] and Ctrl-[ indent · F8 next error · Ctrl-F finds · Ctrl-Z undoes")),
      h("div", { class: "problem-place" }, this.problems),
      h("section", { class: "settings-place", "aria-label": "settings" }, h("h2", {}, "Settings"), this.knobs.element));
    const right = h("div", { class: "right" }, this.status, this.picture.element);
    return h("div", { class: "studio-frame" }, this.bar(), this.tabs(), this.notice, this.link, h("main", { class: "halves" }, left, right));
  }

  private bar(): HTMLElement {
    const button = (text: string, title: string, click: () => void) => h("button", { type: "button", title, click }, text);
    return h("header", { class: "bar" }, h("h1", {}, "refreshsim studio"), this.chooser, this.file,
      button("Open…", "open a file of this machine; it is read by the browser alone", () => this.file.click()),
      button("Save", "save the text as a file (Ctrl-S)", () => this.save()),
      button("Share", "a link that holds the whole scenario", () => void this.share()), h("span", { class: "gap" }), this.themes());
  }

  private themes(): HTMLButtonElement {
    let at = 0;
    const button = h("button", { type: "button", click: () => {
      at = (at + 1) % THEMES.length;
      if (at === 0) document.documentElement.removeAttribute("data-theme");
      else document.documentElement.setAttribute("data-theme", THEMES[at]);
      button.textContent = `theme: ${THEMES[at]}`;
      this.picture.page?.recolour();
    } }, "theme: auto");
    return button;
  }

  /** In a narrow window one of the three at a time. */
  private tabs(): HTMLElement {
    const buttons = PLACES.map(([place, title]) => h("button", { type: "button", "aria-pressed": String(place === "picture"), click: () => {
      document.body.dataset.place = place;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === buttons[PLACES.findIndex(([other]) => other === place)]));
      this.editor.view.requestMeasure();
      this.picture.page?.resize();
    } }, title));
    document.body.dataset.place = "picture";
    return h("nav", { class: "places", "aria-label": "what is shown" }, ...buttons);
  }

  async start(): Promise<void> {
    addEventListener("hashchange", () => void this.openLink());
    addEventListener("beforeunload", (event) => { if (this.editor.text !== this.kept) event.preventDefault(); });
    addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.save();
    });
    const [schema, examples] = await Promise.all([server.schema(), server.examples()]);
    this.reader = new SchemaReader(schema as Schema);
    this.examples = examples;
    this.chooser.append(h("option", { value: "" }, "Examples…"), ...examples.map(({ name, about }) => h("option", { value: name, title: about }, name.replaceAll("-", " "))));
    if (!(await this.openLink())) this.open(examples[0]?.text ?? "refreshsim: 1\n", `${examples[0]?.name ?? "scenario"}.yaml`);
  }

  private open(text: string, name: string): void {
    this.kept = text;
    this.say("");
    this.editor.replace(text, name);
    this.runner.soon({ text, file: name }, 0);
  }

  private choose(): void {
    const example = this.examples.find(({ name }) => name === this.chooser.value);
    if (!example) return;
    this.open(example.text, `${example.name}.yaml`);
    this.chooser.value = "";
    this.say(example.about);
  }

  private changed(text: string): void {
    this.knobs.show(text);
    this.link.hidden = true;
    this.runner.soon({ text, file: this.editor.file });
  }

  private say(text: string): void {
    this.notice.textContent = text;
  }

  private save(): void {
    save(this.editor.file, this.editor.text);
    this.kept = this.editor.text;
    this.say(`${this.editor.file} is saved by your browser`);
  }

  private async share(): Promise<void> {
    const { text } = this.editor;
    const link = await linkTo({ text, file: this.editor.file });
    if (link.length > LONGEST_LINK) return this.say(`A link would have ${link.length.toLocaleString("en")} characters, more than the ${LONGEST_LINK.toLocaleString("en")} that programs pass on: save the scenario as a file instead.`);
    history.replaceState(null, "", link);
    this.kept = text;
    this.link.value = link;
    this.link.hidden = false;
    this.link.focus();
    this.link.select();
    const copied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
    this.say(`${copied ? "The link is copied" : "Copy the link"}: it holds the whole scenario and opens in any studio at this address. No server keeps it.`);
  }

  private async openLink(): Promise<boolean> {
    try {
      const typed = await held(location.hash);
      if (!typed) return false;
      if (typed.text !== this.editor.text) this.open(typed.text, typed.file);
      return true;
    } catch {
      this.say("The link is damaged: it holds no scenario that can be read.");
      return false;
    }
  }

  private tell(outcome: Outcome): void {
    const frame = document.body;
    frame.toggleAttribute("data-running", outcome.kind === "running");
    if (outcome.kind === "running") return;
    const problems = outcome.kind === "wrong" ? outcome.problems : [];
    this.editor.show(problems);
    this.problems.replaceChildren(...problems.slice(0, 50).map((each) => this.problem(each)));
    const stale = outcome.kind !== "ran";
    frame.toggleAttribute("data-stale", stale);
    if (outcome.kind === "ran") {
      this.picture.show(outcome.data);
      document.title = `${outcome.data.runs[0].name} – refreshsim studio`;
    }
    this.status.textContent = this.sentence(outcome);
  }

  private problem(each: Problem): HTMLElement {
    const also = each.also.map((other) => `; line ${other.line}: ${other.message}`).join("");
    return h("li", {}, h("button", { type: "button", click: () => this.editor.goTo(each) }, `line ${each.line}`), h("span", {}, each.message + also));
  }

  private sentence(outcome: Outcome): string {
    const old = this.picture.page ? " The pictures are those of the last text that could be run." : "";
    switch (outcome.kind) {
      case "running": return "running";
      case "wrong": return `${plural(outcome.problems.length, "error")} in the text.${old}`;
      case "refused": return `${outcome.why}.${old}`;
      case "away": return `The program that serves this page does not answer; it is asked again. The text is safe here.${old}`;
      case "ran": return `up to date · ${plural(outcome.data.runs[0].events, "event")} · ${Math.round(outcome.took)} ms`;
    }
  }
}

const studio = new Studio();
document.getElementById("page")!.replaceChildren(studio.build());
// What the browser tests ask.
Object.defineProperty(globalThis, "refreshsimStudio", { value: studio });
studio.start().catch((error: unknown) => {
  document.querySelector(".status")!.textContent = `The studio could not start: ${error instanceof Error ? error.message : error}`;
});
