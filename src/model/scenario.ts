// A scenario as written: which model, under which constants, budgets, faults and limits, and what is expected.
// Names are not yet bound: the model is another file.

import type { Span } from "../base/source.ts";
import type { Reduction } from "./job.ts";
import type { Argument, Word } from "./syntax.ts";
import type { ExpectTree } from "./tree.ts";

/** How often a trigger may arrive. */
export interface BudgetTree {
  readonly name: Word;
  readonly times: number;
}

export type FaultKind = "crashes" | "losses" | "duplicates";

/** How often a process may crash, or a channel may lose or double a message. */
export interface FaultTree {
  readonly kind: FaultKind;
  /** The process or channel. */
  readonly of: Word;
  readonly times: number;
  readonly span: Span;
}

/** `memory` in MiB. */
export interface LimitsTree {
  readonly states?: number | undefined;
  readonly seconds?: number | undefined;
  readonly memory?: number | undefined;
}

/** Random exploration: what is left out takes the default of the command line. */
export type ExploreTree =
  | { readonly kind: "exhaustive" }
  | {
      readonly kind: "random";
      readonly runs?: number | undefined;
      readonly depth?: number | undefined;
      readonly seed?: number | undefined;
    };

export interface ScenarioTree {
  readonly name: Word;
  readonly about?: string | undefined;
  readonly source: readonly string[];
  /** A path, from the folder of the scenario's own file. */
  readonly model: Word;
  readonly variant?: Word | undefined;
  readonly constants: readonly Argument[];
  readonly triggers: readonly BudgetTree[];
  readonly faults: readonly FaultTree[];
  readonly limits: LimitsTree;
  readonly explore: ExploreTree;
  /** Nothing where it is left out. */
  readonly reduce?: readonly Reduction[] | undefined;
  /** Only these; undefined means all. */
  readonly properties?: readonly Word[] | undefined;
  /** Counts have `count`, properties have `verdict` and perhaps `length`. */
  readonly expect: readonly ExpectTree[];
  readonly span: Span;
}
