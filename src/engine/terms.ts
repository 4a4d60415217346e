// The meaning of terms: each is compiled once to a closure from a state to a whole number. A fault is
// thrown as a signal that the stepper catches, so the way without faults neither tests nor allocates.
// Numbers are exact up to 2^53; `and`, `or` and `if` evaluate only what they need, everything else
// evaluates from left to right, so the first fault is the same in every engine.

import { unreachable } from "../base/bug.ts";
import type { BinaryOperator, Term } from "../model/program.ts";
import type { Fault, State } from "../model/stepper.ts";

/** A compiled term. */
export type Compute = (state: State) => number;

/** What a running action holds besides the state: its parameters, its temporaries, and the state before it. */
export interface Frame {
  readonly params: number[];
  readonly temps: number[];
  old: State;
}

/** Thrown where a term or a statement has no meaning; never leaves the engine. */
export class FaultSignal {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
}

/** The fault that was thrown; anything else thrown is a bug and goes on. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof FaultSignal) return thrown.fault;
  throw thrown;
}

/** Compiles a term that reads its parameters, temporaries and old state from the frame. */
export function compileTerm(term: Term, frame: Frame): Compute {
  const compile = (of: Term) => compileTerm(of, frame);
  switch (term.kind) {
    case "const":
      return constant(term.value);
    case "slot":
      return compileSlot(term.slot, term.old === true, frame);
    case "element":
      return compileElement(term.base, compile(term.index), term.old === true ? frame : undefined);
    case "param": {
      const { params } = frame;
      const { param } = term;
      return () => params[param] as number;
    }
    case "temp": {
      const { temps } = frame;
      const { temp } = term;
      return () => temps[temp] as number;
    }
    case "not":
    case "negate":
    case "bit-count":
      return UNARY[term.kind](compile(term.of));
    case "binary":
      return BINARY[term.op](compile(term.left), compile(term.right));
    case "if": {
      const [test, then, otherwise] = [compile(term.test), compile(term.then), compile(term.else)];
      return state => (test(state) !== 0 ? then(state) : otherwise(state));
    }
    case "bound":
      return compileBound(compile(term.of), term.low, term.high);
    default:
      return unreachable(term, "term");
  }
}

function constant(value: number): Compute {
  return () => value;
}

function compileSlot(slot: number, old: boolean, frame: Frame): Compute {
  if (old) return () => frame.old[slot] as number;
  return state => state[slot] as number;
}

function compileElement(base: number, index: Compute, old: Frame | undefined): Compute {
  if (old) return state => old.old[base + index(state)] as number;
  return state => state[base + index(state)] as number;
}

function compileBound(of: Compute, low: number, high: number): Compute {
  return state => {
    const value = of(state);
    if (value < low || value > high) {
      throw new FaultSignal({ kind: "index", value: value + 0, low, high });
    }
    return value - low;
  };
}

const UNARY: Record<"not" | "negate" | "bit-count", (of: Compute) => Compute> = {
  not: of => s => (of(s) === 0 ? 1 : 0),
  negate: of => s => -of(s),
  "bit-count": of => s => bitCount(of(s)),
};

const BINARY: Record<BinaryOperator, (l: Compute, r: Compute) => Compute> = {
  and: (l, r) => s => (l(s) !== 0 && r(s) !== 0 ? 1 : 0),
  or: (l, r) => s => (l(s) !== 0 || r(s) !== 0 ? 1 : 0),
  "==": (l, r) => s => (l(s) === r(s) ? 1 : 0),
  "!=": (l, r) => s => (l(s) !== r(s) ? 1 : 0),
  "<": (l, r) => s => (l(s) < r(s) ? 1 : 0),
  "<=": (l, r) => s => (l(s) <= r(s) ? 1 : 0),
  ">": (l, r) => s => (l(s) > r(s) ? 1 : 0),
  ">=": (l, r) => s => (l(s) >= r(s) ? 1 : 0),
  "+": (l, r) => s => l(s) + r(s),
  "-": (l, r) => s => l(s) - r(s),
  "*": (l, r) => s => l(s) * r(s),
  "/": (l, r) => s => divide(l(s), r(s)),
  "%": (l, r) => s => modulo(l(s), r(s)),
  min: (l, r) => s => Math.min(l(s), r(s)),
  max: (l, r) => s => Math.max(l(s), r(s)),
  "bit-or": (l, r) => s => l(s) | r(s),
  "bit-and": (l, r) => s => l(s) & r(s),
  "bit-clear": (l, r) => s => l(s) & ~r(s),
  "bit-test": (l, r) => s => (l(s) >> r(s)) & 1,
};

function divide(left: number, right: number): number {
  if (right === 0) throw new FaultSignal({ kind: "zero" });
  return Math.floor(left / right);
}

function modulo(left: number, right: number): number {
  if (right === 0) throw new FaultSignal({ kind: "zero" });
  return ((left % right) + right) % right;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits | 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}
