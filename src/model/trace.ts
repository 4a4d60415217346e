// A run as people read it: where it starts, then each step with who acted, what caused it, which row of
// the file fired and what changed. Made by replay from a path, never by an engine.

import type { CommandKind } from "./program.ts";

/** A slot and its value as text. */
export interface Binding {
  readonly name: string;
  readonly value: string;
}

export interface Change {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Something that the step did to the world outside its own variables. */
export type Happening =
  | { readonly kind: "emit"; readonly event: string; readonly value?: string | undefined }
  /** `to` of a send is unknown until it is received. */
  | {
      readonly kind: "send" | "receive" | "lose" | "duplicate";
      readonly channel: string;
      readonly message: string;
    }
  | {
      readonly kind: "acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give";
      readonly on: string;
    }
  | { readonly kind: "cas"; readonly variable: string; readonly stored: boolean }
  | { readonly kind: "crash"; readonly process: string };

/** An action that was possible, in words and as a choice. */
export interface Alternative {
  readonly text: string;
  readonly row?: string | undefined;
  /** True where after it the violation can still be avoided; undefined where that is not known. */
  readonly avoids?: boolean | undefined;
}

export interface TraceStep {
  /** From 1. */
  readonly number: number;
  /** Indexes into the program, for replay. Command -1 is no action: a trigger arrives of which nothing is said. */
  readonly command: number;
  readonly choice: number;
  readonly kind: CommandKind;
  /** `sender`, `rm[2]`; undefined for the outside. */
  readonly agent?: string | undefined;
  readonly machine?: string | undefined;
  readonly partner?: string | undefined;
  /** By whom a trigger came: `operator`. */
  readonly by?: string | undefined;
  /** The trigger, message or timeout. */
  readonly cause?: string | undefined;
  readonly policy?: "ignored" | "refused" | undefined;
  readonly params: readonly Binding[];
  /** The row: its id, its name, what this step of it does, and its place `file:line`. */
  readonly row?:
    | {
        readonly id: string;
        readonly name?: string | undefined;
        readonly text: string;
        readonly place: string;
      }
    | undefined;
  readonly step: number;
  readonly steps: number;
  /** State names of the acting machine. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly changes: readonly Change[];
  readonly happenings: readonly Happening[];
  /** Of the last step only: what was wrong with it. */
  readonly fault?: string | undefined;
}

/** The step after which the violation could no longer be avoided, and what else was possible before it. */
export interface Decision {
  /** The step's number; 0 where the violation cannot be avoided from the start. */
  readonly step: number;
  readonly alternatives: readonly Alternative[];
  /** How many alternatives are left out. */
  readonly more?: number | undefined;
  /** True where every continuation of the step violates; false where the space was too large to tell, and then it is the last step. */
  readonly proven: boolean;
}

/** A part of the property with its value in the last state. */
export interface Explanation {
  readonly text: string;
  readonly value: string;
  /** Indentation in the property. */
  readonly depth: number;
}

/** An agent that acts no more, and why nothing obliges it to. */
export interface Idle {
  readonly agent: string;
  readonly text: string;
}

export interface Trace {
  readonly model: string;
  /** Of the program's text form: replay refuses another program. */
  readonly fingerprint: string;
  readonly property: string;
  /** Every slot's value at the start. */
  readonly start: readonly Binding[];
  readonly steps: readonly TraceStep[];
  /** Every slot's values after each step; row 0 is the start. For pictures and ITF. */
  readonly states: readonly (readonly string[])[];
  /** Agents in order, for lanes. */
  readonly agents: readonly string[];
  /**
   * Of a run that never ends: how many steps come before what is repeated for ever. All of them where the run stops for
   * good; otherwise the state after the last step is that after `loop` steps.
   */
  readonly loop?: number | undefined;
  /** Who takes no part in what is repeated. */
  readonly idle?: readonly Idle[] | undefined;
  /** What ended the run, in one sentence. */
  readonly ending: string;
  readonly decision?: Decision | undefined;
  readonly explanation: readonly Explanation[];
}
