// A shorter way round: from each state of a run the states near it are searched for a later state of the same run. What is found is
// shorter than the piece of the run between the two, and the rest of the run stays as it is.

import type { State, Step } from "../../model/stepper.ts";
import type { Broken, Looker } from "./broken.ts";
import type { Schedules } from "./schedule.ts";
import { walk } from "./walk.ts";

/** States that are searched from one state. */
const MOST = 2000;

/** The run with every shorter way round that was found, and how many states were looked at. */
export function withShortcuts(
  schedules: Schedules,
  looker: Looker,
  found: Broken,
): { readonly broken: Broken; readonly states: number } {
  let broken = found;
  let states = 0;
  for (let from = 0; from + 2 < broken.path.steps.length && broken.loop === undefined; from++) {
    const search = new Search(schedules, broken, from);
    const steps = search.shorter();
    states += search.states;
    const shorter = steps && looker.broken({ start: broken.path.start, steps });
    if (!shorter || shorter.path.steps.length >= broken.path.steps.length) continue;
    broken = shorter;
    from = -1;
  }
  return { broken, states };
}

interface Place {
  readonly state: State;
  readonly parent: number;
  readonly by?: Step | undefined;
  readonly depth: number;
}

class Search {
  readonly #schedules: Schedules;
  readonly #steps: readonly Step[];
  readonly #from: number;
  /** The later states of the run, and the last place of each. */
  readonly #later = new Map<string, number>();
  readonly #found: Place[];
  readonly #seen = new Set<string>();

  constructor(schedules: Schedules, { path }: Broken, from: number) {
    const { states } = walk(schedules.stepper, path);
    this.#schedules = schedules;
    this.#steps = path.steps;
    this.#from = from;
    for (let i = from + 1; i < states.length; i++) this.#later.set((states[i] as State).join(), i);
    const state = states[from] as State;
    this.#found = [{ state, parent: -1, depth: 0 }];
    this.#seen.add(state.join());
  }

  get states(): number {
    return this.#found.length;
  }

  /** The steps of the shorter run. */
  shorter(): readonly Step[] | undefined {
    for (let at = 0; at < this.#found.length && this.#found.length < MOST; at++) {
      const { state, depth } = this.#found[at] as Place;
      for (const by of this.#schedules.enabled(state)) {
        const next = this.#schedules.stepper.apply(state, by)?.next;
        const key = next?.join() ?? "";
        if (!next || this.#seen.has(key)) continue;
        this.#seen.add(key);
        this.#found.push({ state: next, parent: at, by, depth: depth + 1 });
        const place = this.#later.get(key);
        if (place !== undefined && depth + 1 < place - this.#from) return this.#spliced(place);
      }
    }
    return undefined;
  }

  #spliced(place: number): readonly Step[] {
    const way: Step[] = [];
    for (let at = this.#found.length - 1; at > 0; ) {
      const { by, parent } = this.#found[at] as Place;
      if (by) way.unshift(by);
      at = parent;
    }
    return [...this.#steps.slice(0, this.#from), ...way, ...this.#steps.slice(place)];
  }
}
