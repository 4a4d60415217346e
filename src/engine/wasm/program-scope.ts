// What the code of one program refers to, whichever function it stands in.

import type { Regions } from "../../model/machine-code.ts";
import type { Program } from "../../model/program.ts";
import { get, type Instruction, op, set } from "./instruction.ts";
import type { Keys } from "./keys.ts";
import type { Possible } from "./possible.ts";
import type { WideField } from "./scope.ts";
import type { StepProbe } from "./step-probe.ts";

/** What every action of a program shares. */
export interface ProgramScope {
  readonly program: Program;
  readonly fields: readonly WideField[];
  readonly words: number;
  readonly locals: WordLocals;
  readonly keys: Keys;
  readonly regions: Regions;
  /** By slot: all its values. */
  readonly values: readonly Possible[];
  /** List all edges, with a label of so many words, and look for nothing; or 0. */
  readonly label: number;
  /** By command: the number of its first action. */
  readonly firstAction: readonly number[];
  /** Where the regions of this worker start. */
  readonly base: Instruction;
  /** The probes that look at steps, with the slots they read. */
  readonly stepProbes: readonly StepProbe[];
  /** What ends each action stands in a function, and not in each of them: see emitCode. */
  readonly shortly: boolean;
}

/** What is the same in every action: the words of the state, those of the next one, and how this begins as that one. */
export interface WordLocals {
  readonly now: readonly Instruction[];
  readonly next: readonly Instruction[];
  readonly begin: readonly Instruction[];
}

/** For states of so many words. */
export function localsOfWords(words: number): WordLocals {
  const each = Array.from({ length: words }, (_, w) => w);
  return {
    now: each.map(w => get(`s${w}`)),
    next: each.map(w => get(`n${w}`)),
    begin: each.map(w => set(`n${w}`, get(`s${w}`))),
  };
}

/** An address in this worker's regions. */
export function based(all: ProgramScope, offset: Instruction): Instruction {
  return all.base.kind === "const" ? offset : op("i32.add", all.base, offset);
}
