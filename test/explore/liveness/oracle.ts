// Is there a fair run that an automaton accepts, decided as naively as can be: no components, no Streett refinement. A run that
// stops is made a run of a graph where each state has a double that only goes to itself. For each set of strong
// constraints that are never enabled in the end (all others must be taken for ever), the nodes from which all conditions can be met
// again and again are the greatest fixpoint of Emerson and Lei; then it is asked whether an initial node reaches one.

import type { Automaton } from "../../../src/explore/liveness/automaton.ts";
import type { System } from "../../../src/explore/liveness/system.ts";

interface Move {
  readonly from: number;
  readonly to: number;
  /** Automaton conditions, and after them the constraint that is taken. */
  readonly sets: number;
  readonly taken: number;
}

export function hasFairRun(system: System, automaton: Automaton): boolean {
  const { moves, enabled, width } = makeMoves(system, automaton);
  const { constraints } = system.fairness;
  const initial: number[] = [];
  for (let s = 0; s < system.initial; s++) {
    initial.push(automaton.initial * width + 2 * s, automaton.initial * width + 2 * s + 1);
  }
  const strong = [...constraints.keys()].filter(c => constraints[c]!.kind === "strong");
  for (let avoided = 0; avoided < 2 ** strong.length; avoided++) {
    const avoids = new Set(strong.filter((_, i) => ((avoided >> i) & 1) === 1));
    const isFree = (node: number) => ![...enabled(node)].some(c => avoids.has(c));
    const part = moves.filter(m => isFree(m.from) && isFree(m.to));
    const conditions: ((m: Move) => boolean)[] = [() => true];
    for (let i = 0; i < automaton.sets; i++) conditions.push(m => ((m.sets >> i) & 1) === 1);
    for (const [c, { kind }] of constraints.entries()) {
      if (avoids.has(c)) continue;
      if (kind === "strong") conditions.push(m => m.taken === c);
      else conditions.push(m => m.taken === c || !enabled(m.from).has(c));
    }
    const fair = fixpoint(part, conditions);
    const reach = new Set(initial);
    for (let before = -1; before !== reach.size; ) {
      before = reach.size;
      for (const m of moves) if (reach.has(m.from)) reach.add(m.to);
    }
    if ([...fair].some(node => reach.has(node))) return true;
  }
  return false;
}

/** Node: automaton state * width + 2 * state, and one more for the double that has stopped. */
function makeMoves({ edges, atoms, fairness }: System, automaton: Automaton) {
  const states = edges.first.length - 1;
  const width = 2 * states;
  const moves: Move[] = [];
  const add = (at: number, to: readonly number[], letter: number, taken: number) => {
    for (const [q, row] of automaton.transitions.entries()) {
      for (const t of row) {
        if ((letter & t.pos) !== t.pos || (letter & t.neg) !== 0) continue;
        for (const place of to) {
          moves.push({ from: q * width + at, to: t.target * width + place, sets: t.sets, taken });
        }
      }
    }
  };
  const enabledBy: Set<number>[] = [];
  for (let s = 0; s < states; s++) {
    const letter = atoms.state(s);
    const enabled = new Set<number>();
    enabledBy.push(enabled);
    add(2 * s + 1, [2 * s + 1], letter, -1);
    for (let e = edges.first[s]!; e < edges.first[s + 1]!; e++) {
      const t = edges.targets[e]!;
      if (t < 0) continue;
      const taken = fairness.of[edges.actions[e]!]!;
      enabled.add(taken);
      add(2 * s, [2 * t, 2 * t + 1], letter | atoms.step(e), taken);
    }
  }
  return { moves, width, enabled: (node: number) => enabledBy[(node % width) >> 1]! };
}

function fixpoint(
  moves: readonly Move[],
  conditions: readonly ((m: Move) => boolean)[],
): Set<number> {
  let alive = new Set(moves.flatMap(m => [m.from, m.to]));
  for (;;) {
    const size = alive.size;
    for (const holds of conditions) {
      const reach = new Set<number>();
      for (let before = -1; before !== reach.size; ) {
        before = reach.size;
        for (const m of moves) {
          if (alive.has(m.from) && alive.has(m.to) && (holds(m) || reach.has(m.to)))
            reach.add(m.from);
        }
      }
      alive = reach;
    }
    if (alive.size === size) return alive;
  }
}
