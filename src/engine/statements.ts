// The meaning of statements: each is compiled once to a closure that changes the next state in place
// and says whether the action goes on; false is a `require` that was not met, so the action is not
// enabled. A fault is thrown, see terms.ts. An element's index is evaluated before the value stored.

import { unreachable } from "../base/bug.ts";
import type { Slot, Statement, Target } from "../model/program.ts";
import type { State } from "../model/stepper.ts";
import { type Compute, compileTerm, FaultSignal, type Frame, faultOf } from "./terms.ts";

/** A compiled statement or list of them. */
export type Run = (next: State) => boolean;

/** One `tell` of a trace. */
export interface Told {
  readonly tell: number;
  readonly value?: number | undefined;
}

/** What statements work on. Without `tells` they skip `tell`. */
export interface Scope {
  readonly slots: readonly Slot[];
  readonly frame: Frame;
  readonly marks: number[];
  readonly tells?: Told[] | undefined;
}

/** Compiles statements that run one after the other. */
export function compileStatements(list: readonly Statement[], scope: Scope): Run {
  const told = list.filter(s => s.kind !== "tell" || scope.tells !== undefined);
  const runs = told.map(s => compileStatement(s, scope));
  const [first, second] = runs;
  if (!first) return () => true;
  if (!second) return first;
  if (runs.length === 2) return next => first(next) && second(next);
  return next => {
    for (let i = 0; i < runs.length; i++) {
      if (!(runs[i] as Run)(next)) return false;
    }
    return true;
  };
}

function compileStatement(statement: Statement, scope: Scope): Run {
  const { marks, frame } = scope;
  switch (statement.kind) {
    case "assign":
      return compileAssign(statement.to, compileTerm(statement.value, frame), scope);
    case "if": {
      const test = compileTerm(statement.test, frame);
      const then = compileStatements(statement.then, scope);
      const otherwise = compileStatements(statement.else, scope);
      return next => (test(next) !== 0 ? then(next) : otherwise(next));
    }
    case "require": {
      const test = compileTerm(statement.test, frame);
      return next => test(next) !== 0;
    }
    case "mark": {
      const { mark } = statement;
      return () => marks.push(mark) > 0;
    }
    case "assert": {
      const test = compileTerm(statement.test, frame);
      const { mark } = statement;
      return next => {
        if (test(next) !== 0) return true;
        marks.push(mark);
        throw new FaultSignal({ kind: "assert", mark });
      };
    }
    case "tell":
      return compileTell(statement, scope);
    default:
      return unreachable(statement, "statement");
  }
}

function compileAssign(to: Target, value: Compute, scope: Scope): Run {
  const { slots, frame } = scope;
  switch (to.kind) {
    case "temp": {
      const { temps } = frame;
      return next => {
        temps[to.temp] = value(next);
        return true;
      };
    }
    case "slot": {
      const { slot } = to;
      const { low, high } = slots[slot] as Slot;
      return next => {
        const v = value(next);
        if (v < low || v > high) throw new FaultSignal({ kind: "range", slot, value: v + 0 });
        next[slot] = v;
        return true;
      };
    }
    case "element": {
      const index = compileTerm(to.index, frame);
      return next => {
        const slot = to.base + index(next);
        const { low, high } = slots[slot] as Slot;
        const v = value(next);
        if (v < low || v > high) throw new FaultSignal({ kind: "range", slot, value: v + 0 });
        next[slot] = v;
        return true;
      };
    }
    default:
      return unreachable(to, "target");
  }
}

/** A trace must not fault where the action does not: a value that cannot be had is left out. */
function compileTell(statement: Statement & { kind: "tell" }, scope: Scope): Run {
  const { tell } = statement;
  const value = statement.value && compileTerm(statement.value, scope.frame);
  return next => {
    scope.tells?.push({ tell, value: value && orUndefined(value, next) });
    return true;
  };
}

function orUndefined(value: Compute, state: State): number | undefined {
  try {
    return value(state) + 0;
  } catch (thrown) {
    faultOf(thrown);
    return undefined;
  }
}
