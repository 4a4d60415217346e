// All steps of a space that was seen whole, once and for all who ask: lost goals, decisive steps, pictures.
// Making them costs about as much as exploring did, since every state is expanded again; what is asked of them
// afterwards are linear walks over flat arrays. About 14 bytes an edge, those of the way back included.

import type { Edges, Raised, Sources, Space, StopReason } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import type { Fault, State, Stepper } from "../model/stepper.ts";
import { Actions } from "./actions.ts";
import { mebibytes } from "./budget.ts";

/** Memory left, in MiB, and who says when to stop; asked before each state. */
export interface EdgeLimits {
  readonly memory: number;
  readonly stop: () => StopReason | undefined;
}

const BYTES = { edge: 14, state: 8 } as const;
/** As many as the labels' width can tell apart. */
const MOST_LABELS = 2 ** 16;

/** The edges of the space, or the limit that was hit. */
export function edgesOf(space: Space, stepper: Stepper, limits: EdgeLimits): Edges | StopReason {
  const list = new EdgeList(space, stepper.program);
  const state = new Int32Array(stepper.program.slots.length);
  for (let from = 0; from < space.count; from++) {
    const reason = limits.stop() ?? (list.fits(limits.memory) ? undefined : "memory");
    if (reason !== undefined) return reason;
    list.begin(from);
    space.read(from, state);
    stepper.successors(state, list);
  }
  return list.fits(limits.memory) ? list.done() : "memory";
}

/** Edges in order of states, as flat arrays that grow. */
export class EdgeArrays {
  readonly #first: Int32Array;
  #targets: Int32Array;
  #actions: Int32Array;
  #labels: Uint16Array;
  #begun = 0;
  #count = 0;

  /** `room`: how many edges are expected. */
  constructor(states: number, room: number) {
    this.#first = new Int32Array(states + 1);
    this.#targets = new Int32Array(room);
    this.#actions = new Int32Array(room);
    this.#labels = new Uint16Array(room);
  }

  get count(): number {
    return this.#count;
  }

  fits(memory: number): boolean {
    const bytes = this.#targets.length * BYTES.edge + this.#first.length * BYTES.state;
    return mebibytes(bytes) <= memory;
  }

  /** What is added next starts in this state; states come in ascending order. */
  begin(from: number): void {
    while (this.#begun <= from) this.#first[this.#begun++] = this.#count;
  }

  add(target: number, action: number, label: number): void {
    if (this.#count === this.#targets.length) this.#grow();
    this.#targets[this.#count] = target;
    this.#actions[this.#count] = action;
    this.#labels[this.#count] = label;
    this.#count++;
  }

  done(raised: readonly Raised[]): Edges {
    const count = this.#count;
    const first = this.#first;
    this.begin(first.length - 1);
    const targets = this.#targets.subarray(0, count);
    let sources: Sources | undefined;
    return {
      first,
      targets,
      actions: this.#actions.subarray(0, count),
      labels: this.#labels.subarray(0, count),
      raised,
      sources: () => {
        sources ??= sourcesOf(first, targets);
        return sources;
      },
    };
  }

  #grow(): void {
    const room = Math.ceil(this.#count * 1.5) + 64;
    const wider = <T extends Int32Array | Uint16Array>(old: T, grown: T): T => {
      grown.set(old);
      return grown;
    };
    this.#targets = wider(this.#targets, new Int32Array(room));
    this.#actions = wider(this.#actions, new Int32Array(room));
    this.#labels = wider(this.#labels, new Uint16Array(room));
  }
}

/** The edges so far; a visitor of one state after the other. */
class EdgeList {
  readonly #space: Space;
  readonly #actions: Actions;
  readonly #arrays: EdgeArrays;
  readonly #raised = new RaisedList();

  constructor(space: Space, program: Program) {
    this.#space = space;
    this.#actions = new Actions(program);
    this.#arrays = new EdgeArrays(space.count, space.count * 2 + 64);
  }

  fits(memory: number): boolean {
    return this.#arrays.fits(memory) && this.#raised.list.length <= MOST_LABELS;
  }

  begin(from: number): void {
    this.#arrays.begin(from);
  }

  step(command: number, choice: number, next: State, marks: readonly number[]): void {
    const label = marks.length === 0 ? 0 : this.#raised.label(undefined, marks);
    this.#add(this.#space.find(next), this.#actions.number(command, choice), label);
  }

  fault(command: number, choice: number, fault: Fault, marks: readonly number[]): void {
    this.#add(-1, this.#actions.number(command, choice), this.#raised.label(fault, marks));
  }

  done(): Edges {
    return this.#arrays.done(this.#raised.list);
  }

  #add(target: number, action: number, label: number): void {
    this.#arrays.add(target, action, label);
  }
}

/** What labels of edges mean: each combination of a fault and a set of marks once. Label 0 is nothing. */
export class RaisedList {
  readonly list: Raised[] = [{ marks: [] }];
  readonly #labels = new Map<string, number>();

  label(fault: Fault | undefined, marks: readonly number[]): number {
    const set = [...new Set(marks)].sort((a, b) => a - b);
    const key = `${fault?.kind ?? ""} ${set.join(" ")}`;
    let label = this.#labels.get(key);
    if (label === undefined) {
      label = this.list.push({ fault, marks: set }) - 1;
      this.#labels.set(key, label);
    }
    return label;
  }
}

/** Whence each state is reached; edges to -1 lead nowhere. */
export function sourcesOf(first: Int32Array, targets: Int32Array): Sources {
  const states = first.length - 1;
  const starts = new Int32Array(states + 1);
  for (const to of targets) if (to >= 0) starts[to] = (starts[to] as number) + 1;
  let total = 0;
  for (let to = 0; to <= states; to++) {
    total += starts[to] as number;
    starts[to] = total;
  }
  const list = new Int32Array(total);
  // From behind, so that each row ends up in ascending order and its start is where the last one was put.
  for (let from = states - 1; from >= 0; from--) {
    for (let e = (first[from + 1] as number) - 1; e >= (first[from] as number); e--) {
      const to = targets[e] as number;
      if (to < 0) continue;
      const place = (starts[to] as number) - 1;
      starts[to] = place;
      list[place] = from;
    }
  }
  return { first: starts, states: list };
}
