// The set of states where several threads insert at once: an open-addressing table with linear probing, whose slots are
// taken by compare-and-swap and never given back (after Laarman, van de Pol and Weber, Boosting multi-core reachability
// performance with shared hash tables, FMCAD 2010). Home, growth and hashing are those of store.ts, but an entry stands
// anywhere behind its home, since nothing can be moved while others look.
//  - States are expanded in batches, which are cut into chunks; the order of chunks is that of the contract. An entry carries
//    the number of the chunk that put it in, its *tag*, while its batch is in flight. Whoever finds it in an earlier chunk
//    takes it over; when the batch and all before it are done, `confirm` keeps of each chunk's list what still carries
//    its tag, and makes the tag 0. So each state is in the list of the first chunk that leads to it, whichever
//    thread was quicker. Tags are few and come again (explore/control.ts): the caller says which are later ones.
//  - A state of one word has SPARE_BITS free bits: its entry is the mixed state with a 1 (the slot is taken) and the tag
//    below. Of several words the last one has them at its upper end; it is written twice, first with the tag BUSY, and with
//    its own when the other words are in place. A compact table has no tags: it is for one thread.

import { recordBytes } from "../../model/machine-code.ts";
import {
  A,
  advance,
  entryWords,
  L,
  lift,
  prepare,
  type StoreShape,
  sift,
  touch,
} from "./hashing.ts";
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
  type ModuleCode,
  op,
  ready,
  set,
  store,
  tee,
  when,
} from "./instruction.ts";
import { put, settle } from "./shared-growth.ts";
import { based, goHome, nextSlot, type SharedShape, split, stateHash } from "./shared-slots.ts";

/** The tag of an entry that is being written. */
const BUSY = 15n;

/** Where the tag stands in the word that is swapped: the only one of an entry, or its last. */
function tagShift({ words }: StoreShape): bigint {
  return words === 1 ? 1n : 59n;
}

/** All bits of that word but the tag. */
function untagged(shape: StoreShape): bigint {
  return shape.compact ? -1n : ~(BUSY << tagShift(shape));
}

/** The module that keeps the set. See SharedStoreExports for what its functions do. */
export function sharedStoreModule(shape: SharedShape): ModuleCode {
  const hash = stateHash(shape);
  const globals = ["table", "size", "end", "touched", "near", "fresh", "origins", "places", "base"];
  return {
    name: "store",
    pages: shape.pages,
    globals: globals.map(name => ({ name, exported: true })),
    functions: [
      sift(shape, hash, based(i32(shape.recent))),
      touch(shape),
      prepare(shape, { name: "prepareStates", hash, step: shape.words * 8 }),
      insert(shape),
      ...(shape.compact ? [] : [confirm(shape), touchPlaces(), confirmPlaced(shape)]),
      lift(entryWords(shape)),
      settle(shape),
      put(shape),
      ...(shape.shards > 1 ? [split(shape)] : []),
    ].map(ready),
  };
}

/** Offset of the word of an entry that is swapped. */
function lastWord(shape: StoreShape): number {
  return (entryWords(shape) - 1) * 8;
}

/** What that word of the state at `record` is, without a tag. */
function lastOf(shape: StoreShape): Instruction {
  return entryWords(shape) === 1
    ? get("hash")
    : load("i64.load", get("record"), (shape.words - 1) * 8);
}

/** Are the words of an entry but the last those of the state at `record`: leaves for the label where they are not. */
function compareFirst(shape: StoreShape, label: string): Instruction[] {
  if (entryWords(shape) === 1) return [];
  const first = op("i64.ne", load("i64.load", get("slot")), get("hash"));
  const middle = Array.from({ length: shape.words - 2 }, (_, w) => (w + 1) * 8).map(offset =>
    op("i64.ne", load("i64.load", get("slot"), offset), load("i64.load", get("record"), offset)),
  );
  return [first, ...middle].map(differs => brIf(label, differs));
}

/** Does the tag of `entry` say that another thread is writing it. */
function isBusy(shape: StoreShape): Instruction {
  const tag = op("i64.and", get("entry"), i64(BUSY << tagShift(shape)));
  return op("i64.eq", tag, i64(BUSY << tagShift(shape)));
}

/**
 * insert(record, until, hashes, tag, later): adds the records that are new to the set, with the tag, and copies them, and
 * those taken over from a later chunk (a bit of `later` for each tag), to the globals `fresh` and `origins`. Ends early
 * where the end of the table is too near.
 * Gives the address of the first record that was left.
 */
function insert(shape: SharedShape): FunctionCode {
  const { words } = shape;
  const bytes = recordBytes(words);
  const copy = Array.from({ length: words }, (_, w) =>
    store("i64.store", get("fresh"), load("i64.load", get("record"), w * 8), w * 8),
  );
  const body = [
    set("mine", op("i64.shl", op("i64.extend_i32_u", get("tag")), i64(tagShift(shape)))),
    set("fresh", globalGet("fresh")),
    set("origins", globalGet("origins")),
    set("places", globalGet("places")),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", load("i64.load", get("hashes"))),
        ...goHome(shape),
        set("last", lastOf(shape)),
        block("known", [
          block("new", [loop("probe", probe(shape))]),
          ...copy,
          store("i64.store", get("origins"), load("i64.load", get("record"), words * 8)),
          store("i32.store", get("places"), get("slot")),
          advance("fresh", words * 8),
          advance("origins", 8),
          advance("places", 4),
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
    globalSet("fresh", get("fresh")),
    globalSet("origins", get("origins")),
    globalSet("places", get("places")),
    { kind: "return", value: get("record") } as const,
  ];
  return {
    name: "insert",
    params: [A("record"), A("until"), A("hashes"), A("tag"), A("later")],
    result: "i32",
    locals: [
      A("fresh"),
      A("origins"),
      A("places"),
      A("slot"),
      A("home"),
      L("hash"),
      L("last"),
      L("entry"),
      L("mine"),
    ],
    body,
    exported: true,
  };
}

/** Goes on from slot to slot until the state is `known`, or is put in, or taken over from a later chunk: `new`. */
function probe(shape: StoreShape): Instruction[] {
  const offset = lastWord(shape);
  const swap = (expected: Instruction, value: Instruction): Instruction => ({
    kind: "memory",
    op: "i64.atomic.rmw.cmpxchg",
    offset,
    args: [get("slot"), expected, value],
  });
  const tagged = shape.compact ? get("last") : op("i64.or", get("last"), get("mine"));
  const differs = op("i64.and", op("i64.xor", get("entry"), get("last")), i64(untagged(shape)));
  const theirs = op("i32.wrap_i64", op("i64.shr_u", get("entry"), i64(tagShift(shape))));
  const isLater = op("i32.shr_u", get("later"), op("i32.and", theirs, i32(Number(BUSY))));
  const takeOver = [
    brIf("known", op("i32.eqz", op("i32.and", isLater, i32(1)))),
    brIf("new", op("i64.eq", swap(get("entry"), tagged), get("entry"))),
    br("probe"),
  ];
  const entry = tee("entry", load("i64.atomic.load", get("slot"), offset));
  // Mostly the state is there and its tag is 0.
  const same = op("i64.eq", entry, get("last"));
  return [
    ...(entryWords(shape) === 1
      ? [brIf("known", same)]
      : [
          block("differs", [
            brIf("differs", op("i32.eqz", same)),
            ...compareFirst(shape, "differs"),
            br("known"),
          ]),
        ]),
    when(op("i64.eqz", get("entry")), claim(shape, swap, tagged)),
    ...(entryWords(shape) === 1 ? [] : [brIf("probe", isBusy(shape))]),
    block("other", [
      brIf("other", op("i64.ne", differs, i64(0n))),
      ...compareFirst(shape, "other"),
      ...(shape.compact ? [br("known")] : takeOver),
    ]),
    ...nextSlot(shape),
    br("probe"),
  ];
}

/** Puts the state into the empty slot and leaves for `new`; where another was quicker, `entry` is what it put there. */
function claim(
  shape: StoreShape,
  swap: (expected: Instruction, value: Instruction) => Instruction,
  tagged: Instruction,
): Instruction[] {
  if (entryWords(shape) === 1) {
    return [brIf("new", op("i64.eqz", tee("entry", swap(i64(0n), tagged))))];
  }
  const busy = op("i64.or", get("last"), i64(BUSY << tagShift(shape)));
  const middle = Array.from({ length: shape.words - 2 }, (_, w) => (w + 1) * 8).map(offset =>
    store("i64.store", get("slot"), load("i64.load", get("record"), offset), offset),
  );
  return [
    when(op("i64.eqz", tee("entry", swap(i64(0n), busy))), [
      store("i64.store", get("slot"), get("hash")),
      ...middle,
      store("i64.atomic.store", get("slot"), tagged, lastWord(shape)),
      br("new"),
    ]),
  ];
}

/** Copies the state at `record` and its origin to where those that are kept stand. */
function keep({ words }: StoreShape): Instruction[] {
  const copy = Array.from({ length: words }, (_, w) =>
    store("i64.store", get("to"), load("i64.load", get("record"), w * 8), w * 8),
  );
  return [
    ...copy,
    store("i64.store", get("toOrigin"), load("i64.load", get("origin"))),
    advance("to", words * 8),
    advance("toOrigin", 8),
  ];
}

/**
 * confirm(record, until, hashes, tag, to, origin, toOrigin): of the new states at `record`, whose origins stand at `origin`,
 * copies those that still carry the tag to `to` and `toOrigin`, and makes the tag 0. Gives the address behind the last.
 * For where the table has grown since they were put in.
 */
function confirm(shape: SharedShape): FunctionCode {
  const { words } = shape;
  const offset = lastWord(shape);
  const differs = op(
    "i64.and",
    op("i64.xor", tee("entry", load("i64.load", get("slot"), offset)), get("last")),
    i64(untagged(shape)),
  );
  const body = [
    set("mine", op("i64.shl", op("i64.extend_i32_u", get("tag")), i64(tagShift(shape)))),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("hash", load("i64.load", get("hashes"))),
        ...goHome(shape),
        set("last", lastOf(shape)),
        block("found", [
          loop("probe", [
            block("other", [
              brIf("other", op("i64.ne", differs, i64(0n))),
              ...compareFirst(shape, "other"),
              br("found"),
            ]),
            ...nextSlot(shape),
            br("probe"),
          ]),
        ]),
        when(op("i64.eq", op("i64.and", get("entry"), i64(~untagged(shape))), get("mine")), [
          store("i64.store", get("slot"), get("last"), offset),
          ...keep(shape),
        ]),
        advance("record", words * 8),
        advance("hashes", 8),
        advance("origin", 8),
        br("next"),
      ]),
    ]),
    { kind: "return", value: get("to") } as const,
  ];
  return {
    name: "confirm",
    params: ["record", "until", "hashes", "tag", "to", "origin", "toOrigin"].map(A),
    result: "i32",
    locals: [A("slot"), A("home"), L("hash"), L("last"), L("entry"), L("mine")],
    body,
    exported: true,
  };
}

/** touchPlaces(places, until): touches the slots that the addresses between them say. */
function touchPlaces(): FunctionCode {
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("places"), get("until"))),
        set("sum", op("i32.add", get("sum"), load("i32.load8_u", load("i32.load", get("places"))))),
        advance("places", 4),
        br("next"),
      ]),
    ]),
    globalSet("touched", get("sum")),
  ];
  return {
    name: "touchPlaces",
    params: [A("places"), A("until")],
    locals: [A("sum")],
    body,
    exported: true,
  };
}

/** confirmPlaced(record, until, places, tag, to, origin, toOrigin): the same, where each still stands at its place. */
function confirmPlaced(shape: SharedShape): FunctionCode {
  const { words } = shape;
  const offset = lastWord(shape);
  const theirs = op(
    "i64.and",
    tee("entry", load("i64.load", get("slot"), offset)),
    i64(~untagged(shape)),
  );
  const body = [
    set("mine", op("i64.shl", op("i64.extend_i32_u", get("tag")), i64(tagShift(shape)))),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("record"), get("until"))),
        set("slot", load("i32.load", get("places"))),
        when(op("i64.eq", theirs, get("mine")), [
          store(
            "i64.store",
            get("slot"),
            op("i64.and", get("entry"), i64(untagged(shape))),
            offset,
          ),
          ...keep(shape),
        ]),
        advance("record", words * 8),
        advance("places", 4),
        advance("origin", 8),
        br("next"),
      ]),
    ]),
    { kind: "return", value: get("to") } as const,
  ];
  return {
    name: "confirmPlaced",
    params: ["record", "until", "places", "tag", "to", "origin", "toOrigin"].map(A),
    result: "i32",
    locals: [A("slot"), L("entry"), L("mine")],
    body,
    exported: true,
  };
}
