// The directive `triggers: cancel (by user, 1 time), resume`: names, each with who sends it and how often.

import type { TriggerTree } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { report } from "./table-codes.ts";
import { readTrigger } from "./table-label.ts";
import { cut, masked, spanOf, splitPiece, trim } from "./table-text.ts";

/** Reads a list of triggers; whatever is wrong is reported. */
export function readTriggers(value: TextPiece, sink: Sink): TriggerTree[] {
  return itemsOf(value)
    .map(item => readItem(item, sink))
    .filter(t => t !== undefined);
}

/** Splits at commas outside parentheses. */
function itemsOf(value: TextPiece): TextPiece[] {
  const items: TextPiece[] = [];
  let from = 0;
  let depth = 0;
  [...masked(value.text)].forEach((c, i) => {
    if (c === "(") depth++;
    if (c === ")") depth--;
    if (c !== "," || depth > 0) return;
    items.push(trim(cut(value, from, i)));
    from = i + 1;
  });
  return [...items, trim(cut(value, from))];
}

function readItem(item: TextPiece, sink: Sink): TriggerTree | undefined {
  const open = masked(item.text).indexOf("(");
  const name = readTrigger(open < 0 ? item : trim(cut(item, 0, open)), sink);
  if (!name) return undefined;
  const declared = { name, span: spanOf(item) };
  if (open < 0) return declared;
  if (!item.text.endsWith(")")) {
    report(
      sink,
      "unclosed-bracket",
      spanOf(cut(item, open, open + 1)),
      "this bracket is not closed",
    );
    return declared;
  }
  const options = splitPiece(cut(item, open + 1, item.text.length - 1), /,/gu);
  return Object.assign({}, declared, ...options.map(option => readOption(option, sink)));
}

function readOption(option: TextPiece, sink: Sink): Partial<TriggerTree> {
  const by = /^by\s+(.+)$/u.exec(option.text);
  if (by) return { by: by[1] };
  const count = /^(?:(\d{1,9})(?:\s+times?|x|×)?|(once)|(twice))$/u.exec(option.text);
  if (count) {
    const value = Number(count[1] ?? (count[2] ? 1 : 2));
    return { times: { kind: "int", value, span: spanOf(option) } };
  }
  report(sink, "directive-syntax", spanOf(option), {
    message: `'${option.text}' says nothing about a trigger`,
    fix: "write '(by user, 1 time)'",
  });
  return {};
}
