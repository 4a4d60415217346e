// A place in the tokens of one text. After the first error the cursor jumps to the end and stays silent,
// so that a parser may go on as if nothing had happened and one mistake gives one message. No exceptions.

import type { Span } from "../base/source.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import { type ParseCode, report, type Sink } from "./codes.ts";
import { spanIn, type TextPiece } from "./piece.ts";
import { type Token, tokenize } from "./tokens.ts";

const DEEPEST = 200;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

export class Cursor {
  readonly text: TextPiece;
  readonly sink: Sink;
  readonly #tokens: readonly Token[];
  readonly #errorsBefore: number;
  #at = 0;
  #failed = false;
  #depth = 0;
  #inDomain = false;
  readonly #closed = new WeakSet<Syntax>();

  constructor(text: TextPiece, sink: Sink) {
    this.text = text;
    this.sink = sink;
    this.#errorsBefore = sink.length;
    const { tokens, broken } = tokenize(text, sink);
    this.#tokens = tokens;
    this.#failed = broken;
  }

  /** The token at a distance, without taking it. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    return token ?? { kind: "end", text: "", span: this.whole(), spaced: true };
  }

  /** Whether the next token is one of these operators or bare words. */
  is(...texts: readonly string[]): boolean {
    return isWord(this.peek(), texts);
  }

  /** Whether the token at a distance is one of these operators or bare words. */
  isAt(ahead: number, ...texts: readonly string[]): boolean {
    return isWord(this.peek(ahead), texts);
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#at += 1;
    return token;
  }

  /** Takes the next token if it is this operator or word. */
  accept(text: string): Token | undefined {
    return this.is(text) ? this.take() : undefined;
  }

  /** Takes this operator or word, or fails. */
  expect(text: string, where: string): Token {
    return this.accept(text) ?? this.unexpected(`'${text}' ${where}`);
  }

  /** Takes the bracket that closes `open`, or reports the open one. */
  close(open: Token): Token {
    const closing = CLOSING[open.text] ?? ")";
    const token = this.accept(closing);
    if (token) return token;
    if (this.peek().kind !== "end") return this.unexpected(`'${closing}'`);
    return this.fail("unclosed-bracket", open.span, `'${open.text}' is not closed`);
  }

  /** Takes a name, bare or quoted, or fails. */
  name(what: string): Word {
    const token = this.peek();
    if (token.kind !== "name" && token.kind !== "quoted") this.unexpected(what);
    else this.take();
    return { text: token.text, span: token.span };
  }

  /** Reports that something else was expected, and gives up on this text. */
  unexpected(expected: string): Token {
    const token = this.peek();
    if (token.kind === "end")
      return this.fail("expected-expression", token.span, `expected ${expected}, found the end`);
    const code = /^[)\]}]$/.test(token.text) ? "unclosed-bracket" : "unexpected-token";
    return this.fail(code, token.span, `expected ${expected}, found '${token.text}'`);
  }

  /** Reports the first error and gives up on this text. */
  fail(code: ParseCode, at: Span, message: string, fix?: string): Token {
    const advice = fix ?? (code === "unexpected-token" ? this.#requote() : undefined);
    if (!this.#failed) report(this.sink, code, at, { message, fix: advice });
    this.#failed = true;
    this.#at = this.#tokens.length - 1;
    return this.peek();
  }

  /** Reports an error that does not hinder going on. */
  complain(code: ParseCode, at: Span, message: string, fix?: string): void {
    if (!this.#failed) report(this.sink, code, at, { message, fix });
  }

  /** Runs one level of nesting deeper; too deep a level is an error. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      this.fail("nesting-too-deep", this.peek().span, `nested more than ${DEEPEST} levels deep`);
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  /** Parses the domain of a quantifier, where a name does not call what follows, or something bracketed, where it may again. */
  within<T>(where: "domain" | "open", parse: () => T): T {
    const before = this.#inDomain;
    this.#inDomain = where === "domain";
    const result = parse();
    this.#inDomain = before;
    return result;
  }

  get inDomain(): boolean {
    return this.#inDomain;
  }

  /** Remembers that an expression stands in parentheses. */
  parenthesised(e: Syntax): Syntax {
    this.#closed.add(e);
    return e;
  }

  isParenthesised(e: Syntax): boolean {
    return this.#closed.has(e);
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Expects the end of the text; gives the result, or undefined where anything was wrong. */
  finish<T>(result: T): T | undefined {
    if (this.peek().kind !== "end") this.unexpected("the end of the text");
    return this.sink.length > this.#errorsBefore ? undefined : result;
  }

  /** From the start of one thing to the end of the last token taken. */
  since(start: Span): Span {
    const end = this.#tokens[this.#at - 1]?.span.end ?? start.end;
    return { source: start.source, start: start.start, end: Math.max(end, start.end) };
  }

  whole(): Span {
    return spanIn(this.text, 0, this.text.text.length);
  }

  #requote(): string | undefined {
    const plain = this.text.text;
    if (!this.text.quoted || !/^[A-Za-z][\w-]*(?: \(?[\w-]+\)?)+$/.test(plain)) return undefined;
    return `if this is one name, quote it twice: '"${plain}"'`;
  }
}

function isWord(token: Token, texts: readonly string[]): boolean {
  return (token.kind === "op" || token.kind === "name") && texts.includes(token.text);
}
