// YAML as this stage reads it: maps, lists, texts and nothing else. No types are guessed, so `on` is a name,
// `3` is the text "3", and only an empty value, `~` or `null` is empty. Keys are in a list, never in an object.

import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type { TextPiece } from "./piece.ts";

export interface Entry {
  readonly key: Word;
  /** The key as a text, for keys that hold syntax such as `NOTIFY(setup)`. */
  readonly keyText: TextNode;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface TextNode {
  readonly kind: "text";
  readonly text: string;
  /** Whether it stands in YAML quotes or is a block text. */
  readonly quoted: boolean;
  readonly piece: TextPiece;
  readonly span: Span;
}

export interface EmptyNode {
  readonly kind: "empty";
  readonly span: Span;
  /** Something stood here that was refused: that it is missing need not be said again. */
  readonly refused?: boolean | undefined;
}

export type Node = MapNode | ListNode | TextNode | EmptyNode;

/** What a node is called in a message. */
export const KINDS: Record<Node["kind"], string> = {
  map: "a map",
  list: "a list",
  text: "a text",
  empty: "nothing",
};
