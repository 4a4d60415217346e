// Names that were declared, and names that differ by so little that one is likely a typing error.

import { didYouMean, editDistance } from "../base/nearest.ts";
import type { Word } from "../model/syntax.ts";
import type { Sink } from "./codes.ts";
import { report, type TableCode } from "./table-codes.ts";
import type { Facts } from "./table-facts.ts";

/** Reports names that the directives `states:` and `triggers:` leave out, and names that look alike. */
export function checkNames(facts: Facts, sink: Sink): void {
  const { said } = facts;
  const triggers = triggerWords(facts);
  if (said.seen.has("states")) checkDeclared(facts.mentions, said.states, "state", sink);
  else reportAlike(facts.mentions, 1, "states", sink);
  if (said.seen.has("triggers"))
    checkDeclared(
      triggers,
      said.triggers.map(t => t.name),
      "trigger",
      sink,
    );
  else reportAlike(triggers, 2, "triggers", sink);
}

function triggerWords(facts: Facts): Word[] {
  const byPlace = new Map<number, Word>();
  const words = [...facts.rows, ...facts.ignore, ...facts.refuse].map(r => r.trigger);
  for (const word of words.filter(w => w !== undefined)) byPlace.set(word.span.start, word);
  return [...byPlace.values()];
}

function checkDeclared(
  used: readonly Word[],
  declared: readonly Word[],
  what: "state" | "trigger",
  sink: Sink,
): void {
  const known = new Set(declared.map(w => w.text));
  const code: TableCode = `unknown-${what}`;
  for (const word of firstOfEach(used).filter(w => !known.has(w.text)))
    report(sink, code, word.span, {
      message: `'${word.text}' is not in the list of ${what}s`,
      notes: declared[0] ? [{ message: "the list", span: declared[0].span }] : [],
      fix: didYouMean(word.text, known),
    });
}

function firstOfEach(words: readonly Word[]): Word[] {
  const first = new Map<string, Word>();
  for (const word of words) if (!first.has(word.text)) first.set(word.text, word);
  return [...first.values()];
}

/** Above this many names they are not compared: the work grows with the square. */
const MOST_COMPARED = 300;

interface Use {
  readonly word: Word;
  readonly count: number;
}

function reportAlike(words: readonly Word[], others: number, what: string, sink: Sink): void {
  const count = new Map<string, number>();
  for (const word of words) count.set(word.text, (count.get(word.text) ?? 0) + 1);
  const uses = firstOfEach(words).map(word => ({ word, count: count.get(word.text) ?? 0 }));
  if (uses.length > MOST_COMPARED) return;
  const rare = uses.filter(u => u.count === 1);
  const told = new Set<string>();
  for (const one of rare) {
    const other = uses.find(
      u => u !== one && u.count >= others && !told.has(u.word.text) && areAlike(one, u),
    );
    if (!other) continue;
    told.add(one.word.text);
    report(sink, "names-alike", one.word.span, {
      message: `the ${what} '${one.word.text}' and '${other.word.text}' differ by little: are they one?`,
      severity: "warning",
      notes: [{ message: `'${other.word.text}' stands here`, span: other.word.span }],
      fix: `write one spelling, or list both in a line '${what}: ...'`,
    });
  }
}

/** Same but for upper and lower case, or few edits for their length; numbered names are meant to be alike. */
function areAlike(one: Use, other: Use): boolean {
  const a = one.word.text;
  const b = other.word.text;
  if (a.toLowerCase() === b.toLowerCase()) return true;
  if (a.replaceAll(/\d+/gu, "") === b.replaceAll(/\d+/gu, "")) return false;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return false;
  return editDistance(a, b) <= (shorter < 7 ? 1 : 2);
}
