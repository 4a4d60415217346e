// Who still holds what at the end of a run, and since which step: the story of a debt that was not given back.

import type { Debt, Term } from "../model/program.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import type { Explanation } from "../model/trace.ts";
import { endOf, type Run } from "./run.ts";

const MOST = 4;

/** One line for each debt that is held at the end: by whom, and since which step. */
export function explainDebts(
  interpreter: Interpreter,
  debts: readonly Debt[],
  run: Run,
): Explanation[] {
  return debts.flatMap(debt => {
    const holds = (term: Term | undefined) =>
      term !== undefined && interpreter.evaluate(term, endOf(run)) === 1;
    if (!holds(debt.held) || holds(debt.unless)) return [];
    const since = sinceWhen(interpreter, debt, run);
    const value = since === 0 ? "from the start" : `since step ${since}`;
    return [
      { text: `${holderOf(interpreter, debt, endOf(run))} holds ${debt.name}`, value, depth: 0 },
    ];
  });
}

/** The same in one sentence; undefined where nothing is held. */
export function debtsText(lines: readonly Explanation[]): string | undefined {
  if (lines.length === 0) return undefined;
  const said = lines.slice(0, MOST).map(({ text, value }) => `${text} ${value}`);
  const rest = lines.length - MOST;
  const all = [...said, ...(rest > 0 ? [`${rest} more are held`] : [])];
  return `everything is at rest, but ${all.join(", ")}`;
}

/** The step that took it: from there on the same one has held it. */
function sinceWhen(interpreter: Interpreter, debt: Debt, run: Run): number {
  const by = holderOf(interpreter, debt, endOf(run));
  const before = run.states.findLastIndex(
    state =>
      interpreter.evaluate(debt.held, state) !== 1 || holderOf(interpreter, debt, state) !== by,
  );
  return before + 1;
}

function holderOf({ program }: Interpreter, { holder }: Debt, state: State): string {
  const agent = "agent" in holder ? holder.agent : (state[holder.slot] ?? 0) - 1;
  return program.agents[agent]?.name ?? "nobody";
}
