// YAML text to nodes. The YAML library finds the structure; every scalar stays a text with its place. What YAML
// offers beyond maps, lists and texts (tags, anchors, aliases, merge keys, several documents) is refused.
// Nothing is ever expanded, so a small file cannot become a large tree.

import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type Scalar } from "yaml";
import { type Source, type Span, span } from "../base/source.ts";
import { report, type Sink } from "./codes.ts";
import type { Entry, MapNode, Node, TextNode } from "./node.ts";
import { type ScalarStyle, scalarPiece } from "./scalar-map.ts";
import { tooDeepAt } from "./yaml-depth.ts";
import { reportSyntax } from "./yaml-errors.ts";

/** Of a strange text of this size the YAML library makes some seconds of errors; models are a hundredth of it. */
const LARGEST = 1024 * 1024;
const DEEPEST = 64;
const TOO_DEEP = `nested more than ${DEEPEST} levels deep`;

export interface YamlText {
  readonly root: Node | undefined;
  /** Lines (from 1) with a syntax error: what is said about these later is an echo. */
  readonly damaged: ReadonlySet<number>;
}

/** The nodes of a YAML or JSON text; no root where the structure cannot be trusted. */
export function readYaml(source: Source, sink: Sink): YamlText {
  if (source.text.length > LARGEST) {
    report(sink, "text-too-large", span(source, 0, 0), "a file may hold 1 MiB");
    return { root: undefined, damaged: new Set() };
  }
  const deep = tooDeepAt(source.text, 2 * DEEPEST);
  if (deep !== undefined) {
    report(sink, "nesting-too-deep", span(source, deep, deep + 1), TOO_DEEP);
    return { root: undefined, damaged: new Set() };
  }
  const document = parseDocument(source.text, {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    strict: true,
    resolveKnownTags: false,
  });
  const { damaged, hopeless } = reportSyntax(document, source, sink);
  if (hopeless) return { root: undefined, damaged };
  const root = document.contents ? convert({ source, sink }, document.contents, 0) : undefined;
  if (!root || root.kind === "empty") {
    report(sink, "empty-file", span(source, 0, 0), "there is nothing in this file");
    return { root: undefined, damaged };
  }
  return { root, damaged };
}

interface Context {
  readonly source: Source;
  readonly sink: Sink;
}

function convert(context: Context, node: ParsedNode, depth: number): Node {
  const at = spanOf(context, node);
  refuseProperties(context, node);
  if (node.tag) return { kind: "empty", span: at, refused: true };
  if (depth > DEEPEST) {
    report(context.sink, "nesting-too-deep", at, TOO_DEEP);
    return { kind: "empty", span: at, refused: true };
  }
  if (isScalar(node)) return scalar(context, node, at);
  if (isSeq(node)) {
    const items = node.items.map(item =>
      isNode(item) ? convert(context, item, depth + 1) : pairs(context, [item], at, depth),
    );
    return { kind: "list", items, span: at };
  }
  if (isMap(node)) return pairs(context, node.items, at, depth);
  if (isAlias(node))
    report(context.sink, "alias-not-allowed", at, {
      message: "YAML aliases are not part of the language",
      fix: "write the value again, or quote a text that starts with '*'",
    });
  return { kind: "empty", span: at, refused: true };
}

type PairLike = { readonly key: unknown; readonly value?: unknown };

function pairs(context: Context, items: readonly PairLike[], at: Span, depth: number): MapNode {
  const entries: Entry[] = [];
  const seen = new Map<string, Span>();
  for (const { key, value } of items) {
    const keyText = keyOf(context, key);
    if (!keyText) continue;
    const word = { text: keyText.text, span: keyText.span };
    const end = span(context.source, word.span.end, word.span.end);
    const node: Node = isNode(value)
      ? convert(context, value, depth + 1)
      : { kind: "empty", span: end };
    const first = seen.get(word.text);
    if (first) refuseDuplicate(context, word, first);
    else entries.push({ key: word, keyText, value: node });
    seen.set(word.text, first ?? word.span);
  }
  return { kind: "map", entries, span: at };
}

function refuseDuplicate(
  { sink }: Context,
  key: { readonly text: string; readonly span: Span },
  first: Span,
): void {
  const notes = [{ message: "the first one is here", span: first }];
  report(sink, "duplicate-key", key.span, {
    message: `'${key.text}' stands twice in this map`,
    notes,
  });
}

function keyOf(context: Context, key: unknown): TextNode | undefined {
  if (!isNode(key)) return undefined;
  const at = spanOf(context, key);
  refuseProperties(context, key);
  if (!isScalar(key)) {
    report(context.sink, "complex-key", at, "a key is a text");
    return undefined;
  }
  const text = textOf(context, key, at);
  if (!text.quoted && text.text === "<<") {
    report(
      context.sink,
      "merge-key-not-allowed",
      at,
      "the merge key << is not part of the language",
    );
    return undefined;
  }
  if (text.text !== "") return text;
  report(context.sink, "complex-key", at, "a key is missing before ':'");
  return undefined;
}

function scalar(context: Context, node: Scalar.Parsed, at: Span): Node {
  const text = textOf(context, node, at);
  const empty = !text.quoted && /^(?:|~|null|Null|NULL)$/.test(text.text);
  return empty ? { kind: "empty", span: at } : text;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "block",
  BLOCK_FOLDED: "block",
};

function textOf({ source }: Context, node: Scalar.Parsed, at: Span): TextNode {
  const style = STYLES[node.type ?? "PLAIN"] ?? "plain";
  const text = String(node.value);
  const piece = scalarPiece(source, text, at, style);
  return { kind: "text", text, quoted: style !== "plain", piece, span: at };
}

function spanOf({ source }: Context, node: ParsedNode): Span {
  const [start, end] = node.range;
  const raw = source.text.slice(start, end);
  return span(source, start, start + raw.trimEnd().length);
}

function isNode(node: unknown): node is ParsedNode {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}

/** Tags and anchors stand before the node. */
function refuseProperties({ source, sink }: Context, node: ParsedNode): void {
  if (node.tag) {
    const at = markBefore(source, "!", node.range[0]);
    report(sink, "tag-not-allowed", at, {
      message: "YAML tags are not part of the language",
      fix: "if this negates, write 'not'; otherwise quote the text",
    });
  }
  if (!isAlias(node) && node.anchor) {
    const at = markBefore(source, "&", node.range[0]);
    report(sink, "alias-not-allowed", at, {
      message: "YAML anchors are not part of the language",
      fix: "write the value again, or quote a text that starts with '&'",
    });
  }
}

function markBefore(source: Source, mark: string, end: number): Span {
  const start = Math.max(0, source.text.lastIndexOf(mark, Math.max(0, end - 1)));
  const word = /^\S+/.exec(source.text.slice(start, end))?.[0] ?? mark;
  return span(source, start, start + word.length);
}
