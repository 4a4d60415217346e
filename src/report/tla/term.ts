// Terms as TLA+: a number or a truth. The interpreter's truth is 1 and 0; here a truth is a formula wherever one is
// asked for. `and`, `or` and `if` compute only what they need, and so do /\, \/, => and IF in TLC.

import { Bug, unreachable } from "../../base/bug.ts";
import type { BinaryOperator, Show, Term } from "../../model/program.ts";
import { membersOf } from "../../model/show-term.ts";
import type { Module } from "./module.ts";
import { rangeOfBinary } from "./range.ts";
import {
  ARITHMETIC,
  ATOM,
  at,
  COMPARISON,
  conditional,
  conjunction,
  disjunction,
  implication,
  negation,
  number,
  type Piece,
  type Range,
  union,
  type Value,
  within,
} from "./value.ts";

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;
type Binary = Kind<"binary">;

/** Where a term finds the values it reads. */
export interface Reader {
  /** A whole variable, by its number; a tuple's `low` and `high` are those of its elements. */
  variable(base: number, old: boolean): Value;
  temp(temp: number): Value;
  param(param: number): Value;
  paramShow(param: number): Show | undefined;
}

const COMPARE: Partial<Record<BinaryOperator, string>> = {
  "==": "=",
  "!=": "#",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

const OPPOSITE: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};

const TRUE: Piece = { text: "TRUE", level: ATOM };
const FALSE: Piece = { text: "FALSE", level: ATOM };

/** Prints terms for one place, such as a command after some of its statements. */
export class Terms {
  readonly #module: Module;
  readonly #reader: Reader;

  constructor(module: Module, reader: Reader) {
    this.#module = module;
    this.#reader = reader;
  }

  // ---------------------------------------------------------------- truth

  /** The term as a formula. */
  truth(term: Term): Piece {
    switch (term.kind) {
      case "const":
        return term.value === 0 ? FALSE : TRUE;
      case "not":
        return this.#untruth(term.of);
      case "if":
        return conditional(this.truth(term.test), this.truth(term.then), this.truth(term.else));
      case "binary":
        return this.#binaryTruth(term) ?? this.#isNot(term, 0);
      default:
        return this.#isNot(term, 0);
    }
  }

  #untruth(of: Term): Piece {
    if (of.kind === "const") return of.value === 0 ? TRUE : FALSE;
    const opposite = of.kind === "binary" ? OPPOSITE[of.op] : undefined;
    if (of.kind === "binary" && opposite) return this.#comparison({ ...of, op: opposite });
    if (of.kind === "slot" || of.kind === "element" || of.kind === "temp" || of.kind === "param") {
      return { text: `${at(this.number(of), ARITHMETIC)} = 0`, level: COMPARISON };
    }
    return negation(this.truth(of));
  }

  /** A number as a truth; what is 0 or 1 anyway reads `= 1`. */
  #isNot(term: Term, value: number): Piece {
    const of = this.number(term);
    const test = of.low >= 0 && of.high <= 1 ? "= 1" : `# ${value}`;
    return { text: `${at(of, ARITHMETIC)} ${test}`, level: COMPARISON };
  }

  /** Undefined where the operator gives a number. */
  #binaryTruth(term: Binary): Piece | undefined {
    switch (term.op) {
      case "and":
        return conjunction([...this.#chain(term, "and")].map(t => this.truth(t)));
      case "or": {
        const members = membersOf(term);
        if (members) return this.#membership(members.value, members.items);
        return term.left.kind === "not"
          ? implication(this.truth(term.left.of), this.truth(term.right))
          : disjunction([...this.#chain(term, "or")].map(t => this.truth(t)));
      }
      case "bit-test":
        return this.#bitTest(term);
      default:
        return COMPARE[term.op] ? this.#comparison(term) : undefined;
    }
  }

  #chain(term: Term, op: "and" | "or"): Term[] {
    const isLink =
      term.kind === "binary" && term.op === op && (op === "and" || isAlternative(term));
    return isLink ? [...this.#chain(term.left, op), ...this.#chain(term.right, op)] : [term];
  }

  #comparison(term: Binary): Piece {
    const show = this.#showOf(term.left) ?? this.#showOf(term.right);
    const left = at(this.number(term.left, show), ARITHMETIC);
    const right = at(this.number(term.right, show), ARITHMETIC);
    return { text: `${left} ${COMPARE[term.op]} ${right}`, level: COMPARISON };
  }

  #membership(value: Term, items: readonly Term[]): Piece {
    const show = this.#showOf(value);
    const texts = items.map(item => this.number(item, show).text);
    const text = `${at(this.number(value), ARITHMETIC)} \\in {${texts.join(", ")}}`;
    return { text, level: COMPARISON };
  }

  /** `x in [a, b]` of a constant set becomes a set of values. */
  #bitTest({ left, right }: Binary): Piece {
    const bit = this.number(right);
    if (left.kind === "const" && within(bit, { low: 0, high: 31 })) {
      const { value, low } = shifted(right);
      const show = this.#showOf(value);
      const bits = Array.from({ length: 32 }, (_, i) => i).filter(i => (left.value >> i) & 1);
      const texts = bits.map(i => this.#module.constants.value(low + i, show).text);
      const text = `${at(this.number(value), ARITHMETIC)} \\in {${texts.join(", ")}}`;
      return { text, level: COMPARISON };
    }
    const of = this.number(left);
    if (bit.low === bit.high && within(bit, { low: 0, high: 30 })) {
      const shift = bit.low === 0 ? at(of, ATOM) : `(${at(of, ATOM)} \\div ${2 ** bit.low})`;
      return { text: `${shift} % 2 = 1`, level: COMPARISON };
    }
    if (within(bit, { low: 0, high: 30 })) {
      const text = `(${at(of, ATOM)} \\div (2^${at(bit, ATOM)})) % 2 = 1`;
      return { text, level: COMPARISON };
    }
    this.#module.helpers.add("BitTest");
    const place = within(bit, { low: 0, high: 31 }) ? bit.text : `${at(bit, ATOM)} % 32`;
    return { text: `BitTest(${of.text}, ${place})`, level: ATOM };
  }

  // ---------------------------------------------------------------- numbers

  /** The term as a number. `show`: what a constant here is a value of. */
  number(term: Term, show?: Show): Value {
    switch (term.kind) {
      case "const":
        return this.#module.constants.value(term.value, show);
      case "slot":
        return this.#slot(term);
      case "element":
        return this.#element(term);
      case "param":
        return this.#reader.param(term.param);
      case "temp":
        return this.#reader.temp(term.temp);
      case "bound":
        return this.#plus(term.of, -term.low, { low: 0, high: term.high - term.low });
      case "negate": {
        const of = this.number(term.of);
        return { text: `-${at(of, ATOM)}`, level: 0, low: -of.high, high: -of.low };
      }
      case "bit-count":
        this.#module.helpers.add("BitCount");
        return {
          text: `BitCount(${this.number(term.of).text})`,
          level: ATOM,
          low: 0,
          high: 32,
        };
      case "if": {
        const meant = show ?? this.#showOf(term.then) ?? this.#showOf(term.else);
        const then = this.number(term.then, meant);
        const otherwise = this.number(term.else, meant);
        return {
          ...conditional(this.truth(term.test), then, otherwise),
          ...union(then, otherwise),
        };
      }
      case "not":
        return this.#truthAsNumber(term);
      case "binary":
        return this.#binary(term);
      default:
        return unreachable(term, "term");
    }
  }

  #truthAsNumber(term: Term): Value {
    this.#module.helpers.add("Num");
    return { text: `Num(${this.truth(term).text})`, level: ATOM, low: 0, high: 1 };
  }

  #slot({ slot, old }: Kind<"slot">): Value {
    const variable = this.#module.variableOf(slot);
    const whole = this.#reader.variable(variable.base, old === true);
    if (variable.size === 1) return whole;
    const { low, high } = this.#module.slot(slot);
    return { text: `${at(whole, ATOM)}[${slot - variable.base + 1}]`, level: ATOM, low, high };
  }

  #element({ base, size, index, old }: Kind<"element">): Value {
    const variable = this.#module.variableOf(base);
    const whole = this.#reader.variable(variable.base, old === true);
    const range = this.#module.rangeOf(base, size);
    if (variable.size === 1) return { ...whole, ...range };
    return { text: `${at(whole, ATOM)}[${this.place(base, index).text}]`, level: ATOM, ...range };
  }

  /** The index in its tuple of slot `base + index`. */
  place(base: number, index: Term): Value {
    return this.#plus(index, base - this.#module.variableOf(base).base + 1);
  }

  /** `term + add` with constants folded; `clip` is where the result is known to lie. */
  #plus(term: Term, add: number, clip?: Range): Value {
    if (term.kind === "bound") {
      const inner = { low: add, high: term.high - term.low + add };
      return this.#plus(term.of, add - term.low, clip ?? inner);
    }
    if (term.kind === "const") return number(term.value + add);
    const known = offset(term);
    if (known) return this.#plus(known.of, add + known.by, clip);
    const of = this.number(term);
    const range = clipped({ low: of.low + add, high: of.high + add }, clip);
    if (add === 0) return { ...of, ...range };
    this.#module.computes({ low: of.low + add, high: of.high + add });
    const sign = add < 0 ? "-" : "+";
    return { text: `${at(of, ATOM)} ${sign} ${Math.abs(add)}`, level: ARITHMETIC, ...range };
  }

  #binary(term: Binary): Value {
    const { op } = term;
    if (op === "and" || op === "or" || op === "bit-test" || COMPARE[op]) {
      return this.#truthAsNumber(term);
    }
    const left = this.number(term.left);
    const right = this.number(term.right);
    const range = rangeOfBinary(op, left, right);
    this.#module.computes(range);
    const piece = this.#arithmetic(op, left, right);
    return { ...piece, ...range };
  }

  #arithmetic(op: BinaryOperator, left: Value, right: Value): Piece {
    const infix = (sign: string): Piece => ({
      text: `${at(left, ATOM)} ${sign} ${at(right, ATOM)}`,
      level: ARITHMETIC,
    });
    const call = (helper: Parameters<Module["helpers"]["add"]>[0]): Piece => {
      this.#module.helpers.add(helper);
      return { text: `${helper}(${left.text}, ${right.text})`, level: ATOM };
    };
    switch (op) {
      case "+":
      case "-":
      case "*":
        return infix(op);
      case "%":
        return right.low > 0 ? infix("%") : call("FloorMod");
      case "/":
        return right.low > 0 ? infix("\\div") : call("FloorDiv");
      case "min":
        return call("Min");
      case "max":
        return call("Max");
      case "bit-or":
        return call("BitOr");
      case "bit-and":
        return call("BitAnd");
      case "bit-clear":
        return call("BitClear");
      default:
        throw new Bug(`'${op}' gives a truth`);
    }
  }

  // ---------------------------------------------------------------- words

  #showOf(term: Term): Show | undefined {
    switch (term.kind) {
      case "slot":
        return this.#module.slot(term.slot).show;
      case "element":
        return this.#module.slot(term.base).show;
      case "param":
        return this.#reader.paramShow(term.param);
      case "if":
        return this.#showOf(term.then) ?? this.#showOf(term.else);
      default:
        return undefined;
    }
  }
}

/** A disjunction that is not better read as a membership or an implication. */
function isAlternative(term: Binary): boolean {
  return term.left.kind !== "not" && !membersOf(term);
}

/** `x + 2` or `x - 2`. */
function offset(term: Term): { of: Term; by: number } | undefined {
  if (term.kind !== "binary" || (term.op !== "+" && term.op !== "-")) return undefined;
  if (term.right.kind !== "const") return undefined;
  return { of: term.left, by: term.op === "+" ? term.right.value : -term.right.value };
}

function clipped(range: Range, clip: Range | undefined): Range {
  if (!clip) return range;
  const low = Math.max(range.low, clip.low);
  return { low, high: Math.max(low, Math.min(range.high, clip.high)) };
}

/** A bit's number as a value less a constant. */
function shifted(bit: Term): { value: Term; low: number } {
  if (bit.kind === "bound") return { value: bit.of, low: bit.low };
  const known = offset(bit);
  return known ? { value: known.of, low: -known.by } : { value: bit, low: 0 };
}
