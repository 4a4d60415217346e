// The set of states of the compiled engine: hand-written WebAssembly, the same for every program but for
// the number of 64-bit words of a state. An open-addressing table with linear probing whose entries are
// kept in the order of their hashes (Amble and Knuth, Ordered hash tables, 1974), with these properties:
// (With a compact store an entry is a hash of 64 bits only, and two states may share one. Several threads use shared-store.ts.)
//  - an entry is the state itself, its first word mixed by a function that can be undone (xor of the high
//    half, times an odd number), so equal entries are equal states and nothing else has to be looked at;
//  - its home is the hash's upper 32 bits, scaled to the size, so the table may have any size and
//    is in the order of the hashes from its first slot to its last; a search ends at the first larger one;
//  - to grow, entries are moved to the upper end and then, in order, to their new homes: two streams over
//    the memory, in place. The table grows by a fifth once it is large, so it is 69 to 83 % full.
// Bit 63 of the last word of a state is always 1 (model/layout.ts), so a last word of 0 is an empty slot.
// A batch of candidates is first sifted (hashing.ts): most of what a search finds was found a moment ago. The others
// touch their slots and are then inserted: the processor waits for many cache lines at a time and not for one.

import { recordBytes } from "../../model/machine-code.ts";
import {
  A,
  advance,
  copyWords,
  entryWords,
  hashOf,
  home,
  L,
  lift,
  type StoreShape,
  sift,
  touch,
} from "./hashing.ts";
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
  ready,
  set,
  store,
  tee,
  when,
} from "./instruction.ts";

/** The module that keeps the set, with the states met last at the address `recent`. See StoreExports for what its functions do. */
export function storeModule(shape: StoreShape, recent: number): ModuleCode {
  const { words, compact, pages } = shape;
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
      sift(shape, hashOf(words, compact), i32(recent)),
      touch(shape),
      insert(shape),
      lift(entry),
      settle(entry),
    ].map(ready),
  };
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
