// What the two kinds of tables have in common (store.ts, shared-store.ts): how a state is hashed, where the home of a
// hash is, how a batch of records is sifted and their homes touched beforehand, and how entries are moved away to make room
// for growing.

import { recordBytes } from "../../model/machine-code.ts";
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

/** touch(hashes, until): touches the homes of hashes. A loop as short as can be: the processor waits for as many of them at a time as it looks ahead. */
export function touch(shape: StoreShape): FunctionCode {
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("hashes"), get("until"))),
        set("hash", load("i64.load", get("hashes"))),
        set(
          "sum",
          op("i32.add", get("sum"), load("i32.load8_u", home(entryWords(shape), get("hash")))),
        ),
        advance("hashes", 8),
        br("next"),
      ]),
    ]),
    globalSet("touched", get("sum")),
  ];
  return {
    name: "touch",
    params: [A("hashes"), A("until")],
    locals: [A("sum"), L("hash")],
    body,
    exported: true,
  };
}

/** Bytes of the states that were met last, at most: they and the records should fit into the cache nearest but one. */
const RECENT_BYTES = 1 << 17;

/** By how many bits of its hash a state is found among those that were met last. */
export function recentBits(words: number): number {
  return Math.floor(Math.log2(RECENT_BYTES / (words * 8)));
}

/** Bytes of the states that were met last. */
export function recentBytes(words: number): number {
  return words * 8 * 2 ** recentBits(words);
}

/**
 * sift(record, until, hashes): hashes the records, leaves out those whose state was met a moment ago, moves the others
 * together and touches their homes. Gives the address behind the last that is left. Each state that is met stays at a place that its
 * hash chooses until another comes there, so what is left out has been inserted before; most of a search's successors are.
 * There are no branches: which records are left out cannot be foreseen.
 */
export function sift(shape: StoreShape, hash: Instruction, recent: Instruction): FunctionCode {
  const { words } = shape;
  const entry = entryWords(shape);
  const step = recordBytes(words);
  const each = Array.from({ length: words }, (_, w) => w);
  const kept = entry === 1 ? [get("hash")] : each.map(w => get(`w${w}`));
  const top = op("i64.shr_u", get("hash"), i64(64n - BigInt(recentBits(entry))));
  const differs = kept
    .map((word, w) => op("i64.ne", load("i64.load", get("seen"), w * 8), word))
    .reduce((a, b) => op("i32.or", a, b));
  const body = [
    set("to", get("record")),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", hash),
        set("seen", op("i32.add", recent, op("i32.mul", op("i32.wrap_i64", top), i32(entry * 8)))),
        ...each.map(w => set(`w${w}`, load("i64.load", get("record"), w * 8))),
        set("differs", differs),
        ...kept.map((word, w) => store("i64.store", get("seen"), word, w * 8)),
        store("i64.store", get("hashes"), get("hash")),
        store("i64.store", get("to"), load("i64.load", get("record"), words * 8), words * 8),
        ...each.map(w => store("i64.store", get("to"), get(`w${w}`), w * 8)),
        set("to", op("i32.add", get("to"), op("i32.mul", get("differs"), i32(step)))),
        set("hashes", op("i32.add", get("hashes"), op("i32.mul", get("differs"), i32(8)))),
        advance("record", step),
        br("next"),
      ]),
    ]),
    { kind: "return", value: get("to") } as const,
  ];
  return {
    name: "sift",
    params: [A("record"), A("until"), A("hashes")],
    result: "i32",
    locals: [A("to"), A("seen"), A("differs"), L("hash"), L("x"), ...each.map(w => L(`w${w}`))],
    body,
    exported: true,
  };
}

/** Adds to a local. */
export function advance(name: string, by: number): Instruction {
  return set(name, op("i32.add", get(name), i32(by)));
}

/**
 * lift(low, from, to): moves the entries that stand from `low` up to `from` up, so that the last one ends at `to`; gives where the first
 * stands. What is empty is copied as well and then written over, because whether a slot is taken cannot be foreseen.
 */
export function lift(words: number): FunctionCode {
  const bytes = words * 8;
  const last = load("i64.load", get("from"), bytes - 8);
  const body = [
    set("to", op("i32.sub", get("to"), i32(bytes))),
    block("done", [
      loop("next", [
        brIf("done", op("i32.le_u", get("from"), get("low"))),
        set("from", op("i32.sub", get("from"), i32(bytes))),
        set("taken", op("i64.ne", last, i64(0n))),
        ...copyWords(words),
        set("to", op("i32.sub", get("to"), op("i32.mul", get("taken"), i32(bytes)))),
        br("next"),
      ]),
    ]),
    { kind: "return", value: op("i32.add", get("to"), i32(bytes)) } as const,
  ];
  return {
    name: "lift",
    params: [A("low"), A("from"), A("to")],
    result: "i32",
    locals: [A("taken")],
    body,
    exported: true,
  };
}

/** Copies an entry. */
export function copyWords(words: number, from = "from", to = "to"): Instruction[] {
  return Array.from({ length: words }, (_, w) =>
    store("i64.store", get(to), load("i64.load", get(from), w * 8), w * 8),
  );
}
