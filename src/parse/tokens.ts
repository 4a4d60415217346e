// Text to tokens: names with dashes, quoted names, whole numbers, operators. Operators of other languages
// are reported here once and stand for ours from then on, so that one habit of C gives one message.

import type { Span } from "../base/source.ts";
import { LARGEST_NUMBER } from "../model/words.ts";
import { type ParseCode, report, type Sink } from "./codes.ts";
import { spanIn, type TextPiece } from "./piece.ts";

export type TokenKind = "name" | "quoted" | "int" | "op" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** The name, the content of the quotes, the digits or the operator. */
  readonly text: string;
  readonly span: Span;
  /** Whether a space or the start of the text stands before it. */
  readonly spaced: boolean;
}

/** An expression of more tokens or characters is refused: whatever walks a tree may then recurse. */
const MOST_TOKENS = 4000;
const MOST_CHARACTERS = 64 * 1024;

const NAME = /[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/y;
const NUMBER = /[0-9](?:[0-9A-Za-z_]|\.(?=[0-9]))*/y;
const SPACE = /\s+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const OPERATOR =
  /===|!==|&&|\|\||==|!=|<=|>=|=<|=>|<->|->|<>|\+=|-=|\+\+|\*\*|\.\.|:=|[-+*%/<>=()[\]{},;:.!&|^?~]/y;

/** Foreign operators: what they stand for here (or nothing), the code and the advice. */
const FOREIGN: ReadonlyMap<string, readonly [ours: string, code: ParseCode, fix: string]> = new Map(
  [
    ["&&", ["and", "double-ampersand", "write 'and'"]],
    ["||", ["or", "double-bar", "write 'or'"]],
    ["!", ["not", "exclamation-mark", "write 'not'"]],
    ["===", ["==", "triple-equals", "write '=='"]],
    ["!==", ["!=", "triple-equals", "write '!='"]],
    ["=<", ["<=", "unknown-operator", "write '<='"]],
    ["**", ["*", "unknown-operator", "there is no power; multiply"]],
    ["/", ["*", "unknown-operator", "there is no division"]],
    ["&", ["and", "unknown-operator", "write 'and'"]],
    ["|", ["or", "unknown-operator", "write 'or'"]],
    ["+=", ["=", "unknown-operator", "write 'x = x + ...'"]],
    ["-=", ["=", "unknown-operator", "write 'x = x - ...'"]],
    [":=", ["=", "unknown-operator", "write '='"]],
    ["++", ["+", "unknown-operator", "write 'x = x + 1'"]],
    ["<->", ["==", "unknown-operator", "write '=='"]],
  ],
);

export interface Tokens {
  /** The last one is always of kind `end`. */
  readonly tokens: readonly Token[];
  /** Whether something could not be read, so that what follows would be said about another text. */
  readonly broken: boolean;
}

/** All tokens of the piece. */
export function tokenize(text: TextPiece, sink: Sink): Tokens {
  const tokens = text.text.length > MOST_CHARACTERS ? undefined : collect(text, sink);
  if (!tokens) report(sink, "text-too-large", spanIn(text, 0, 1), "this expression is too long");
  const end = text.text.trimEnd().length;
  const last: Token = { kind: "end", text: "", span: spanIn(text, end, end), spaced: true };
  const complete = tokens?.every(t => t.kind !== "end") ?? false;
  return { tokens: complete && tokens ? [...tokens, last] : [last], broken: !complete };
}

function collect(text: TextPiece, sink: Sink): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  let spaced = true;
  while (at < text.text.length) {
    const space = match(SPACE, text, at);
    if (space) {
      at += space.length;
      spaced = true;
      continue;
    }
    const { token, length } = next(text, at, sink);
    if (token) tokens.push({ ...token, spaced });
    at += length;
    spaced = false;
    if (tokens.length > MOST_TOKENS) return undefined;
  }
  return tokens;
}

interface Step {
  readonly token?: Omit<Token, "spaced">;
  readonly length: number;
}

function next(text: TextPiece, at: number, sink: Sink): Step {
  const name = match(NAME, text, at);
  if (name) return found("name", name, spanIn(text, at, at + name.length));
  const digits = match(NUMBER, text, at);
  if (digits) return number(digits, spanIn(text, at, at + digits.length), sink);
  const quoted = match(QUOTED, text, at);
  if (quoted) {
    const content = quoted.slice(1, -1).replaceAll(/\\(.)/gs, "$1");
    return {
      ...found("quoted", content, spanIn(text, at, at + quoted.length)),
      length: quoted.length,
    };
  }
  const op = match(OPERATOR, text, at);
  if (op) return operator(op, spanIn(text, at, at + op.length), sink);
  return stray(text, at, sink);
}

function found(kind: TokenKind, text: string, span: Span): Required<Step> {
  return { token: { kind, text, span }, length: text.length };
}

function operator(op: string, span: Span, sink: Sink): Step {
  const foreign = FOREIGN.get(op);
  if (!foreign) return found("op", op, span);
  const [ours, code, fix] = foreign;
  report(sink, code, span, { message: `'${op}' is not an operator here`, fix });
  const kind = /[a-z]/.test(ours) ? "name" : "op";
  return { token: { kind, text: ours, span }, length: op.length };
}

function number(digits: string, span: Span, sink: Sink): Step {
  const whole = /^[0-9]+$/.test(digits);
  if (!whole)
    report(sink, "bad-number", span, {
      message: `'${digits}' is not a whole decimal number`,
      fix: /^[0-9]+[A-Za-z_]/.test(digits)
        ? "a name starts with a letter; other spellings are quoted"
        : undefined,
    });
  else if (Number(digits) > LARGEST_NUMBER)
    report(sink, "number-too-large", span, `numbers end at ${LARGEST_NUMBER}`);
  const value = whole && Number(digits) <= LARGEST_NUMBER ? digits : "0";
  return { token: { kind: "int", text: value, span }, length: digits.length };
}

function stray(text: TextPiece, at: number, sink: Sink): Step {
  const char = String.fromCodePoint(text.text.codePointAt(at) ?? 0);
  if (char === '"' || char === "'") {
    const message = `the quote ${char} is not closed`;
    report(sink, "unclosed-quote", spanIn(text, at, text.text.length), { message });
    return {
      ...found("quoted", text.text.slice(at + 1), spanIn(text, at, text.text.length)),
      length: text.text.length,
    };
  }
  const meant = LOOKALIKES.get(char);
  const place = spanIn(text, at, at + char.length);
  report(sink, "unexpected-character", place, {
    message: `unexpected character ${shown(char)}`,
    fix: meant && `write '${meant}'`,
  });
  if (meant === undefined || /["']/.test(meant))
    return { ...found("end", "", place), length: char.length };
  const kind = /[a-z]/.test(meant) ? "name" : "op";
  return { token: { kind, text: meant, span: place }, length: char.length };
}

/** What people copy from papers and mail programs. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ["\u2192", "->"],
  ["\u21d2", "implies"],
  ["\u2227", "and"],
  ["\u2228", "or"],
  ["\u00ac", "not"],
  ["\u2208", "in"],
  ["\u2264", "<="],
  ["\u2265", ">="],
  ["\u2260", "!="],
  ["\u2200", "all"],
  ["\u2203", "any"],
  ["\u2212", "-"],
  ["\u2013", "-"],
  ["\u201c", '"'],
  ["\u201d", '"'],
  ["\u2018", "'"],
  ["\u2019", "'"],
]);

function shown(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const visible = code > 0x20 && code !== 0x7f && !(code >= 0x80 && code < 0xa1);
  return visible ? `'${char}'` : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function match(pattern: RegExp, text: TextPiece, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text.text)?.[0];
}
