// What parse makes of a text: every construct of the language with its span, names not yet bound.
// YAML, JSON, defineModel and tables all become this one tree; nothing behind parse knows which it was.

import type { Span } from "../base/source.ts";

/** A name or literal text as written. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

// ---------------------------------------------------------------- expressions

export type BinaryOp =
  | "implies"
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "not in"
  | "+"
  | "-"
  | "*"
  | "%";

export type Quantifier = "all" | "any" | "count";

/** An expression as written. `quoted` names come from "..." and are never keywords. */
export type Syntax =
  | { readonly kind: "bool"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "int"; readonly value: number; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly quoted: boolean; readonly span: Span }
  /** `of.member`: a state, a local variable, a field, a qualified enum value. */
  | { readonly kind: "member"; readonly of: Syntax; readonly member: Word; readonly span: Span }
  | { readonly kind: "index"; readonly of: Syntax; readonly index: Syntax; readonly span: Span }
  | { readonly kind: "not"; readonly of: Syntax; readonly span: Span }
  | { readonly kind: "negate"; readonly of: Syntax; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly op: BinaryOp;
      readonly left: Syntax;
      readonly right: Syntax;
      readonly span: Span;
    }
  | {
      readonly kind: "if";
      readonly test: Syntax;
      readonly then: Syntax;
      readonly else: Syntax;
      readonly span: Span;
    }
  | { readonly kind: "list"; readonly items: readonly Syntax[]; readonly span: Span }
  | { readonly kind: "range"; readonly low: Syntax; readonly high: Syntax; readonly span: Span }
  | {
      readonly kind: "quantifier";
      readonly op: Quantifier;
      readonly binder: Word;
      readonly domain: Syntax;
      readonly body: Syntax;
      readonly span: Span;
    }
  /** `old(e)`, `min(a, b)`, `max(a, b)`, `size(s)`; other names are an error of resolve. */
  | {
      readonly kind: "call";
      readonly name: Word;
      readonly args: readonly Syntax[];
      readonly span: Span;
    };

/** Linear temporal logic over expressions; `emits` is true in the step that emits the event. */
export type Formula =
  | { readonly kind: "holds"; readonly expr: Syntax; readonly span: Span }
  | {
      readonly kind: "emits";
      readonly event: Word;
      readonly value?: Syntax | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "unary";
      readonly op: "not" | "X" | "F" | "G";
      readonly of: Formula;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly op: "and" | "or" | "implies" | "U" | "W" | "R";
      readonly left: Formula;
      readonly right: Formula;
      readonly span: Span;
    };

// ---------------------------------------------------------------- actions

export interface Argument {
  readonly name: Word;
  readonly value: Syntax;
}

export type ActionSyntax =
  | {
      readonly kind: "assign";
      readonly target: Syntax;
      readonly value: Syntax;
      readonly span: Span;
    }
  /** `result` is the target of `ok = cas(...)`. */
  | {
      readonly kind: "cas";
      readonly target: Syntax;
      readonly old: Syntax;
      readonly new: Syntax;
      readonly result?: Syntax | undefined;
      readonly span: Span;
    }
  /** `test` may be a cas action: `if cas(x, old, new) then ...`. */
  | {
      readonly kind: "if";
      readonly test: Syntax | CasSyntax;
      readonly then: readonly ActionSyntax[];
      readonly else: readonly ActionSyntax[];
      readonly span: Span;
    }
  | {
      readonly kind: "choose";
      readonly binder: Word;
      readonly domain: Syntax;
      readonly where?: Syntax | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "emit";
      readonly event: Word;
      readonly value?: Syntax | undefined;
      readonly span: Span;
    }
  | { readonly kind: "assert"; readonly expr: Syntax; readonly span: Span }
  | {
      readonly kind: "send";
      readonly message: Word;
      readonly args: readonly Argument[];
      readonly channel: Word;
      readonly span: Span;
    }
  | {
      readonly kind: "receive";
      readonly message: Word;
      readonly channel: Word;
      readonly span: Span;
    }
  | { readonly kind: "await"; readonly expr: Syntax; readonly span: Span }
  /** The verbs of locks, semaphores and level events; `on` is a name or `name[i]`. */
  | {
      readonly kind: "acquire" | "release" | "wait" | "post" | "set" | "reset";
      readonly on: Syntax;
      readonly span: Span;
    }
  | { readonly kind: "skip"; readonly span: Span };

export type CasSyntax = Extract<ActionSyntax, { kind: "cas" }>;

// ---------------------------------------------------------------- declarations

export type TypeSyntax =
  | { readonly kind: "bool"; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "range"; readonly low: Syntax; readonly high: Syntax; readonly span: Span }
  | { readonly kind: "enum"; readonly values: readonly Word[]; readonly span: Span }
  | { readonly kind: "set"; readonly of: TypeSyntax; readonly span: Span }
  | {
      readonly kind: "array";
      readonly by: TypeSyntax;
      readonly of: TypeSyntax;
      readonly span: Span;
    };

/** An initial value as written. `each` lists array elements by position, `map` by index. */
export type InitialSyntax =
  | { readonly kind: "value"; readonly expr: Syntax; readonly span: Span }
  | { readonly kind: "any"; readonly span: Span }
  | { readonly kind: "one-of"; readonly items: readonly Syntax[]; readonly span: Span }
  | { readonly kind: "each"; readonly items: readonly InitialSyntax[]; readonly span: Span }
  | {
      readonly kind: "map";
      readonly entries: readonly { readonly key: Word; readonly value: InitialSyntax }[];
      readonly span: Span;
    };

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

export interface DefineTree extends Declared {
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
  readonly kind: "lock" | "semaphore" | "level-event";
  readonly initial?: Syntax | undefined;
  readonly max?: Syntax | undefined;
  /** A type name, a range, a number n (0..n-1) or a replicated machine. */
  readonly count?: Syntax | undefined;
  readonly process?: Word | undefined;
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

export interface ObserverTree extends Declared {
  readonly initial?: Word | undefined;
  /** The short form: pairs of values of the event that is followed. */
  readonly follows?: Word | undefined;
  readonly allowed: readonly { readonly from: Word; readonly to: Word }[];
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
  | { readonly kind: "leads-to"; readonly from: Syntax; readonly to: Syntax }
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
  readonly expect: readonly ExpectTree[];
  readonly open: readonly OpenQuestion[];
  readonly span: Span;
}
