// Expressions and actions of a model: names are references, every node has its type. References
// are unique names: a shared variable `status`, a local one `sender.seen`.

import type { Span } from "../base/source.ts";
import type { TemporalInfix, TemporalUnary } from "./syntax.ts";
import type { EnumType, IndexType, ScalarType, SetType } from "./types.ts";

export type Operator =
  | "implies"
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "%"
  | "min"
  | "max"
  | "union"
  | "difference";

/** What can be asked of a channel, a lock, a semaphore, a level event, a trigger or a process. */
export type Query =
  | "length"
  | "empty"
  | "full"
  | "held"
  | "free"
  | "count"
  | "set"
  | "left"
  | "crashes-left"
  | "losses-left"
  | "duplicates-left";

export type Expr =
  | {
      readonly kind: "const";
      readonly value: number;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /**
   * A scalar variable or an element of an array (one index per dimension). `instance` selects the replica of a
   * replicated machine's local variable; missing, it is the machine instance that evaluates (or the only one).
   */
  | {
      readonly kind: "variable";
      readonly variable: string;
      readonly instance?: Expr | undefined;
      readonly indexes: readonly Expr[];
      readonly type: ScalarType;
      readonly span: Span;
    }
  | {
      readonly kind: "state";
      readonly machine: string;
      readonly instance?: Expr | undefined;
      readonly type: EnumType;
      readonly span: Span;
    }
  | {
      readonly kind: "busy";
      readonly machine: string;
      readonly instance?: Expr | undefined;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /** Where an observer stands; in properties only. */
  | {
      readonly kind: "observed";
      readonly observer: string;
      readonly type: EnumType;
      readonly span: Span;
    }
  /** A quantifier's variable, a `choose` name or a row parameter; unique within the model. */
  | {
      readonly kind: "bound";
      readonly binder: string;
      readonly type: IndexType;
      readonly span: Span;
    }
  | { readonly kind: "self"; readonly type: IndexType; readonly span: Span }
  /** Every machine has ended, rests, or waits for a trigger. */
  | { readonly kind: "at-rest"; readonly type: ScalarType; readonly span: Span }
  /** Some row that leads to the state can begin now. */
  | {
      readonly kind: "enabled";
      readonly machine: string;
      readonly instance?: Expr | undefined;
      /** Ordinal and name. */
      readonly target: number;
      readonly state: string;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /** A field of the message that the row or step receives. */
  | {
      readonly kind: "field";
      readonly channel: string;
      readonly message: string;
      readonly field: string;
      readonly type: ScalarType;
      readonly span: Span;
    }
  | {
      readonly kind: "query";
      readonly query: Query;
      readonly of: string;
      readonly index?: Expr | undefined;
      readonly type: ScalarType;
      readonly span: Span;
    }
  | {
      readonly kind: "not" | "negate";
      readonly of: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  | { readonly kind: "size"; readonly of: Expr; readonly type: ScalarType; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly op: Operator;
      readonly left: Expr;
      readonly right: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  | {
      readonly kind: "if";
      readonly test: Expr;
      readonly then: Expr;
      readonly else: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /** `value in items` for a written list; items are of value's type. */
  | {
      readonly kind: "one-of";
      readonly value: Expr;
      readonly items: readonly Expr[];
      readonly type: ScalarType;
      readonly span: Span;
    }
  | {
      readonly kind: "between";
      readonly value: Expr;
      readonly low: Expr;
      readonly high: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /** `value in set` where set is a set-typed expression. */
  | {
      readonly kind: "member";
      readonly value: Expr;
      readonly set: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  /** A set built from its members. */
  | {
      readonly kind: "set";
      readonly items: readonly Expr[];
      readonly type: SetType;
      readonly span: Span;
    }
  /** `where` restricts `values` where the domain depends on the state. `count` gives a number. */
  | {
      readonly kind: "quantifier";
      readonly op: "all" | "any" | "count";
      readonly binder: string;
      /** The domain as written. */
      readonly domain?: string | undefined;
      readonly values: readonly number[];
      readonly where?: Expr | undefined;
      readonly body: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    }
  | { readonly kind: "old"; readonly of: Expr; readonly type: ScalarType; readonly span: Span }
  /** The use of a `define`: its meaning is `of`, its name is for readers. */
  | {
      readonly kind: "named";
      readonly name: string;
      /** Of a definition with parameters: the arguments as written. */
      readonly args?: readonly string[] | undefined;
      readonly of: Expr;
      readonly type: ScalarType;
      readonly span: Span;
    };

/** What can be assigned: a shared variable or one of the machine's own (then of the acting replica). */
export interface Place {
  readonly variable: string;
  readonly indexes: readonly Expr[];
  readonly type: ScalarType;
  readonly span: Span;
}

/** One value for each of `values` for which `where` (which may use the binder) is true. */
export interface Choice {
  readonly binder: string;
  /** The name as written. */
  readonly name: string;
  /** The domain as written, with its `where`. */
  readonly domain?: string | undefined;
  readonly type: IndexType;
  readonly values: readonly number[];
  readonly where?: Expr | undefined;
  readonly span: Span;
}

export interface CasAction {
  readonly kind: "cas";
  readonly target: Place;
  readonly old: Expr;
  readonly new: Expr;
  readonly result?: Place | undefined;
  readonly span: Span;
}

export type Action =
  | { readonly kind: "assign"; readonly target: Place; readonly value: Expr; readonly span: Span }
  | CasAction
  | {
      readonly kind: "if";
      readonly test: Expr | CasAction;
      readonly then: readonly Action[];
      readonly else: readonly Action[];
      readonly span: Span;
    }
  /** `target` where the binder is a variable (its value is then assigned); the binder is bound either way. */
  | {
      readonly kind: "choose";
      readonly choice: Choice;
      readonly target?: Place | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "emit";
      readonly event: string;
      readonly value?: Expr | undefined;
      readonly span: Span;
    }
  | { readonly kind: "assert"; readonly expr: Expr; readonly span: Span }
  /** `args` in the order of the message's fields. */
  | {
      readonly kind: "send";
      readonly channel: string;
      readonly message: string;
      readonly args: readonly Expr[];
      readonly span: Span;
    }
  | {
      readonly kind: "receive";
      readonly channel: string;
      readonly message: string;
      readonly span: Span;
    }
  | { readonly kind: "empty"; readonly channel: string; readonly span: Span }
  | { readonly kind: "await"; readonly expr: Expr; readonly span: Span }
  | {
      readonly kind: "acquire" | "release";
      readonly lock: string;
      readonly index?: Expr | undefined;
      readonly span: Span;
    }
  /** On a semaphore or a level event, told by the waitable's kind. */
  | {
      readonly kind: "wait";
      readonly on: string;
      readonly index?: Expr | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "post";
      readonly semaphore: string;
      readonly index?: Expr | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "set" | "reset";
      readonly event: string;
      readonly index?: Expr | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "take" | "give";
      readonly debt: string;
      readonly index?: Expr | undefined;
      readonly span: Span;
    };

/** Linear temporal logic over typed expressions. */
export type TemporalFormula =
  | { readonly kind: "holds"; readonly expr: Expr }
  | { readonly kind: "emits"; readonly event: string; readonly value?: number | undefined }
  | { readonly kind: "unary"; readonly op: "not" | TemporalUnary; readonly of: TemporalFormula }
  | {
      readonly kind: "binary";
      readonly op: "and" | "or" | "implies" | TemporalInfix;
      readonly left: TemporalFormula;
      readonly right: TemporalFormula;
    };
