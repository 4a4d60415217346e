// Where things stand in the memory of the compiled engine. Everything but the table has a fixed size; the
// table comes last and grows with the memory.

import { type Division, type Regions, recordBytes } from "../../model/machine-code.ts";

const INPUTS = 4096;
const RECORDS = 32_768;
/** With several workers, who wait for each other after each batch. */
const SHARED_RECORDS = 131_072;
/** A region of records is not larger than this because of the two above. */
const MOST_BYTES = 1 << 24;
const LINE = 64;

/** Plans the memory: `actions` is how many successors a state can have. */
export function regionsOf(
  { words, actions, keys, edges }: { words: number; actions: number; keys: number; edges: boolean },
  { shards, workers }: Division,
): Regions {
  const wished = workers > 1 ? SHARED_RECORDS : RECORDS;
  const fit = Math.min(wished, Math.floor(MOST_BYTES / recordBytes(words)));
  const records = Math.max(fit, actions * (workers > 1 ? 128 : 2));
  let next = LINE;
  const take = (bytes: number): number => {
    const start = next;
    next = Math.ceil((start + bytes) / LINE) * LINE;
    return start;
  };
  const met = take(keys);
  const log = take(keys * 12);
  const input = take(INPUTS * words * 8);
  // The record of a step that changes nothing is written and then written over: room for one more.
  const candidates = take((records + 1) * recordBytes(words, edges));
  const hashes = take(records * 8);
  const pointers = take(shards * 4);
  const outboxes = take(shards > 1 ? shards * records * recordBytes(words) : 0);
  const fresh = take(workers * records * words * 8);
  const origins = take(workers * records * 8);
  return {
    met,
    log,
    input,
    inputs: INPUTS,
    candidates,
    records,
    hashes,
    pointers,
    outboxes,
    fresh,
    origins,
    table: next,
  };
}
