// What the later steps of a row still need from its first: a row's parameters and its message live
// in the state between two steps only where a later step reads them.

import type { Choice } from "../model/expression.ts";
import type { Machine, Row } from "../model/model.ts";

/** The row's parameters that a later step reads. */
export function carriedChoices(row: Row): readonly Choice[] {
  const later = row.steps.slice(1);
  return row.choose.filter(c =>
    mentions(later, n => n["kind"] === "bound" && n["binder"] === c.binder),
  );
}

/** Does a later step read the message that started the row. */
export function carriesMessage(row: Row): boolean {
  const cause = row.cause;
  if (cause.kind !== "message") return false;
  const { channel, message } = cause;
  const reads = (n: Readonly<Record<string, unknown>>) =>
    n["kind"] === "field" && n["channel"] === channel && n["message"] === message;
  const rebinds = (step: Row["steps"][number]) =>
    step[0]?.kind === "receive" && step[0].channel === channel && step[0].message === message;
  return row.steps.slice(1).some(step => !rebinds(step) && mentions(step, reads));
}

/** Does some action of the machine take or give the debt. */
export function owes(machine: Machine, debt: string): boolean {
  const parts = [machine.rows.map(r => r.steps), machine.states.map(s => [s.entry, s.exit])];
  return mentions(parts, n => (n["kind"] === "take" || n["kind"] === "give") && n["debt"] === debt);
}

/** Walks any value of the model except its spans. */
function mentions(
  value: unknown,
  test: (node: Readonly<Record<string, unknown>>) => boolean,
): boolean {
  if (Array.isArray(value)) return value.some(v => mentions(v, test));
  if (typeof value !== "object" || value === null) return false;
  const node = value as Readonly<Record<string, unknown>>;
  if (test(node)) return true;
  return Object.entries(node).some(
    ([key, v]) => key !== "span" && key !== "type" && mentions(v, test),
  );
}
