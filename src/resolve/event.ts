// Events: declared, or defined by the variable or definition that emits them at each change. All that give
// an event a type must agree.

import type { Span } from "../base/source.ts";
import type { EventType } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import { type ScalarType, sameType, showType } from "../model/types.ts";
import { type Context, lacksParts, namesOf, report, reportUnknown } from "./context.ts";
import { scalarTypeOf } from "./type.ts";

interface Claim {
  readonly word: Word;
  /** Undefined: without a value. */
  readonly type: ScalarType | undefined;
}

/** The event of that name, with the type of its value. */
export function resolveEvent(context: Context, name: string): EventType | undefined {
  const declared = context.tree.events.find(e => e.name.text === name);
  const type = declared?.type && scalarTypeOf(context, declared.type, name);
  if (declared?.type && !type) return undefined;
  const claims = [...(declared ? [{ word: declared.name, type }] : []), ...emitters(context, name)];
  const [first, ...rest] = claims;
  if (!first) return undefined;
  for (const claim of rest) agree(context, first, claim);
  return { name, about: declared?.about, type: first.type, span: first.word.span };
}

function agree(context: Context, first: Claim, claim: Claim): void {
  if (first.type && claim.type && sameType(first.type, claim.type)) return;
  const show = (c: Claim): string => (c.type ? showType(c.type) : "no value");
  const message = `the event '${first.word.text}' has ${show(claim)} here and ${show(first)} elsewhere`;
  const notes = [{ message: "it has the other type here", span: first.word.span }];
  report(context, "event-type-conflict", { message, span: claim.word.span }, { notes });
}

function emitters(context: Context, name: string): Claim[] {
  const { tree } = context;
  const claims: Claim[] = [];
  const shared = tree.variables.map(v => ({ id: v.name.text, word: v.emits }));
  const local = tree.machines.flatMap(m =>
    m.variables.map(v => ({ id: `${m.name.text}.${v.name.text}`, word: v.emits })),
  );
  for (const { id, word } of [...shared, ...local]) {
    const type = word?.text === name ? context.variable(id)?.type : undefined;
    if (!word || !type) continue;
    if (type.kind !== "array") claims.push({ word, type });
    else notScalar(context, word.span);
  }
  for (const { name: define, emits } of tree.defines) {
    const type = emits?.text === name ? context.define(define.text)?.type : undefined;
    if (emits && type) claims.push({ word: emits, type });
  }
  return claims;
}

function notScalar(context: Context, span: Span): void {
  const message = "an array cannot emit: the event would not tell which element changed";
  report(context, "not-a-scalar", { message, span });
}

/** The names of all events, in order of declaration, with their places. */
export function eventNames(context: Context): Map<string, Span | undefined> {
  const { tree } = context;
  const found = new Map<string, Span | undefined>(namesOf(tree.events));
  const locals = tree.machines.flatMap(m => m.variables);
  for (const { emits } of [...tree.variables, ...locals, ...tree.defines]) {
    if (emits && !found.has(emits.text)) found.set(emits.text, emits.span);
  }
  return found;
}

/** The event that a word names, or undefined after an error. */
export function eventNamed(context: Context, word: Word): EventType | undefined {
  const known = eventNames(context);
  if (known.has(word.text)) return context.event(word.text);
  if (lacksParts(context)) return undefined;
  return reportUnknown(context, { code: "unknown-event", what: "event", word, known });
}
