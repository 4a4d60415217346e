// Does an automaton accept a word that goes round for ever: the greatest set of (state, position) pairs from which every
// condition can be fulfilled again and again, as a nested fixpoint (Emerson and Lei) without components.

import type { Automaton, Transition } from "../../../src/explore/liveness/automaton.ts";
import type { Word } from "../../../src/model/temporal-truth.ts";

export function accepts(automaton: Automaton, { stem, loop }: Word): boolean {
  const letters = [...stem, ...loop];
  const width = letters.length;
  const after = (position: number) => (position + 1 < width ? position + 1 : stem.length);
  const moves: { from: number; to: number; sets: number }[] = [];
  for (const [state, row] of automaton.transitions.entries()) {
    for (const [position, letter] of letters.entries()) {
      for (const t of row.filter(move => allowed(move, letter))) {
        const to = t.target * width + after(position);
        moves.push({ from: state * width + position, to, sets: t.sets });
      }
    }
  }
  return emersonLei(moves, automaton.sets).has(automaton.initial * width);
}

function allowed({ pos, neg }: Transition, letter: number): boolean {
  return (letter & pos) === pos && (letter & neg) === 0;
}

function emersonLei(
  moves: { from: number; to: number; sets: number }[],
  sets: number,
): Set<number> {
  let alive = new Set(moves.map(m => m.from));
  for (;;) {
    const size = alive.size;
    for (const set of sets === 0 ? [-1] : Array.from({ length: sets }, (_, i) => i)) {
      const good = (m: { sets: number }) => set < 0 || ((m.sets >> set) & 1) === 1;
      const reach = new Set<number>();
      for (let before = -1; before !== reach.size; ) {
        before = reach.size;
        for (const m of moves) {
          if (!alive.has(m.from) || !alive.has(m.to)) continue;
          if (good(m) || reach.has(m.to)) reach.add(m.from);
        }
      }
      alive = reach;
    }
    if (alive.size === size) return alive;
  }
}
