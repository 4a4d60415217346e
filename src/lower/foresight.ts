// What must be true before an action for it to meet the requirements within: a `choose ... where` that stands among the actions
// makes the whole action impossible where no value will do. Each requirement is put in terms of the state before by following
// what is assigned on the way to it. Only what stands on top is seen to: a requirement in a branch can always be met.

import type { Statement, Target, Term } from "../model/program.ts";
import { termParts } from "../model/term-parts.ts";
import { all, choose, constant, equal, mapped, slot } from "./terms.ts";

type Assign = Extract<Statement, { kind: "assign" }>;
type Element = Extract<Target, { kind: "element" }>;

interface Guarded {
  readonly guard: Term;
  readonly effect: readonly Statement[];
}

/** The guard, and what the effect requires besides. */
export function foreseen({ guard, effect }: Guarded): Term {
  const last = effect.findLastIndex(each => each.kind === "require" && depends(each.test));
  const values = new Values();
  const tests = effect.flatMap((statement, i) => {
    if (statement.kind === "require")
      return [i <= last ? values.of(statement.test) : statement.test];
    if (i < last) values.after([statement]);
    return [];
  });
  return all([guard, ...tests]);
}

/** On anything but parameters. */
function depends(term: Term): boolean {
  const here = term.kind === "slot" || term.kind === "element" || term.kind === "temp";
  return here || termParts(term).some(depends);
}

/** What slots and temporaries hold at some point of the action, by the state before it. */
class Values {
  readonly #slots: Map<number, Term>;
  readonly #temps: Map<number, Term>;

  constructor(slots: ReadonlyMap<number, Term> = new Map(), temps = slots) {
    this.#slots = new Map(slots);
    this.#temps = new Map(temps);
  }

  of(term: Term): Term {
    return mapped(term, leaf => this.#leaf(leaf));
  }

  after(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.kind === "assign") this.#assign(statement);
      if (statement.kind === "if") this.#branch(statement);
    }
  }

  #leaf(leaf: Term): Term {
    if (leaf.kind === "slot") return this.#slot(leaf.slot);
    if (leaf.kind === "temp") return this.#temps.get(leaf.temp) ?? constant(0);
    if (leaf.kind !== "element") return leaf;
    const written = range(leaf).filter(at => this.#slots.has(at));
    return written.reduce<Term>(
      (rest, at) => choose(equal(leaf.index, constant(at - leaf.base)), this.#slot(at), rest),
      leaf,
    );
  }

  #slot(at: number): Term {
    return this.#slots.get(at) ?? slot(at);
  }

  #assign({ to, value }: Assign): void {
    const now = this.of(value);
    if (to.kind === "slot") this.#slots.set(to.slot, now);
    else if (to.kind === "temp") this.#temps.set(to.temp, now);
    else {
      const index = this.of(to.index);
      for (const at of range(to)) {
        this.#slots.set(at, choose(equal(index, constant(at - to.base)), now, this.#slot(at)));
      }
    }
  }

  #copy(): Values {
    return new Values(this.#slots, this.#temps);
  }

  #branch({ test, then, else: otherwise }: Extract<Statement, { kind: "if" }>): void {
    const asked = this.of(test);
    const [yes, no] = [this.#copy(), this.#copy()];
    yes.after(then);
    no.after(otherwise);
    for (const at of new Set([...yes.#slots.keys(), ...no.#slots.keys()])) {
      this.#slots.set(at, choose(asked, yes.#slot(at), no.#slot(at)));
    }
    for (const at of new Set([...yes.#temps.keys(), ...no.#temps.keys()])) {
      const [a, b] = [yes.#temps.get(at) ?? constant(0), no.#temps.get(at) ?? constant(0)];
      this.#temps.set(at, choose(asked, a, b));
    }
  }
}

function range({ base, size }: Pick<Element, "base" | "size">): number[] {
  return Array.from({ length: size }, (_, i) => base + i);
}
