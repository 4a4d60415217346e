// A second interpreter, written from the comments of model/program.ts and model/stepper.ts alone and as
// plainly as possible: it walks terms, counts with whole numbers of any size, keeps states as texts in a
// Map, and explores breadth first. It shares no code with engine and explore, and is slow on purpose.

import { unreachable } from "../../src/base/bug.ts";
import type {
  Check,
  Command,
  Probe,
  Program,
  Statement,
  Target,
  Term,
} from "../../src/model/program.ts";
import type { VerdictWord } from "../../src/model/result.ts";
import type { Fault } from "../../src/model/stepper.ts";
import { bitCount, FaultError, OPERATORS, truth } from "./reference-operators.ts";

/** What the reference says of a program. */
export interface ReferenceResult {
  readonly states: number;
  readonly initial: number;
  readonly transitions: number;
  readonly depth: number;
  /** By check: the word, and the steps of a shortest run that shows it. */
  readonly verdicts: readonly ReferenceVerdict[];
  /** By command: is it ever enabled. */
  readonly fired: readonly boolean[];
  /** `COMMAND KIND` of every fault but of asserts, sorted. */
  readonly faults: readonly string[];
  /** By mark: the commands that raise it, ascending. */
  readonly marks: readonly (readonly number[])[];
  /** By probe: is it ever true. */
  readonly probes: readonly boolean[];
  /** Every state, as its values with commas between. */
  readonly space: ReadonlySet<string>;
}

export interface ReferenceVerdict {
  readonly verdict: VerdictWord;
  readonly length?: number | undefined;
}

type Values = readonly bigint[];

class NotEnabled extends Error {}

/** What a term reads. */
interface Frame {
  readonly state: Values;
  readonly old: Values;
  readonly params: Values;
  readonly temps: Values;
}

/** What an effect also writes. */
interface ActionFrame extends Frame {
  readonly state: bigint[];
  readonly temps: bigint[];
}

interface Taken {
  readonly from: number;
  readonly command: Command;
  readonly to?: number | undefined;
  readonly fault?: Fault["kind"] | undefined;
  readonly marks: readonly number[];
}

/** Explores the program; undefined where it has more states than that. */
export function reference(program: Program, most: number = Infinity): ReferenceResult | undefined {
  const space = new Space(program);
  return space.explore(most) ? space.result() : undefined;
}

class Space {
  readonly program: Program;
  readonly numbers = new Map<string, number>();
  readonly states: Values[] = [];
  readonly depths: number[] = [];
  readonly taken: Taken[] = [];
  initial = 0;

  constructor(program: Program) {
    this.program = program;
  }

  /** False where there are too many states. */
  explore(most: number): boolean {
    for (const state of combinations(this.program.initial.map(values => values.map(BigInt)))) {
      if (this.program.initially.every(term => isTrue(() => this.truth(term, state)))) {
        this.find(state, 0);
      }
    }
    this.initial = this.states.length;
    for (let from = 0; from < this.states.length; from++) {
      if (this.states.length > most) return false;
      for (const command of this.program.commands) this.take(from, command);
    }
    return true;
  }

  /** The state's number; a new one is noted. */
  find(state: Values, depth: number): number {
    const key = state.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.states.length);
    this.depths.push(depth);
    return this.states.push([...state]) - 1;
  }

  take(from: number, command: Command): void {
    const before = this.states[from] as Values;
    for (const params of combinations(command.params.map(p => p.values.map(BigInt)))) {
      const temps = Array.from({ length: command.temps }, () => 0n);
      const frame = { state: [...before], old: before, params, temps };
      const marks: number[] = [];
      try {
        if (evaluate(command.guard, frame) === 0n) continue;
        for (const statement of command.effect) this.run(statement, frame, marks);
        const to = this.find(frame.state, (this.depths[from] as number) + 1);
        this.taken.push({ from, command, to, marks });
      } catch (error) {
        if (error instanceof NotEnabled) continue;
        if (!(error instanceof FaultError)) throw error;
        this.taken.push({ from, command, fault: error.kind, marks });
      }
    }
  }

  run(statement: Statement, frame: ActionFrame, marks: number[]): void {
    switch (statement.kind) {
      case "assign":
        this.assign(statement.to, statement.value, frame);
        return;
      case "if": {
        const branch = evaluate(statement.test, frame) !== 0n ? statement.then : statement.else;
        for (const inner of branch) this.run(inner, frame, marks);
        return;
      }
      case "require":
        if (evaluate(statement.test, frame) === 0n) throw new NotEnabled();
        return;
      case "mark":
        marks.push(statement.mark);
        return;
      case "assert":
        if (evaluate(statement.test, frame) !== 0n) return;
        marks.push(statement.mark);
        throw new FaultError("assert");
      case "tell":
        return;
      default:
        unreachable(statement);
    }
  }

  /** The index first, then the value: which fault is told where both fault depends on it. */
  assign(to: Target, term: Term, frame: ActionFrame): void {
    if (to.kind === "temp") {
      frame.temps[to.temp] = evaluate(term, frame);
      return;
    }
    const index = to.kind === "slot" ? to.slot : to.base + Number(evaluate(to.index, frame));
    const value = evaluate(term, frame);
    const slot = this.program.slots[index];
    if (!slot || value < BigInt(slot.low) || value > BigInt(slot.high)) {
      throw new FaultError("range");
    }
    frame.state[index] = value;
  }

  truth(term: Term, state: Values, old: Values = state): boolean {
    return evaluate(term, { state, old, params: [], temps: [] }) !== 0n;
  }

  // -------------------------------------------------------------- verdicts

  result(): ReferenceResult {
    const { program } = this;
    const enabled = new Set(this.taken.map(t => t.command));
    return {
      states: this.states.length,
      initial: this.initial,
      transitions: this.taken.length,
      depth: Math.max(0, ...this.depths),
      verdicts: program.checks.map(check => this.verdict(check)),
      fired: program.commands.map(command => enabled.has(command)),
      faults: this.faults(),
      marks: program.marks.map((_, mark) =>
        program.commands.flatMap((command, i) =>
          this.taken.some(t => t.command === command && t.marks.includes(mark)) ? [i] : [],
        ),
      ),
      probes: program.probes.map(probe => this.shortest(probe) < Infinity),
      space: new Set(this.numbers.keys()),
    };
  }

  faults(): string[] {
    const wrong = this.taken.filter(t => t.fault !== undefined && t.fault !== "assert");
    const { commands } = this.program;
    return [...new Set(wrong.map(t => `${commands.indexOf(t.command)} ${t.fault}`))].sort();
  }

  verdict(check: Check): ReferenceVerdict {
    if (check.meaning.by === "liveness") return { verdict: "undecided" };
    const length = this.length(check);
    const good = check.meaning.by === "good-probe";
    if (length === Infinity) return { verdict: good ? "unreached" : "holds" };
    return { verdict: good ? "reached" : "violated", length };
  }

  /** The steps of a shortest run that shows what the check looks for; infinite where there is none. */
  length({ meaning }: Check): number {
    const { program } = this;
    switch (meaning.by) {
      case "bad-probe":
      case "good-probe":
        return this.shortest(program.probes[meaning.probe] as Probe);
      case "cells": {
        const probes = meaning.probes.map(p => program.probes[p] as Probe);
        // One more: the trigger that nobody thought of arrives.
        return Math.min(Infinity, ...probes.map(p => this.shortest(p) + 1));
      }
      case "possible": {
        const lost = this.lost(meaning.goal);
        const { from } = meaning;
        return this.nearest(
          (state, number) =>
            lost[number] === true && (!from || isTrue(() => this.truth(from, state), false)),
        );
      }
      case "quiet": {
        const owing = this.owing();
        return this.nearest(
          (state, number) =>
            owing[number] !== true && isTrue(() => this.truth(meaning.bad, state), false),
        );
      }
      case "deadlock": {
        const stuck = this.stuck();
        return this.nearest((_, number) => stuck[number] === true);
      }
      case "marks":
        return this.soonest(t => t.marks.some(m => meaning.marks.includes(m)));
      case "faults":
        return this.soonest(t => t.fault !== undefined && t.fault !== "assert");
      case "liveness":
        return Infinity;
      default:
        return unreachable(meaning);
    }
  }

  shortest({ kind, term, onFault }: Probe): number {
    const holds = (state: Values, old?: Values) =>
      isTrue(() => this.truth(term, state, old), onFault);
    if (kind === "state") return this.nearest(state => holds(state));
    return this.soonest(({ from, to }) => {
      const next = to === undefined ? undefined : this.states[to];
      return next !== undefined && holds(next, this.states[from]);
    });
  }

  /** Numbers are given level by level, so the first is a nearest one. */
  nearest(is: (state: Values, number: number) => boolean): number {
    return this.depths[this.states.findIndex(is)] ?? Infinity;
  }

  /** Likewise: steps are taken from states in order of their numbers. */
  soonest(is: (taken: Taken) => boolean): number {
    const first = this.taken.find(is);
    return first ? (this.depths[first.from] as number) + 1 : Infinity;
  }

  /** Nothing but faults of the world and triggers without effect can happen, and not all is at rest. */
  stuck(): boolean[] {
    const stuck = this.states.map(state => !isTrue(() => this.truth(this.program.atRest, state)));
    for (const { from, command } of this.taken) {
      if (command.kind !== "fault" && command.policy === undefined) stuck[from] = false;
    }
    return stuck;
  }

  /** In which states something can happen without the outside. */
  owing(): boolean[] {
    const owing = this.states.map(() => false);
    for (const { from, command } of this.taken)
      if (command.kind !== "fault" && command.kind !== "trigger") owing[from] = true;
    return owing;
  }

  /** From which states no run leads to the goal: by rounds, until nothing changes. */
  lost(goal: Term): boolean[] {
    const lost = this.states.map(state => !isTrue(() => this.truth(goal, state)));
    for (let changed = true; changed; ) {
      changed = false;
      for (const { from, to } of this.taken) {
        if (to === undefined || !lost[from] || lost[to]) continue;
        lost[from] = false;
        changed = true;
      }
    }
    return lost;
  }
}

/** A fault counts as that. */
function isTrue(evaluated: () => boolean, onFault = false): boolean {
  try {
    return evaluated();
  } catch (error) {
    if (error instanceof FaultError) return onFault;
    throw error;
  }
}

/** Every way to take one of each; the first varies slowest. */
function combinations(lists: readonly Values[]): Values[] {
  return lists.reduce<Values[]>(
    (heads, list) => heads.flatMap(head => list.map(value => [...head, value])),
    [[]],
  );
}

function evaluate(term: Term, frame: Frame): bigint {
  switch (term.kind) {
    case "const":
      return BigInt(term.value);
    case "slot":
      return (term.old ? frame.old : frame.state)[term.slot] as bigint;
    case "element": {
      const index = term.base + Number(evaluate(term.index, frame));
      return (term.old ? frame.old : frame.state)[index] as bigint;
    }
    case "param":
      return frame.params[term.param] as bigint;
    case "temp":
      return frame.temps[term.temp] as bigint;
    case "not":
      return truth(evaluate(term.of, frame) === 0n);
    case "negate":
      return -evaluate(term.of, frame);
    case "bit-count":
      return bitCount(evaluate(term.of, frame));
    case "binary":
      return binary(term, frame);
    case "if":
      return evaluate(evaluate(term.test, frame) !== 0n ? term.then : term.else, frame);
    case "bound": {
      const value = evaluate(term.of, frame);
      if (value < BigInt(term.low) || value > BigInt(term.high)) throw new FaultError("index");
      return value - BigInt(term.low);
    }
    default:
      return unreachable(term);
  }
}

function binary(term: Extract<Term, { kind: "binary" }>, frame: Frame): bigint {
  const left = evaluate(term.left, frame);
  if (term.op === "and" && left === 0n) return 0n;
  if (term.op === "or" && left !== 0n) return 1n;
  return OPERATORS[term.op](left, evaluate(term.right, frame));
}
