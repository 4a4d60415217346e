// Directive lines, `key: value`: they turn what would be a guess into a statement. Keys are lower-case and stand at
// the start of a line; a key that is almost one of them is reported, anything else before a colon is prose.

import { didYouMean, editDistance } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type {
  ConstantTree,
  ExpectTree,
  PropertyTree,
  TriggerTree,
  Unhandled,
  VariableTree,
} from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import { parseExpression } from "./expression.ts";
import type { TextPiece } from "./piece.ts";
import { hasArrow } from "./table-arrow.ts";
import { report } from "./table-codes.ts";
import { readExpectations } from "./table-expect.ts";
import { readProperty } from "./table-property.ts";
import { cut, masked, readName, spanOf, splitPiece, trim, withoutComment } from "./table-text.ts";
import { readTriggers } from "./table-triggers.ts";
import { parseShortVariable } from "./type.ts";

/** A trigger that is ignored or refused in a state; in every state where `state` is undefined. */
export interface CellWord {
  readonly state: Word | undefined;
  readonly trigger: Word;
}

/** What the directives of a file say; grows line by line. */
export interface Said {
  /** Where each directive stood first. */
  readonly seen: Map<string, Span>;
  model?: Word | undefined;
  machine?: Word | undefined;
  readonly about: string[];
  readonly source: string[];
  readonly initial: Word[];
  readonly final: Word[];
  readonly rest: Word[];
  readonly states: Word[];
  readonly triggers: TriggerTree[];
  readonly ignore: CellWord[];
  readonly refuse: CellWord[];
  unhandled?: Unhandled | undefined;
  readonly properties: PropertyTree[];
  readonly variables: VariableTree[];
  readonly constants: ConstantTree[];
  readonly expect: ExpectTree[];
  /** Names of variables and constants that could not be read. */
  readonly unread: Set<string>;
}

/** Nothing said yet. */
export function nothingSaid(): Said {
  return {
    seen: new Map(),
    about: [],
    source: [],
    initial: [],
    final: [],
    rest: [],
    states: [],
    triggers: [],
    ignore: [],
    refuse: [],
    properties: [],
    variables: [],
    constants: [],
    expect: [],
    unread: new Set(),
  };
}

type Key =
  | "model"
  | "machine"
  | "about"
  | "source"
  | "initial"
  | "final"
  | "rest"
  | "states"
  | "triggers"
  | "ignore"
  | "refuse"
  | "unhandled"
  | "expect";

type Reader = (value: TextPiece, said: Said, sink: Sink) => void;

const READERS: Record<Key, Reader> = {
  model: (value, said) => {
    said.model = wordOf(value);
  },
  machine: (value, said, sink) => {
    said.machine = nameOf(value, sink);
  },
  about: (value, said) => void said.about.push(value.text),
  source: (value, said) => void said.source.push(value.text),
  initial: (value, said, sink) => void said.initial.push(...namesIn(choice(value), sink)),
  final: (value, said, sink) => void said.final.push(...namesIn(value, sink)),
  rest: (value, said, sink) => void said.rest.push(...namesIn(value, sink)),
  states: (value, said, sink) => void said.states.push(...namesIn(value, sink)),
  triggers: (value, said, sink) => void said.triggers.push(...readTriggers(value, sink)),
  ignore: (value, said, sink) => void said.ignore.push(...readCells("ignore", value, sink)),
  refuse: (value, said, sink) => void said.refuse.push(...readCells("refuse", value, sink)),
  unhandled: (value, said, sink) => {
    said.unhandled = readUnhandled(value, sink);
  },
  expect: (value, said, sink) => void said.expect.push(...readExpectations(value, sink)),
};

/** What declares something, `KEY NAME: ...`. */
type NamedKey = "property" | "variable" | "constant";

type NamedReader = (name: Word, value: TextPiece, said: Said, sink: Sink) => void;

const NAMED: Record<NamedKey, { readonly form: string; readonly read: NamedReader }> = {
  property: {
    form: "property NAME: always EXPR",
    read: (name, value, said, sink) => {
      const property = readProperty(name, value, sink);
      if (property) said.properties.push({ ...property, span: name.span });
    },
  },
  variable: {
    form: "variable NAME: 0..3 = 0",
    read: (name, value, said, sink) => {
      const short = parseShortVariable(value, sink);
      if (short) said.variables.push({ name, ...short, persistent: false, span: name.span });
      else said.unread.add(name.text);
    },
  },
  constant: {
    form: "constant NAME: VALUE",
    read: (name, value, said, sink) => {
      const expr = parseExpression(value, sink);
      if (expr) said.constants.push({ name, value: expr, span: name.span });
      else said.unread.add(name.text);
    },
  },
};

const KEYS: ReadonlySet<string> = new Set([...Object.keys(READERS), ...Object.keys(NAMED)]);
/** These hold text, in which ` #` and ` //` mean nothing. */
const TEXTS: ReadonlySet<string> = new Set(["model", "about", "source"]);
/** These may stand once. */
const ONCE: ReadonlySet<string> = new Set(["model", "machine", "initial", "unhandled"]);
/** Words that stand before a colon in English; they are never taken for a misspelt directive. */
const ENGLISH: ReadonlySet<string> = new Set([
  "about",
  "source",
  "property",
  "variable",
  "constant",
  "rest",
]);

const DIRECTIVE = /^([a-z]+)(\s+[^\s:]+)?\s*:(?=\s|$)/u;

/** Reads the line if it is a directive. */
export function readDirective(line: TextPiece, said: Said, sink: Sink): boolean {
  const match = DIRECTIVE.exec(line.text);
  const key = match?.[1] ?? "";
  if (!match || !KEYS.has(key)) return false;
  const named = Object.hasOwn(NAMED, key);
  if (!named && match[2]) return false;
  const at = spanOf(cut(line, 0, key.length));
  const rest = cut(line, match[0].length);
  const value = trim(TEXTS.has(key) ? rest : withoutComment(rest));
  if (value.text === "") report(sink, "empty-value", at, `'${key}:' has no value`);
  else if (named) addNamed(line, match, value, { said, sink });
  else if (!ONCE.has(key) || isFirst(key, at, said, sink)) READERS[key as Key](value, said, sink);
  if (!said.seen.has(key)) said.seen.set(key, at);
  return true;
}

function isFirst(key: string, at: Span, said: Said, sink: Sink): boolean {
  const first = said.seen.get(key);
  if (first)
    report(sink, "repeated-directive", at, {
      message: `'${key}:' stands twice`,
      notes: [{ message: "the first one", span: first }],
    });
  return !first;
}

function addNamed(
  line: TextPiece,
  match: RegExpExecArray,
  value: TextPiece,
  to: { readonly said: Said; readonly sink: Sink },
): void {
  const key = match[1] as NamedKey;
  const { form, read } = NAMED[key];
  const written = match[2]?.trim() ?? "";
  const at = line.text.indexOf(written, key.length);
  const name = written === "" ? undefined : readName(cut(line, at, at + written.length));
  if (name) {
    read(name, value, to.said, to.sink);
    return;
  }
  report(to.sink, "directive-syntax", spanOf(cut(line, 0, match[0].length)), {
    message: `a ${key} has a name`,
    fix: `write '${form}'`,
  });
}

/** Reports a line `key: value` whose key is almost a directive. */
export function reportAlmostDirective(line: TextPiece, sink: Sink): boolean {
  const key = /^([A-Za-z]{4,12})\s*:(?=\s|$)/u.exec(line.text)?.[1];
  if (key === undefined || hasArrow(line.text)) return false;
  const near = [...KEYS].filter(k => !ENGLISH.has(k) && isAlmost(key, k));
  if (near.length === 0) return false;
  report(sink, "unknown-directive", spanOf(cut(line, 0, key.length)), {
    message: `'${key}:' is not a directive`,
    fix: didYouMean(key, near) ?? "put '#' before the line if it is prose",
  });
  return true;
}

function isAlmost(key: string, directive: string): boolean {
  if (key.toLowerCase() === directive) return true;
  const most = key.length >= 7 ? 2 : 1;
  return key.length >= 5 && key === key.toLowerCase() && editDistance(key, directive) <= most;
}

function wordOf(value: TextPiece): Word {
  return readName(value) ?? { text: value.text, span: spanOf(value) };
}

function nameOf(value: TextPiece, sink: Sink): Word | undefined {
  const name = readName(value);
  if (!name)
    report(sink, "not-a-name", spanOf(value), {
      message: `'${value.text}' is not one name`,
      fix: "put a name of several words in quotes",
    });
  return name;
}

/** `one of [A, B]` and `A, B` are the same. */
function choice(value: TextPiece): TextPiece {
  const match = /^one of\s*\[(.*)\]$/u.exec(value.text);
  const from = value.text.indexOf("[") + 1;
  return match ? cut(value, from, value.text.length - 1) : value;
}

function namesIn(value: TextPiece, sink: Sink): Word[] {
  return splitPiece(value, /\s*,\s*|\s+/gu)
    .map(p => nameOf(p, sink))
    .filter(w => w !== undefined);
}

function readCells(key: string, value: TextPiece, sink: Sink): CellWord[] {
  const colon = masked(value.text).indexOf(":");
  if (colon < 0) {
    report(sink, "directive-syntax", spanOf(value), {
      message: `in which state?`,
      fix: `write '${key}: STATE: trigger, trigger', or '${key}: any: trigger'`,
    });
    return [];
  }
  const where = trim(cut(value, 0, colon));
  const states = /^(?:any|\*)$/u.test(where.text) ? [undefined] : namesIn(where, sink);
  const triggers = namesIn(trim(cut(value, colon + 1)), sink);
  return states.flatMap(state => triggers.map(trigger => ({ state, trigger })));
}

const UNHANDLED: ReadonlySet<string> = new Set(["violation", "finding", "ignore", "refuse"]);

function readUnhandled(value: TextPiece, sink: Sink): Unhandled | undefined {
  if (UNHANDLED.has(value.text)) return value.text as Unhandled;
  report(sink, "unknown-word", spanOf(value), {
    message: `'${value.text}' is not one of ${[...UNHANDLED].join(", ")}`,
    fix: didYouMean(value.text, UNHANDLED),
  });
  return undefined;
}
