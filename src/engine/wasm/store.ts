// The set of states of the compiled engine: hand-written WebAssembly, the same for every program but for
// the number of 64-bit words of a state. An open-addressing table with linear probing whose entries are
// kept in the order of their hashes (Amble and Knuth, Ordered hash tables, 1974), with these properties:
// (With a compact store an entry is a hash of 64 bits only, and two states may share one.)
//  - an entry is the state itself, its first word mixed by a function that can be undone (xor of the high
//    half, times an odd number), so equal entries are equal states and nothing else has to be looked at;
//  - its home is the hash's upper 32 bits, scaled to the size, so the table may have any size and
//    is in the order of the hashes from its first slot to its last; a search ends at the first larger one;
//  - to grow, entries are moved to the upper end and then, in order, to their new homes: two streams over
//    the memory, in place. The table grows by a fifth once it is large, so it is 69 to 83 % full.
// Bit 63 of the last word of a state is always 1 (see packing.ts), so a last word of 0 is an empty slot.
// A batch of candidates is first hashed, each touching its slot, and then inserted: the processor waits
// for many cache lines at a time and not for one.

import { recordBytes } from "../../model/machine-code.ts";
import {
  block,
  br,
  brIf,
  bulk,
  type FunctionCode,
  get,
  globalGet,
  globalSet,
  type Instruction,
  i32,
  i64,
  load,
  loop,
  type ModuleCode,
  op,
  set,
  store,
  tee,
  type Variable,
  when,
} from "./instruction.ts";

/** An odd number with well-mixed bits (2^64 divided by the golden ratio, Knuth volume 3, 6.4). */
const MULTIPLIER = 0x9e3779b97f4a7c15n;
/** For the words behind the first. */
const SPREAD = 0xc2b2ae3d27d4eb4fn;

/** What the module depends on. */
export interface StoreShape {
  readonly words: number;
  /** Entries are hashes of 64 bits and not states: for spaces that are too large otherwise. */
  readonly compact: boolean;
  readonly pages: number;
  readonly shards: number;
  /** Address of the shards' pointers. */
  readonly pointers: number;
}

/** 64-bit words of an entry. */
export function entryWords({ words, compact }: Pick<StoreShape, "words" | "compact">): number {
  return compact ? 1 : words;
}

/** The module that keeps the set. See StoreExports for what its functions do. */
export function storeModule(shape: StoreShape): ModuleCode {
  const { words, pages, shards, pointers } = shape;
  const entry = entryWords(shape);
  return {
    name: "store",
    pages,
    globals: [
      { name: "table", exported: true },
      { name: "size", exported: true },
      { name: "end", exported: true },
      { name: "touched", exported: true },
      { name: "near", exported: true },
      { name: "fresh", exported: true },
      { name: "origins", exported: true },
    ],
    functions: [
      prepare(shape),
      insert(shape),
      lift(entry),
      settle(entry),
      ...(shards > 1 ? [split(words, shards, pointers)] : []),
    ],
  };
}

const A = (name: string): Variable => ({ name, type: "i32" });
const L = (name: string): Variable => ({ name, type: "i64" });

/** The address of the home of a hash. */
function home(words: number, hash: Instruction): Instruction {
  const scaled = op(
    "i64.mul",
    op("i64.shr_u", hash, i64(32n)),
    op("i64.extend_i32_u", globalGet("size")),
  );
  const slot = op("i32.wrap_i64", op("i64.shr_u", scaled, i64(32n)));
  return op("i32.add", globalGet("table"), op("i32.mul", slot, i32(words * 8)));
}

/** The hash of the record at `record`; of one word, or of all words of a state that is kept whole, it can be undone. */
function hashOf(words: number, compact = false): Instruction {
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

/** prepare(record, end, hashes): hashes the records and touches their homes. */
function prepare(shape: StoreShape): FunctionCode {
  const { words, compact } = shape;
  const entry = entryWords(shape);
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", hashOf(words, compact)),
        store("i64.store", get("hashes"), get("hash")),
        set("sum", op("i32.add", get("sum"), load("i32.load8_u", home(entry, get("hash"))))),
        advance("record", recordBytes(words)),
        advance("hashes", 8),
        br("next"),
      ]),
    ]),
    globalSet("touched", get("sum")),
  ];
  return {
    name: "prepare",
    params: [A("record"), A("until"), A("hashes")],
    locals: [A("sum"), L("hash"), L("x")],
    body,
    exported: true,
  };
}

function advance(name: string, by: number): Instruction {
  return set(name, op("i32.add", get(name), i32(by)));
}

/**
 * insert(record, until, hashes): adds the records that are new to the set and copies them to the globals `fresh` and
 * `origins`. Ends early where the end of the table is too near. Gives the address of the first record that was left.
 */
function insert(shape: StoreShape): FunctionCode {
  const { words } = shape;
  const entry = entryWords(shape);
  const bytes = recordBytes(words);
  const copy = Array.from({ length: words }, (_, w) =>
    store("i64.store", get("fresh"), load("i64.load", get("record"), w * 8), w * 8),
  );
  const body = [
    set("fresh", globalGet("fresh")),
    set("origins", globalGet("origins")),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", load("i64.load", get("hashes"))),
        set("slot", home(entry, get("hash"))),
        block("known", [
          ...(entry === 1 ? locateOne() : locateMany(words)),
          ...copy,
          store("i64.store", get("origins"), load("i64.load", get("record"), words * 8)),
          advance("fresh", words * 8),
          advance("origins", 8),
          when(op("i32.gt_u", get("slot"), globalGet("end")), [
            globalSet("near", i32(1)),
            br("done"),
          ]),
        ]),
        advance("record", bytes),
        advance("hashes", 8),
        br("next"),
      ]),
    ]),
    // Where the loop was left because of the end, the last record is in.
    when(op("i32.lt_u", get("record"), get("until")), [advance("record", bytes)]),
    globalSet("fresh", get("fresh")),
    globalSet("origins", get("origins")),
    { kind: "return", value: get("record") } as const,
  ];
  return {
    name: "insert",
    params: [A("record"), A("until"), A("hashes")],
    result: "i32",
    locals: [A("fresh"), A("origins"), A("slot"), A("from"), L("hash"), L("entry")],
    body,
    exported: true,
  };
}

/** States of one word: leaves `known`, or puts the hash in and moves what is behind it. */
function locateOne(): Instruction[] {
  // An empty slot is 0, and 0 - 1 is larger than every hash - 1.
  const smaller = op(
    "i64.lt_u",
    op("i64.sub", tee("entry", load("i64.load", get("slot"))), i64(1n)),
    op("i64.sub", get("hash"), i64(1n)),
  );
  return [
    block("here", [
      loop("probe", [brIf("here", op("i32.eqz", smaller)), advance("slot", 8), br("probe")]),
    ]),
    brIf("known", op("i64.eq", get("entry"), get("hash"))),
    store("i64.store", get("slot"), get("hash")),
    block("shifted", [
      loop("shift", [
        brIf("shifted", op("i64.eqz", get("entry"))),
        advance("slot", 8),
        set("hash", load("i64.load", get("slot"))),
        store("i64.store", get("slot"), get("entry")),
        set("entry", get("hash")),
        br("shift"),
      ]),
    ]),
  ];
}

/** States of several words. */
function locateMany(words: number): Instruction[] {
  const bytes = words * 8;
  const last = bytes - 8;
  const rest = Array.from({ length: words - 1 }, (_, w) => (w + 1) * 8);
  return [
    block("here", [
      loop("probe", [
        brIf("here", op("i64.eqz", load("i64.load", get("slot"), last))),
        set("entry", load("i64.load", get("slot"))),
        brIf("here", op("i64.gt_u", get("entry"), get("hash"))),
        block("other", [
          brIf("other", op("i64.ne", get("entry"), get("hash"))),
          ...rest.map(offset =>
            brIf(
              "other",
              op(
                "i64.ne",
                load("i64.load", get("slot"), offset),
                load("i64.load", get("record"), offset),
              ),
            ),
          ),
          br("known"),
        ]),
        advance("slot", bytes),
        br("probe"),
      ]),
    ]),
    set("from", get("slot")),
    block("free", [
      loop("seek", [
        brIf("free", op("i64.eqz", load("i64.load", get("slot"), last))),
        advance("slot", bytes),
        br("seek"),
      ]),
    ]),
    bulk(
      "memory.copy",
      op("i32.add", get("from"), i32(bytes)),
      get("from"),
      op("i32.sub", get("slot"), get("from")),
    ),
    store("i64.store", get("from"), get("hash")),
    ...rest.map(offset =>
      store("i64.store", get("from"), load("i64.load", get("record"), offset), offset),
    ),
  ];
}

/**
 * split(record, until): copies each record to the outbox of its shard, in order. The shard is chosen by the lower half of
 * the hash, because the upper half chooses the place in its table.
 */
function split(words: number, shards: number, pointers: number): FunctionCode {
  const bytes = recordBytes(words);
  const lower = op("i64.and", hashOf(words), i64(0xffff_ffffn));
  const scaled = op("i64.shr_u", op("i64.mul", lower, i64(BigInt(shards))), i64(32n));
  const copy = Array.from({ length: words + 1 }, (_, w) =>
    store("i64.store", get("to"), load("i64.load", get("record"), w * 8), w * 8),
  );
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("pointer", op("i32.mul", op("i32.wrap_i64", scaled), i32(4))),
        set("to", load("i32.load", get("pointer"), pointers)),
        ...copy,
        store("i32.store", get("pointer"), op("i32.add", get("to"), i32(bytes)), pointers),
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

/** lift(from, to): moves the entries of the table that ends at `from` up, so that the last one ends at `to`; gives where the first stands. */
function lift(words: number): FunctionCode {
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

function copyWords(words: number): Instruction[] {
  return Array.from({ length: words }, (_, w) =>
    store("i64.store", get("to"), load("i64.load", get("from"), w * 8), w * 8),
  );
}

/**
 * settle(from, until): puts the entries that stand in order from `from` up to `until` to their homes in the table of the new
 * size, empties the slots between them and behind, and gives where the last one ends. Gives 0 where they do not fit.
 */
function settle(words: number): FunctionCode {
  const bytes = words * 8;
  const empty = Array.from({ length: words }, (_, w) =>
    store("i64.store", get("to"), i64(0n), w * 8),
  );
  const fillUpTo = (limit: Instruction): Instruction =>
    block("filled", [
      loop("fill", [
        brIf("filled", op("i32.ge_u", get("to"), limit)),
        ...empty,
        advance("to", bytes),
        br("fill"),
      ]),
    ]);
  const body = [
    set("to", globalGet("table")),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("from"), get("until"))),
        set("home", home(words, load("i64.load", get("from")))),
        when(op("i32.gt_u", get("home"), get("from")), [{ kind: "return", value: i32(0) }]),
        fillUpTo(get("home")),
        ...copyWords(words),
        advance("from", bytes),
        advance("to", bytes),
        br("next"),
      ]),
    ]),
    set("home", get("to")),
    fillUpTo(get("until")),
    { kind: "return", value: get("home") } as const,
  ];
  return {
    name: "settle",
    params: [A("from"), A("until")],
    result: "i32",
    locals: [A("to"), A("home")],
    body,
    exported: true,
  };
}
