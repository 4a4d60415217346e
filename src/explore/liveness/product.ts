// The state graph and the automaton side by side. A node is a state together with the state in which the automaton is before it
// reads that state's letter: automaton state * number of states + state. States are put into classes by the atoms that
// the automaton looks at, so a row of moves is found by (automaton state, class) and only step atoms are left to compare.
// Nothing is stored for a node or an edge of the product.

import type { StopReason } from "../../model/outcome.ts";
import type { Automaton, Transition } from "./automaton.ts";
import type { Gauge } from "./gauge.ts";
import { acceptingFrom, componentsOf } from "./simplify.ts";
import type { System } from "./system.ts";

/** The automaton's transitions by (automaton state, class of states). */
export interface Moves {
  /** By row its first move, and at the end the number of moves. */
  readonly first: Int32Array;
  /** By move: the node of state 0 in the target. */
  readonly base: Int32Array;
  /** By move: step atoms that the step must raise, and must not raise. */
  readonly pos: Int32Array;
  readonly neg: Int32Array;
  /** By move: the conditions fulfilled. */
  readonly sets: Int32Array;
}

export interface Product {
  readonly system: System;
  readonly automaton: Automaton;
  /** How many states the graph has. */
  readonly states: number;
  /** How many nodes there could be. */
  readonly size: number;
  readonly classes: number;
  readonly classOf: Uint32Array;
  /** By edge, where the automaton looks at step atoms. */
  readonly steps: Int32Array | undefined;
  /** All moves. */
  readonly moves: Moves;
  /** Those that stay in an accepting component of the automaton: only they can be repeated. */
  readonly inner: Moves;
  /** Would the automaton accept if the run stopped in a node of this row. */
  acceptsStop(row: number): boolean;
}

/** Rows of moves; above that the letters are too many. */
const MOST_ROWS = 1 << 22;
const MOST_NODES = 2 ** 31 - 2;

/** The product, or why it cannot be made. */
export function productOf(
  system: System,
  automaton: Automaton,
  gauge: Gauge,
): Product | StopReason {
  const states = system.edges.first.length - 1;
  const count = automaton.transitions.length;
  const size = states * count;
  const seen = automaton.transitions.flat().reduce((bits, t) => bits | t.pos | t.neg, 0);
  const looksAtSteps = (seen & system.atoms.steps) !== 0;
  const bytes = 4 * states + (looksAtSteps ? 4 * system.edges.targets.length : 0);
  if (size > MOST_NODES || !gauge.take(bytes)) return "memory";
  const letters = classify(system, seen & ~system.atoms.steps, gauge);
  if (gauge.reason !== undefined) return gauge.reason;
  const classes = letters.list.length;
  if (classes * count > MOST_ROWS) return "memory";
  const steps = looksAtSteps ? stepColumn(system) : undefined;
  const { of, accepting } = componentsOf(automaton);
  const stays = (from: number, to: number) =>
    of[from] === of[to] && accepting[of[from] as number] === true;
  const source = { automaton, letters: letters.list, steps: system.atoms.steps, states };
  return {
    system,
    automaton,
    states,
    size,
    classes,
    classOf: letters.of,
    steps,
    moves: movesOf(source, () => true),
    inner: movesOf(source, stays),
    acceptsStop: stopTest(source),
  };
}

interface Letters {
  /** By class its letter. */
  readonly list: readonly number[];
  readonly of: Uint32Array;
}

function classify({ atoms, edges }: System, seen: number, gauge: Gauge): Letters {
  const of = new Uint32Array(edges.first.length - 1);
  const numbers = new Map<number, number>();
  const list: number[] = [];
  let [last, lastClass] = [-1, -1];
  for (let state = 0; state < of.length && !gauge.stopped; state++) {
    const letter = seen === 0 ? 0 : atoms.state(state) & seen;
    if (letter !== last || lastClass < 0) {
      last = letter;
      lastClass = numbers.get(letter) ?? list.push(letter) - 1;
      numbers.set(letter, lastClass);
    }
    of[state] = lastClass;
  }
  return { list, of };
}

function stepColumn({ atoms, edges }: System): Int32Array {
  const column = new Int32Array(edges.targets.length);
  for (let edge = 0; edge < column.length; edge++) column[edge] = atoms.step(edge);
  return column;
}

interface Source {
  readonly automaton: Automaton;
  readonly letters: readonly number[];
  /** Which atoms are of steps. */
  readonly steps: number;
  readonly states: number;
}

function movesOf(
  { automaton, letters, steps, states }: Source,
  keeps: (from: number, to: number) => boolean,
): Moves {
  const first = [0];
  const list: Transition[] = [];
  for (const [from, row] of automaton.transitions.entries()) {
    const kept = row.filter(t => keeps(from, t.target));
    for (const letter of letters) {
      for (const t of kept) if (agrees(t, letter, ~steps)) list.push(t);
      first.push(list.length);
    }
  }
  return {
    first: Int32Array.from(first),
    base: Int32Array.from(list, t => t.target * states),
    pos: Int32Array.from(list, t => t.pos & steps),
    neg: Int32Array.from(list, t => t.neg & steps),
    sets: Int32Array.from(list, t => t.sets),
  };
}

/** Does the letter, as far as `atoms` go, let the automaton go on. */
function agrees({ pos, neg }: Transition, letter: number, atoms: number): boolean {
  return (letter & pos & atoms) === (pos & atoms) && (letter & neg & atoms) === 0;
}

/** By (automaton state, class): not known yet, no, or yes. */
const [NO, YES] = [1, 2];

function stopTest({ automaton, letters }: Source): (row: number) => boolean {
  const count = letters.length;
  const known = new Uint8Array(automaton.transitions.length * count);
  const learn = (letterClass: number) => {
    const letter = letters[letterClass] as number;
    const transitions = automaton.transitions.map(row => row.filter(t => agrees(t, letter, -1)));
    for (const [from, yes] of acceptingFrom({ ...automaton, transitions }).entries()) {
      known[from * count + letterClass] = yes ? YES : NO;
    }
  };
  return row => {
    if (known[row] === 0) learn(row % count);
    return known[row] === YES;
  };
}

/** The state of a node. */
export function stateOf({ states }: Product, node: number): number {
  if (node < states) return node;
  return node < 2 * states ? node - states : node % states;
}

/** The row of moves of a node. */
export function rowOf({ states, classes, classOf }: Product, node: number): number {
  // Most nodes are of the first few automaton states, and dividing is slow.
  if (node < states) return classOf[node] as number;
  if (node < 2 * states) return classes + (classOf[node - states] as number);
  const from = Math.floor(node / states);
  return from * classes + (classOf[node - from * states] as number);
}

/** Tells every move from a node: where to, by which edge, and the conditions fulfilled; until the visitor says true. */
export function someMove(
  product: Product,
  moves: Moves,
  node: number,
  visit: (to: number, edge: number, sets: number) => boolean,
): boolean {
  const { steps } = product;
  const { first, targets } = product.system.edges;
  const state = stateOf(product, node);
  const row = rowOf(product, node);
  const [start, end] = [moves.first[row] as number, moves.first[row + 1] as number];
  if (start === end) return false;
  const last = first[state + 1] as number;
  for (let edge = first[state] as number; edge < last; edge++) {
    const target = targets[edge] as number;
    if (target < 0) continue;
    const raised = steps === undefined ? 0 : (steps[edge] as number);
    for (let m = start; m < end; m++) {
      if (!allows(moves, m, raised)) continue;
      const to = (moves.base[m] as number) + target;
      if (visit(to, edge, moves.sets[m] as number)) return true;
    }
  }
  return false;
}

/** Does the step raise what the move needs and nothing that it forbids. */
export function allows({ pos, neg }: Moves, move: number, raised: number): boolean {
  const needed = pos[move] as number;
  return (raised & needed) === needed && (raised & (neg[move] as number)) === 0;
}
