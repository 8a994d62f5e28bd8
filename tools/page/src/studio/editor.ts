// The text: CodeMirror, in a shadow root, where its style sheets need no exception from the page's policy.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, invertedEffects } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { type ChangeSpec, EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completions, hover } from "./complete";
import type { SchemaReader } from "./schema";
import type { Problem } from "./server";

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13.5px", color: "var(--ink)", backgroundColor: "var(--raised)" },
  "&.cm-focused": { outline: "2.5px solid var(--focus)", outlineOffset: "-2.5px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--faint)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--accent) 16%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--rule-strong)", borderRadius: "8px", boxShadow: "0 6px 24px #0003", maxWidth: "min(460px, 90vw)" },
  ".cm-tooltip .about": { padding: "6px 10px", whiteSpace: "pre-line", font: "13px/1.45 system-ui, 'DejaVu Sans', sans-serif" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", marginLeft: "0.9em" },
  ".cm-completionIcon": { display: "none" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-panel input, .cm-panel button": { color: "var(--ink)", backgroundColor: "var(--raised)", backgroundImage: "none", border: "1px solid var(--rule-strong)", borderRadius: "6px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)", textDecorationSkipInk: "none" },
  ".cm-lint-marker-error": { content: "none", width: "0.8em", height: "0.8em", borderRadius: "50%", backgroundColor: "var(--bad)", marginTop: "0.45em" },
  ".cm-gutter-lint": { width: "1.1em" },
});

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--code-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: "var(--code-sign)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--faint)" },
]);

// What the text's file is called: undone together with the text.
const setFile = StateEffect.define<string>();
const fileName = StateField.define<string>({
  create: () => "scenario.yaml",
  update: (name, { effects }) => effects.reduce((now, effect) => (effect.is(setFile) ? effect.value : now), name),
});
const undoneFile = invertedEffects.of(({ effects, startState }) => (effects.some((effect) => effect.is(setFile)) ? [setFile.of(startState.field(fileName))] : []));

/** The reader counts characters, the editor UTF-16 units. */
function offsetOf(doc: Text, problem: { line: number; column: number }): number {
  const line = doc.line(Math.max(1, Math.min(doc.lines, problem.line)));
  let at = 0;
  for (let left = problem.column - 1; left > 0 && at < line.length; --left) at += (line.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return line.from + at;
}

/** From the place on to the end of the word, so that there is something to underline. */
function marked(doc: Text, problem: Problem): Diagnostic {
  const from = offsetOf(doc, problem);
  const line = doc.lineAt(from);
  const word = /^(?:"[^"]*"|'[^']*'|[^\s,:{}[\]]+|.)/u.exec(line.text.slice(from - line.from));
  const also = problem.also.map((other) => `\nline ${other.line}: ${other.message}`).join("");
  return { from, to: from + (word?.[0].length ?? 0), severity: "error", message: problem.message + also };
}

export class Editor {
  readonly element = document.createElement("div");
  readonly view: EditorView;

  constructor(reader: () => SchemaReader | null, changed: (text: string) => void) {
    this.element.className = "editor";
    const root = this.element.attachShadow({ mode: "open" });
    const state = EditorState.create({
      doc: "",
      extensions: [
        lineNumbers(), lintGutter(), highlightActiveLineGutter(), highlightActiveLine(), highlightSpecialChars(), history(), fileName, undoneFile, drawSelection(), dropCursor(), indentOnInput(),
        bracketMatching(), closeBrackets(), highlightSelectionMatches(), yaml(), syntaxHighlighting(colours), look,
        autocompletion({ override: [completions(reader)], icons: false }), hoverTooltip(hover(reader)),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "scenario, as YAML", tabindex: "0" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
      ],
    });
    this.view = new EditorView({ state, root, parent: root as unknown as Element });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  get file(): string {
    return this.view.state.field(fileName);
  }

  /** Another file's text in the place of all of it; undoing brings the old one back. */
  replace(text: string, file: string): void {
    this.view.dispatch({ effects: setFile.of(file), changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true, userEvent: "input.replace" });
  }

  change(changes: ChangeSpec): void {
    this.view.dispatch({ changes, userEvent: "input.knob" });
  }

  show(problems: Problem[]): void {
    const { doc } = this.view.state;
    this.view.dispatch(setDiagnostics(this.view.state, problems.map((each) => marked(doc, each)).sort((a, b) => a.from - b.from)));
  }

  goTo(place: { line: number; column: number }): void {
    this.view.dispatch({ selection: { anchor: offsetOf(this.view.state.doc, place) }, effects: EditorView.scrollIntoView(offsetOf(this.view.state.doc, place), { y: "center" }) });
    this.view.focus();
  }
}
