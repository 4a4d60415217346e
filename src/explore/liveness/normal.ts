// Formulas in negation normal form, each once: a formula is a number. Negations stand at atoms only, `F`, `G` and `W` have
// become `U` and `R`. What past operators need to know of the position before is a memory bit: `Y f` is the bit of f,
// `p S q` is `q or (p and the bit of itself)`. So `S` has a dual `T` as `U` has `R`, and `Y` has `Z`; where there is
// no position before, every bit is off.

import { unreachable } from "../../base/bug.ts";
import type { Temporal } from "../../model/temporal.ts";

/** One formula; `left` and `right` are numbers of others. */
export type Normal =
  | { readonly kind: "true" | "false" }
  | { readonly kind: "atom" | "not-atom"; readonly atom: number }
  | { readonly kind: "X"; readonly of: number }
  | { readonly kind: "and" | "or" | "U" | "R"; readonly left: number; readonly right: number }
  | { readonly kind: "Y" | "Z"; readonly memory: number }
  | {
      readonly kind: "S" | "T";
      readonly left: number;
      readonly right: number;
      readonly memory: number;
    };

/** What a memory bit says of the position before: `on` was true there, or `off`, its negation. */
export interface Memory {
  readonly on: number;
  readonly off: number;
}

/** A formula and its negation. */
interface Both {
  readonly yes: number;
  readonly no: number;
}

export const TRUE = 0;
export const FALSE = 1;

/** All formulas met so far. */
export class Normals {
  readonly memories: Memory[] = [];
  readonly #all: Normal[] = [{ kind: "true" }, { kind: "false" }];
  readonly #numbers = new Map<string, number>();
  readonly #mentions = new Map<number, number>();
  readonly #known = new Map<Temporal, Both>();

  at(number: number): Normal {
    return this.#all[number] ?? { kind: "false" };
  }

  /** The memory bits that the truth of these formulas may ever depend on, as bits. */
  memoriesOf(formulas: readonly number[]): number {
    let bits = formulas.reduce((all, f) => all | this.#mentioned(f), 0);
    for (let before = -1; before !== bits; ) {
      before = bits;
      for (const [index, { on, off }] of this.memories.entries()) {
        if (((bits >>> index) & 1) === 1) bits |= this.#mentioned(on) | this.#mentioned(off);
      }
    }
    return bits;
  }

  #mentioned(number: number): number {
    let bits = this.#mentions.get(number);
    if (bits === undefined) {
      const f = this.at(number);
      bits = "memory" in f ? 1 << f.memory : 0;
      if ("of" in f) bits |= this.#mentioned(f.of);
      if ("left" in f) bits |= this.#mentioned(f.left) | this.#mentioned(f.right);
      this.#mentions.set(number, bits);
    }
    return bits;
  }

  /** The formula and its negation; recursion is as deep as the formula, whose size is bounded by whoever asks. */
  of(f: Temporal): Both {
    let both = this.#known.get(f);
    if (both === undefined) {
      both = this.#make(f);
      this.#known.set(f, both);
    }
    return both;
  }

  #make(f: Temporal): Both {
    switch (f.kind) {
      case "const":
        return f.value ? { yes: TRUE, no: FALSE } : { yes: FALSE, no: TRUE };
      case "atom":
        return {
          yes: this.#number({ kind: "atom", atom: f.atom }),
          no: this.#number({ kind: "not-atom", atom: f.atom }),
        };
      case "not":
        return flip(this.of(f.of));
      case "X": {
        const of = this.of(f.of);
        return { yes: this.#next(of.yes), no: this.#next(of.no) };
      }
      case "F":
        return this.#until({ yes: TRUE, no: FALSE }, this.of(f.of));
      case "G":
        return flip(this.#until({ yes: TRUE, no: FALSE }, flip(this.of(f.of))));
      case "Y":
        return this.#before(this.of(f.of));
      case "O":
        return this.#since({ yes: TRUE, no: FALSE }, this.of(f.of));
      case "H":
        return flip(this.#since({ yes: TRUE, no: FALSE }, flip(this.of(f.of))));
      default:
        return this.#binary(f.kind, this.of(f.left), this.of(f.right));
    }
  }

  #binary(kind: Extract<Temporal, { left: Temporal }>["kind"], left: Both, right: Both): Both {
    switch (kind) {
      case "and":
        return this.#both(left, right);
      case "or":
        return flip(this.#both(flip(left), flip(right)));
      case "implies":
        return flip(this.#both(left, flip(right)));
      case "U":
        return this.#until(left, right);
      case "R":
        return flip(this.#until(flip(left), flip(right)));
      case "W":
        // p W q is q R (p or q).
        return flip(this.#until(flip(right), this.#both(flip(left), flip(right))));
      case "S":
        return this.#since(left, right);
      default:
        return unreachable(kind);
    }
  }

  #both(left: Both, right: Both): Both {
    return {
      yes: this.#junction("and", left.yes, right.yes),
      no: this.#junction("or", left.no, right.no),
    };
  }

  #junction(kind: "and" | "or", left: number, right: number): number {
    const [neutral, strongest] = kind === "and" ? [TRUE, FALSE] : [FALSE, TRUE];
    if (left === strongest || right === strongest) return strongest;
    if (left === neutral || left === right) return right;
    if (right === neutral) return left;
    return this.#number({ kind, left: Math.min(left, right), right: Math.max(left, right) });
  }

  #next(of: number): number {
    return of === TRUE || of === FALSE ? of : this.#number({ kind: "X", of });
  }

  #until(left: Both, right: Both): Both {
    if (right.yes === TRUE || right.yes === FALSE || left.yes === FALSE) return right;
    // F F p is F p, and F G F p is G F p: whatever is so from some point on or again and again has no beginning.
    if (left.yes === TRUE && (this.#isEventual(right.yes) || this.#isTail(right.yes))) return right;
    return {
      yes: this.#number({ kind: "U", left: left.yes, right: right.yes }),
      no: this.#number({ kind: "R", left: left.no, right: right.no }),
    };
  }

  #isEventual(number: number): boolean {
    const f = this.at(number);
    return f.kind === "U" && f.left === TRUE;
  }

  /** `G F p` or `F G p`. */
  #isTail(number: number): boolean {
    const f = this.at(number);
    if (f.kind === "R" && f.left === FALSE) return this.#isEventual(f.right);
    if (f.kind !== "U" || f.left !== TRUE) return false;
    const of = this.at(f.right);
    return of.kind === "R" && of.left === FALSE;
  }

  #before(of: Both): Both {
    if (of.yes === FALSE) return of;
    const memory = this.#memory({ on: of.yes, off: of.no });
    return {
      yes: this.#number({ kind: "Y", memory }),
      no: this.#number({ kind: "Z", memory }),
    };
  }

  #since(left: Both, right: Both): Both {
    if (right.yes === TRUE || right.yes === FALSE || left.yes === FALSE) return right;
    const known = this.#numbers.get(key({ kind: "S", left: left.yes, right: right.yes }));
    const memory = this.memories.findIndex(m => m.on === known);
    if (known !== undefined && memory >= 0) {
      return { yes: known, no: (this.memories[memory] as Memory).off };
    }
    const own = this.memories.length;
    const yes = this.#number({ kind: "S", left: left.yes, right: right.yes, memory: own });
    const no = this.#number({ kind: "T", left: left.no, right: right.no, memory: own });
    this.memories.push({ on: yes, off: no });
    return { yes, no };
  }

  #memory(of: Memory): number {
    const known = this.memories.findIndex(m => m.on === of.on);
    return known >= 0 ? known : this.memories.push(of) - 1;
  }

  #number(f: Normal): number {
    const text = key(f);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#all.push(f) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

function flip({ yes, no }: Both): Both {
  return { yes: no, no: yes };
}

/** Equal for equal formulas; a since is known by its operands, whatever its memory. */
function key(f: {
  readonly kind: string;
  readonly left?: number;
  readonly right?: number;
  readonly [more: string]: unknown;
}): string {
  if (f.left !== undefined) return `${f.kind} ${f.left} ${f.right}`;
  return `${f.kind} ${f["atom"] ?? f["of"] ?? f["memory"]}`;
}
