// The editor of SPARQL. Everything is in a shadow root: there its styles need no style element,
// which the page's policy would refuse.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { forceLinting, lintGutter, linter } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WORDS = (
  "SELECT ASK CONSTRUCT DESCRIBE WHERE DISTINCT REDUCED FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES " +
  "UNDEF AS GROUP_CONCAT GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE " +
  "STR LANG DATATYPE BOUND COALESCE IF CONTAINS STRSTARTS STRENDS STRAFTER STRBEFORE STRLEN LCASE UCASE REGEX " +
  "REPLACE CONCAT YEAR MONTH DAY ABS ROUND CEIL FLOOR IRI ISIRI ISLITERAL ISBLANK separator PREFIX BASE"
).split(" ");

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-word)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: [tags.atom, tags.number, tags.bool], color: "var(--code-atom)" },
  { tag: tags.variableName, color: "var(--code-variable)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: tags.meta, color: "var(--code-atom)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sheet)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--ink-soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-chosen)",
  },
  ".cm-selectionMatch, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-chosen)" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--code-chosen)",
    color: "var(--ink)",
  },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)" },
  ".cm-button, .cm-textfield": { backgroundImage: "none", backgroundColor: "var(--sheet)", color: "var(--ink)" },
});

/** What may be written: words of the language, variables of this query, terms of the vocabulary. */
function completions(terms) {
  const words = WORDS.map((label) => ({ label, type: "keyword", boost: -1 }));
  const named = terms.map(({ name, kind, note }) => ({ label: name, type: kind, detail: note }));
  return (context) => {
    const word = context.matchBefore(/[?$]?[\w-]*(?::[\w-]*)?/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/^[?$]/.test(word.text)) {
      const used = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      used.delete(word.text);
      return { from: word.from, options: [...used].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
    }
    return { from: word.from, options: [...named, ...words], validFor: /^[\w-]*(?::[\w-]*)?$/ };
  };
}

/**
 * Make an editor.
 *
 * host: the element that holds it. doc: the text. terms: what is completed, each {name, kind, note}.
 * label: what a screen reader calls it. onRun, onChange: called on Ctrl-Enter and at every change.
 * Returns {text(), write(text), mark(line, column, message), focus()}; mark() without a line
 * removes the mark.
 */
export function create(host, { doc, terms, label, describedBy, onRun, onChange }) {
  const root = host.attachShadow({ mode: "open" });
  let fault = null;
  const mark = linter(
    (view) => {
      if (!fault) return [];
      const line = view.state.doc.line(Math.min(Math.max(fault.line, 1), view.state.doc.lines));
      // What is missing at the end of a line is shown on all of it.
      const at = line.from + Math.max(fault.column - 1, 0);
      const from = at < line.to ? at : line.from;
      return [{ from, to: line.to, severity: "error", message: fault.message }];
    },
    { delay: 0, needsRefresh: () => true },
  );
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }])),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [completions(terms)] }),
        mark,
        lintGutter(),
        EditorView.lineWrapping,
        // Tab leaves the editor: nobody is caught in it.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": label,
          ...(describedBy ? { "aria-description": describedBy } : {}),
          tabindex: "0",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          fault = null;
          onChange();
        }),
        look,
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, scrollIntoView: true });
    },
    mark(line, column, message) {
      fault = line ? { line, column, message } : null;
      view.dispatch({});
      forceLinting(view);
    },
    focus: () => view.focus(),
  };
}
