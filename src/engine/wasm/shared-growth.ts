// How a table that several threads share grows in place, while nobody inserts: its entries are lifted to the end of the memory and then settled
// behind their new homes, all of them or a part of the table at a time, so that two threads can share the work.
// Where it is divided, entries of one part may belong into the other, or find no slot that has been read: they stray, and are put where they belong in the end.

import { A, advance, copyWords, entryWords, L } from "./hashing.ts";
import {
  block,
  br,
  brIf,
  type FunctionCode,
  get,
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
import { based, goHome, LINE, nextSlot, type SharedShape } from "./shared-slots.ts";

/** How many entries may stray: those of a run of taken slots where the table is divided. */
const STRAYS = 4096;

/** Bytes for the strays. */
export function strayBytes(words: number): number {
  return STRAYS * words * 8;
}

const FAILED: Instruction = { kind: "return", value: i32(0) };

/**
 * settle(from, until, low, end, strays): puts the entries that stand from `from` up to `until` into the slots from `low` up to `end`, each
 * behind its home in the table of the new size, and empties all other slots there. Those that belong elsewhere are added at `strays`.
 * They come nearly in order of their homes, so what is written mostly stays below what is still to be read.
 * Gives the end of the strays, or 0 where that fails.
 */
export function settle(shape: SharedShape): FunctionCode {
  const words = entryWords(shape);
  const bytes = words * 8;
  const each = Array.from({ length: words }, (_, w) => w);
  const body = [
    set("to", get("low")),
    set("most", based(i32(shape.strays + strayBytes(words)))),
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("from"), get("until"))),
        // Making way may empty the slot that was read just now.
        ...each.map(w => set(`w${w}`, load("i64.load", get("from"), w * 8))),
        set("hash", get("w0")),
        ...goHome(shape),
        block("settled", [
          block("stray", [
            brIf("stray", op("i32.lt_u", get("home"), get("low"))),
            ...probe(shape, [
              brIf("stray", op("i32.ge_u", get("slot"), get("end"))),
              when(op("i32.ge_u", get("slot"), get("to")), makeWay(words)),
            ]),
            ...each.map(w => store("i64.store", get("slot"), get(`w${w}`), w * 8)),
            br("settled"),
          ]),
          when(op("i32.ge_u", get("strays"), get("most")), [FAILED]),
          ...each.map(w => store("i64.store", get("strays"), get(`w${w}`), w * 8)),
          advance("strays", bytes),
        ]),
        advance("from", bytes),
        br("next"),
      ]),
    ]),
    empty(get("end")),
    { kind: "return", value: get("strays") } as const,
  ];
  return {
    name: "settle",
    params: [A("from"), A("until"), A("low"), A("end"), A("strays")],
    result: "i32",
    locals: [
      ...["to", "slot", "home", "limit", "most"].map(A),
      ...["hash", ...each.map(w => `w${w}`)].map(L),
    ],
    body,
    exported: true,
  };
}

/** put(from, until): puts entries into the first empty slots behind their homes. */
export function put(shape: SharedShape): FunctionCode {
  const words = entryWords(shape);
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("from"), get("until"))),
        set("hash", load("i64.load", get("from"))),
        ...goHome(shape),
        ...probe(shape, []),
        ...copyWords(words, "from", "slot"),
        advance("from", words * 8),
        br("next"),
      ]),
    ]),
  ];
  return {
    name: "put",
    params: [A("from"), A("until")],
    locals: [A("slot"), A("home"), L("hash")],
    body,
    exported: true,
  };
}

/** Goes on to the first empty slot; `before` looks at each slot first. */
function probe(shape: SharedShape, before: readonly Instruction[]): Instruction[] {
  const last = (entryWords(shape) - 1) * 8;
  const body = [
    ...before,
    brIf("free", op("i64.eqz", load("i64.load", get("slot"), last))),
    ...nextSlot(shape),
    br("probe"),
  ];
  return [block("free", [loop("probe", body)])];
}

/** Empties the slots up to `slot`, and where all slots of a cache line are looked at before the next one, those of its line; the entry strays where what stands there is still to be read. */
function makeWay(words: number): Instruction[] {
  const behind = op("i32.add", get("slot"), i32(words === 1 ? LINE : words * 8));
  const limit = words === 1 ? op("i32.and", behind, i32(-LINE)) : behind;
  const read = op("i32.add", get("from"), i32(words * 8));
  return [
    set("limit", limit),
    brIf("stray", op("i32.gt_u", get("limit"), read)),
    empty(get("limit")),
  ];
}

/** Empties the slots from `to` up to the limit. */
function empty(limit: Instruction): Instruction {
  return block("emptied", [
    loop("empty", [
      brIf("emptied", op("i32.ge_u", get("to"), limit)),
      store("i64.store", get("to"), i64(0n)),
      advance("to", 8),
      br("empty"),
    ]),
  ]);
}
