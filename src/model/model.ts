// What resolve makes of a tree: names bound, types and ranges checked, defaults made explicit,
// constants set, everything switched off by `when` gone. References are unique names, see expression.ts.

import type { Span } from "../base/source.ts";
import type { Action, Choice, Expr, TemporalFormula } from "./expression.ts";
import type { AcceptedRace } from "./races.ts";
import type { ExpectTree, Fairness, OpenQuestion, Policy } from "./tree.ts";
import type { EnumType, IndexType, ScalarType, Type } from "./types.ts";

export interface Entity {
  readonly name: string;
  readonly about?: string | undefined;
  readonly span: Span;
}

export interface Constant extends Entity {
  readonly type: ScalarType;
  readonly value: number;
}

export interface Variable extends Entity {
  /** Unique: `status`, or `sender.seen` for a local variable (then `name` is `seen`). */
  readonly id: string;
  readonly type: Type;
  /** For each scalar of the type, in order of index, the values it may start with, ascending. */
  readonly initial: readonly (readonly number[])[];
  /** The machine whose local variable it is. */
  readonly machine?: string | undefined;
  readonly emits?: string | undefined;
  readonly process?: string | undefined;
  readonly persistent: boolean;
}

export interface Define extends Entity {
  readonly expr: Expr;
  readonly emits?: string | undefined;
}

export interface Waitable extends Entity {
  readonly kind: "lock" | "semaphore" | "level-event" | "debt";
  /** An array of them. */
  readonly by?: IndexType | undefined;
  /** Semaphore: the count at the start; level event: 0 or 1; lock: 0. */
  readonly initial: number;
  /** Semaphore: the largest count. */
  readonly max: number;
  readonly process?: string | undefined;
  /** Must not be held at rest: every debt, and a lock that says so; but may be while this is true. */
  readonly owed?: { readonly unless?: Expr | undefined } | undefined;
  /** Debt: one for all machines, that any of them may give back; otherwise one for each machine instance. */
  readonly shared?: boolean | undefined;
  /** Debt: outlives a crash. */
  readonly persistent?: boolean | undefined;
}

export interface MessageType {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: ScalarType }[];
}

export interface Channel extends Entity {
  readonly kind: "fifo" | "bag" | "register" | "rendezvous";
  /** Register 1, rendezvous 0. */
  readonly capacity: number;
  readonly messages: readonly MessageType[];
  readonly losses: number;
  readonly duplicates: number;
  readonly process?: string | undefined;
}

export interface EventType extends Entity {
  readonly type?: ScalarType | undefined;
}

export interface Process extends Entity {
  readonly crashes: number;
}

export interface Trigger extends Entity {
  readonly by: string;
  /** Undefined: no bound. */
  readonly times?: number | undefined;
  readonly guard?: Expr | undefined;
}

/** What lets a row fire. `value` of an event row restricts it to that value. */
export type Cause =
  | { readonly kind: "trigger"; readonly trigger: string }
  | { readonly kind: "message"; readonly channel: string; readonly message: string }
  | { readonly kind: "timeout"; readonly name: string }
  | { readonly kind: "always" };

export interface Row {
  /** Unique in the model and stable: `monitor/idle/cancel/1`, for a machine-wide one `monitor/*\/cancel/1`. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly cause: Cause;
  /** Source states (ordinals) in which the row stands, ascending. One, unless it is machine-wide. */
  readonly from: readonly number[];
  /** A machine-wide row gives way to an enabled row of the state itself for the same cause. */
  readonly wide: boolean;
  readonly target?: number | undefined;
  readonly guard?: Expr | "else" | undefined;
  readonly choose: readonly Choice[];
  readonly steps: readonly (readonly Action[])[];
  /** The trigger arrives without effect; the row then has no target and no actions. */
  readonly policy?: Policy | undefined;
  readonly fair: Fairness;
  /** Of its steps after the first: a row that need not begin goes on, once begun, as its machine does. */
  readonly fairBegun: Fairness;
  readonly because?: string | undefined;
  readonly source?: string | undefined;
  readonly span: Span;
  /** The row's conditions and actions as people read them in a picture, such as `cancel [status in running] / status = cancelling; socket = shut`. */
  readonly text: string;
  /** The first half of it: cause, parameters, guard. */
  readonly head: string;
  /** The second half, by step. */
  readonly does: readonly string[];
}

export interface State extends Entity {
  readonly type: "plain" | "final" | "rest";
  readonly entry: readonly Action[];
  readonly exit: readonly Action[];
  /** Debts that the machine holds while it is here. */
  readonly holds: readonly string[];
}

/** One state of a machine x one trigger it knows. */
export interface Cell {
  readonly state: number;
  readonly trigger: string;
  /** `final`: the machine has ended, nothing reaches it. */
  readonly status: "handled" | "ignored" | "refused" | "open" | "final";
  /** Ids of the rows that stand in the cell. */
  readonly rows: readonly string[];
  /** Of an open cell: is its reach a violation or only a finding. */
  readonly violation: boolean;
}

export interface Machine extends Entity {
  /** The type of `self`; undefined for a machine that is not replicated. */
  readonly replicas?: IndexType | undefined;
  /** `NAME.state`: its values are the states in order. */
  readonly stateType: EnumType;
  readonly states: readonly State[];
  /** Ordinals, ascending. */
  readonly initial: readonly number[];
  readonly rows: readonly Row[];
  /** For every state and every trigger that the machine knows, in order of states, then of triggers. */
  readonly cells: readonly Cell[];
  readonly process?: string | undefined;
  /** Where it is after a crash: ordinals. */
  readonly recovery: readonly number[];
}

export interface ObserverRow {
  readonly from: number;
  readonly event: string;
  /** Undefined: any value. */
  readonly value?: number | undefined;
  readonly target: number;
  readonly span: Span;
}

export interface Observer extends Entity {
  readonly states: readonly string[];
  readonly initial: number;
  /** Events it knows; an event it does not know passes by. */
  readonly knows: readonly string[];
  readonly ignores: readonly string[];
  readonly rows: readonly ObserverRow[];
}

export type PropertyMeaning =
  /** `premise` is p of `p implies q`, for vacuity. */
  | {
      readonly kind: "always" | "never" | "step" | "stable";
      readonly expr: Expr;
      readonly premise?: Expr | undefined;
    }
  | { readonly kind: "reachable" | "possible" | "eventually"; readonly expr: Expr }
  | { readonly kind: "leads-to" | "recoverable"; readonly from: Expr; readonly to: Expr }
  | { readonly kind: "ltl"; readonly formula: TemporalFormula };

export interface Property extends Entity {
  readonly meaning: PropertyMeaning;
  readonly because?: string | undefined;
  /** The property as written, for stories. */
  readonly text: string;
}

export interface Checks {
  readonly deadlock: CheckPolicy;
  readonly unhandled: CheckPolicy;
  readonly range: CheckPolicy;
  readonly assert: CheckPolicy;
  readonly debts: CheckPolicy;
  readonly observers: CheckPolicy;
}

export type CheckPolicy = "on" | "off" | "finding";

export interface Model {
  readonly name: string;
  readonly about?: string | undefined;
  readonly source: readonly string[];
  readonly constants: readonly Constant[];
  readonly defines: readonly Define[];
  /** Shared variables first, then local ones in order of machines. */
  readonly variables: readonly Variable[];
  readonly waitables: readonly Waitable[];
  readonly channels: readonly Channel[];
  readonly events: readonly EventType[];
  readonly processes: readonly Process[];
  readonly triggers: readonly Trigger[];
  readonly machines: readonly Machine[];
  readonly observers: readonly Observer[];
  readonly initially: readonly Expr[];
  readonly properties: readonly Property[];
  readonly checks: Checks;
  /** The differences that are meant; undefined where the model does not speak of races. */
  readonly races?: readonly AcceptedRace[] | undefined;
  readonly expect: readonly ExpectTree[];
  readonly open: readonly OpenQuestion[];
  readonly span: Span;
}

/** By trigger: who sends it. */
export function sendersOf({ triggers }: Pick<Model, "triggers">): ReadonlyMap<string, string> {
  return new Map(triggers.map(t => [t.name, t.by]));
}
