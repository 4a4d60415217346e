// What parse makes of a text: every construct of the language with its span, names not yet bound.
// YAML, JSON, defineModel and tables all become this one tree; nothing behind parse knows which it was.

import type { Span } from "../base/source.ts";
import type {
  ActionSyntax,
  Argument,
  Formula,
  InitialSyntax,
  Syntax,
  TypeSyntax,
  Word,
} from "./syntax.ts";

/** What every declared thing has. `when` switches it by constants. */
export interface Declared {
  readonly name: Word;
  readonly about?: string | undefined;
  readonly when?: Syntax | undefined;
  readonly span: Span;
}

export interface ConstantTree extends Declared {
  readonly type?: TypeSyntax | undefined;
  readonly value: Syntax;
}

export interface VariantTree extends Declared {
  readonly settings: readonly Argument[];
}

export interface TypeTree extends Declared {
  readonly type: TypeSyntax;
}

export interface SetTree extends Declared {
  readonly of: Word;
  readonly in: readonly Word[];
  readonly out?: readonly Word[] | undefined;
}

/** `h` or `h in TYPE`: what a definition is given. */
export interface ParameterTree {
  readonly name: Word;
  readonly type?: TypeSyntax | undefined;
}

export interface DefineTree extends Declared {
  /** Undefined: it stands by its name alone. */
  readonly parameters?: readonly ParameterTree[] | undefined;
  readonly type?: TypeSyntax | undefined;
  readonly expr: Syntax;
  readonly emits?: Word | undefined;
}

export interface VariableTree extends Declared {
  readonly type: TypeSyntax;
  /** Missing is an error of resolve, except where the file is a table. */
  readonly initial?: InitialSyntax | undefined;
  readonly emits?: Word | undefined;
  readonly process?: Word | undefined;
  readonly persistent: boolean;
}

export interface WaitableTree extends Declared {
  readonly kind: "lock" | "semaphore" | "level-event" | "debt";
  readonly initial?: Syntax | undefined;
  readonly max?: Syntax | undefined;
  /** A type name, a range, a number n (0..n-1) or a replicated machine. */
  readonly count?: Syntax | undefined;
  readonly process?: Word | undefined;
  /** Lock: it must be free when everything is at rest. */
  readonly debt?: boolean | undefined;
  readonly shared?: boolean | undefined;
  readonly persistent?: boolean | undefined;
  /** Lock and debt: when it may be held at rest all the same. */
  readonly while?: Syntax | undefined;
}

export interface MessageTree {
  readonly name: Word;
  readonly fields: readonly { readonly name: Word; readonly type: TypeSyntax }[];
  readonly span: Span;
}

export interface ChannelTree extends Declared {
  readonly kind: "fifo" | "bag" | "register" | "rendezvous";
  readonly capacity?: Syntax | undefined;
  readonly messages: readonly MessageTree[];
  readonly losses?: Syntax | undefined;
  readonly duplicates?: Syntax | undefined;
  readonly process?: Word | undefined;
}

export interface EventTree extends Declared {
  readonly type?: TypeSyntax | undefined;
}

export interface ProcessTree extends Declared {
  readonly crashes?: Syntax | undefined;
}

export interface TriggerTree extends Declared {
  readonly by?: string | undefined;
  readonly times?: Syntax | undefined;
  readonly guard?: Syntax | undefined;
  readonly to?: Word | undefined;
}

export type Fairness = "weak" | "strong" | "none";
export type Unhandled = "violation" | "finding" | "ignore" | "refuse";

/** How a trigger arrives without effect: unnoticed, or as an error to the caller. */
export type Policy = "ignored" | "refused";

export interface ChooseTree {
  readonly binder: Word;
  readonly domain: Syntax;
  readonly where?: Syntax | undefined;
}

export interface RowTree {
  readonly name?: string | undefined;
  readonly target?: Word | undefined;
  readonly guard?: Syntax | "else" | undefined;
  readonly choose: readonly ChooseTree[];
  /** One list per atomic step, at least one; `actions` is the single step. */
  readonly steps: readonly (readonly ActionSyntax[])[];
  /** `ignore: true` or `refuse: true`: the trigger arrives without effect. */
  readonly policy?: Policy | undefined;
  readonly when?: Syntax | undefined;
  readonly fair?: Fairness | undefined;
  readonly because?: string | undefined;
  readonly source?: string | undefined;
  readonly span: Span;
}

/** Rows for one trigger, message, timeout or event key. */
export interface OnTree {
  /** As written: `cancel`, `ping`, `wire.ping`; in observers also `MIGRATION(setup)` (value is then set). */
  readonly key: Word;
  readonly value?: Syntax | undefined;
  readonly rows: readonly RowTree[];
}

export interface StateTree extends Declared {
  readonly type: "plain" | "final" | "rest";
  readonly on: readonly OnTree[];
  readonly always: readonly RowTree[];
  readonly after: readonly OnTree[];
  readonly entry: readonly ActionSyntax[];
  readonly exit: readonly ActionSyntax[];
  readonly ignore: readonly Word[];
  readonly refuse: readonly Word[];
  readonly holds: readonly Word[];
  readonly unhandled?: Unhandled | undefined;
}

export interface MachineTree extends Declared {
  readonly initial: readonly Word[];
  readonly states: readonly StateTree[];
  readonly count?: Syntax | undefined;
  readonly variables: readonly VariableTree[];
  readonly on: readonly OnTree[];
  readonly always: readonly RowTree[];
  readonly ignore: readonly Word[];
  readonly refuse: readonly Word[];
  readonly process?: Word | undefined;
  readonly recovery?: Word | undefined;
  readonly unhandled?: Unhandled | undefined;
  readonly fair?: Fairness | undefined;
}

/** `from -> to`: which value may follow which. */
export interface TransitionTree {
  readonly from: Word;
  readonly to: Word;
  readonly when?: Syntax | undefined;
}

export interface ObserverTree extends Declared {
  readonly initial?: Word | undefined;
  /** The short form: pairs of values of the event that is followed. */
  readonly follows?: Word | undefined;
  readonly allowed: readonly TransitionTree[];
  readonly states: readonly StateTree[];
  readonly ignore: readonly Word[];
}

export type PropertySyntax =
  | {
      readonly kind:
        | "always"
        | "never"
        | "step"
        | "stable"
        | "reachable"
        | "possible"
        | "eventually";
      readonly expr: Syntax;
    }
  | { readonly kind: "leads-to" | "recoverable"; readonly from: Syntax; readonly to: Syntax }
  | { readonly kind: "ltl"; readonly formula: Formula };

export interface PropertyTree extends Declared {
  readonly property: PropertySyntax;
  readonly because?: string | undefined;
}

export interface CheckTree {
  readonly name: Word;
  readonly policy: "on" | "off" | "finding";
}

/** What a verdict or count is expected to be; `length` in steps. */
export interface ExpectTree {
  readonly name: Word;
  readonly count?: number | undefined;
  readonly verdict?: "holds" | "violated" | "reached" | "unreached" | "undecided" | undefined;
  readonly length?: number | undefined;
  readonly span: Span;
}

/** Something the text leaves open and what was taken for it; becomes a finding. */
export interface OpenQuestion {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** A difference that the order of two events makes, and why it is meant. */
export interface AcceptedRaceTree {
  readonly events: readonly [Word, Word];
  /** `machine.state`. */
  readonly state?: Word | undefined;
  readonly because: string;
  readonly when?: Syntax | undefined;
  readonly span: Span;
}

export interface RacesTree {
  readonly accepted: readonly AcceptedRaceTree[];
}

export interface Tree {
  readonly name: Word;
  readonly about?: string | undefined;
  readonly source: readonly string[];
  readonly constants: readonly ConstantTree[];
  readonly variants: readonly VariantTree[];
  readonly types: readonly TypeTree[];
  readonly sets: readonly SetTree[];
  readonly defines: readonly DefineTree[];
  readonly variables: readonly VariableTree[];
  readonly waitables: readonly WaitableTree[];
  readonly channels: readonly ChannelTree[];
  readonly events: readonly EventTree[];
  readonly processes: readonly ProcessTree[];
  readonly machines: readonly MachineTree[];
  /** Undefined where the section is missing: then every trigger that is used exists without bounds. */
  readonly triggers?: readonly TriggerTree[] | undefined;
  readonly observers: readonly ObserverTree[];
  readonly initially: readonly Syntax[];
  readonly properties: readonly PropertyTree[];
  readonly checks: readonly CheckTree[];
  /** Undefined where the section is missing: then no difference needs to be declared. */
  readonly races?: RacesTree | undefined;
  readonly expect: readonly ExpectTree[];
  readonly open: readonly OpenQuestion[];
  /** Names that are declared, but how could not be read. */
  readonly unread?: ReadonlySet<string> | undefined;
  readonly span: Span;
}
