// Expressions, formulas, actions and types as written: the texts inside a tree, names not yet bound.

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
  /** `old(e)`, `min(a, b)`, `max(a, b)`, `size(s)`, `enabled(m, s)`; other names are an error of resolve. */
  | {
      readonly kind: "call";
      readonly name: Word;
      readonly args: readonly Syntax[];
      readonly span: Span;
    };

/** Linear temporal logic over expressions; `emits` is true in the step that emits the event. */
/** Next, some day, always; before, once, always so far. */
export type TemporalUnary = "X" | "F" | "G" | "Y" | "O" | "H";
/** Until, weak until, release; since. */
export type TemporalInfix = "U" | "W" | "R" | "S";

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
      readonly op: "not" | TemporalUnary;
      readonly of: Formula;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly op: "and" | "or" | "implies" | TemporalInfix;
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
  /** Every message in the channel is gone. */
  | { readonly kind: "empty"; readonly channel: Word; readonly span: Span }
  | { readonly kind: "await"; readonly expr: Syntax; readonly span: Span }
  /** The verbs of locks, semaphores, level events and debts; `on` is a name or `name[i]`. */
  | {
      readonly kind: "acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give";
      readonly on: Syntax;
      readonly span: Span;
    }
  | { readonly kind: "skip"; readonly span: Span };

export type CasSyntax = Extract<ActionSyntax, { kind: "cas" }>;

// ---------------------------------------------------------------- types and initial values

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
