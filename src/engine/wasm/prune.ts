// Drops what cannot happen in an effect: branches whose test is decided by the guard or by what was stored
// before. Observers make this worth while: each stored status asks every observer in every one of its states,
// and mostly both are known.

import type { Command, Statement, Target } from "../../model/program.ts";
import { Place, type Possible } from "./possible.ts";
import { simplify, specialise } from "./specialise.ts";
import type { Around } from "./step-term.ts";

/** The command for these values of its parameters, without branches that cannot be taken. */
export function prune(
  command: Command,
  params: readonly number[],
  slots: readonly Possible[],
): Command {
  const place = new Place(slots, params, command.temps);
  const guard = simplify(command.guard, params);
  if (!place.narrow(guard, true)) return specialise(command, params);
  return { ...command, guard, effect: new Pruning(slots).list(command.effect, place).list };
}

/** What is known of the states before and after a command whose parameters are put in, and which writes these slots, where its guard is true. */
export function around(
  command: Command,
  written: ReadonlySet<number>,
  slots: readonly Possible[],
): Around {
  const place = new Place(slots, [], command.temps);
  place.narrow(command.guard, true);
  const before = slots.map((_, i) => place.slot(i));
  const { after } = new Pruning(slots).list(command.effect, place);
  const values = [...before, ...slots.map((_, i) => after.slot(i))];
  return { written, values };
}

interface Pruned {
  readonly list: Statement[];
  readonly after: Place;
}

class Pruning {
  readonly #slots: readonly Possible[];

  constructor(slots: readonly Possible[]) {
    this.#slots = slots;
  }

  list(list: readonly Statement[], before: Place): Pruned {
    const out: Statement[] = [];
    let place = before;
    for (const statement of list) {
      const pruned = this.#one(statement, place);
      out.push(...pruned.list);
      place = pruned.after;
    }
    return { list: out, after: place };
  }

  #one(s: Statement, place: Place): Pruned {
    switch (s.kind) {
      case "assign":
        return this.#assign(s, place);
      case "if":
        return this.#branch(s, place);
      case "require":
      case "assert": {
        const test = place.fold(s.test);
        if (test.kind === "const" && test.value !== 0) return { list: [], after: place };
        place.narrow(test, true);
        return { list: [{ ...s, test }], after: place };
      }
      case "mark":
        return { list: [s], after: place };
      case "tell":
        return { list: [], after: place };
    }
  }

  #branch(s: Statement & { kind: "if" }, place: Place): Pruned {
    const test = place.fold(s.test);
    if (test.kind === "const") return this.list(test.value !== 0 ? s.then : s.else, place);
    const yes = place.copy();
    const no = place.copy();
    const canBe = yes.narrow(test, true);
    const canNotBe = no.narrow(test, false);
    // A test that may fault stays, whatever its value.
    const then = canBe ? this.list(s.then, yes) : { list: [], after: no };
    const otherwise = canNotBe ? this.list(s.else, no) : { list: [], after: yes };
    const after = then.after === otherwise.after ? then.after : then.after.join(otherwise.after);
    return { list: [{ kind: "if", test, then: then.list, else: otherwise.list }], after };
  }

  #assign(s: Statement & { kind: "assign" }, place: Place): Pruned {
    const to = this.#target(s.to, place);
    const value = place.fold(s.value);
    if (to.kind === "slot") {
      const range = this.#slots[to.slot] as Possible;
      place.setSlot(to.slot, place.valuesOf(value, range));
    } else if (to.kind === "temp") {
      const all = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
      place.setTemp(to.temp, place.valuesOf(value, all));
    } else {
      this.#spread(to, place);
    }
    return { list: [{ ...s, to, value }], after: place };
  }

  #target(to: Target, place: Place): Target {
    if (to.kind !== "element") return to;
    const index = place.fold(to.index);
    if (index.kind !== "const") return { ...to, index };
    return { kind: "slot", slot: to.base + index.value };
  }

  /** Nobody knows which element it was. */
  #spread(to: Target & { kind: "element" }, place: Place): void {
    for (let i = 0; i < to.size; i++) {
      place.setSlot(to.base + i, this.#slots[to.base + i] as Possible);
    }
  }
}
