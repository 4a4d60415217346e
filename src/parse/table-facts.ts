// What all parts of a file say about the machine, put together: rows without repeats, cells, states in order.
// Rows of matrices and chains are the same from here on.

import type { Word } from "../model/syntax.ts";
import type { OpenQuestion } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import { ask, report } from "./table-codes.ts";
import type { CellWord, Said } from "./table-directive.ts";
import { NO_LABEL } from "./table-label.ts";
import type { Cell, Matrix } from "./table-matrix.ts";
import { endsOf, type Row, type Rows, rowsOf } from "./table-rows.ts";
import type { Scan } from "./table-scan.ts";

/** The machine as the file describes it, before anything is taken for granted. */
export interface Facts {
  readonly said: Said;
  readonly rows: readonly Row[];
  readonly initial: readonly Word[];
  readonly final: readonly Word[];
  readonly ignore: readonly CellWord[];
  readonly refuse: readonly CellWord[];
  /** Every place where a state is named: rows and matrices in the order of the file, then directives. */
  readonly mentions: readonly Word[];
}

/** Where complaints and questions go. */
export interface Into {
  readonly sink: Sink;
  readonly open: OpenQuestion[];
}

/** Puts the parts of a file together. */
export function factsOf(scan: Scan, into: Into): Facts {
  const { said, matrices } = scan;
  const elsewhere = [...namedBy(said), ...matrices.flatMap(statesOf)];
  const found = rowsOf(scan.chains, new Set(elsewhere.map(w => w.text)), into);
  const steps = matrices.flatMap(stepsOf);
  const handled = matrices.flatMap(m => handledBy(m, found.rows, into.open));
  const rows = withoutRepeats([...found.rows, ...steps, ...handled], into.sink);
  const refused = matrices.flatMap(refusedBy);
  return {
    said,
    rows,
    initial: [...said.initial, ...found.initial],
    final: [...said.final, ...found.final],
    ignore: said.ignore,
    refuse: [...said.refuse, ...refused],
    mentions: mentionsOf(scan, found),
  };
}

function namedBy(said: Said): Word[] {
  const cells = [...said.ignore, ...said.refuse].map(c => c.state).filter(w => w !== undefined);
  return [...said.states, ...said.initial, ...said.final, ...said.rest, ...cells];
}

function statesOf(matrix: Matrix): readonly Word[] {
  return matrix.kind === "triggers" ? matrix.columns : [...matrix.columns, ...matrix.rows];
}

function mentionsOf(scan: Scan, found: Rows): Word[] {
  const rows = found.rows.flatMap(r => [r.from, r.target]).filter(w => w !== undefined);
  const ends = scan.chains.flatMap(endsOf);
  const byPlace = new Map<number, Word>();
  for (const word of [...rows, ...ends, ...scan.matrices.flatMap(statesOf)])
    byPlace.set(word.span.start, word);
  const inOrder = [...byPlace.values()].sort((a, b) => a.span.start - b.span.start);
  return [...scan.said.states, ...inOrder, ...namedBy(scan.said)];
}

function stepsOf(matrix: Matrix): Row[] {
  if (matrix.kind !== "transitions") return [];
  return matrix.cells
    .filter(c => c.value)
    .map(c => ({ from: c.row, target: c.column, label: NO_LABEL, span: c.at }));
}

/** A 1 of a trigger matrix: nothing to add where an arrow says what happens, otherwise a row that stays. */
function handledBy(matrix: Matrix, arrows: readonly Row[], open: OpenQuestion[]): Row[] {
  if (matrix.kind !== "triggers") return [];
  const said = new Set(arrows.map(r => cellKey(r.from?.text, r.trigger?.text)));
  const cells = matrix.cells.filter(c => c.value && !said.has(cellKey(c.column.text, c.row.text)));
  for (const trigger of matrix.rows) askEffect(trigger, cells, open);
  return cells.map(c => ({
    from: c.column,
    trigger: c.row,
    target: undefined,
    label: NO_LABEL,
    span: c.at,
  }));
}

function askEffect(trigger: Word, cells: readonly Cell[], open: OpenQuestion[]): void {
  const where = cells.filter(c => c.row === trigger).map(c => c.column.text);
  if (where.length === 0) return;
  const message = `the text does not say what '${trigger.text}' does in ${where.join(", ")}; taken to leave the state as it is`;
  ask(open, "effect-not-said", trigger.span, message);
}

function refusedBy(matrix: Matrix): CellWord[] {
  if (matrix.kind !== "triggers") return [];
  return matrix.cells
    .filter(c => !c.value)
    .map(c => ({ state: c.column, trigger: { text: c.row.text, span: c.at } }));
}

/** One text for a state and a trigger. */
export function cellKey(state: string | undefined, trigger: string | undefined): string {
  return JSON.stringify([state ?? null, trigger ?? null]);
}

function withoutRepeats(rows: readonly Row[], sink: Sink): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const words = [row.from?.text, row.trigger?.text, row.target?.text, row.name, row.label.effect];
    const key = JSON.stringify(words.map(w => w ?? null));
    const same = first.get(key);
    if (!same) first.set(key, row);
    else
      report(sink, "repeated-row", row.span, {
        message: "this row stands twice; it is kept once",
        severity: "note",
        notes: [{ message: "the first one", span: same.span }],
      });
  }
  return [...first.values()];
}
