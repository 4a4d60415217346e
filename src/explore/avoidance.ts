// From which states a violation can no longer be avoided: the decisive step of a trace is the last one before them.

import type { Edges, Outcome, Raised, Space } from "../model/outcome.ts";
import type { Command } from "../model/program.ts";
import type { Fault, State, Stepper } from "../model/stepper.ts";
import { Actions } from "./actions.ts";
import { Stack, spread } from "./backward.ts";

/** What is wrong about a state, or about a step whether or not it has a successor. */
export interface Badness {
  /** `moves`: can anything happen in the state beside faults and what was not thought of. */
  state(state: State, moves: boolean): boolean;
  step(from: State, taken: Taken): boolean;
}

/** One action that is enabled in a state: with a next state or with a fault. */
export interface Taken {
  readonly command: number;
  readonly next?: State | undefined;
  readonly fault?: Fault | undefined;
  readonly marks: readonly number[];
}

/** States of which the decisive step is still looked for: a walk for each property that is violated. */
const LARGEST = 1_000_000;

/**
 * From which states the violation can no longer be avoided: the bad ones, and those where the machines owe a step and
 * every enabled action is bad or leads to such a state. Undefined where no single state or step is bad, where the space was
 * not seen whole or has more than `largest` states, or where its edges do not fit or were not waited for.
 * A step that changes nothing avoids nothing, as long as a step that is owed does change something.
 */
export function unavoidable(
  { space, edges }: Pick<Outcome, "space" | "edges">,
  stepper: Stepper,
  badness: Badness | undefined,
  largest: number = LARGEST,
): ((state: number) => boolean) | undefined {
  if (!badness || space.count > largest || !edges) return;
  const made = edges();
  if (typeof made === "string") return;
  const inevitable = new AvoidanceSweep(space, stepper, { edges: made, badness }).solve();
  return state => inevitable[state] === 1;
}

/** In place of a number of ways out: some actions of the state are bad, so they are counted anew each time. */
const RECOUNT = -1;

/** The least set, by counting for each state the ways out that are left. */
class AvoidanceSweep {
  readonly #space: Space;
  readonly #edges: Edges;
  readonly #badness: Badness;
  readonly #actions: Actions;
  /** By command: must the machines take it. */
  readonly #owed: readonly boolean[];
  /** By command: is it more than a fault or what was not thought of. */
  readonly #moves: readonly boolean[];
  /** By edge. */
  readonly #bad: Uint8Array;
  /** By state: enabled actions that neither are bad nor lead into the set. */
  readonly #waysOut: Int32Array;
  /** By state: is a step owed there that surely changes something. */
  readonly #owes: Uint8Array;
  readonly #inside: Uint8Array;
  readonly #taken: EdgeTaken;

  constructor(space: Space, { program }: Stepper, of: { edges: Edges; badness: Badness }) {
    this.#space = space;
    this.#edges = of.edges;
    this.#badness = of.badness;
    this.#actions = new Actions(program);
    this.#owed = program.commands.map(isOwed);
    this.#moves = program.commands.map(c => c.kind !== "fault" && c.policy === undefined);
    this.#bad = new Uint8Array(of.edges.targets.length);
    this.#waysOut = new Int32Array(space.count);
    this.#owes = new Uint8Array(space.count);
    this.#inside = new Uint8Array(space.count);
    this.#taken = new EdgeTaken(space, of.edges, program.slots.length);
  }

  solve(): Uint8Array {
    const stack = new Stack(this.#space.count);
    const state = new Int32Array(this.#taken.width);
    for (let number = 0; number < this.#space.count; number++) {
      this.#space.read(number, state);
      const moves = this.#expand(number, state);
      const caught = this.#owes[number] === 1 && this.#waysOut[number] === 0;
      if (caught || this.#badness.state(state, moves)) {
        this.#inside[number] = 1;
        stack.push(number);
      }
    }
    spread(this.#edges.sources(), stack, from => this.#isCaught(from) && mark(this.#inside, from));
    return this.#inside;
  }

  /** One way out of the state is gone: was it the last one. */
  #isCaught(from: number): boolean {
    if (this.#inside[from] === 1 || this.#owes[from] === 0) return false;
    const ways = this.#waysOut[from] as number;
    if (ways === RECOUNT) return !this.#hasWayOut(from);
    this.#waysOut[from] = ways - 1;
    return ways === 1;
  }

  #hasWayOut(from: number): boolean {
    const { first, targets } = this.#edges;
    for (let e = first[from] as number; e < (first[from + 1] as number); e++) {
      const to = targets[e] as number;
      if (this.#bad[e] === 0 && to !== from && (to < 0 || this.#inside[to] === 0)) return true;
    }
    return false;
  }

  /** Counts the ways out of one state; can anything happen there. Actions of one command stand together. */
  #expand(from: number, state: State): boolean {
    const { first, targets, actions } = this.#edges;
    const last = first[from + 1] as number;
    let [ways, bad, owes, moves] = [0, 0, false, false];
    for (let e = first[from] as number; e < last; ) {
      const command = this.#actions.commandOf(actions[e] as number);
      const end = this.#actions.endOf(command);
      let idle = false;
      for (; e < last && (actions[e] as number) < end; e++) {
        if (this.#isBad(e, command, state)) bad++;
        else if (targets[e] === from) idle = true;
        else ways++;
      }
      owes ||= !idle && this.#owed[command] === true;
      moves ||= this.#moves[command] === true;
    }
    this.#owes[from] = owes ? 1 : 0;
    this.#waysOut[from] = bad > 0 && ways > 0 ? RECOUNT : ways;
    return moves;
  }

  #isBad(edge: number, command: number, state: State): boolean {
    const bad = this.#badness.step(state, this.#taken.at(edge, command));
    if (bad) this.#bad[edge] = 1;
    return bad;
  }
}

/** An edge as the action it is; the next state is only read where somebody looks at it. */
class EdgeTaken implements Taken {
  command = 0;
  readonly #space: Space;
  readonly #edges: Edges;
  readonly #next: State;
  #edge = 0;

  constructor(space: Space, edges: Edges, slots: number) {
    this.#space = space;
    this.#edges = edges;
    this.#next = new Int32Array(slots);
  }

  /** How many values a state has. */
  get width(): number {
    return this.#next.length;
  }

  at(edge: number, command: number): this {
    this.#edge = edge;
    this.command = command;
    return this;
  }

  get next(): State | undefined {
    const to = this.#edges.targets[this.#edge] as number;
    if (to < 0) return undefined;
    this.#space.read(to, this.#next);
    return this.#next;
  }

  get fault(): Fault | undefined {
    return this.#raised?.fault;
  }

  get marks(): readonly number[] {
    return this.#raised?.marks ?? [];
  }

  get #raised(): Raised | undefined {
    return this.#edges.raised[this.#edges.labels[this.#edge] as number];
  }
}

/** Must the machines take it if it stays enabled. */
function isOwed(command: Command): boolean {
  if (command.policy !== undefined) return false;
  const own = command.kind === "own" || command.kind === "message" || command.kind === "timeout";
  return own && command.fair !== "none";
}

function mark(set: Uint8Array, number: number): boolean {
  if (set[number] === 1) return false;
  set[number] = 1;
  return true;
}
