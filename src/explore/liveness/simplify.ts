// Automata made smaller without changing what they accept: states from which nothing is accepted go, conditions that say
// nothing go (outside of accepting components a transition fulfils none), of two transitions the one that allows less
// goes, and states that have the same transitions become one; again and again until nothing changes.

import type { Automaton, Transition } from "./automaton.ts";
import { isSubset } from "./ways.ts";

/** The same language with no more states. */
export function simplify(automaton: Automaton): Automaton {
  let before = Number.POSITIVE_INFINITY;
  let now = automaton;
  for (let size = sizeOf(now); size < before; size = sizeOf(now)) {
    before = size;
    now = skipStates(mergeStates(dropTransitions(dropSets(trim(now)))));
  }
  return now;
}

function sizeOf({ transitions, sets }: Automaton): number {
  return transitions.reduce((sum, of) => sum + of.length, transitions.length + sets);
}

/** Strongly connected components: by state its component, and by component whether runs that stay there can be accepted. */
export interface AutomatonComponents {
  readonly of: Int32Array;
  readonly accepting: readonly boolean[];
}

/** By transitive closure, as automata are small. */
export function componentsOf(automaton: Automaton): AutomatonComponents {
  const { transitions } = automaton;
  const reach = closure(transitions);
  const of = new Int32Array(transitions.length).fill(-1);
  let count = 0;
  for (let a = 0; a < of.length; a++) {
    if ((of[a] as number) >= 0) continue;
    for (let b = a; b < of.length; b++) {
      if (a === b || (has(reach, a, b) && has(reach, b, a))) of[b] = count;
    }
    count++;
  }
  const all = 2 ** automaton.sets - 1;
  const accepting = Array.from({ length: count }, () => false);
  for (const [component, sets] of fulfilled(transitions, of)) accepting[component] = sets === all;
  return { of, accepting };
}

/** By component with a cycle: the conditions that its transitions fulfil. */
function fulfilled(transitions: Automaton["transitions"], of: Int32Array): Map<number, number> {
  const all = new Map<number, number>();
  for (const [from, row] of transitions.entries()) {
    const component = of[from] as number;
    for (const { target, sets } of row) {
      if (of[target] === component) all.set(component, (all.get(component) ?? 0) | sets);
    }
  }
  return all;
}

/** Is there a run from the state that is accepted. */
export function acceptingFrom(automaton: Automaton): readonly boolean[] {
  const { transitions } = automaton;
  const { of, accepting } = componentsOf(automaton);
  const reach = closure(transitions);
  const accepts = transitions.map((_, s) => accepting[of[s] as number] === true);
  return accepts.map((own, s) => own || accepts.some((yes, t) => yes && has(reach, s, t)));
}

type Rows = readonly Uint32Array[];

function has(rows: Rows, from: number, to: number): boolean {
  return (((rows[from]?.[to >> 5] ?? 0) >>> (to & 31)) & 1) === 1;
}

function closure(transitions: Automaton["transitions"]): Rows {
  const words = (transitions.length + 31) >> 5;
  const rows = transitions.map(row => {
    const bits = new Uint32Array(words);
    for (const { target } of row)
      bits[target >> 5] = (bits[target >> 5] as number) | (1 << (target & 31));
    return bits;
  });
  for (const [via, through] of rows.entries()) {
    for (const [from, row] of rows.entries()) {
      if (!has(rows, from, via)) continue;
      for (let w = 0; w < words; w++) row[w] = (row[w] as number) | (through[w] as number);
    }
  }
  return rows;
}

/** Keeps what can be reached and can accept, and lets transitions fulfil conditions inside accepting components only. */
function trim(automaton: Automaton): Automaton {
  const { transitions, initial } = automaton;
  const components = componentsOf(automaton);
  const reach = closure(transitions);
  const accepts = transitions.map(
    (_, s) => components.accepting[components.of[s] as number] === true,
  );
  const useful = acceptingFrom(automaton);
  const kept = transitions.map(
    (_, s) => s === initial || (useful[s] === true && has(reach, initial, s)),
  );
  const inside = (from: number, to: number) =>
    accepts[from] === true && components.of[from] === components.of[to];
  const rows = transitions.map((row, from) =>
    row
      .filter(t => useful[t.target] === true)
      .map(t => (inside(from, t.target) ? t : { ...t, sets: 0 })),
  );
  return renumber({ ...automaton, transitions: rows }, ascending(kept));
}

/** By state its new number, or -1 where it is gone. */
function ascending(kept: readonly boolean[]): number[] {
  let count = 0;
  return kept.map(yes => (yes ? count++ : -1));
}

/** States with the same new number must have the same transitions. */
function renumber(automaton: Automaton, numbers: readonly number[]): Automaton {
  const rows: Transition[][] = [];
  for (const [from, row] of automaton.transitions.entries()) {
    const number = numbers[from] as number;
    if (number < 0 || rows[number] !== undefined) continue;
    rows[number] = row.map(t => ({ ...t, target: numbers[t.target] as number }));
  }
  return { ...automaton, initial: numbers[automaton.initial] as number, transitions: rows };
}

/** Conditions that every transition fulfils where it counts, or that follow from another one. */
function dropSets(automaton: Automaton): Automaton {
  const { of, accepting } = componentsOf(automaton);
  const counting = automaton.transitions.flatMap((row, from) =>
    row.filter(t => of[from] === of[t.target] && accepting[of[from] as number] === true),
  );
  const columns = Array.from({ length: automaton.sets }, (_, i) =>
    counting.map(t => ((t.sets >>> i) & 1) === 1),
  );
  const implies = (a: readonly boolean[], b: readonly boolean[]) =>
    a.every((yes, i) => !yes || b[i]);
  const kept: number[] = [];
  for (const [i, column] of columns.entries()) {
    const follows = columns.some(
      (other, j) => j !== i && implies(other, column) && (j < i || !implies(column, other)),
    );
    if (!follows && !column.every(yes => yes)) kept.push(i);
  }
  // With no condition at all, every component would accept.
  if (kept.length === 0 && accepting.includes(false)) kept.push(0);
  if (kept.length >= automaton.sets) return automaton;
  const narrowed = (sets: number) =>
    kept.reduce((bits, i, place) => bits | (((sets >>> i) & 1) << place), 0);
  const transitions = automaton.transitions.map(row =>
    row.map(t => ({ ...t, sets: narrowed(t.sets) })),
  );
  return { ...automaton, sets: kept.length, transitions };
}

function dropTransitions(automaton: Automaton): Automaton {
  const transitions = automaton.transitions.map(row => {
    const kept: Transition[] = [];
    for (const [i, t] of row.entries()) {
      const less = row.some((u, j) => j !== i && allows(u, t) && (j < i || !allows(t, u)));
      if (!less) kept.push(t);
    }
    return kept;
  });
  return { ...automaton, transitions };
}

/**
 * A state that no run comes back to is not needed where another one has the same transitions, whatever these fulfil: the
 * other one takes its place.
 */
function skipStates(automaton: Automaton): Automaton {
  const { of } = componentsOf(automaton);
  const isPassed = (state: number) =>
    of.indexOf(of[state] as number) === of.lastIndexOf(of[state] as number) &&
    !automaton.transitions[state]?.some(t => t.target === state);
  const keys = automaton.transitions.map(row => {
    const texts = row.map(t => `${t.pos} ${t.neg} ${t.target}`);
    return [...new Set(texts)].sort().join(", ");
  });
  const standIns = keys.map((key, state) => {
    if (!isPassed(state)) return state;
    const other = keys.findIndex((k, s) => k === key && !isPassed(s));
    return other < 0 ? state : other;
  });
  const numbers = ascending(standIns.map((other, state) => other === state));
  const transitions = standIns.map(other => automaton.transitions[other] as readonly Transition[]);
  return renumber(
    { ...automaton, transitions },
    standIns.map(other => numbers[other] as number),
  );
}

/** Does the first do whatever the second does. */
function allows(a: Transition, b: Transition): boolean {
  return (
    a.target === b.target &&
    isSubset(a.pos, b.pos) &&
    isSubset(a.neg, b.neg) &&
    isSubset(b.sets, a.sets)
  );
}

/** The coarsest partition in which states of a class have the same transitions between classes. */
function mergeStates(automaton: Automaton): Automaton {
  let classes: number[] = automaton.transitions.map(() => 0);
  for (let count = 1, before = 0; count !== before; ) {
    before = count;
    const numbers = new Map<string, number>();
    const of = classes;
    classes = automaton.transitions.map((row, state) => {
      const texts = row.map(t => `${t.pos} ${t.neg} ${t.sets} ${of[t.target]}`);
      const key = `${of[state]}: ${[...new Set(texts)].sort().join(", ")}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    });
    count = numbers.size;
  }
  return renumber(automaton, classes);
}
