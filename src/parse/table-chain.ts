// One line with arrows, read into items: states, `t:` triggers, `[*]`, `any`. Which lower-case names are phases
// is not decided here, since that takes the whole file (table-rows.ts). Whatever is wrong in a line is reported
// together, and a line with a mistake makes no rows.

import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { ARROW, labelColon, reportNearArrow } from "./table-arrow.ts";
import { report } from "./table-codes.ts";
import { type Label, NO_LABEL, readLabel } from "./table-label.ts";
import { cut, masked, readName, spanOf, splitPiece, trim, withoutComment } from "./table-text.ts";

/** What may stand between arrows. */
export type Item =
  | { readonly kind: "names"; readonly names: readonly Word[]; readonly span: Span }
  | { readonly kind: "any"; readonly span: Span }
  | { readonly kind: "star"; readonly span: Span }
  | { readonly kind: "trigger"; readonly label: Label; readonly span: Span };

/** A line of items; `label` belongs to its only arrow. */
export interface Chain {
  readonly items: readonly Item[];
  readonly label: Label;
  readonly span: Span;
}

/** Reads a line that has an arrow; undefined where something in it was wrong. */
export function readChain(line: TextPiece, sink: Sink): Chain | undefined {
  const text = withoutComment(line);
  const colon = labelColon(masked(text.text));
  const body = colon < 0 ? withoutPoint(text) : trim(cut(text, 0, colon));
  const before = sink.length;
  if (colon >= 0 && !colonFits(text, colon, sink)) return undefined;
  const items = readItems(body, sink);
  const label = colon < 0 ? NO_LABEL : labelOf(text, colon, sink);
  if (!label || items.some(i => i === undefined)) return undefined;
  const chain = { items: items.filter(i => i !== undefined), label, span: spanOf(text) };
  checkOrder(chain, sink);
  return sink.length === before ? chain : undefined;
}

/** A sentence or statement may end behind the last name. */
function withoutPoint(text: TextPiece): TextPiece {
  let end = text.text.length;
  while (end > 0 && ";.,".includes(text.text.charAt(end - 1))) end--;
  return trim(cut(text, 0, end));
}

function colonFits(text: TextPiece, colon: number, sink: Sink): boolean {
  const before = text.text.slice(0, colon);
  const at = spanOf(cut(text, colon, colon + 1));
  if (/(?:^|\s)t\s*$/u.test(before)) {
    const from = before.trimEnd().length - 1;
    const name =
      /^\s*([\p{L}\p{N}_-]*[\p{L}\p{N}_])/u.exec(text.text.slice(colon + 1))?.[1] ?? "trigger";
    report(sink, "trigger-space", spanOf(cut(text, from, colon + 1)), {
      message: "a space stands between 't:' and the trigger",
      fix: `write 't:${name}'`,
    });
    return false;
  }
  if (masked(before).search(ARROW) < 0) {
    report(sink, "colon-inside", at, {
      message: "a colon stands before the first arrow",
      fix: "write the chain alone on its line, or '#' before the line if it is prose",
    });
    return false;
  }
  if (masked(text.text.slice(colon + 1)).search(ARROW) >= 0) {
    report(sink, "label-on-chain", at, {
      message: "a label stands at the end of a line with one arrow",
      fix: "in a chain write 'A -> t:trigger -> B -> C'",
    });
    return false;
  }
  return true;
}

function labelOf(text: TextPiece, colon: number, sink: Sink): Label | undefined {
  const label = trim(cut(text, colon + 1));
  if (label.text !== "") return readLabel(label, sink);
  report(sink, "label-empty", spanOf(cut(text, colon, colon + 1)), {
    message: "nothing stands behind the colon",
    fix: "write ': trigger', or leave the colon out",
  });
  return undefined;
}

function readItems(body: TextPiece, sink: Sink): (Item | undefined)[] {
  const arrows = [...masked(body.text).matchAll(ARROW)];
  return splitPiece(body, ARROW).map((piece, i) => {
    if (piece.text !== "") return readItem(piece, sink);
    const arrow = arrows[Math.min(i, arrows.length - 1)];
    report(
      sink,
      "arrow-side-empty",
      spanOf(cut(body, arrow?.index ?? 0, (arrow?.index ?? 0) + (arrow?.[0].length ?? 0))),
      {
        message: `nothing stands ${i === 0 ? "before" : "behind"} this arrow`,
        fix: "a chain stands on one line: state -> state",
      },
    );
    return undefined;
  });
}

function readItem(piece: TextPiece, sink: Sink): Item | undefined {
  const at = spanOf(piece);
  if (piece.text === "[*]") return { kind: "star", span: at };
  if (piece.text === "any" || piece.text === "*") return { kind: "any", span: at };
  if (!piece.text.startsWith("t:")) return readStates(piece, sink);
  if (piece.text === "t:") {
    report(sink, "trigger-empty", at, { message: "'t:' without a trigger", fix: "write 't:name'" });
    return undefined;
  }
  const label = readLabel(cut(piece, 2), sink);
  return label && { kind: "trigger", label, span: at };
}

function readStates(piece: TextPiece, sink: Sink): Item | undefined {
  const parts = splitPiece(piece, /,/gu);
  const names = parts.map(p => readState(p, sink));
  return names.every(n => n !== undefined)
    ? { kind: "names", names, span: spanOf(piece) }
    : undefined;
}

function readState(piece: TextPiece, sink: Sink): Word | undefined {
  const name = readName(piece);
  if (name || reportNearArrow(piece, sink)) return name;
  const { text } = piece;
  if (/^\p{L}+\s*:/u.test(text))
    report(sink, "colon-inside", spanOf(piece), {
      message: `'${text}' is not the name of a state`,
      fix: `write 't:${text.slice(text.indexOf(":") + 1).trim()}' for a trigger, or 'A -> B : trigger'`,
    });
  else report(sink, "not-a-name", spanOf(piece), { message: message(text), fix: advice(text) });
  return undefined;
}

function message(text: string): string {
  return text === "" ? "a name is missing in this list" : `'${text}' is not one name`;
}

function advice(text: string): string {
  if (text.includes("|"))
    return `write '${text
      .split("|")
      .map(s => s.trim())
      .join(", ")}'`;
  return `put a name of several words in quotes, or '#' before the line if it is prose`;
}

function checkOrder(chain: Chain, sink: Sink): void {
  chain.items.forEach((item, i) => {
    const before = chain.items[i - 1];
    const after = chain.items[i + 1];
    if (item.kind === "trigger") checkTrigger(item.span, before, after, sink);
    if (item.kind === "star") checkStar(chain, i, sink);
    if (item.kind === "any" && i > 0)
      report(sink, "any-as-target", item.span, {
        message: "'any' is a source only: a row from any state to one",
        fix: "name the states that can be entered",
      });
  });
  if (chain.label !== NO_LABEL && chain.items.length !== 2)
    report(sink, "label-on-chain", chain.span, {
      message: "a label belongs to one arrow, and this line has several",
      fix: "write one line per arrow, or 'A -> t:trigger -> B -> C'",
    });
}

function checkTrigger(
  at: Span,
  before: Item | undefined,
  after: Item | undefined,
  sink: Sink,
): void {
  if (!before)
    report(sink, "trigger-without-source", at, {
      message: "the trigger stands at the start: in which state does it arrive?",
      fix: "write 'A -> t:trigger -> B', or 'any -> t:trigger -> B'",
    });
  if (!after)
    report(sink, "trigger-without-target", at, {
      message: "the trigger leads to no state",
      fix: "write 'A -> t:trigger -> B'; if it is ignored in A, 'ignore: A: trigger'",
    });
  if (after?.kind === "trigger")
    report(sink, "two-triggers", after.span, {
      message: "two triggers in a row, without a state in between",
      notes: [{ message: "the first one", span: at }],
      fix: "name the state between them; if either will do, write 't:a, b'",
    });
}

function checkStar(chain: Chain, i: number, sink: Sink): void {
  const last = chain.items.length - 1;
  const beside = chain.items[i === 0 ? 1 : i - 1];
  const fits = (i === 0 || i === last) && beside?.kind === "names" && chain.label === NO_LABEL;
  if (!fits)
    report(sink, "star-misplaced", chain.items[i]?.span ?? chain.span, {
      message: "[*] stands at the start or the end of a chain, next to a state, without a trigger",
      fix: "name the state: 'A -> END : trigger' and 'final: END'",
    });
}
