// The walk against the direction of the steps, on a space that was seen whole: linear, with a stack, over the same edges
// (edges.ts) as everything else.

import type { Sources } from "../model/outcome.ts";

/** States to walk on from, each of them at most once. */
export class Stack {
  readonly #items: Int32Array;
  #length = 0;

  constructor(most: number) {
    this.#items = new Int32Array(most);
  }

  push(state: number): void {
    this.#items[this.#length++] = state;
  }

  /** -1 where none is left. */
  pop(): number {
    return this.#length === 0 ? -1 : (this.#items[--this.#length] as number);
  }
}

/** Walks backward from the states on the stack; `enter` is asked of each predecessor, true walks on from it. */
export function spread(sources: Sources, stack: Stack, enter: (state: number) => boolean): void {
  const { first, states } = sources;
  for (let to = stack.pop(); to >= 0; to = stack.pop()) {
    const end = first[to + 1] as number;
    for (let i = first[to] as number; i < end; i++) {
      const from = states[i] as number;
      if (enter(from)) stack.push(from);
    }
  }
}
