// The initial states. One alone is what the variables are declared with. Several are the options of one choice before
// the loop, and SPIN counts one state more: the moment before the choice. Where there are too many to write out, the
// variables are chosen one by one, and SPIN counts the prefixes of these choices as well.

import type { Program, Term } from "../../model/program.ts";
import { bind, number } from "./fold.ts";
import { layoutOf, type Variable } from "./layout.ts";

/** Most initial states that are written out, and most values that are tried to find them. */
const MOST_STARTS = 4096;
const MOST_TRIES = 100_000;

export type Start =
  /** Each with its values by slot; `extra` states are counted beside those of the model. */
  | {
      readonly kind: "listed";
      readonly states: readonly (readonly number[])[];
      readonly extra: number;
    }
  /** The slots that have a choice. */
  | { readonly kind: "chosen"; readonly slots: readonly number[]; readonly extra: number };

/** How SPIN finds the initial states. */
export function startOf(program: Program): Start {
  const states = listStarts(program);
  if (states) {
    const [first] = states;
    const alone = states.length === 1 && first !== undefined;
    const declared = alone && layoutOf(program).variables.every(v => declarable(v, first));
    return { kind: "listed", states, extra: declared ? 0 : 1 };
  }
  const slots = program.initial.flatMap((values, slot) => (values.length > 1 ? [slot] : []));
  let product = 1;
  let extra = 1;
  for (const slot of slots) {
    product *= program.initial[slot]?.length ?? 1;
    extra += product;
  }
  return { kind: "chosen", slots, extra };
}

/** SPIN's lists of values for an array hold no negative numbers; one value for all elements may be one. */
export function declarable({ array, base, size }: Variable, state: readonly number[]): boolean {
  const values = state.slice(base, base + size);
  return !array || values.every(v => v >= 0) || values.every(v => v === values[0]);
}

/** All combinations that `initially` allows; undefined where there are too many. */
function listStarts({ initial, initially }: Program): number[][] | undefined {
  const found: number[][] = [];
  const slots = new Map<number, Term>();
  const truths = () => initially.map(term => constantOf(bind(term, { slots })));
  let tries = 0;
  /** False where there are too many. */
  const walk = (slot: number): boolean => {
    if (slot === initial.length) {
      if (truths().every(truth => truth !== undefined && truth !== 0)) {
        found.push([...slots.values()].map(term => constantOf(term) ?? 0));
      }
      return found.length <= MOST_STARTS;
    }
    const list = initial[slot] ?? [];
    return list.every(value => {
      tries += list.length > 1 ? 1 : 0;
      if (tries > MOST_TRIES) return false;
      slots.set(slot, number(value));
      const hopeless = list.length > 1 && truths().includes(0);
      const going = hopeless || walk(slot + 1);
      slots.delete(slot);
      return going;
    });
  };
  return walk(0) ? found : undefined;
}

/** Undefined where it depends on other slots, or has no value. */
function constantOf(term: Term): number | undefined {
  return term.kind === "const" ? term.value : undefined;
}
