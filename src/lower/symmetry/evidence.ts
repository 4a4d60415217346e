// Lowering writes `self` as a number, so what is indexed by it, compared with it or set to it shows no more than
// constants. But the first two replicas of a machine have the same commands in the same order: where theirs differ in a
// constant, its sort names replicas, or they cannot be exchanged at all.

import type { Command, Statement, Target, Term } from "../../model/program.ts";
import { decodeDigits, digitsAt } from "./shapes.ts";
import type { Sorts } from "./sorts.ts";

/** Roots of sorts in whose constants the commands of the two agents differ. */
export function evidenceOf(sorts: Sorts, first: number, second: number): ReadonlySet<number> {
  const evidence = new Evidence(sorts);
  const { commands } = sorts.program;
  const of = (agent: number) => commands.flatMap((c, i) => (c.agent === agent ? [i] : []));
  const others = of(second);
  for (const [n, a] of of(first).entries()) {
    const b = others[n];
    const [one, other] = [commands[a], commands[b ?? -1]];
    if (b === undefined || !one || !other || one.row !== other.row || one.step !== other.step)
      break;
    evidence.compare(one, other, [a, b]);
  }
  return evidence.found;
}

type Pair = readonly [number, number];
type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;

interface Place {
  readonly base: number;
  readonly index: Term;
}

class Evidence {
  readonly found: Set<number> = new Set();
  readonly #sorts: Sorts;
  #commands: Pair = [-1, -1];

  constructor(sorts: Sorts) {
    this.#sorts = sorts;
  }

  compare(a: Command, b: Command, commands: Pair): void {
    this.#commands = commands;
    this.#terms(a.guard, b.guard);
    this.#effects(a.effect, b.effect);
  }

  #effects(a: readonly Statement[], b: readonly Statement[]): void {
    for (const [i, one] of a.entries()) {
      const other = b[i];
      if (one.kind !== other?.kind) return;
      if (one.kind === "assign" && other.kind === "assign") {
        this.#targets(one.to, other.to);
        this.#terms(one.value, other.value, this.#sortOfTarget(one.to));
      } else if (one.kind === "if" && other.kind === "if") {
        this.#terms(one.test, other.test);
        this.#effects(one.then, other.then);
        this.#effects(one.else, other.else);
      } else if ("test" in one && "test" in other) {
        this.#terms(one.test, other.test);
      }
    }
  }

  #sortOfTarget(to: Target): number | undefined {
    if (to.kind === "temp") return this.#sorts.temps[this.#commands[0]]?.[to.temp];
    return this.#sorts.layouts[to.kind === "slot" ? to.slot : to.base]?.value;
  }

  #targets(a: Target, b: Target): void {
    if (a.kind === "slot" && b.kind === "slot") this.#places(a.slot, b.slot);
    if (a.kind === "element" && b.kind === "element") this.#indexes(a, b);
  }

  #terms(a: Term, b: Term, sort?: number): void {
    if (a.kind === "const" && b.kind === "const") this.#constants([a.value, b.value], sort);
    if (a.kind === "slot" && b.kind === "slot") this.#places(a.slot, b.slot);
    if (a.kind === "element" && b.kind === "element") this.#indexes(a, b);
    if (a.kind === "bound" && b.kind === "bound") this.#terms(a.of, b.of, sort);
    if (a.kind === "if" && b.kind === "if") this.#choices(a, b, sort);
    if (a.kind === "binary" && b.kind === "binary") this.#binary(a, b, sort);
    if (isUnary(a) && isUnary(b)) this.#terms(a.of, b.of);
  }

  #choices(a: Kind<"if">, b: Kind<"if">, sort: number | undefined): void {
    this.#terms(a.test, b.test);
    this.#terms(a.then, b.then, sort);
    this.#terms(a.else, b.else, sort);
  }

  #binary(a: Kind<"binary">, b: Kind<"binary">, sort: number | undefined): void {
    if (a.op !== b.op) return;
    const infer = (term: Term) => this.#sorts.infer(term, this.#commands[0]);
    const [left, right] = [infer(a.left), infer(a.right)];
    const sides = SIDES[a.op] ?? "none";
    const member = left === undefined ? undefined : this.#sorts.facts(left).member;
    const beside = { same: left ?? right, passed: left ?? right ?? sort, none: undefined }[sides];
    this.#terms(a.left, b.left, beside);
    this.#terms(a.right, b.right, a.op === "bit-test" ? member : beside);
  }

  #constants([a, b]: Pair, sort: number | undefined): void {
    if (sort === undefined || a === b) return;
    const { kind, member, codes, fields } = this.#sorts.facts(sort);
    if (kind === "number") this.#note(sort);
    if (kind === "set") this.#note(member);
    const [x, y] = [codes && decodeDigits(codes, a), codes && decodeDigits(codes, b)];
    if (!x || x.message !== y?.message) return;
    x.digits.forEach((digit, f) => {
      if (digit !== y.digits[f]) this.#note(fields?.[x.message]?.[f]);
    });
  }

  #places(a: number, b: number): void {
    const layout = this.#sorts.layouts[a];
    if (!layout || layout !== this.#sorts.layouts[b]) return;
    let stride = 1;
    for (const { size, sort } of layout.dimensions.toReversed()) {
      const digit = (slot: number) => Math.floor((slot - layout.base) / stride) % size;
      if (digit(a) !== digit(b)) this.#note(sort);
      stride *= size;
    }
  }

  #indexes(a: Place, b: Place): void {
    const layout = this.#sorts.layouts[a.base];
    if (!layout || layout !== this.#sorts.layouts[b.base]) return;
    const array = { base: layout.base, sizes: layout.dimensions.map(d => d.size) };
    const { slots, commands } = this.#sorts.program;
    const digits = ([0, 1] as const).map(n => {
      const { base, index } = n === 0 ? a : b;
      const params = commands[this.#commands[n]]?.params ?? [];
      return digitsAt(array, base, index, { slots, params });
    });
    layout.dimensions.forEach(({ sort }, d) => {
      const [x, y] = [digits[0]?.[d], digits[1]?.[d]];
      if (x && y) this.#terms(x, y, sort);
    });
  }

  #note(sort: number | undefined): void {
    if (sort !== undefined) this.found.add(this.#sorts.root(sort));
  }
}

function isUnary(term: Term): term is Kind<"not" | "negate" | "bit-count"> {
  return term.kind === "not" || term.kind === "negate" || term.kind === "bit-count";
}

/** Whether a constant beside the other operand is of its sort. */
const SIDES: Partial<Record<Kind<"binary">["op"], "same" | "passed">> = {
  "==": "same",
  "!=": "same",
  "bit-or": "passed",
  "bit-and": "passed",
  "bit-clear": "passed",
};
