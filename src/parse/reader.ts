// Nodes to values: each function expects one shape, says what it found instead, and gives undefined then,
// so that its caller goes on with the next key.

import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import { PLAIN_NAME, RESERVED } from "../model/words.ts";
import { type ParseCode, report, type Sink } from "./codes.ts";
import {
  type Entry,
  KINDS,
  type ListNode,
  type MapNode,
  type Node,
  type TextNode,
} from "./node.ts";

const EXPECTED: Readonly<Record<"map" | "list" | "text", ParseCode>> = {
  map: "expected-map",
  list: "expected-list",
  text: "expected-text",
};

/** Reports that a node is not of the kind that stands here. */
export function wrongKind(
  expected: "map" | "list" | "text",
  node: Node,
  what: string,
  sink: Sink,
): void {
  if (node.kind === "empty") {
    if (node.refused) return;
    report(sink, "empty-value", node.span, `${what} has no value; expected ${KINDS[expected]}`);
    return;
  }
  const colon = expected === "text" && node.kind === "map" && node.entries.length === 1;
  const bracket = expected === "text" && node.kind === "list";
  const quote = colon || bracket ? "if this is one text, quote it" : undefined;
  const message = `expected ${KINDS[expected]} for ${what}, found ${KINDS[node.kind]}`;
  report(sink, EXPECTED[expected], head(node.span), { message, fix: quote });
}

/** The start of something that may go over many lines. */
function head(at: Span): Span {
  const line = at.source.text.indexOf("\n", at.start);
  return { source: at.source, start: at.start, end: line < 0 ? at.end : Math.min(at.end, line) };
}

/** A text; its own text node, for syntax. */
export function textNode(node: Node | undefined, what: string, sink: Sink): TextNode | undefined {
  if (!node || node.kind === "text") return node;
  wrongKind("text", node, what, sink);
  return undefined;
}

/** A text for readers. */
export function text(node: Node | undefined, what: string, sink: Sink): string | undefined {
  return textNode(node, what, sink)?.text.trim();
}

/** A text or a list of texts. */
export function texts(node: Node | undefined, what: string, sink: Sink): readonly string[] {
  return items(node).flatMap(item => text(item, what, sink) ?? []);
}

/** A list; undefined (and reported) where there is none. */
export function list(node: Node | undefined, what: string, sink: Sink): ListNode | undefined {
  if (!node || node.kind === "list") return node;
  wrongKind("list", node, what, sink);
  return undefined;
}

/** The items of a list, or the node itself as the only one. */
export function items(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return node.kind === "list" ? node.items : [node];
}

/** The entries of a map from names; an empty section has none. */
export function entries(node: Node | undefined, what: string, sink: Sink): readonly Entry[] {
  if (!node || node.kind === "empty") return [];
  if (node.kind === "map") return node.entries;
  wrongKind("map", node, what, sink);
  return [];
}

/** A section that cannot be a list of names, because its entries say something. */
export function mapOnly(node: Node | undefined, what: string, sink: Sink): MapNode | undefined {
  if (!node || node.kind === "map") return node;
  entries(node, what, sink);
  return undefined;
}

/** A name that refers to something; quotes inside the text are taken off. */
export function word(node: Node | undefined, what: string, sink: Sink): Word | undefined {
  const found = textNode(node, what, sink);
  if (!found) return undefined;
  const inner = /^(["'])(.+)\1$/s.exec(found.text)?.[2];
  return { text: inner ?? found.text, span: found.span };
}

/** A list of names, or one name. */
export function words(node: Node | undefined, what: string, sink: Sink): readonly Word[] {
  return items(node).flatMap(item => word(item, what, sink) ?? []);
}

/** `true` or `false`. */
export function boolean(node: Node | undefined, what: string, sink: Sink): boolean | undefined {
  const found = textNode(node, what, sink);
  if (!found) return undefined;
  if (found.text === "true" || found.text === "false") return found.text === "true";
  report(sink, "expected-boolean", found.span, {
    message: `expected true or false for ${what}, found '${shorten(found.text)}'`,
    fix: BOOLEANS.get(found.text.toLowerCase()),
  });
  return undefined;
}

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ["yes", "write 'true'"],
  ["on", "write 'true'"],
  ["true", "write 'true'"],
  ["no", "write 'false'"],
  ["off", "write 'false'"],
  ["false", "write 'false'"],
]);

/** A whole number, from 0 and as far as numbers are exact if nothing else is said. */
export function integer(
  node: Node | undefined,
  what: string,
  sink: Sink,
  { least = 0, most = Number.MAX_SAFE_INTEGER }: { least?: number; most?: number } = {},
): number | undefined {
  const found = textNode(node, what, sink);
  if (!found) return undefined;
  const value = Number(found.text);
  if (!/^-?[0-9]+$/.test(found.text)) {
    const message = `expected a whole number for ${what}, found '${shorten(found.text)}'`;
    report(sink, "expected-number", found.span, message);
    return undefined;
  }
  if (value >= least && value <= most) return value;
  const bound = value < least ? `at least ${least}` : `at most ${most}`;
  report(sink, "number-out-of-range", found.span, `${what} is ${bound}`);
  return undefined;
}

/** One word of a fixed set. */
export function oneOf<T extends string>(
  node: Node | undefined,
  allowed: readonly T[],
  what: string,
  sink: Sink,
): T | undefined {
  const found = textNode(node, what, sink);
  if (!found) return undefined;
  const known = allowed.find(a => a === found.text);
  if (known === undefined)
    report(sink, "unknown-word", found.span, {
      message: `${what} is not '${shorten(found.text)}'`,
      fix: adviceFor(found.text, allowed),
    });
  return known;
}

function adviceFor(text: string, allowed: readonly string[]): string {
  const meant = BOOLEANS.get(text.toLowerCase()) === "write 'true'" ? "on" : "off";
  if (BOOLEANS.has(text.toLowerCase()) && allowed.includes(meant)) return `write '${meant}'`;
  return didYouMean(text, allowed) ?? `write one of ${allowed.join(", ")}`;
}

/** Checks the spelling of a name that is declared here; `free` names may have any spelling if quoted. */
export function declared(key: TextNode, what: string, sink: Sink, free = false): Word {
  const name = { text: key.text, span: key.span };
  if (RESERVED.has(key.text))
    report(sink, "reserved-word", key.span, `'${key.text}' is a word of the language, not ${what}`);
  else if (!(PLAIN_NAME.test(key.text) || (free && key.quoted && isPrintable(key.text))))
    report(sink, "bad-name", key.span, {
      message: `'${shorten(key.text)}' cannot be the name of ${what}`,
      fix: free
        ? `quote it: "${shorten(key.text)}"`
        : "write letters, digits and _, with single dashes inside",
    });
  return name;
}

function isPrintable(name: string): boolean {
  return name.trim() === name && name !== "" && !/\p{Cc}/u.test(name);
}

/** A text cut to a length that fits into a message. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
