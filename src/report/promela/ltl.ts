// Formulas as SPIN reads them. SPIN's `ltl` knows no `X` where it was built without it, and its translation suffers from
// every operator more, so nothing is added to the formula: `X` is pushed down to the atoms, which then look so many
// positions ahead, and the time before the first letter is known must not matter. There an atom has the value 2, and
// each of its occurrences is written so that `2` counts as true or as false, as the operators around it need it.

import { unreachable } from "../../base/bug.ts";
import type { Temporal } from "../../model/temporal.ts";

/** Negations and `X` stand at the atoms: whether the atom is true so many positions later. */
type Pushed =
  | { readonly kind: "const"; readonly value: boolean }
  | { readonly kind: "atom"; readonly atom: number; readonly ahead: number; readonly yes: boolean }
  | { readonly kind: "F" | "G"; readonly of: Pushed }
  | { readonly kind: "and" | "or"; readonly left: Pushed; readonly right: Pushed }
  | { readonly kind: "U" | "R"; readonly left: Pushed; readonly right: Pushed };

type Binary = Extract<Pushed, { left: Pushed }>;

/** An atom as it is looked at. */
export interface Sight {
  readonly atom: number;
  /** How many positions after the one that the formula is at. */
  readonly ahead: number;
}

/** A formula as text and what its text looks at; undefined where it speaks of the past. */
export interface Ltl {
  readonly text: string;
  readonly sights: readonly Sight[];
}

/** The formula of the property with this number. */
export function ltlOf(formula: Temporal, property: number): Ltl | undefined {
  const pushed = push(formula, true, 0);
  return pushed && { text: new Writer(property).exact(pushed), sights: sightsOf(pushed) };
}

/** What a sight is called. */
export function sightName(property: number, { atom, ahead }: Sight): string {
  return `ltl_${property}_${atom + 1}${ahead === 0 ? "" : `_next_${ahead}`}`;
}

/** The variable that is 0 before the first letter is known. */
export function begunName(property: number): string {
  return `begun_${property}`;
}

// ---------------------------------------------------------------- pushing

function push(f: Temporal, yes: boolean, ahead: number): Pushed | undefined {
  switch (f.kind) {
    case "const":
      return { kind: "const", value: f.value === yes };
    case "atom":
      return { kind: "atom", atom: f.atom, ahead, yes };
    case "not":
      return push(f.of, !yes, ahead);
    case "X":
      return push(f.of, yes, ahead + 1);
    case "F":
    case "G": {
      const of = push(f.of, yes, ahead);
      return of && { kind: yes ? f.kind : DUAL[f.kind], of };
    }
    case "Y":
    case "O":
    case "H":
    case "S":
      return undefined;
    case "and":
    case "or":
    case "U":
    case "R":
      return join(yes ? f.kind : DUAL[f.kind], push(f.left, yes, ahead), push(f.right, yes, ahead));
    case "implies":
      return join(yes ? "or" : "and", push(f.left, !yes, ahead), push(f.right, yes, ahead));
    case "W": {
      const [left, right] = [push(f.left, yes, ahead), push(f.right, yes, ahead)];
      return join(yes ? "R" : "U", right, join(yes ? "or" : "and", left, right));
    }
    default:
      return unreachable(f);
  }
}

const DUAL = { F: "G", G: "F", and: "or", or: "and", U: "R", R: "U" } as const;

function join(
  kind: Binary["kind"],
  left: Pushed | undefined,
  right: Pushed | undefined,
): Pushed | undefined {
  return left && right && { kind, left, right };
}

function sightsOf(f: Pushed): Sight[] {
  const all: Sight[] = [];
  const walk = (of: Pushed): void => {
    if (of.kind === "atom" && !all.some(s => s.atom === of.atom && s.ahead === of.ahead)) {
      all.push({ atom: of.atom, ahead: of.ahead });
    }
    if ("of" in of) walk(of.of);
    if ("left" in of) {
      walk(of.left);
      walk(of.right);
    }
  };
  walk(f);
  return all.sort((a, b) => a.atom - b.atom || a.ahead - b.ahead);
}

// ---------------------------------------------------------------- before the first letter

/**
 * How a formula is to come out where no letter is known yet: `exact` as it will at the first letter, `high` at least
 * that, `low` at most that, `true` and `false` in any case. Once there are letters all of them are the formula itself.
 */
type Early = "exact" | "high" | "low" | "true" | "false" | "any";

/** Is it about one position. */
function isPlain(f: Pushed): boolean {
  if ("left" in f)
    return (f.kind === "and" || f.kind === "or") && isPlain(f.left) && isPlain(f.right);
  return f.kind === "atom" || f.kind === "const";
}

type Lasting = Extract<Pushed, { kind: "F" | "G" | "U" | "R" }>;

/** What the operands must come out as, left and right, so that the whole comes out as wanted. */
const NEEDS: Record<
  Exclude<Early, "true" | "false">,
  Record<Lasting["kind"], readonly [Early, Early]>
> = {
  exact: { F: ["any", "low"], G: ["any", "high"], U: ["true", "low"], R: ["false", "high"] },
  high: { F: ["any", "any"], G: ["any", "high"], U: ["true", "any"], R: ["any", "high"] },
  low: { F: ["any", "low"], G: ["any", "any"], U: ["any", "low"], R: ["false", "any"] },
  any: { F: ["any", "any"], G: ["any", "any"], U: ["any", "any"], R: ["any", "any"] },
};

class Writer {
  readonly #property: number;

  constructor(property: number) {
    this.#property = property;
  }

  exact(f: Pushed): string {
    return this.#write(f, "exact");
  }

  #write(f: Pushed, early: Early): string {
    if (early === "exact" && f.kind !== "const" && isPlain(f)) {
      return `(${this.#write(f, "high")} U ${this.#write(f, "low")})`;
    }
    switch (f.kind) {
      case "const":
        return f.value ? "true" : "false";
      case "atom":
        return this.#atom(f, early);
      case "and":
      case "or":
        return this.#both(f, f.kind === "and" ? "&&" : "||", [early, early]);
      default:
        return this.#temporal(f, early);
    }
  }

  #temporal(f: Lasting, early: Early): string {
    const begun = begunName(this.#property);
    if (early === "true") return `(${this.#write(f, "any")} || !${begun})`;
    if (early === "false") return `(${this.#write(f, "any")} && ${begun})`;
    const [left, right] = NEEDS[early][f.kind];
    if ("of" in f) return `${f.kind === "F" ? "<>" : "[]"} ${this.#write(f.of, right)}`;
    return this.#both(f, f.kind === "U" ? "U" : "V", [left, right]);
  }

  #both(f: Binary, sign: string, [left, right]: readonly [Early, Early]): string {
    return `(${this.#write(f.left, left)} ${sign} ${this.#write(f.right, right)})`;
  }

  /** 2 is not 1 and not 0. */
  #atom({ atom, ahead, yes }: Extract<Pushed, { kind: "atom" }>, early: Early): string {
    const name = sightName(this.#property, { atom, ahead });
    const [high, low] = yes
      ? [`(!(${name} == 0))`, `(${name} == 1)`]
      : [`(!(${name} == 1))`, `(${name} == 0)`];
    switch (early) {
      case "high":
      case "true":
        return high;
      case "low":
      case "false":
        return low;
      case "any":
      case "exact":
        return yes ? low : high;
      default:
        return unreachable(early);
    }
  }
}
