// How a formula can be true: each way says what the letter must be, what the memory of the past must be, what is left for
// the next position, and which promises are put off once more (`p U q` promises q). All ways of a formula are its cover;
// a way that asks for more than another one is dropped, which is what keeps automata small.

import { unreachable } from "../../base/bug.ts";
import { FALSE, type Normals, TRUE } from "./normal.ts";

/** Sets of atoms, of memory bits and of promises are bits; formulas are numbers, ascending. */
export interface Way {
  readonly pos: number;
  readonly neg: number;
  /** Memory bits that must be on, and off. */
  readonly on: number;
  readonly off: number;
  /** Memory bits that are on for the next position. */
  readonly kept: number;
  readonly promises: number;
  readonly next: readonly number[];
}

export const NOTHING: Way = { pos: 0, neg: 0, on: 0, off: 0, kept: 0, promises: 0, next: [] };

/** Covers of formulas; once too much work was done, or too much asked, every answer is empty and `overrun` says so. */
export class Covers {
  overrun = false;
  readonly #normals: Normals;
  readonly #covers = new Map<number, readonly Way[]>();
  readonly #promises: number[] = [];
  #work: number;

  /** `work`: how many pairs of ways may be looked at. */
  constructor(normals: Normals, work: number) {
    this.#normals = normals;
    this.#work = work;
  }

  /** How many promises were met. */
  get promises(): number {
    return this.#promises.length;
  }

  of(formula: number): readonly Way[] {
    let cover = this.#covers.get(formula);
    if (cover === undefined) {
      cover = this.#make(formula);
      this.#covers.set(formula, cover);
    }
    return cover;
  }

  /** All ways in which both are true. */
  both(left: readonly Way[], right: readonly Way[]): readonly Way[] {
    if (!this.#spend(left.length * right.length)) return [];
    const all: Way[] = [];
    for (const a of left) {
      for (const b of right) {
        const way = join(a, b);
        if (way !== undefined) all.push(way);
      }
    }
    return this.#least(all);
  }

  either(left: readonly Way[], right: readonly Way[]): readonly Way[] {
    return this.#least([...left, ...right]);
  }

  #make(formula: number): readonly Way[] {
    const f = this.#normals.at(formula);
    switch (f.kind) {
      case "true":
        return [NOTHING];
      case "false":
        return [];
      case "atom":
        return [{ ...NOTHING, pos: 1 << f.atom }];
      case "not-atom":
        return [{ ...NOTHING, neg: 1 << f.atom }];
      case "X":
        return [{ ...NOTHING, next: this.#conjuncts(f.of) }];
      case "Y":
        return [{ ...NOTHING, on: 1 << f.memory }];
      case "Z":
        return [{ ...NOTHING, off: 1 << f.memory }];
      case "and":
        return this.both(this.of(f.left), this.of(f.right));
      case "or":
        return this.either(this.of(f.left), this.of(f.right));
      case "U": {
        const again = [{ ...NOTHING, promises: this.#promise(formula), next: [formula] }];
        return this.either(this.of(f.right), this.both(this.of(f.left), again));
      }
      case "R": {
        const again = [{ ...NOTHING, next: [formula] }];
        return this.both(this.of(f.right), this.either(this.of(f.left), again));
      }
      case "S": {
        const before = [{ ...NOTHING, on: 1 << f.memory }];
        return this.either(this.of(f.right), this.both(this.of(f.left), before));
      }
      case "T": {
        const before = [{ ...NOTHING, off: 1 << f.memory }];
        return this.both(this.of(f.right), this.either(this.of(f.left), before));
      }
      default:
        return unreachable(f);
    }
  }

  #promise(formula: number): number {
    let index = this.#promises.indexOf(formula);
    if (index < 0) index = this.#promises.push(formula) - 1;
    if (index >= MOST_PROMISES) this.overrun = true;
    return 1 << index;
  }

  #conjuncts(formula: number): number[] {
    const f = this.#normals.at(formula);
    if (f.kind === "and") return merge(this.#conjuncts(f.left), this.#conjuncts(f.right));
    return formula === TRUE ? [] : [formula];
  }

  #least(ways: readonly Way[]): readonly Way[] {
    if (!this.#spend(ways.length * ways.length)) return [];
    const least: Way[] = [];
    for (const way of ways) {
      if (least.some(other => covers(other, way))) continue;
      let kept = 0;
      for (const other of least) if (!covers(way, other)) least[kept++] = other;
      least.length = kept;
      least.push(way);
    }
    return least;
  }

  #spend(work: number): boolean {
    this.#work -= work;
    if (this.#work < 0) this.overrun = true;
    return !this.overrun;
  }
}

/** Promises are bits of one word. */
const MOST_PROMISES = 30;

/** Does the first ask for nothing that the second does not ask for. */
function covers(a: Way, b: Way): boolean {
  return (
    a.kept === b.kept &&
    isSubset(a.pos, b.pos) &&
    isSubset(a.neg, b.neg) &&
    isSubset(a.on, b.on) &&
    isSubset(a.off, b.off) &&
    isSubset(a.promises, b.promises) &&
    a.next.every(f => b.next.includes(f))
  );
}

/** Of sets as bits. */
export function isSubset(a: number, b: number): boolean {
  return (a & ~b) === 0;
}

function join(a: Way, b: Way): Way | undefined {
  const [pos, neg, on, off] = [a.pos | b.pos, a.neg | b.neg, a.on | b.on, a.off | b.off];
  if ((pos & neg) !== 0 || (on & off) !== 0) return;
  const next = merge(a.next, b.next);
  if (next.includes(FALSE)) return;
  const [kept, promises] = [a.kept | b.kept, a.promises | b.promises];
  return { pos, neg, on, off, kept, promises, next };
}

function merge(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}
