// What it takes to rename the terms of one command: what each slot, index, parameter and temporary names.

import type { Program } from "../../model/program.ts";
import type { Family, Naming, Renaming, SlotNaming } from "../../model/symmetry.ts";

/** Why replicas cannot be exchanged. */
export class Asymmetry extends Error {}

/** An array of slots. */
export interface RenamedArray {
  readonly base: number;
  readonly sizes: readonly number[];
  readonly names: readonly Naming[];
}

/** What the terms of one command name, and the renaming. */
export interface RenameScope {
  readonly program: Program;
  readonly slots: readonly SlotNaming[];
  /** By slot: of the array it is in, how large each dimension is and what its index names. */
  readonly arrays: readonly RenamedArray[];
  readonly params: readonly Naming[];
  readonly temps: readonly Naming[];
  readonly command: number | undefined;
  readonly renaming: Renaming;
  readonly families: readonly Family[];
}
