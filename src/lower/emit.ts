// Emitted events: told to the trace, and read by the observers that know them. An observer is a table
// over events; what no row of its present state allows raises a mark, and it stays where it is.

import type { Observer, ObserverRow } from "../model/model.ts";
import type { Statement, Term } from "../model/program.ts";
import { bounds, type ScalarType, showValue } from "../model/types.ts";
import { eventMarks } from "./liveness.ts";
import type { Scope } from "./scope.ts";
import { blockOf } from "./table.ts";
import { constant, equal, set, slot, when } from "./terms.ts";

/** The statements that make an event happen. */
export function emit(event: string, value: Term | undefined, scope: Scope): readonly Statement[] {
  const type = scope.table.model.events.find(e => e.name === event)?.type;
  const what = { kind: "emit", event, type } as const;
  const tells = scope.notes.tells;
  const found = tells.findIndex(t => t.kind === "emit" && t.event === event);
  const tell = found < 0 ? tells.push(what) - 1 : found;
  const observers = scope.table.model.observers.filter(
    o => o.knows.includes(event) && !o.ignores.includes(event),
  );
  return [
    { kind: "tell", tell, value },
    ...eventMarks(event, value, scope),
    ...observers.flatMap(o => observe(o, { event, value, type }, scope)),
  ];
}

interface Emitted {
  readonly event: string;
  readonly value: Term | undefined;
  readonly type: ScalarType | undefined;
}

function observe(observer: Observer, emitted: Emitted, scope: Scope): Statement[] {
  const { base } = blockOf(scope.table, `observer:${observer.name}`);
  return observer.states.reduceRight<Statement[]>((rest, _, state) => {
    const rows = observer.rows.filter(r => r.from === state && r.event === emitted.event);
    return when(
      equal(slot(base), constant(state)),
      react(observer, state, rows, emitted, scope),
      rest,
    );
  }, []);
}

// biome-ignore lint/complexity/useMaxParams: the five things a reaction is made of
function react(
  observer: Observer,
  state: number,
  rows: readonly ObserverRow[],
  emitted: Emitted,
  scope: Scope,
): Statement[] {
  const { base } = blockOf(scope.table, `observer:${observer.name}`);
  return rows.reduceRight<Statement[]>(
    (rest, row) =>
      when(
        matches(row, emitted),
        row.target === state ? [] : [set(base, constant(row.target))],
        rest,
      ),
    complain(observer, state, emitted, scope),
  );
}

function matches(row: ObserverRow, emitted: Emitted): Term {
  if (row.value === undefined || emitted.value === undefined) return constant(1);
  return equal(emitted.value, constant(row.value));
}

/** One mark for each value of the event, so that a finding can name what was emitted. */
function complain(observer: Observer, state: number, emitted: Emitted, scope: Scope): Statement[] {
  const { event, value, type } = emitted;
  const mark = (text: string): Statement => ({
    kind: "mark",
    mark: markOf(observer, state, text, scope),
  });
  if (value === undefined || !type) return [mark(event)];
  const { low, high } = bounds(type);
  const known = new Set(
    observer.rows.filter(r => r.from === state && r.event === event).map(r => r.value),
  );
  let rest: Statement[] = [];
  for (let v = high; v >= low; v--) {
    if (known.has(v)) continue;
    rest = when(equal(value, constant(v)), [mark(`${event}(${showValue(type, v)})`)], rest);
  }
  return rest;
}

function markOf(observer: Observer, state: number, event: string, scope: Scope): number {
  const name = observer.states[state] ?? "";
  const { marks } = scope.notes;
  const found = marks.findIndex(
    m =>
      m.kind === "observer" &&
      m.observer === observer.name &&
      m.state === name &&
      m.event === event,
  );
  if (found >= 0) return found;
  return (
    marks.push({
      kind: "observer",
      observer: observer.name,
      state: name,
      event,
      span: observer.span,
    }) - 1
  );
}
