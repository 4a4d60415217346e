// The codes of this stage, one line of prose each. A code is stable: tests, editors and docs name it.
// `report` is the only way to add a diagnostic, so a code that is not listed here does not compile.

import { type Diagnostic, type DiagnosticExtras, diagnostic } from "../base/diagnostic.ts";
import type { Span } from "../base/source.ts";

/** Every code that parse may report and what it means. */
export const PARSE_CODES = {
  // YAML
  "yaml-syntax": "The text is not YAML.",
  "unclosed-bracket": "A bracket is opened and not closed, or closed and not opened.",
  "unclosed-quote": "A quoted text has no closing quote.",
  "tab-indentation": "YAML is indented with spaces.",
  "bad-indentation": "Lines that belong together do not start in the same column.",
  "unquoted-colon": "A text with a colon and a space must be quoted, or YAML takes it for a map.",
  "unquoted-bracket": "A text with brackets inside { } or [ ] must be quoted.",
  "text-after-quote": "A YAML value that starts with a quote ends with that quote.",
  "bad-escape": "A double-quoted YAML text knows only certain escapes.",
  "duplicate-key": "A key stands twice in one map.",
  "tag-not-allowed": "YAML tags are not part of the language.",
  "alias-not-allowed": "YAML anchors and aliases are not part of the language.",
  "merge-key-not-allowed": "The YAML merge key << is not part of the language.",
  "complex-key": "A key is a text.",
  "several-documents": "A file holds one document.",
  "nesting-too-deep": "Brackets, maps or branches are nested too deeply.",
  "text-too-large": "A file or an expression is too long.",
  "empty-file": "There is nothing in the file.",
  // shapes
  "expected-map": "Here stands a map.",
  "expected-list": "Here stands a list.",
  "expected-text": "Here stands a text.",
  "expected-number": "Here stands a whole number.",
  "expected-boolean": "Here stands true or false.",
  "unknown-key": "The key means nothing here.",
  "missing-key": "A required key is missing.",
  "empty-value": "A key has no value.",
  "empty-list": "A list that needs an item has none.",
  "conflicting-keys": "Two keys that do not go together.",
  "unknown-word": "A word that is not one of the words allowed here.",
  "bad-name": "A name is letters, digits and _, with single dashes inside.",
  "reserved-word": "A word of the language cannot be a name.",
  "duplicate-name": "A name stands twice in one list.",
  // expressions
  "unexpected-character": "A character that no word or operator has.",
  "bad-number": "Numbers are whole and decimal.",
  "number-too-large": "Numbers end at 2147483647.",
  "double-ampersand": "'and' is written out.",
  "double-bar": "'or' is written out.",
  "exclamation-mark": "'not' is written out.",
  "single-equals": "Comparison is ==.",
  "triple-equals": "Comparison is ==.",
  "arrow-implies": "'implies' is written out.",
  "unknown-operator": "An operator of another language.",
  "chained-comparison": "Comparisons do not chain.",
  "not-needs-parentheses": "'not' binds loosely and stands in parentheses after another operator.",
  "unexpected-token":
    "The text goes on where it should have ended, or something else was expected.",
  "expected-expression": "An expression is missing.",
  "missing-then": "An if has no then.",
  "missing-else": "An if expression has no else.",
  // types and initial values
  "bad-type": "Not a type.",
  "bad-initial": "Not an initial value.",
  // actions
  "unknown-action": "Not an action.",
  "comparison-as-action": "An assignment is written with one =.",
  "bad-target": "Only a variable or an element of an array can be assigned to.",
  "cas-arguments": "cas takes a variable, the old value and the new one.",
  // sections
  "row-empty": "A row says nothing.",
  "bad-event-key": "Not a trigger, message or event.",
  "bad-transition": "A list of transitions is written a -> b.",
  "case-without-else": "A cascade of cases ends with else.",
  "case-after-else": "No case after else is ever reached.",
  "property-without-kind": "A property has a kind.",
  "property-two-kinds": "A property has one kind.",
  "race-events": "A race is between two events.",
  "bad-expectation": "Not something that can be expected.",
  "bad-budget": "A fault is named process.crashes, channel.losses or channel.duplicates.",
  "not-a-model": "A scenario stands where a model should be.",
  "too-many-errors": "More errors than anyone reads at once.",
  "number-out-of-range": "A number is too small or too large for what it counts.",
} as const;

/** A code of this stage. */
export type ParseCode = keyof typeof PARSE_CODES;

/** Where diagnostics of one text are collected. */
export type Sink = Diagnostic[];

/** Adds a diagnostic. */
export function report(
  sink: Sink,
  code: ParseCode,
  at: Span,
  what: string | ({ readonly message: string } & DiagnosticExtras),
): void {
  const { message, ...extras } = typeof what === "string" ? { message: what } : what;
  sink.push(diagnostic(code, message, at, extras));
}
