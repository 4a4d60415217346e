// The initial states as a fleet takes them: records of packed words, some at a time. To find them can take long, if only because few
// of all combinations of values are initial, so it is asked now and then whether to go on.

import { type Layout, packPresent } from "../model/layout.ts";
import type { Interpreter } from "../model/stepper.ts";
import { SEEDS } from "./fleet.ts";

/** Who takes the records. */
export interface Sower {
  /** Words of each state, then that it has neither action nor origin. */
  readonly offer: (records: Int32Array) => void;
  /** How many states may be waiting to be offered. */
  readonly room: () => number;
  /** False ends it. */
  readonly going: () => boolean;
}

/** See the head of this file. What was found before the end is offered. */
export function sow(stepper: Interpreter, layout: Layout, { offer, room, going }: Sower): void {
  const size = layout.words + 2;
  const records = new Int32Array(size * SEEDS);
  let filled = 0;
  const offerAll = () => {
    offer(records.subarray(0, filled * size));
    filled = 0;
  };
  let asked = 0;
  stepper.initial(
    state => {
      packPresent(layout, state, records, filled * size);
      records.fill(-1, filled * size + layout.words, (filled + 1) * size);
      filled++;
      if (filled === SEEDS || filled >= room()) offerAll();
      return going();
    },
    () => (++asked & 1023) !== 0 || going(),
  );
  offerAll();
}
