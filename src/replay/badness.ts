// What makes a single state or a single step break a property: asked for every state of a space when
// the step is looked for after which a violation could no longer be avoided.

import type { Meaning } from "../model/program.ts";
import { isQuiet } from "../model/quiet.ts";
import type { Fault, Interpreter, State } from "../model/stepper.ts";

/** A step as exploration takes it; `next` or `fault` is there. */
export interface TakenStep {
  readonly next?: State | undefined;
  readonly fault?: Fault | undefined;
  readonly marks: readonly number[];
}

export interface Bad {
  /** `moves`: can anything happen in the state beside faults and what was not thought of. */
  state(state: State, moves: boolean): boolean;
  step(from: State, taken: TakenStep): boolean;
}

/** Undefined for properties that no single state or step breaks. */
export function badnessOf(interpreter: Interpreter, check: number): Bad | undefined {
  const meaning = interpreter.program.checks[check]?.meaning;
  return meaning && badOf(interpreter, meaning);
}

const never = (): boolean => false;

function badOf(interpreter: Interpreter, meaning: Meaning): Bad | undefined {
  switch (meaning.by) {
    case "bad-probe":
      return ofProbe(interpreter, meaning.probe);
    case "quiet":
      return {
        state: s => interpreter.evaluate(meaning.bad, s) === 1 && isQuiet(interpreter, s),
        step: never,
      };
    case "deadlock":
      return { state: (s, moves) => !moves && !interpreter.atRest(s), step: never };
    case "cells":
      return { state: s => meaning.probes.some(p => interpreter.probe(p, s)), step: never };
    case "marks":
      return { state: never, step: (_, { marks }) => marks.some(m => meaning.marks.includes(m)) };
    case "faults":
      return {
        state: never,
        step: (_, { fault }) => fault !== undefined && fault.kind !== "assert",
      };
    default:
      return undefined;
  }
}

function ofProbe(interpreter: Interpreter, probe: number): Bad {
  if (interpreter.program.probes[probe]?.kind === "state") {
    return { state: s => interpreter.probe(probe, s), step: never };
  }
  return {
    state: never,
    step: (from, { next }) => next !== undefined && interpreter.probe(probe, next, from),
  };
}
