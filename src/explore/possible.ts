// What can be said of a state only when all states are known, or most: from which can a goal not be reached any more
// (`possible`), and in which is everything at rest that should not be (`quiet`).

import { Bug } from "../base/bug.ts";
import type { Edges, Hit, Outcome, Sources, Space, StopReason } from "../model/outcome.ts";
import type { Meaning } from "../model/program.ts";
import { isQuiet } from "../model/quiet.ts";
import type { Interpreter, Stepper } from "../model/stepper.ts";
import { Stack, spread } from "./backward.ts";
import { truthsIn } from "./truths.ts";

/** The first lost state of each `possible` check; with a reason, it is not known. */
export interface Lost {
  readonly hits: ReadonlyMap<number, Hit>;
  readonly reason?: StopReason | undefined;
}

/** Checks that are asked about; all where undefined. */
export type Asked = ReadonlySet<number> | undefined;

/** For each `possible` check that is asked about the first state from which its goal cannot be reached any more. */
export function lostStates(
  space: Space,
  stepper: Interpreter,
  edges: () => Edges | StopReason,
  asked?: Asked,
): Lost {
  const checks = checksBy(stepper, "possible", asked);
  const hits = new Map<number, Hit>();
  if (checks.length === 0) return { hits };
  const made = edges();
  if (typeof made === "string") return { hits, reason: made };
  for (let from = 0; from < checks.length; from += BITS) {
    const some = checks.slice(from, from + BITS);
    const goals = some.map(check => goalOf(space, stepper, check));
    const reaches = goalsIn(space.count, goals);
    settle(made, reaches, some.length);
    for (const [i, hit] of firstLost(goals, reaches)) hits.set(some[i] as number, hit);
  }
  return { hits };
}

/** Checks whose goals are looked for in one pass over the states: bits of a byte. */
const BITS = 8;

/** What a check asks of states by number: is it the goal, and must the goal be possible from there. */
interface Goal {
  isAt(state: number): boolean;
  isAskedAt(state: number): boolean;
}

function goalOf(space: Space, interpreter: Interpreter, check: number): Goal {
  const meaning = interpreter.program.checks[check]?.meaning;
  if (meaning?.by !== "possible") throw new Bug(`check ${check} is not a 'possible' check`);
  const truthOf = truthsIn(space, interpreter);
  const isAskedAt = meaning.from === undefined ? () => true : truthOf(meaning.from);
  return { isAt: truthOf(meaning.goal), isAskedAt };
}

/** By state, as bits, whose goal it is. */
function goalsIn(states: number, goals: readonly Goal[]): Uint8Array {
  const found = new Uint8Array(states);
  for (let state = 0; state < states; state++) {
    let bits = 0;
    for (let i = 0; i < goals.length; i++) if (goals[i]?.isAt(state)) bits |= 1 << i;
    found[state] = bits;
  }
  return found;
}

/**
 * Gives each bit to all states from which one that has it can be reached. States are numbered as they are found, so most steps
 * lead to higher numbers, and one pass from the highest down carries the bits along all of these; each step back in a way
 * may cost one more. What is not done after some passes is done bit by bit against the direction of the steps.
 */
function settle(edges: Edges, bits: Uint8Array, count: number): void {
  for (let pass = 0; pass < MOST_PASSES; pass++) if (!carry(edges, bits, 2 ** count - 1)) return;
  for (let i = 0; i < count; i++) spreadBit(edges.sources(), bits, 1 << i);
}

const MOST_PASSES = 24;

/** One pass; did any state get a bit. */
function carry({ first, targets }: Edges, bits: Uint8Array, all: number): boolean {
  let changed = false;
  for (let state = bits.length - 1; state >= 0; state--) {
    const had = bits[state] as number;
    if (had === all) continue;
    const end = first[state + 1] as number;
    let has = had;
    for (let edge = first[state] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      if (target >= 0) has |= bits[target] as number;
    }
    if (has === had) continue;
    bits[state] = has;
    changed = true;
  }
  return changed;
}

function spreadBit(sources: Sources, bits: Uint8Array, bit: number): void {
  const has = (state: number) => ((bits[state] as number) & bit) !== 0;
  const stack = new Stack(bits.length);
  for (let number = 0; number < bits.length; number++) if (has(number)) stack.push(number);
  spread(sources, stack, number => {
    if (has(number)) return false;
    bits[number] = (bits[number] as number) | bit;
    return true;
  });
}

/** For each goal the first state that does not reach it and should. */
function firstLost(goals: readonly Goal[], reaches: Uint8Array): ReadonlyMap<number, Hit> {
  const hits = new Map<number, Hit>();
  let open = 2 ** goals.length - 1;
  for (let state = 0; state < reaches.length && open !== 0; state++) {
    const lost = open & ~(reaches[state] as number);
    if (lost === 0) continue;
    for (let i = 0; i < goals.length; i++) {
      if ((lost & (1 << i)) === 0 || !goals[i]?.isAskedAt(state)) continue;
      hits.set(i, { state });
      open &= ~(1 << i);
    }
  }
  return hits;
}

/** Of a space that was not seen whole, as many states are asked whether they are quiet. */
const MOST_ASKED = 1_000_000;

/** The outcome with the first bad state of each `quiet` check; a compact store has no states to look at. */
export function withQuiet(outcome: Outcome, interpreter: Interpreter, asked?: Asked): Outcome {
  const { space, complete, reason, lost } = outcome;
  if (reason === "compact") return outcome;
  const most = complete ? space.count : Math.min(space.count, MOST_ASKED);
  const checks = checksBy(interpreter, "quiet", asked);
  const quiet = quietStates(space, interpreter, { checks, most });
  return quiet.size === 0 ? outcome : { ...outcome, lost: new Map([...lost, ...quiet]) };
}

/** For each `quiet` check the first state, of so many, that is bad for it and where the machines owe no step. */
function quietStates(
  space: Space,
  interpreter: Interpreter,
  { checks, most }: { readonly checks: readonly number[]; readonly most: number },
): ReadonlyMap<number, Hit> {
  const hits = new Map<number, Hit>();
  const state = new Int32Array(interpreter.program.slots.length);
  const questions = checks.map(check => ({ check, isBadAt: badIn(space, interpreter, check) }));
  for (let number = 0; number < most && hits.size < checks.length; number++) {
    for (const { check, isBadAt } of questions) {
      if (hits.has(check) || !isBadAt(number)) continue;
      space.read(number, state);
      if (isQuiet(interpreter, state)) hits.set(check, { state: number });
    }
  }
  return hits;
}

/** By number, is the state bad for a `quiet` check, should it be quiet. */
function badIn(space: Space, interpreter: Interpreter, check: number): (state: number) => boolean {
  const meaning = interpreter.program.checks[check]?.meaning;
  if (meaning?.by !== "quiet") throw new Bug(`check ${check} is not a 'quiet' check`);
  return truthsIn(space, interpreter)(meaning.bad);
}

function checksBy({ program }: Stepper, by: Meaning["by"], asked: Asked): readonly number[] {
  return program.checks.flatMap(({ meaning }, index) =>
    meaning.by === by && asked?.has(index) !== false ? [index] : [],
  );
}
