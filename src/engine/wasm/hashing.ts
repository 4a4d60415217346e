// What the two kinds of tables have in common (store.ts, shared-store.ts): how a state is hashed, where the home of a
// hash is, how a batch of records is hashed beforehand, and how entries are moved away to make room for growing.

import {
  block,
  br,
  brIf,
  type FunctionCode,
  get,
  globalGet,
  globalSet,
  type Instruction,
  i32,
  i64,
  load,
  loop,
  op,
  set,
  store,
  tee,
  type Variable,
} from "./instruction.ts";

/** An odd number with well-mixed bits (2^64 divided by the golden ratio, Knuth volume 3, 6.4). */
const MULTIPLIER = 0x9e3779b97f4a7c15n;
/** For the words behind the first. */
const SPREAD = 0xc2b2ae3d27d4eb4fn;

/** What a module that keeps states depends on. */
export interface StoreShape {
  readonly words: number;
  /** Entries are hashes of 64 bits and not states: for spaces that are too large otherwise. */
  readonly compact: boolean;
  readonly pages: number;
}

/** 64-bit words of an entry. */
export function entryWords({ words, compact }: StoreShape): number {
  return compact ? 1 : words;
}

/** A local or parameter of 32 bits: an address. */
export const A = (name: string): Variable => ({ name, type: "i32" });
/** A local or parameter of 64 bits. */
export const L = (name: string): Variable => ({ name, type: "i64" });

/** The address of the home of a hash. */
export function home(words: number, hash: Instruction): Instruction {
  const scaled = op(
    "i64.mul",
    op("i64.shr_u", hash, i64(32n)),
    op("i64.extend_i32_u", globalGet("size")),
  );
  const slot = op("i32.wrap_i64", op("i64.shr_u", scaled, i64(32n)));
  return op("i32.add", globalGet("table"), op("i32.mul", slot, i32(words * 8)));
}

/** The hash of the record at `record`; of one word, or of all words of a state that is kept whole, it can be undone. */
export function hashOf(words: number, compact = false): Instruction {
  if (compact && words > 1) return fingerprintOf(words);
  let x = load("i64.load", get("record"));
  for (let w = 1; w < words; w++) {
    const spread = op(
      "i64.mul",
      load("i64.load", get("record"), w * 8),
      i64(SPREAD + BigInt(w) * 2n),
    );
    x = op("i64.xor", x, op("i64.xor", spread, op("i64.shr_u", spread, i64(31n))));
  }
  const mixed = op("i64.xor", tee("x", x), op("i64.shr_u", get("x"), i64(32n)));
  return op("i64.mul", mixed, i64(MULTIPLIER));
}

/** Word after word, each mixed with all before it; never 0, which is an empty slot. */
function fingerprintOf(words: number): Instruction {
  let h = i64(SPREAD);
  for (let w = 0; w < words; w++) {
    const joined = op("i64.xor", h, load("i64.load", get("record"), w * 8));
    const mixed = tee("x", op("i64.mul", joined, i64(MULTIPLIER)));
    h = op("i64.xor", mixed, op("i64.shr_u", get("x"), i64(29n)));
  }
  const last = tee("x", op("i64.mul", h, i64(SPREAD)));
  return op("i64.or", last, op("i64.extend_i32_u", op("i64.eqz", get("x"))));
}

/** A word whose lower `bits` are 0, mixed by a function that can be undone; they stay 0. */
export function mixedAbove(bits: bigint, word: Instruction): Instruction {
  const folded = op("i64.xor", tee("x", word), op("i64.shr_u", get("x"), i64(32n)));
  return op("i64.mul", op("i64.and", folded, i64(-1n << bits)), i64(MULTIPLIER));
}

/** How `prepare` is made: its name, the hash of what is at `record` (with the local `x`), and the bytes from one to the next. */
export interface Prepared {
  readonly name: string;
  readonly hash: Instruction;
  readonly step: number;
}

/** prepare(record, until, hashes): hashes the records and touches their homes. */
export function prepare(shape: StoreShape, { name, hash, step }: Prepared): FunctionCode {
  const entry = entryWords(shape);
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", hash),
        store("i64.store", get("hashes"), get("hash")),
        set("sum", op("i32.add", get("sum"), load("i32.load8_u", home(entry, get("hash"))))),
        advance("record", step),
        advance("hashes", 8),
        br("next"),
      ]),
    ]),
    globalSet("touched", get("sum")),
  ];
  return {
    name,
    params: [A("record"), A("until"), A("hashes")],
    locals: [A("sum"), L("hash"), L("x")],
    body,
    exported: true,
  };
}

/** Adds to a local. */
export function advance(name: string, by: number): Instruction {
  return set(name, op("i32.add", get(name), i32(by)));
}

/** lift(from, to): moves the entries of the table that ends at `from` up, so that the last one ends at `to`; gives where the first stands. */
export function lift(words: number): FunctionCode {
  const bytes = words * 8;
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.le_u", get("from"), globalGet("table"))),
        set("from", op("i32.sub", get("from"), i32(bytes))),
        brIf("next", op("i64.eqz", load("i64.load", get("from"), bytes - 8))),
        set("to", op("i32.sub", get("to"), i32(bytes))),
        ...copyWords(words),
        br("next"),
      ]),
    ]),
    { kind: "return", value: get("to") } as const,
  ];
  return {
    name: "lift",
    params: [A("from"), A("to")],
    result: "i32",
    locals: [],
    body,
    exported: true,
  };
}

/** Copies an entry from `from` to `to`. */
export function copyWords(words: number): Instruction[] {
  return Array.from({ length: words }, (_, w) =>
    store("i64.store", get("to"), load("i64.load", get("from"), w * 8), w * 8),
  );
}
