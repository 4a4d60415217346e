// Who wakes each wait: the table of all places where machines waited, and a finding for each wait that nothing may end.
// What waits for a trigger or rests is the operator's business and no finding.

import { place, position, type Span } from "../base/source.ts";
import type { Machine, Model, Row } from "../model/model.ts";
import type { Program } from "../model/program.ts";
import type { Finding, Wait, WaitTable } from "../model/result.ts";
import type { WaitSeen, WaitsSeen } from "../model/waits.ts";
import type { Facts } from "./facts.ts";
import type { Witness } from "./findings.ts";

/** The table, and what it gives cause to say. */
export interface Waited {
  readonly table: WaitTable;
  readonly findings: readonly Finding[];
}

const REASONS: Readonly<Record<NonNullable<WaitsSeen["reason"]>, string>> = {
  states: "not all states were seen",
  seconds: "the time was over",
  memory: "the memory was used up",
  interrupted: "it was interrupted",
  random: "random walks cannot tell what never happens",
  compact: "a compact store keeps no states",
  size: "the space has more than 250,000 states",
  symmetry: "under symmetry the replicas are not told apart",
};

/** Reads what exploration found; `witness` makes the run to a wait that nothing ends. */
export function waitedFor(facts: Facts, { seen, reason }: WaitsSeen, witness: Witness): Waited {
  const table: { wait: Wait; finding: Finding[] }[] = seen.map(each => {
    const about = describe(facts.model, each);
    const wakers = wakersOf(facts.program, each);
    const wait = { ...about.head, wakers, ...lengths(facts, each, about.head.mayStay) };
    return { wait, finding: forsaken(each, { wait, span: about.span }, witness) };
  });
  return {
    table: {
      waits: table.map(t => t.wait),
      reason: reason === undefined ? undefined : REASONS[reason],
    },
    findings: table.flatMap(t => t.finding),
  };
}

function lengths(facts: Facts, { never, outside }: WaitSeen, mayStay: boolean): Partial<Wait> {
  return {
    never: never && !mayStay ? facts.depth(never) : undefined,
    outside: outside && !mayStay ? facts.depth(outside) : undefined,
  };
}

// ---------------------------------------------------------------- where it waits

type Head = Pick<Wait, "machine" | "state" | "step" | "text" | "place" | "mayStay">;

function describe(
  model: Model,
  { machine: name, state, step }: WaitSeen,
): { head: Head; span: Span } {
  const machine = model.machines.find(m => m.name === name);
  const declared = machine?.states[state];
  const span = declared?.span ?? model.span;
  const base = { machine: name, state: declared?.name ?? "", place: place(span), mayStay: false };
  if (!machine) return { head: { ...base, text: "" }, span };
  if (step === 0) {
    const text = wishes(machine, state).join(", or ");
    return { head: { ...base, text, mayStay: mayStay(machine, state) }, span };
  }
  const at = rowAt(machine, step);
  if (!at) return { head: { ...base, text: "" }, span };
  const { row, index } = at;
  const text = firstOf(row.does[index] ?? row.text);
  const where = { step: `${index + 1}/${row.steps.length}`, text, place: place(row.span) };
  return { head: { ...base, ...where }, span: row.span };
}

/** What a step begins with is what it waits for. */
function firstOf(does: string): string {
  return does.split("; ")[0] ?? does;
}

/** As for `deadlock`: the state is not plain, or a row for a trigger stands there. */
function mayStay(machine: Machine, state: number): boolean {
  const listens = machine.rows.some(
    r => r.cause.kind === "trigger" && !r.policy && r.from.includes(state),
  );
  return machine.states[state]?.type !== "plain" || listens;
}

/** What the machine's own rows of the state wait for. */
function wishes(machine: Machine, state: number): string[] {
  const rows = machine.rows.filter(r => r.cause.kind !== "trigger" && r.from.includes(state));
  return [...new Set(rows.map(r => r.head || firstOf(r.does[0] ?? "") || r.text))].filter(
    text => text !== "",
  );
}

/** The row whose later step the value of a step slot stands for; they are counted through the rows. */
function rowAt(machine: Machine, step: number): { row: Row; index: number } | undefined {
  let before = 0;
  for (const row of machine.rows) {
    const later = row.steps.length - 1;
    if (step <= before + later) return { row, index: step - before };
    before += later;
  }
  return undefined;
}

// ---------------------------------------------------------------- who wakes it

function wakersOf(program: Program, { wakers }: WaitSeen): Wait["wakers"] {
  const found = new Map<string, Wait["wakers"][number]>();
  for (const number of wakers) {
    const command = program.commands[number];
    const row = program.rows[command?.row ?? -1];
    if (!command) continue;
    const machine = row?.machine ?? "";
    const text = (command.steps > 1 && row?.does[command.step - 1]) || row?.text || command.name;
    const waker = { machine, text: text.trim(), place: place(row?.span ?? command.span) };
    found.set(JSON.stringify([row?.id ?? command.name, command.step]), waker);
  }
  return [...found.values()];
}

function forsaken(
  { never }: WaitSeen,
  { wait, span }: { wait: Wait; span: Span },
  witness: Witness,
): Finding[] {
  if (!never || wait.never === undefined) return [];
  const step = wait.step === undefined ? "" : `, step ${wait.step}`;
  const what = wait.text === "" ? "" : ` (${wait.text})`;
  const where = `${wait.machine} can wait in state '${wait.state}'${step}${what}`;
  const wakers = [...new Set(wait.wakers.map(w => w.machine || w.text))];
  const else_ = wakers.length === 0 ? "" : `; in other runs it is woken by ${wakers.join(", ")}`;
  const message = `${where}, and nobody ever wakes it${else_}`;
  const { line, column } = position(span.source, span.start);
  return [
    {
      code: "wait-without-waker",
      severity: "warning",
      message,
      position: { file: span.source.name, line, column },
      witness: witness(never, `${where}, and from here on nobody wakes it`),
    },
  ];
}
