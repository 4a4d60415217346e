// Every state of a machine x every trigger it knows: handled, ignored, refused, open, or final. The state's own word goes
// before the machine's, rows go before `ignore` and `refuse` of the machine, and `unhandled` speaks for the rest.

import type { Cell, Row } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import type { StateTree, Unhandled } from "../model/tree.ts";
import { triggerNamed, triggerNames } from "./cause.ts";
import { type Context, type MachineInfo, report, use } from "./context.ts";

type Lists = Pick<StateTree, "ignore" | "refuse">;

const MOST = 250_000;

/** The cells in order of states, then of triggers. */
export function cellsOf(context: Context, machine: MachineInfo, rows: readonly Row[]): Cell[] {
  const lists: readonly Lists[] = [machine.tree, ...machine.states];
  for (const list of lists) checkLists(context, machine, list);
  const known = knownTriggers(context, lists, rows);
  if (known.length * machine.states.length > MOST) return tooMany(context, machine, known.length);
  return machine.states.flatMap((state, ordinal) => {
    const here = rowsByTrigger(rows, ordinal);
    bothWays(context, state, here);
    return known.map(trigger =>
      cell(context, machine, { ordinal, trigger, rows: here.get(trigger) ?? [] }),
    );
  });
}

function tooMany(context: Context, machine: MachineInfo, triggers: number): [] {
  const message = `${machine.states.length} states x ${triggers} triggers are more than ${MOST} cells`;
  report(context, "too-large", { message, span: machine.tree.name.span });
  return [];
}

function rowsByTrigger(rows: readonly Row[], ordinal: number): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.cause.kind !== "trigger" || !row.from.includes(ordinal)) continue;
    const { trigger } = row.cause;
    found.set(trigger, [...(found.get(trigger) ?? []), row]);
  }
  return found;
}

function knownTriggers(context: Context, lists: readonly Lists[], rows: readonly Row[]): string[] {
  const said = new Set<string>();
  for (const { ignore, refuse } of lists) {
    for (const word of [...ignore, ...refuse]) said.add(word.text);
  }
  for (const { cause } of rows) if (cause.kind === "trigger") said.add(cause.trigger);
  return [...triggerNames(context).keys()].filter(name => said.has(name));
}

interface Question {
  readonly ordinal: number;
  readonly trigger: string;
  readonly rows: readonly Row[];
}

function cell(context: Context, machine: MachineInfo, question: Question): Cell {
  const { ordinal, trigger, rows } = question;
  const policy = policyOf(context, machine, ordinal);
  return {
    state: ordinal,
    trigger,
    status: status(machine, question, policy),
    rows: rows.map(r => r.id),
    violation: policy === "violation",
  };
}

function status(
  machine: MachineInfo,
  { ordinal, trigger, rows }: Question,
  policy: Unhandled,
): Cell["status"] {
  const state = machine.states[ordinal];
  if (state?.type === "final") return "final";
  if (rows.some(r => !r.wide)) return "handled";
  const own = state && listed(state, trigger);
  if (own) return own;
  if (rows.length > 0) return "handled";
  const wide = listed(machine.tree, trigger);
  if (wide) return wide;
  if (policy === "ignore") return "ignored";
  return policy === "refuse" ? "refused" : "open";
}

function listed(lists: Lists, trigger: string): "ignored" | "refused" | undefined {
  if (lists.ignore.some(w => w.text === trigger)) return "ignored";
  return lists.refuse.some(w => w.text === trigger) ? "refused" : undefined;
}

/** State before machine before `checks`. */
function policyOf(context: Context, machine: MachineInfo, ordinal: number): Unhandled {
  const said = machine.states[ordinal]?.unhandled ?? machine.tree.unhandled;
  if (said) return said;
  const check = context.tree.checks.find(c => c.name.text === "unhandled")?.policy ?? "on";
  return check === "on" ? "violation" : "finding";
}

function checkLists(context: Context, machine: MachineInfo, lists: Lists): void {
  const seen = new Map<string, Word>();
  for (const word of [...lists.ignore, ...lists.refuse]) {
    const off = context.removed.has(word.text) && !triggerNames(context).has(word.text);
    if (!off && triggerNamed(context, word, machine.name)) use(context, "trigger", word.text);
    const before = seen.get(word.text);
    seen.set(word.text, word);
    if (!before) continue;
    const message = `'${word.text}' stands twice in 'ignore' and 'refuse'`;
    const notes = [{ message: "the other one is here", span: before.span }];
    report(context, "trigger-twice", { message, span: word.span }, { notes });
  }
}

function bothWays(
  context: Context,
  state: StateTree,
  rows: ReadonlyMap<string, readonly Row[]>,
): void {
  for (const word of [...state.ignore, ...state.refuse]) {
    const row = rows.get(word.text)?.find(r => !r.wide);
    if (!row) continue;
    const message = `'${word.text}' has a row in '${state.name.text}' and is ignored or refused there`;
    const notes = [{ message: "the row is here", span: row.span }];
    const fix = "a row with a guard and 'guard: else' says both";
    report(context, "trigger-twice", { message, span: word.span }, { notes, fix });
  }
}
