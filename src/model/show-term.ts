// Terms of a program as expressions with slot names. A term knows numbers only; the type of a constant
// is that of what it is compared with, so that `status == 3` reads `status == cancelling`.

import { unreachable } from "../base/bug.ts";
import type { BinaryOperator, Parameter, Program, Show, Term } from "./program.ts";
import { showAs, showSlot } from "./show-slot.ts";
import { bounds, type IndexType } from "./types.ts";

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;
type Binary = Kind<"binary">;

/** What a term may need to be read: a command's parameters, and how a constant is meant. */
export interface TermScope {
  readonly params?: readonly Parameter[] | undefined;
  readonly as?: Show | undefined;
  /** Definitions by cases are shown by their names, not written out. */
  readonly names?: boolean | undefined;
}

/** How truth is shown. */
export const TRUTH: Show = { kind: "scalar", type: { kind: "bool" } };

const LOOSE = 0;
const NOT = 4;
const COMPARE = 5;
const ADD = 6;
const NEGATE = 8;
const TIGHT = 9;

const LEVELS: Record<BinaryOperator, number> = {
  or: 2,
  and: 3,
  "==": COMPARE,
  "!=": COMPARE,
  "<": COMPARE,
  "<=": COMPARE,
  ">": COMPARE,
  ">=": COMPARE,
  "bit-test": COMPARE,
  "+": ADD,
  "-": ADD,
  "bit-or": ADD,
  "bit-clear": ADD,
  "*": 7,
  "%": 7,
  "/": 7,
  min: TIGHT,
  max: TIGHT,
  "bit-and": TIGHT,
};

/** The term as text; a truth where `scope.as` is TRUTH. */
export function showTerm(program: Program, term: Term, scope: TermScope = {}): string {
  return new Printer(program, scope).show(term, LOOSE, scope.as);
}

/** The name of slot `base + index`: `up[h]`, `rm[i].seen`. */
export function showElement(
  program: Program,
  base: number,
  index: Term,
  scope: TermScope = {},
): string {
  return new Printer(program, scope).element(base, index);
}

class Printer {
  private readonly program: Program;
  private readonly params: readonly Parameter[];
  private readonly names: boolean;

  constructor(program: Program, { params = [], names = false }: TermScope) {
    this.program = program;
    this.params = params;
    this.names = names;
  }

  show(term: Term, level: number, as?: Show): string {
    const [text, mine] = this.shown(term, as);
    return mine < level ? `(${text})` : text;
  }

  private shown(term: Term, as: Show | undefined): [string, number] {
    switch (term.kind) {
      case "const":
        return [as ? showAs(this.program, as, term.value) : String(term.value), TIGHT];
      case "slot":
      case "element":
      case "param":
      case "temp":
        return [this.place(term), TIGHT];
      case "not":
        return [`not ${this.show(term.of, NOT, TRUTH)}`, NOT];
      case "negate":
        return [`-${this.show(term.of, NEGATE)}`, NEGATE];
      case "bit-count":
        return [`size(${this.show(term.of, LOOSE, this.typeOf(term.of))})`, TIGHT];
      case "bound":
        return [`${this.show(term.of, TIGHT)}@${term.low}..${term.high}`, TIGHT];
      case "if":
        if (this.names && term.meant?.name !== undefined) return [term.meant.name, TIGHT];
        return [this.choice(term, as), LOOSE];
      case "binary":
        return this.binary(term, as);
      default:
        return unreachable(term);
    }
  }

  private place(term: Kind<"slot" | "element" | "param" | "temp">): string {
    const old = "old" in term && term.old === true;
    const name = this.name(term);
    return old ? `old(${name})` : name;
  }

  private name(term: Kind<"slot" | "element" | "param" | "temp">): string {
    switch (term.kind) {
      case "slot":
        return this.program.slots[term.slot]?.name ?? `slot ${term.slot}`;
      case "element":
        return this.element(term.base, term.index);
      case "param":
        return this.params[term.param]?.name ?? `param ${term.param}`;
      case "temp":
        return `temp ${term.temp}`;
      default:
        return unreachable(term);
    }
  }

  /** The base slot's name with the indexes in its brackets. */
  element(base: number, index: Term): string {
    const name = this.program.slots[base]?.name ?? `slot ${base}`;
    const pieces = name.split(/\[[^[\]]*\]/);
    const indexes = dimensions(index, pieces.length - 1);
    if (!indexes) return `(${name} + ${this.index(index)})`;
    return pieces
      .map((piece, i) => (i === 0 ? piece : `[${this.index(indexes[i - 1] ?? index)}]${piece}`))
      .join("");
  }

  /** An index that is checked reads as what is checked. */
  private index(term: Term): string {
    if (term.kind === "bound") return this.index(term.of);
    const offset = term.kind === "binary" && term.op === "+" && isZero(term.left);
    return offset ? this.index(term.right) : this.show(term, LOOSE, this.typeOf(term));
  }

  private choice(term: Kind<"if">, as: Show | undefined): string {
    const meant = as ?? this.typeOf(term);
    const test = this.show(term.test, 1, TRUTH);
    return `if ${test} then ${this.show(term.then, 1, meant)} else ${this.show(term.else, LOOSE, meant)}`;
  }

  private binary(term: Binary, as: Show | undefined): [string, number] {
    const { op, left, right } = term;
    switch (op) {
      case "and":
        return this.infix(term, "and", TRUTH);
      case "or":
        if (membersOf(term)) return [this.members(term), COMPARE];
        if (left.kind !== "not") return this.infix(term, "or", TRUTH);
        return [`${this.show(left.of, 2, TRUTH)} implies ${this.show(right, 1, TRUTH)}`, 1];
      case "min":
      case "max":
      case "bit-and":
        return [`${op}(${this.show(left, LOOSE, as)}, ${this.show(right, LOOSE, as)})`, TIGHT];
      case "bit-or":
        return this.infix(term, "+", as ?? this.typeOf(term));
      case "bit-clear":
        return this.infix(term, "-", as ?? this.typeOf(term));
      case "bit-test":
        return [this.membership(left, right), COMPARE];
      case "==":
      case "!=":
        return this.infix(term, op, this.typeOf(left) ?? this.typeOf(right));
      default:
        return this.infix(term, op, undefined);
    }
  }

  private infix(term: Binary, sign: string, as: Show | undefined): [string, number] {
    const level = LEVELS[term.op];
    const first = level === COMPARE ? level + 1 : level;
    const left = this.show(term.left, first, as);
    return [`${left} ${sign} ${this.show(term.right, level + 1, as)}`, level];
  }

  /** `status in [setup, active]`: a chain of comparisons. */
  private members(term: Term): string {
    const { value, items } = membersOf(term) ?? { value: term, items: [] };
    const type = this.typeOf(value);
    const list = items.map(item => this.show(item, LOOSE, type)).join(", ");
    return `${this.show(value, ADD)} in [${list}]`;
  }

  /** `status in [setup, active]`: bit `value - low` of a set. */
  private membership(set: Term, bit: Term): string {
    const { value, low } = memberOf(bit);
    const type = this.typeOf(value) ?? elementsOf(this.typeOf(set));
    const of = type?.kind === "scalar" && type.type.kind !== "set" ? type.type : undefined;
    const text =
      value.kind === "const" && of ? this.bit(value.value, of) : this.show(value, ADD, type);
    if (set.kind === "const" && of) return `${text} in ${this.mask(set.value, low, of)}`;
    return `${text} in ${this.show(set, ADD, this.typeOf(set))}`;
  }

  /** The element that a bit stands for. */
  private bit(bit: number, of: IndexType): string {
    return showAs(this.program, { kind: "scalar", type: of }, bounds(of).low + bit);
  }

  private mask(bits: number, low: number, of: IndexType): string {
    const members = Array.from({ length: 31 }, (_, i) => i).filter(i => (bits >> i) & 1);
    const show: Show = { kind: "scalar", type: of };
    return `[${members.map(i => showAs(this.program, show, low + i)).join(", ")}]`;
  }

  private typeOf(term: Term): Show | undefined {
    switch (term.kind) {
      case "slot":
        return this.program.slots[term.slot]?.show;
      case "element":
        return this.program.slots[term.base]?.show;
      case "param": {
        const type = this.params[term.param]?.type;
        return type ? { kind: "scalar", type } : undefined;
      }
      case "if":
        return meantAs(term) ?? this.typeOf(term.then) ?? this.typeOf(term.else);
      case "not":
        return TRUTH;
      case "binary":
        return this.typeOfBinary(term);
      default:
        return undefined;
    }
  }

  private typeOfBinary(term: Binary): Show | undefined {
    if (term.op.startsWith("bit-") && term.op !== "bit-test") {
      return this.typeOf(term.left) ?? this.typeOf(term.right);
    }
    return LEVELS[term.op] <= COMPARE ? TRUTH : undefined;
  }
}

/** How the value of a definition is shown. */
function meantAs({ meant }: Kind<"if">): Show | undefined {
  return meant && { kind: "scalar", type: meant.type };
}

/** How the elements of a set are shown. */
function elementsOf(set: Show | undefined): Show | undefined {
  return set?.kind === "scalar" && set.type.kind === "set"
    ? { kind: "scalar", type: set.type.of }
    : undefined;
}

/** The indexes of which `(i * size + j) * size + k` is made; undefined where it is made otherwise. */
function dimensions(index: Term, count: number): Term[] | undefined {
  if (count < 2) return count === 1 ? [index] : undefined;
  if (index.kind !== "binary" || index.op !== "+") return undefined;
  const { left, right } = index;
  if (left.kind !== "binary" || left.op !== "*" || left.right.kind !== "const") return undefined;
  const outer = dimensions(left.left, count - 1);
  return outer && [...outer, right];
}

function isZero(term: Term): boolean {
  return term.kind === "const" && term.value === 0;
}

/** `x == a or x == b or ...` with constants, as `x in [a, b, ...]` is lowered. */
export function membersOf(term: Term): { value: Term; items: Term[] } | undefined {
  const items: Term[] = [];
  let rest = term;
  while (rest.kind === "binary" && rest.op === "or") {
    items.unshift(rest.right);
    rest = rest.left;
  }
  items.unshift(rest);
  const tests = items.flatMap(item => (isTest(item) ? [item] : []));
  const value = tests[0]?.left;
  if (!value || tests.length < Math.max(2, items.length)) return undefined;
  return tests.every(t => sameSlot(t.left, value))
    ? { value, items: tests.map(t => t.right) }
    : undefined;
}

function isTest(term: Term): term is Binary {
  return term.kind === "binary" && term.op === "==" && term.right.kind === "const";
}

function sameSlot(a: Term, b: Term): boolean {
  return a.kind === "slot" && b.kind === "slot" && a.slot === b.slot && a.old === b.old;
}

function memberOf(bit: Term): { value: Term; low: number } {
  if (bit.kind === "bound") return { value: bit.of, low: bit.low };
  if (bit.kind === "binary" && bit.op === "-" && bit.right.kind === "const") {
    return { value: bit.left, low: bit.right.value };
  }
  return { value: bit, low: 0 };
}

/** `status = cancelling`: a slot with a value, as bindings are written. */
export function showBinding(program: Program, slot: number, value: number): string {
  return `${program.slots[slot]?.name ?? slot} = ${showSlot(program, slot, value)}`;
}
