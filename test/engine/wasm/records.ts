// Records for tests of the store: states of so many 64-bit words, as the compiled engine offers them. The
// last bit of a state is set, as in every packed state; the origin counts the records.

import { rng } from "../../../src/base/rng.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { PRESENT } from "../../../src/model/layout.ts";
import type { Division, MachineCode } from "../../../src/model/machine-code.ts";
import { program, range } from "../../programs.ts";

/** How the keys of a batch lie: what a real model makes, and what is bad for a table. */
export const SHAPES = ["random", "sequence", "high", "few", "stride"] as const;
export type Shape = (typeof SHAPES)[number];

/** Code for states of so many 64-bit words, without any command. */
export function codeOf(words: number, division?: Division): MachineCode {
  const full = Array.from({ length: words * 2 - 1 }, (_, i) =>
    range(`w${i}`, -(2 ** 31), 2 ** 31 - 1),
  );
  const code = compileToWasm(program([...full, range("last", 0, 2 ** 27 - 1)], []), {
    all: false,
    division,
  });
  if (code?.modules.words !== words) throw new Error("not the words that were wished");
  return code;
}

/** So many states of a shape, each `2 * words` numbers. */
export function statesOf(shape: Shape, words: number, count: number, seed: number): Int32Array {
  const size = words * 2;
  const random = rng(seed);
  const states = new Int32Array(count * size);
  for (let i = 0; i < count; i++) {
    const at = i * size;
    for (let w = 0; w < size; w++) states[at + w] = numberOf(shape, { i, w, size, seed }, random);
    states[at + size - 1] = (states[at + size - 1] as number) | PRESENT;
  }
  return states;
}

interface Place {
  readonly i: number;
  readonly w: number;
  readonly size: number;
  readonly seed: number;
}

function numberOf(
  shape: Shape,
  { i, w, size, seed }: Place,
  random: ReturnType<typeof rng>,
): number {
  switch (shape) {
    case "random":
      return random.below(2 ** 32) | 0;
    case "sequence":
      return w === 0 ? (seed & 0xffff) + i : 0;
    case "high":
      return w === size - 1 ? i : 0;
    case "few":
      return w < 2 ? random.below(5) : 0;
    case "stride":
      return w === 0 ? i << 12 : 7;
  }
}

/** The states as records: with action 3 and the numbers from `from` on as origin. */
export function recordsOf(states: Int32Array, words: number, from: number): Int32Array {
  const size = words * 2;
  const count = states.length / size;
  const records = new Int32Array(count * (size + 2));
  for (let i = 0; i < count; i++) {
    records.set(states.subarray(i * size, (i + 1) * size), i * (size + 2));
    records[i * (size + 2) + size] = 3;
    records[i * (size + 2) + size + 1] = from + i;
  }
  return records;
}

/** Each state as text. */
export function textsOf(states: Int32Array, words: number): string[] {
  const size = words * 2;
  return Array.from({ length: states.length / size }, (_, i) =>
    states.subarray(i * size, (i + 1) * size).join(),
  );
}
