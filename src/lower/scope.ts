// What an expression or action may refer to while it is lowered: the acting instance, the terms that
// stand for bound names, the message at hand, and the action's parameters and temporaries so far.

import type { Mark, Parameter, Tell, Term } from "../model/program.ts";
import type { ArrayType, IndexType, ScalarType, Type } from "../model/types.ts";
import type { Instance, Table } from "./table.ts";
import type { Ways } from "./ways.ts";

/** The message that a row or step has received. */
export interface Received {
  readonly channel: string;
  readonly message: string;
  /** Its code before the message is taken, for guards. */
  readonly code: Term;
  /** The temporary that holds the code while the effect runs. */
  readonly kept?: Term | undefined;
}

/** Collects, over the whole program, what statements refer to by number. */
export interface Notes {
  readonly marks: Mark[];
  readonly tells: Tell[];
  /** By place in the file: a cas in a replicated machine is one cas. */
  readonly cases: Map<string, number>;
  /** For `enabled`: complete when all commands have been lowered. */
  readonly ways: Ways;
}

/** The parameters and temporaries of one command while it is built. */
export class Draft {
  readonly params: Parameter[] = [];
  temps = 0;

  param(name: string, type: ScalarType, values: readonly number[]): Term {
    this.params.push({ name, type, values });
    return { kind: "param", param: this.params.length - 1 };
  }

  temp(): number {
    return this.temps++;
  }
}

export interface Scope {
  readonly table: Table;
  readonly notes: Notes;
  readonly draft: Draft;
  readonly instance?: Instance | undefined;
  readonly binders: ReadonlyMap<string, Term>;
  readonly received?: Received | undefined;
  /** Inside `old(...)`. */
  readonly old: boolean;
}

export function scopeOf(table: Table, notes: Notes, instance?: Instance): Scope {
  return { table, notes, draft: new Draft(), instance, binders: new Map(), old: false };
}

export function bind(scope: Scope, binder: string, term: Term): Scope {
  return { ...scope, binders: new Map([...scope.binders, [binder, term]]) };
}

/** The index types of nested arrays, outermost first. */
export function dimensions(type: Type): readonly IndexType[] {
  return type.kind === "array" ? [(type as ArrayType).by, ...dimensions(type.of)] : [];
}
