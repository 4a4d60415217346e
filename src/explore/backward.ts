// Questions that are answered against the direction of the steps, on a space that was seen whole: from
// which states can a goal still be reached (`possible`), and from which can a violation no longer be
// avoided (the decisive step of a trace). Both are linear walks with a stack over the same edges (edges.ts).

import type { Edges, Hit, Outcome, Raised, Sources, Space, StopReason } from "../model/outcome.ts";
import type { Command, Meaning } from "../model/program.ts";
import { isQuiet } from "../model/quiet.ts";
import type { Fault, State, Stepper } from "../model/stepper.ts";
import { Actions } from "./actions.ts";

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
  stepper: Stepper,
  edges: () => Edges | StopReason,
  asked?: Asked,
): Lost {
  const checks = checksBy(stepper, "possible", asked);
  const hits = new Map<number, Hit>();
  if (checks.length === 0) return { hits };
  const made = edges();
  if (typeof made === "string") return { hits, reason: made };
  const sources = made.sources();
  const state = new Int32Array(stepper.program.slots.length);
  for (const check of checks) {
    const reaches = new Uint8Array(space.count);
    const stack: number[] = [];
    for (let number = 0; number < space.count; number++) {
      space.read(number, state);
      if (stepper.goal(check, state)) stack.push(number);
    }
    for (const number of stack) reaches[number] = 1;
    spread(sources, stack, number => mark(reaches, number));
    for (let number = reaches.indexOf(0); number >= 0; number = reaches.indexOf(0, number + 1)) {
      space.read(number, state);
      if (!stepper.concerned(check, state)) continue;
      hits.set(check, { state: number });
      break;
    }
  }
  return { hits };
}

/** Of a space that was not seen whole, as many states are asked whether they are quiet. */
const MOST_ASKED = 1_000_000;

/** The outcome with the first bad state of each `quiet` check; a compact store has no states to look at. */
export function withQuiet(outcome: Outcome, stepper: Stepper, asked?: Asked): Outcome {
  const { space, complete, reason, lost } = outcome;
  if (reason === "compact") return outcome;
  const most = complete ? space.count : Math.min(space.count, MOST_ASKED);
  const quiet = quietStates(space, stepper, { checks: checksBy(stepper, "quiet", asked), most });
  return quiet.size === 0 ? outcome : { ...outcome, lost: new Map([...lost, ...quiet]) };
}

/** For each `quiet` check the first state, of so many, that is bad for it and where the machines owe no step. */
function quietStates(
  space: Space,
  stepper: Stepper,
  { checks, most }: { readonly checks: readonly number[]; readonly most: number },
): ReadonlyMap<number, Hit> {
  const hits = new Map<number, Hit>();
  const state = new Int32Array(stepper.program.slots.length);
  for (let number = 0; number < most && hits.size < checks.length; number++) {
    space.read(number, state);
    for (const check of checks) {
      if (hits.has(check) || !stepper.concerned(check, state)) continue;
      if (isQuiet(stepper, state)) hits.set(check, { state: number });
    }
  }
  return hits;
}

function checksBy({ program }: Stepper, by: Meaning["by"], asked: Asked): readonly number[] {
  return program.checks.flatMap(({ meaning }, index) =>
    meaning.by === by && asked?.has(index) !== false ? [index] : [],
  );
}

function mark(set: Uint8Array, number: number): boolean {
  if (set[number] === 1) return false;
  set[number] = 1;
  return true;
}

/** Walks backward from the states on the stack; `enter` is asked of each predecessor, true walks on from it. */
function spread(sources: Sources, stack: number[], enter: (state: number) => boolean): void {
  const { first, states } = sources;
  for (let to = stack.pop(); to !== undefined; to = stack.pop()) {
    const end = first[to + 1] as number;
    for (let i = first[to] as number; i < end; i++) {
      const from = states[i] as number;
      if (enter(from)) stack.push(from);
    }
  }
}

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
 * every enabled action is bad or leads to such a state. Undefined where the space has more than `largest` states, or
 * where its edges do not fit or were not waited for.
 * A step that changes nothing avoids nothing, as long as a step that is owed does change something.
 */
export function unavoidable(
  { space, edges }: Pick<Outcome, "space" | "edges">,
  stepper: Stepper,
  badness: Badness,
  largest: number = LARGEST,
): ((state: number) => boolean) | undefined {
  if (space.count > largest || !edges) return;
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
    const stack: number[] = [];
    const state = new Int32Array(this.#taken.width);
    for (let number = 0; number < this.#space.count; number++) {
      this.#space.read(number, state);
      const moves = this.#expand(number, state);
      const caught = this.#owes[number] === 1 && this.#waysOut[number] === 0;
      if (caught || this.#badness.state(state, moves)) stack.push(number);
    }
    for (const number of stack) this.#inside[number] = 1;
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
