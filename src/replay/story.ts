// The whole trace of a run for one check: its steps, what ended it, and the parts of the property that
// explain why. The same for a run that was just found and for one that a replay file names.

import type { Check, Probe, Program, Statement, Term } from "../model/program.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { Explanation, Trace } from "../model/trace.ts";
import { debtsText, explainDebts } from "./debts.ts";
import { endingOf } from "./ending.ts";
import { explainEndless } from "./endless.ts";
import { explainProbe, explainSlot, explainTerm, isOpen, readsOf, type View } from "./explain.ts";
import { idleIn } from "./idle.ts";
import { beforeLast, endOf, type Run } from "./run.ts";
import { explainStuck } from "./stuck.ts";
import { traceOfRun, withArrival } from "./trace.ts";

export interface StoryOptions {
  /** Trigger to who sends it. */
  readonly by: ReadonlyMap<string, string>;
  /** The open cell into which a trigger arrives at the end. */
  readonly cell?: Extract<Probe["about"], { kind: "cell" }> | undefined;
}

/** The trace of a run that shows what the check looks for. */
export function storyOf(
  interpreter: Interpreter,
  check: Check,
  run: Run,
  { by, cell }: StoryOptions,
): Trace {
  const { program } = interpreter;
  const explanation = explain(interpreter, check, run);
  const ending =
    withoutValue(check, explanation) ??
    (check.meaning.by === "quiet" ? debtsText(explanation) : undefined) ??
    endingOf(program, check, run);
  const context = { by, property: check.property, ending };
  const idle = run.loop === undefined ? undefined : idleIn(interpreter, run);
  const trace: Trace = { ...traceOfRun(program, run, context), explanation, idle };
  if (cell) return arrived(program, trace, run, { cell, by });
  return check.meaning.by === "marks" ? blamed(trace) : trace;
}

/** An index outside its array, say, in the property itself. */
function withoutValue(check: Check, explanation: readonly Explanation[]): string | undefined {
  const value = explanation[0]?.value;
  const fault = check.meaning.by === "bad-probe" && value !== "true" && value !== "false";
  return fault ? `here the property has no value: ${value}` : undefined;
}

function arrived(
  program: Program,
  trace: Trace,
  run: Run,
  options: { cell: NonNullable<StoryOptions["cell"]>; by: StoryOptions["by"] },
): Trace {
  const whole = withArrival(program, trace, endOf(run), options);
  return { ...whole, ending: whole.steps.at(-1)?.fault ?? trace.ending };
}

/** The last step is wrong though it has a successor: an observer says so. */
function blamed(trace: Trace): Trace {
  const last = trace.steps.at(-1);
  if (!last || last.fault !== undefined) return trace;
  return { ...trace, steps: [...trace.steps.slice(0, -1), { ...last, fault: trace.ending }] };
}

function explain(interpreter: Interpreter, check: Check, run: Run): Explanation[] {
  const view: View = { interpreter, state: endOf(run) };
  const { meaning } = check;
  switch (meaning.by) {
    case "bad-probe":
    case "good-probe":
      return explainProbe(interpreter, check, meaning.probe, run);
    case "possible":
      return explainTerm(view, meaning.goal);
    case "quiet":
      return explainDebts(interpreter, meaning.debts, run);
    case "deadlock":
      return explainStuck(view);
    case "faults":
    case "marks":
      return explainAction(interpreter, run);
    case "liveness":
      return explainEndless(interpreter, check, meaning, run);
    default:
      return [];
  }
}

/** What the action that is wrong found before it acted: the variable that would leave its range, what an assert reads, or the guard. */
function explainAction(interpreter: Interpreter, run: Run): Explanation[] {
  const { program } = interpreter;
  const state = beforeLast(run);
  const command = program.commands[run.moves.at(-1)?.step.command ?? -1];
  if (!state || !command) return [];
  const { fault } = run;
  const own = fault?.kind === "range" ? [fault.slot] : [];
  const test = fault?.kind === "assert" ? assertOf(command.effect, fault.mark) : undefined;
  const term = test ?? command.guard;
  const read = isOpen(term) ? [] : readsOf({ interpreter, state }, term).map(r => r.slot);
  return [...new Set([...own, ...read])]
    .filter(slot => program.slots[slot]?.role !== "step")
    .map(slot => explainSlot(program, slot, state, 0));
}

function assertOf(effect: readonly Statement[], mark: number): Term | undefined {
  for (const of of effect) {
    if (of.kind === "assert" && of.mark === mark) return of.test;
    const inner = of.kind === "if" ? assertOf([...of.then, ...of.else], mark) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
