// A map of a known kind: its values by key. Unknown keys are reported once, when the map is opened, with the
// nearest key that exists; a key that has no value is reported when it is asked for.

import { nearest } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import { report, type Sink } from "./codes.ts";
import { KEYS, type KeyOf, type MapKind } from "./keys.ts";
import type { MapNode, Node } from "./node.ts";
import { wrongKind } from "./reader.ts";

export class Fields<M extends MapKind> {
  readonly sink: Sink;
  readonly span: Span;
  readonly #values = new Map<string, { readonly key: Span; readonly value: Node }>();
  /** Keys that a misspelt key probably meant. */
  readonly #meant = new Set<string | undefined>();
  readonly #kind: M;

  private constructor(kind: M, node: MapNode, sink: Sink) {
    this.#kind = kind;
    this.sink = sink;
    this.span = node.span;
    const allowed: readonly string[] = KEYS[kind];
    for (const { key, value } of node.entries) {
      if (allowed.includes(key.text)) this.#values.set(key.text, { key: key.span, value });
      else this.#meant.add(refuseKey(key, { kind, allowed, sink }));
    }
  }

  /** Opens a map; undefined (and reported) where there is none. */
  static open<M extends MapKind>(kind: M, node: Node, sink: Sink): Fields<M> | undefined {
    if (node.kind === "map") return new Fields(kind, node, sink);
    wrongKind("map", node, `${article(kind)}`, sink);
    return undefined;
  }

  has(key: KeyOf<M>): boolean {
    return this.#values.has(key);
  }

  /** The value of a key that may be left out. A key without a value is an error. */
  get(key: KeyOf<M>): Node | undefined {
    const found = this.#values.get(key);
    if (found?.value.kind !== "empty") return found?.value;
    if (!found.value.refused) report(this.sink, "empty-value", found.key, `'${key}' has no value`);
    return undefined;
  }

  /** The value of a key that may also stand without one, as an empty section does. */
  getOrEmpty(key: KeyOf<M>): Node | undefined {
    const found = this.#values.get(key);
    return found?.value.kind === "empty" ? undefined : found?.value;
  }

  /** The value of a key that must be there. */
  required(key: KeyOf<M>, at?: Span): Node | undefined {
    if (!this.has(key) && !this.meant(key))
      report(this.sink, "missing-key", at ?? firstLine(this.span), {
        message: `${article(this.#kind)} needs the key '${key}'`,
      });
    return this.get(key);
  }

  /** Whether a key is there under a misspelt name, which has been reported. */
  meant(key: KeyOf<M>): boolean {
    return this.#meant.has(key);
  }

  /** Where a key stands. */
  keySpan(key: KeyOf<M>): Span | undefined {
    return this.#values.get(key)?.key;
  }

  /** Reports the second of two keys that exclude each other. */
  exclusive(first: KeyOf<M>, second: KeyOf<M>): void {
    const a = this.keySpan(first);
    const b = this.keySpan(second);
    if (!a || !b) return;
    report(this.sink, "conflicting-keys", b, {
      message: `'${first}' and '${second}' exclude each other`,
      notes: [{ message: `'${first}' is here`, span: a }],
    });
  }
}

interface KeyContext {
  readonly kind: MapKind;
  readonly allowed: readonly string[];
  readonly sink: Sink;
}

function refuseKey(
  key: { text: string; span: Span },
  { kind, allowed, sink }: KeyContext,
): string | undefined {
  const near = nearest(key.text, allowed);
  const keys = `keys of ${article(kind)}: ${allowed.join(", ")}`;
  report(sink, "unknown-key", key.span, {
    message: `${article(kind)} has no key '${key.text}'`,
    fix: splitByComma(key) ?? (near === undefined ? undefined : `did you mean '${near}'?`),
    notes: [{ message: keys }],
  });
  return near;
}

/** In `{ actions: min(a, b) }` YAML ends the text at the comma, and the rest looks like a key without value. */
function splitByComma({ text, span }: { text: string; span: Span }): string | undefined {
  const rest = span.source.text.slice(span.end).trimStart();
  const before = span.source.text.slice(0, span.start).trimEnd();
  const isRest = before.endsWith(",") && /^[,}]/.test(rest);
  return isRest && /[^\w-]/.test(text)
    ? "inside { } a comma ends a text: quote the whole text"
    : undefined;
}

function article(kind: MapKind): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function firstLine(at: Span): Span {
  return { source: at.source, start: at.start, end: Math.min(at.end, at.start + 1) };
}
