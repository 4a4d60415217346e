// Tiny programs built by hand, for tests of engines and explorers: each is small enough to count on
// paper, or (two-phase commit) has counts that other checkers have confirmed.

import type { Span } from "../src/base/source.ts";
import type {
  BinaryOperator,
  Check,
  Command,
  Meaning,
  Parameter,
  Probe,
  Program,
  Role,
  Slot,
  Statement,
  Term,
} from "../src/model/program.ts";

/** The span of everything here. */
export const nowhere: Span = { source: { name: "test", text: "" }, start: 0, end: 0 };

export const num = (value: number): Term => ({ kind: "const", value });
export const slot = (index: number): Term => ({ kind: "slot", slot: index });
export const old = (index: number): Term => ({ kind: "slot", slot: index, old: true });
export const param = (index: number): Term => ({ kind: "param", param: index });
export const temp = (index: number): Term => ({ kind: "temp", temp: index });
export const not = (of: Term): Term => ({ kind: "not", of });
export const bin = (op: BinaryOperator, left: Term, right: Term): Term => ({
  kind: "binary",
  op,
  left,
  right,
});
export const eq = (index: number, value: number): Term => bin("==", slot(index), num(value));
export const bound = (of: Term, low: number, high: number): Term => ({
  kind: "bound",
  of,
  low,
  high,
});
export const element = (base: number, size: number, index: Term): Term => ({
  kind: "element",
  base,
  size,
  index,
});
/** One of two terms. */
export function choose(test: Term, yes: Term, no: Term): Term {
  return { kind: "if", test, then: yes, else: no };
}
/** One of two lists of statements. */
export function branch(test: Term, yes: readonly Statement[], no: readonly Statement[]): Statement {
  return { kind: "if", test, then: yes, else: no };
}
/** True if all are. */
export const all = (...terms: readonly Term[]): Term =>
  terms.reduce((left, right) => bin("and", left, right));

/** Stores a term, or a number, in a slot. */
export const set = (index: number, value: Term | number): Statement => ({
  kind: "assign",
  to: { kind: "slot", slot: index },
  value: typeof value === "number" ? num(value) : value,
});
export const setTemp = (index: number, value: Term): Statement => ({
  kind: "assign",
  to: { kind: "temp", temp: index },
  value,
});
export const setElement = (
  base: number,
  size: number,
  index: Term,
  value: Term | number,
): Statement => ({
  kind: "assign",
  to: { kind: "element", base, size, index },
  value: typeof value === "number" ? num(value) : value,
});

/** A slot of whole numbers. */
export function range(name: string, low: number, high: number, role: Role = "variable"): Slot {
  return { name, low, high, role, show: { kind: "scalar", type: { kind: "int", low, high } } };
}

/** A slot that holds an enum value. */
export function oneOf(name: string, values: readonly string[], role: Role = "variable"): Slot {
  const type = { kind: "enum", name, values } as const;
  return { name, low: 0, high: values.length - 1, role, show: { kind: "scalar", type } };
}

/** A parameter with its values. */
export function parameter(name: string, values: readonly number[]): Parameter {
  const type = { kind: "int", low: Math.min(0, ...values), high: Math.max(0, ...values) } as const;
  return { name, type, values };
}

/** An own step without parameters, unless `more` says otherwise. */
export function command(
  name: string,
  guard: Term,
  effect: readonly Statement[],
  more: Partial<Command> = {},
): Command {
  const base = { kind: "own", step: 1, steps: 1, params: [], temps: 0, fair: "weak" } as const;
  return { ...base, name, guard, effect, span: nowhere, ...more };
}

/** A probe for a property. */
export function probe(kind: "state" | "step", term: Term, onFault = false): Probe {
  return { kind, term, onFault, about: { kind: "property", property: `p-${kind}` } };
}

/** A check with that meaning. */
export function check(property: string, meaning: Meaning): Check {
  return { property, kind: meaning.by, meaning, policy: "on", text: property, span: nowhere };
}

/** A program; every slot starts with 0 (or its lowest value) and nothing is at rest unless said. */
export function program(
  slots: readonly Slot[],
  commands: readonly Command[],
  more: Partial<Program> = {},
): Program {
  return {
    name: "test",
    slots,
    initial: slots.map(s => [Math.max(s.low, 0)]),
    initially: [],
    agents: [],
    rows: [],
    commands,
    probes: [],
    marks: [],
    tells: [],
    checks: [],
    atRest: num(0),
    ...more,
  };
}

/** Counts 0..top in steps of one, then stops: top + 1 states, top transitions, depth top. */
export function chain(top: number, more: Partial<Program> = {}): Program {
  const up = command("up", bin("<", slot(0), num(top)), [set(0, bin("+", slot(0), num(1)))]);
  return program([range("n", 0, top)], [up], more);
}

/** A counter that goes round: top + 1 states, as many transitions. */
export function counter(top: number, more: Partial<Program> = {}): Program {
  const next = bin("%", bin("+", slot(0), num(1)), num(top + 1));
  return program([range("n", 0, top)], [command("tick", num(1), [set(0, next)])], more);
}

/** 0 goes to 1 (left) and 2 (right), both to 3: 4 states, 4 transitions, depth 2. */
export function diamond(more: Partial<Program> = {}): Program {
  const left = command("left", eq(0, 0), [set(0, 1)]);
  const right = command("right", eq(0, 0), [set(0, 2)]);
  const either = bin("or", eq(0, 1), eq(0, 2));
  return program([range("at", 0, 3)], [left, right, command("join", either, [set(0, 3)])], more);
}

const WORKING = 0;
const PREPARED = 1;
const COMMITTED = 2;
const ABORTED = 3;

/**
 * Gray and Lamport's two-phase commit with n resource managers; messages are never taken. Slots: rm[0..n-1], tm,
 * prepared by tm [n], "prepared" sent [n], "commit" sent, "abort" sent. 2^n + 4^n + 6^n states.
 */
export function twoPhaseCommit(n: number, more: Partial<Program> = {}): Program {
  const managers = Array.from({ length: n }, (_, i) => i);
  const tm = n;
  const seen = n + 1;
  const sent = 2 * n + 1;
  const commit = 3 * n + 1;
  const abort = 3 * n + 2;
  const states = ["working", "prepared", "committed", "aborted"];
  const slots = [
    ...managers.map(i => oneOf(`rm[${i}].state`, states, "state")),
    oneOf("tm.state", ["init", "committed", "aborted"], "state"),
    ...managers.map(i => range(`seen[${i}]`, 0, 1)),
    ...managers.map(i => range(`sent[${i}]`, 0, 1)),
    range("commit", 0, 1),
    range("abort", 0, 1),
  ];
  const init = eq(tm, 0);
  const allSeen = managers.map(i => eq(seen + i, 1));
  const commands = [
    command("tm: commit", all(init, ...allSeen), [set(tm, 1), set(commit, 1)]),
    command("tm: abort", init, [set(tm, 2), set(abort, 1)]),
    ...managers.map(i => command(`tm: hears ${i}`, all(init, eq(sent + i, 1)), [set(seen + i, 1)])),
    ...managers.flatMap(i => [
      command(`rm[${i}]: prepare`, eq(i, WORKING), [set(i, PREPARED), set(sent + i, 1)]),
      command(`rm[${i}]: choose abort`, eq(i, WORKING), [set(i, ABORTED)]),
      command(`rm[${i}]: commit`, eq(commit, 1), [set(i, COMMITTED)]),
      command(`rm[${i}]: abort`, eq(abort, 1), [set(i, ABORTED)]),
    ]),
  ];
  const agents = [
    ...managers.map(i => ({ name: `rm[${i}]`, machine: "rm", state: i })),
    { name: "tm", machine: "tm", state: tm },
  ];
  return program(slots, commands, { name: "two-phase-commit", agents, ...more });
}

/** The same system with one command for all resource managers and the manager as parameter. */
export function twoPhaseCommitByParameter(n: number): Program {
  const base = twoPhaseCommit(n);
  const managers = parameter(
    "r",
    Array.from({ length: n }, (_, i) => i),
  );
  const tm = n;
  const commit = 3 * n + 1;
  const who = bound(param(0), 0, n - 1);
  const at = (first: number) => element(first, n, who);
  const store = (first: number, value: number) => setElement(first, n, who, value);
  const is = (first: number, value: number) => bin("==", at(first), num(value));
  const of = (name: string, guard: Term, effect: readonly Statement[]) =>
    command(name, guard, effect, { params: [managers] });
  return {
    ...base,
    commands: [
      ...base.commands.slice(0, 2),
      of("tm: hears", all(eq(tm, 0), is(2 * n + 1, 1)), [store(n + 1, 1)]),
      of("rm: prepare", is(0, WORKING), [store(0, PREPARED), store(2 * n + 1, 1)]),
      of("rm: choose abort", is(0, WORKING), [store(0, ABORTED)]),
      of("rm: commit", eq(commit, 1), [store(0, COMMITTED)]),
      of("rm: abort", eq(commit + 1, 1), [store(0, ABORTED)]),
    ],
  };
}
