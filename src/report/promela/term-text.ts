// Terms as expressions of Promela. They are written where they have a value: what guards against a fault stands
// before them, so a `bound` is a subtraction here. Where C's int could overflow, the writer says so in `troubles`.

import { unreachable } from "../../base/bug.ts";
import { fits } from "../../model/interval.ts";
import type { BinaryOperator, Program, Show, Term } from "../../model/program.ts";
import { type Domains, intervalOf, readable } from "./domains.ts";
import { binary, number } from "./fold.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { Names } from "./names.ts";
import { parts } from "./terms.ts";

/** Beyond this no text is worth having: nested `min` and `max` could double it at each level. */
const LONGEST_TEXT = 64_000_000;

/** What stands in the way of an exact text. */
export type Trouble = "overflow" | "length";

/** How tightly an operator binds, as in C. */
const LEVELS: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  "==": 6,
  "!=": 6,
  "<": 7,
  "<=": 7,
  ">": 7,
  ">=": 7,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "%": 10,
  min: 12,
  max: 12,
  "bit-or": 12,
  "bit-and": 12,
  "bit-clear": 12,
  "bit-test": 12,
};
/** How tightly the operands of a level must bind, where that is not its own level and one more. */
const SIDES: ReadonlyMap<number, readonly [number, number]> = new Map([
  [1, [1, 1]],
  [2, [2, 2]],
  [6, [8, 8]],
  [7, [8, 8]],
]);
/** An operand of a comparison. */
const SIDE = 8;
const UNARY = 11;
const ATOM = 12;

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;

/** Writes the terms of one program, and gives its values their names. */
export class TermWriter {
  readonly program: Program;
  readonly layout: Layout;
  readonly troubles: Set<Trouble> = new Set();
  /** `e_active` to the value and what it is of, in order of use. */
  readonly constants: Map<string, number> = new Map();
  readonly #names = new Names("e_");
  readonly #byValue = new Map<string, string>();
  #written = 0;

  constructor(program: Program) {
    this.program = program;
    this.layout = layoutOf(program);
  }

  /** The expression; `as` says how a constant is meant. */
  text(term: Term, domains: Domains, as?: Show): string {
    return this.#at(term, 0, domains, as);
  }

  /** The variable or the element of an array that a slot lies in; `old` is the one that keeps its value. */
  slot(slot: number, old = false): string {
    const variable = this.layout.of[slot];
    if (!variable) return unreachable(slot as never, "slot");
    const name = old ? variable.oldName : variable.name;
    return variable.array ? `${name}[${slot - variable.base}]` : name;
  }

  /** The element as it is read. SPIN does not let an index read its own array: then it is a choice. */
  element(base: number, index: Term, domains: Domains, old = false): string {
    const variable = this.layout.of[base];
    if (!variable) return unreachable(base as never, "slot");
    const at = shifted(index, base - variable.base);
    const name = old ? variable.oldName : variable.name;
    if (!this.readsItself(base, index, old)) return `${name}[${this.text(at, domains)}]`;
    const text = this.#at(at, SIDE, domains);
    const cells = Array.from({ length: variable.size }, (_, i) => `${name}[${i}]`);
    return cells.reduceRight((rest, cell, i) => `(${text} == ${i} -> ${cell} : ${rest})`);
  }

  /** Does the index of an element read the array of which it is one. */
  readsItself(base: number, index: Term, old = false): boolean {
    const variable = this.layout.of[base];
    for (const part of parts(index)) {
      const slot = part.kind === "element" ? part.base : undefined;
      const read = part.kind === "slot" ? part.slot : slot;
      const before = (part.kind === "slot" || part.kind === "element") && part.old === true;
      if (read !== undefined && before === old && this.layout.of[read] === variable) return true;
    }
    return false;
  }

  /** A value as it is shown: a name of an enum where it is one. */
  value(value: number, as: Show | undefined): string {
    const type = as?.kind === "scalar" ? as.type : undefined;
    if (type?.kind === "bool" && (value === 0 || value === 1))
      return value === 1 ? "true" : "false";
    const name = type?.kind === "enum" ? type.values[value] : undefined;
    return name === undefined ? String(value) : this.#constant(name, value);
  }

  #constant(name: string, value: number): string {
    const key = `${value} ${name}`;
    const known = this.#byValue.get(key);
    if (known !== undefined) return known;
    const word = this.#names.add(name);
    this.#byValue.set(key, word);
    this.constants.set(word, value);
    return word;
  }

  #at(term: Term, level: number, domains: Domains, as?: Show): string {
    if (this.#written > LONGEST_TEXT) {
      this.troubles.add("length");
      return "0";
    }
    if (!fits(intervalOf(term, domains))) this.troubles.add("overflow");
    const [text, mine] = this.#plain(term, domains, as);
    this.#written += text.length;
    return mine < level ? `(${text})` : text;
  }

  #plain(term: Term, domains: Domains, as: Show | undefined): [string, number] {
    const at = (of: Term, level: number, how?: Show) => this.#at(of, level, domains, how);
    switch (term.kind) {
      case "const": {
        if (!readable({ low: term.value, high: term.value })) this.troubles.add("overflow");
        const text = this.value(term.value, as);
        return [text, text.startsWith("-") ? UNARY : ATOM];
      }
      case "slot":
        return [this.slot(term.slot, term.old), ATOM];
      case "element":
        return [this.element(term.base, term.index, domains, term.old), ATOM];
      case "temp":
        return [`temp_${term.temp}`, ATOM];
      case "param":
        return unreachable(term as never, "parameter that was not bound");
      case "not":
        return this.#not(term.of, domains);
      case "negate":
        return [`-${at(term.of, ATOM)}`, UNARY];
      case "bit-count":
        return [this.#bitCount(term.of, domains), ATOM];
      case "bound":
        return this.#plain(shifted(term.of, -term.low), domains, undefined);
      case "if":
        return [`(${at(term.test, 1)} -> ${at(term.then, 1, as)} : ${at(term.else, 1, as)})`, ATOM];
      case "binary":
        return this.#binary(term, domains, as);
      default:
        return unreachable(term, "term");
    }
  }

  #not(of: Term, domains: Domains): [string, number] {
    const opposite = of.kind === "binary" ? OPPOSITES.get(of.op) : undefined;
    if (of.kind === "binary" && opposite) {
      return this.#binary({ ...of, op: opposite }, domains, undefined);
    }
    return [`!${this.#at(of, ATOM, domains)}`, UNARY];
  }

  #binary(term: Kind<"binary">, domains: Domains, as: Show | undefined): [string, number] {
    const { op, left, right } = term;
    const level = LEVELS[op];
    const [l, r] = this.#operands(term, domains, as);
    switch (op) {
      case "and":
        return [`${l} && ${r}`, level];
      case "or":
        return [`${l} || ${r}`, level];
      case "min":
        return [`(${l} < ${r} -> ${l} : ${r})`, ATOM];
      case "max":
        return [`(${l} > ${r} -> ${l} : ${r})`, ATOM];
      case "bit-or":
        return [`(${l} | ${r})`, ATOM];
      case "bit-and":
        return [`(${l} & ${r})`, ATOM];
      case "bit-clear":
        return [`(${l} & ~${r})`, ATOM];
      case "bit-test": {
        const { low, high } = intervalOf(right, domains);
        return [`((${l} >> ${low < 0 || high > 31 ? `(${r} & 31)` : r}) & 1)`, ATOM];
      }
      case "/":
      case "%":
        return this.#division({ op, left, right }, [l, r], domains);
      default:
        return [`${l} ${op} ${r}`, level];
    }
  }

  #operands(term: Kind<"binary">, domains: Domains, as: Show | undefined): [string, string] {
    const { op, left, right } = term;
    const level = LEVELS[op];
    const how = this.#meant(term, as);
    const tight = level === ATOM || op === "/" || op === "%";
    const [first, second] = tight ? [ATOM, ATOM] : (SIDES.get(level) ?? [level, level + 1]);
    return [this.#at(left, first, domains, how), this.#at(right, second, domains, how)];
  }

  /** C rounds toward zero, the language toward minus infinity. */
  #division(
    { op, left, right }: { op: "/" | "%"; left: Term; right: Term },
    [l, r]: readonly [string, string],
    domains: Domains,
  ): [string, number] {
    if (intervalOf(left, domains).low >= 0 && intervalOf(right, domains).low >= 0) {
      return [`${l} ${op} ${r}`, LEVELS[op]];
    }
    const least = binary("+", binary("-", left, left), right);
    if (!fits(intervalOf(least, domains))) this.troubles.add("overflow");
    if (op === "%") return [`((${l} % ${r} + ${r}) % ${r})`, ATOM];
    return [`(${l} / ${r} - (${l} % ${r} != 0 && (${l} % ${r} < 0) != (${r} < 0)))`, ATOM];
  }

  #bitCount(of: Term, domains: Domains): string {
    const { low, high } = intervalOf(of, domains);
    const bits = low < 0 ? 32 : Math.max(1, Math.ceil(Math.log2(high + 1)));
    const text = this.#at(of, ATOM, domains);
    return `(${Array.from({ length: bits }, (_, i) => `(${text} >> ${i} & 1)`).join(" + ")})`;
  }

  /** The type of what a constant is compared with. */
  #meant(term: Kind<"binary">, as: Show | undefined): Show | undefined {
    if (term.op === "==" || term.op === "!=")
      return this.#show(term.left) ?? this.#show(term.right);
    return term.op === "min" || term.op === "max" ? as : undefined;
  }

  #show(term: Term): Show | undefined {
    switch (term.kind) {
      case "slot":
        return this.program.slots[term.slot]?.show;
      case "element":
        return this.program.slots[term.base]?.show;
      case "if":
        return this.#show(term.then) ?? this.#show(term.else);
      default:
        return undefined;
    }
  }
}

const OPPOSITES: ReadonlyMap<BinaryOperator, BinaryOperator> = new Map<
  BinaryOperator,
  BinaryOperator
>([
  ["==", "!="],
  ["!=", "=="],
  ["<", ">="],
  [">=", "<"],
  [">", "<="],
  ["<=", ">"],
]);

/** The term plus a number, with the numbers of a sum taken together. */
function shifted(term: Term, by: number): Term {
  if (term.kind === "bound") return shifted(term.of, by - term.low);
  if (by === 0) return term;
  return by < 0 ? binary("-", term, number(-by)) : binary("+", term, number(by));
}
