// Does a run end in what breaks (or reaches) a property? Asked of the interpreter for every run before
// anyone sees it, and for every replay file at its end.

import { unreachable } from "../base/bug.ts";
import type { Check, Program, Term } from "../model/program.ts";
import { isQuiet } from "../model/quiet.ts";
import type { Interpreter, State, Stepper } from "../model/stepper.ts";
import { breaksIt } from "./lasso.ts";
import { beforeLast, endOf, type Run } from "./run.ts";

/** Undefined where one run alone cannot tell. */
export function showsIt(interpreter: Interpreter, check: Check, run: Run): boolean | undefined {
  const { meaning } = check;
  switch (meaning.by) {
    case "bad-probe":
    case "good-probe":
      return probeAtEnd(interpreter, meaning.probe, run);
    case "deadlock":
      return run.fault === undefined && isStuck(interpreter, endOf(run));
    case "cells":
      return run.fault === undefined && meaning.probes.some(p => interpreter.probe(p, endOf(run)));
    case "marks":
      return (run.moves.at(-1)?.applied.marks ?? []).some(m => meaning.marks.includes(m));
    case "faults":
      return run.fault !== undefined && run.fault.kind !== "assert";
    case "possible":
      if (meaning.from && interpreter.evaluate(meaning.from, endOf(run)) !== 1) return false;
      return interpreter.evaluate(meaning.goal, endOf(run)) === 1 ? false : undefined;
    case "quiet":
      return run.fault === undefined && owesAtRest(interpreter, meaning.bad, endOf(run));
    case "liveness":
      return breaksIt(interpreter, meaning, run);
    default:
      return unreachable(meaning);
  }
}

function owesAtRest(interpreter: Interpreter, bad: Term, state: State): boolean {
  return interpreter.evaluate(bad, state) === 1 && isQuiet(interpreter, state);
}

function probeAtEnd(interpreter: Interpreter, probe: number, run: Run): boolean {
  if (run.fault) return false;
  const kind = interpreter.program.probes[probe]?.kind;
  if (kind === "state") return interpreter.probe(probe, endOf(run));
  const before = beforeLast(run);
  return before !== undefined && interpreter.probe(probe, endOf(run), before);
}

/** Nothing can happen but faults of the world and triggers without effect, though not all is at rest. */
export function isStuck(stepper: Stepper, state: State): boolean {
  if (stepper.atRest(state)) return false;
  let moves = false;
  const note = (command: number) => {
    moves ||= counts(stepper.program, command);
  };
  stepper.successors(state, { step: note, fault: note });
  return !moves;
}

function counts(program: Program, index: number): boolean {
  const command = program.commands[index];
  return command?.kind !== "fault" && command?.policy === undefined;
}
