// How the slots of a table that several threads share (shared-store.ts) are walked, and how records are sorted by shard.

import { recordBytes } from "../../model/machine-code.ts";
import { A, advance, entryWords, hashOf, home, L, mixedAbove, type StoreShape } from "./hashing.ts";
import {
  block,
  br,
  brIf,
  type FunctionCode,
  get,
  globalGet,
  type Instruction,
  i32,
  i64,
  load,
  loop,
  op,
  set,
  store,
  when,
} from "./instruction.ts";

/** Bits of a state that are left free: that it is there, and its tag. */
export const SPARE_BITS = 5;
/** Bytes of a cache line; tables start at one. */
export const LINE = 64;
/** What the module depends on. */
export interface SharedShape extends StoreShape {
  readonly shards: number;
  /** Address of the shards' pointers. */
  readonly pointers: number;
  /** Address of the states met last. */
  readonly recent: number;
  /** Address of strays. */
  readonly strays: number;
}

/** Of the state at `record`; of one word it is the entry, without a tag. */
export function stateHash({ words, compact }: StoreShape): Instruction {
  if (words > 1 || compact) return hashOf(words, compact);
  const bits = BigInt(SPARE_BITS);
  const word = op("i64.shl", load("i64.load", get("record")), i64(bits));
  return op("i64.or", mixedAbove(bits, word), i64(1n));
}

/** To the home of `hash`. */
export function goHome(shape: StoreShape): Instruction[] {
  return [set("home", home(entryWords(shape), get("hash"))), set("slot", get("home"))];
}

/** To the next slot: of one word, round the cache line of `home` first, then on in the next line (Laarman calls it walking the line). */
export function nextSlot(shape: StoreShape): Instruction[] {
  if (entryWords(shape) > 1) return [advance("slot", entryWords(shape) * 8)];
  const line = op("i32.and", get("slot"), i32(-LINE));
  const within = op("i32.and", op("i32.add", get("slot"), i32(8)), i32(LINE - 1));
  return [
    set("slot", op("i32.or", line, within)),
    when(op("i32.eq", get("slot"), get("home")), [advance("home", LINE), set("slot", get("home"))]),
  ];
}

/** An address in this worker's regions. */
export function based(offset: Instruction): Instruction {
  return op("i32.add", globalGet("base"), offset);
}

/**
 * split(record, until): copies each record to the outbox of its shard, in order. The shard is chosen by the lower half of
 * the hash, because the upper half chooses the place in its table.
 */
export function split(shape: SharedShape): FunctionCode {
  const { words, shards, pointers } = shape;
  const bytes = recordBytes(words);
  const lower = op("i64.and", stateHash(shape), i64(0xffff_ffffn));
  const scaled = op("i64.shr_u", op("i64.mul", lower, i64(BigInt(shards))), i64(32n));
  const copy = Array.from({ length: words + 1 }, (_, w) =>
    store("i64.store", get("to"), load("i64.load", get("record"), w * 8), w * 8),
  );
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("pointer", op("i32.mul", op("i32.wrap_i64", scaled), i32(4))),
        set("to", load("i32.load", based(get("pointer")), pointers)),
        ...copy,
        store("i32.store", based(get("pointer")), op("i32.add", get("to"), i32(bytes)), pointers),
        advance("record", bytes),
        br("next"),
      ]),
    ]),
  ];
  return {
    name: "split",
    params: [A("record"), A("until")],
    locals: [A("pointer"), A("to"), L("x")],
    body,
    exported: true,
  };
}
