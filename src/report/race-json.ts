// Races as JSON: what differs pair by pair, what does not as lists, since there is much of it.

import type { RaceTable } from "../model/result.ts";
import { racesBySide } from "./race-text.ts";

/** The table as an object; `same` says of each side with which later ones it ends alike. */
export function racesObject(table: RaceTable): object {
  const same = racesBySide(table).flatMap((races, side) => {
    const alike = races.filter(r => !r.difference && r.sides[0] === side);
    return alike.length === 0 ? [] : [{ side, with: alike.map(r => r.sides[1]) }];
  });
  return {
    pairs: table.pairs,
    same: table.same,
    differ: table.differ,
    never: table.never,
    accepted: table.accepted,
    reason: table.reason,
    sides: table.sides.map(s => ({
      kind: s.kind,
      event: s.event,
      machine: s.machine,
      state: s.state,
      place: s.place,
    })),
    differences: table.races.flatMap(({ sides, states, differing, difference, accepted }) =>
      difference
        ? [
            {
              sides,
              states,
              differing,
              accepted,
              after: difference.after,
              run: difference.run,
              orders: difference.orders.map(o => ({ steps: o.steps, end: o.end })),
              values: difference.values.map(v => ({ name: v.name, ends: v.ends })),
            },
          ]
        : [],
    ),
    alike: same,
    declared: table.declared.map(d => ({
      events: d.events,
      state: d.state,
      because: d.because,
      place: d.place,
      matches: d.matches,
    })),
  };
}
