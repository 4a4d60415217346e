// Where things stand in the memory of the compiled engine. Everything but the table has a fixed size; the
// table comes last and grows with the memory. Several workers have a set of regions each, one behind the other;
// the states of a batch are read by all of them from the first worker's `input`.

import {
  BATCH,
  type Division,
  FLIGHT,
  isUndivided,
  type Regions,
  recordBytes,
} from "../../model/machine-code.ts";

const INPUTS = 4096;
const RECORDS = 32_768;
/** Of several workers: states of all batches in flight, and bytes of a worker's list of what is new, which is rarely touched. */
const SHARED = { inputs: 8192 * FLIGHT.batches, news: 1 << 24 } as const;
/** A region of records is not larger than this because of the above. */
const MOST_BYTES = 1 << 24;
const LINE = 64;

/** What the plan depends on. */
export interface RegionSizes {
  readonly words: number;
  /** How many successors a state can have. */
  readonly actions: number;
  readonly keys: number;
  /** 64-bit words of a label. */
  readonly label: number;
  /** Bytes of the states met last. */
  readonly recent: number;
  /** Bytes for strays of a table that grows. */
  readonly strays: number;
}

/** Plans the memory. */
export function regionsOf(
  { words, actions, keys, label, recent: recentBytes, strays: strayBytes }: RegionSizes,
  division: Division,
): Regions {
  const alone = isUndivided(division);
  const { shards, workers } = division;
  const fit = Math.min(RECORDS, Math.floor(MOST_BYTES / recordBytes(words)));
  const records = Math.max(fit, actions * 2);
  const states = Math.floor(MOST_BYTES / (words * 8));
  const fitting = Math.floor(SHARED.news / (words * 8 + 12) / Math.ceil(workers / 2));
  const news = alone ? records : Math.max(fitting, records);
  const inputs = alone ? INPUTS : Math.min(SHARED.inputs, states);
  let next = LINE;
  const take = (bytes: number): number => {
    const start = next;
    next = Math.ceil((start + bytes) / LINE) * LINE;
    return start;
  };
  const met = take(keys);
  const log = take(keys * 12);
  const input = take(inputs * words * 8);
  // The record of a step that changes nothing is written and then written over: room for one more.
  const candidates = take((records + 1) * recordBytes(words, label));
  const hashes = take(BATCH * 8);
  const recent = take(recentBytes);
  const pointers = take(shards * 4);
  const outboxes = take(shards > 1 ? shards * records * recordBytes(words) : 0);
  const lists = alone ? 1 : FLIGHT.batches;
  const fresh = take(lists * news * words * 8);
  const origins = take(lists * news * 8);
  const places = take(alone ? 0 : lists * news * 4);
  const strays = take(alone ? 0 : strayBytes);
  const stride = next - LINE;
  const table = LINE + stride * workers;
  return {
    stride,
    met,
    log,
    input,
    inputs,
    candidates,
    records,
    hashes,
    recent,
    pointers,
    outboxes,
    fresh,
    news,
    origins,
    places,
    strays,
    table,
  };
}
