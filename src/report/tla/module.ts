// What all parts of one module share: its names, its variables, and what they turn out to need while they are printed.

import { Bug } from "../../base/bug.ts";
import type { Program, Slot } from "../../model/program.ts";
import { Constants } from "./constants.ts";
import type { Helper } from "./helpers.ts";
import { Names } from "./names.ts";
import { INT32, type Range, within } from "./value.ts";
import { type Variable, type Variables, variablesOf } from "./variables.ts";

/** A module while it is made. */
export class Module {
  readonly program: Program;
  readonly names: Names = new Names();
  readonly variables: Variables;
  readonly constants: Constants;
  readonly helpers: Set<Helper> = new Set();
  /** Some number may leave what TLC computes with. */
  overflow = false;

  constructor(program: Program, name: string) {
    this.program = program;
    this.names.module(name);
    this.variables = variablesOf(program, this.names);
    this.constants = new Constants(this.names);
  }

  slot(slot: number): Slot {
    const found = this.program.slots[slot];
    if (!found) throw new Bug(`no slot ${slot}`);
    return found;
  }

  variableOf(slot: number): Variable {
    const found = this.variables.of[slot];
    if (!found) throw new Bug(`no variable for slot ${slot}`);
    return found;
  }

  /** What the values of these slots lie in. */
  rangeOf(base: number, size: number): Range {
    const slots = this.program.slots.slice(base, base + size);
    return {
      low: Math.min(...slots.map(s => s.low)),
      high: Math.max(...slots.map(s => s.high)),
    };
  }

  /** Notes what some expression's value lies in. */
  computes(range: Range): void {
    if (!within(range, INT32)) this.overflow = true;
  }
}
