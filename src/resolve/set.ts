// Named sets: values of an enum, classified. With `out` every value must stand on one side, so that a value added to the
// enum later is noticed.

import type { Word } from "../model/syntax.ts";
import type { SetTree } from "../model/tree.ts";
import { type EnumType, showName } from "../model/types.ts";
import { type Context, type NamedSet, report, reportUnknown, use } from "./context.ts";
import { distinct, typeOf } from "./type.ts";

/** The set of that name. */
export function resolveSet(context: Context, name: string): NamedSet | undefined {
  const tree = context.tree.sets.find(s => s.name.text === name);
  if (!tree) return undefined;
  const { text, span } = tree.of;
  const type = typeOf(context, { kind: "name", name: text, span }, text);
  if (!type) return undefined;
  if (type.kind !== "enum") {
    const message = `a named set is of an enum, and '${text}' is none`;
    return report(context, "not-an-enum", { message, span });
  }
  use(context, "type", text);
  const inside = ordinals(context, tree.in, type);
  const outside = tree.out && ordinals(context, tree.out, type);
  if (outside) classify(context, tree, type, { inside, outside });
  return { of: type, values: [...inside.keys()].sort((a, b) => a - b) };
}

function ordinals(context: Context, words: readonly Word[], type: EnumType): Map<number, Word> {
  const found = new Map<number, Word>();
  for (const word of distinct(context, words, "value")) {
    const at = type.values.indexOf(word.text);
    const known = new Map(type.values.map(v => [v, undefined]));
    const what = `value of ${type.name}`;
    if (at >= 0) found.set(at, word);
    else reportUnknown(context, { code: "unknown-value", what, word, known });
  }
  return found;
}

function classify(
  context: Context,
  tree: SetTree,
  type: EnumType,
  sides: { inside: ReadonlyMap<number, Word>; outside: ReadonlyMap<number, Word> },
): void {
  const { inside, outside } = sides;
  for (const [value, word] of outside) {
    const other = inside.get(value);
    if (!other) continue;
    const message = `'${word.text}' is both in '${tree.name.text}' and out of it`;
    const notes = [{ message: "'in' names it here", span: other.span }];
    report(context, "set-both-sides", { message, span: word.span }, { notes });
  }
  const missing = type.values.filter((_, i) => !inside.has(i) && !outside.has(i));
  if (missing.length === 0) return;
  const list = missing.map(showName).join(", ");
  const message = `'${tree.name.text}' says neither 'in' nor 'out' of ${list}; taken as out`;
  report(context, "set-unclassified", { message, span: tree.name.span }, { severity: "warning" });
}
