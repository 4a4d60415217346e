// Random expressions as text, of a wanted type, from what the vocabulary and the place offer.

import type { Tape } from "../tape.ts";
import {
  type ArrayWord,
  domainText,
  type EnumKind,
  fits,
  type IndexKind,
  type IntKind,
  type Kind,
  type Vocabulary,
  type Word,
} from "./words.ts";

/** Where an expression stands. */
export interface Place {
  /** Local variables, fields of the message, binders, `self`. */
  readonly own: readonly Word[];
  /** In `step` properties. */
  readonly old?: boolean | undefined;
  /** Nothing but constants may be read. */
  readonly constant?: boolean | undefined;
  /** States of machines, channels and the like can be read. */
  readonly world?: boolean | undefined;
  /** In properties, which may ask what can happen. */
  readonly watches?: boolean | undefined;
}

/** Writes expressions from one tape. */
export class Expressions {
  readonly #tape: Tape;
  readonly #words: Vocabulary;
  readonly #place: Place;
  #binders = 0;

  constructor(tape: Tape, words: Vocabulary, place: Place) {
    this.#tape = tape;
    this.#words = words;
    this.#place = place;
  }

  /** The same, where one more thing can be read. */
  with(...own: readonly Word[]): Expressions {
    const place = { ...this.#place, own: [...own, ...this.#place.own] };
    const inner = new Expressions(this.#tape, this.#words, place);
    inner.#binders = this.#binders + 1;
    return inner;
  }

  of(kind: Kind, depth: number): string {
    switch (kind.kind) {
      case "bool":
        return this.truth(depth);
      case "int":
        return this.number(kind, depth);
      case "enum":
        return this.value(kind, depth);
      case "set":
        return this.set(kind.of, depth);
    }
  }

  /** A constant of the type, written out. */
  literal(kind: Kind): string {
    const tape = this.#tape;
    switch (kind.kind) {
      case "bool":
        return tape.pick(["true", "false"]) as string;
      case "int":
        return String(tape.between(kind.low, kind.high));
      case "enum":
        return tape.pick(kind.values) as string;
      case "set":
        return `[${kind.of.values.filter(() => tape.below(2) === 1).join(", ")}]`;
    }
  }

  // -------------------------------------------------------------- booleans

  truth(depth: number): string {
    const tape = this.#tape;
    const deep = depth > 0 ? 1 : 0;
    const kind = tape.weighted({
      compare: 5,
      word: 3,
      member: 3,
      world: this.#place.world ? 3 : 0,
      connect: 4 * deep,
      not: deep,
      quantifier: 2 * deep,
      choice: deep,
    });
    switch (kind) {
      case "compare":
        return this.#compare(depth - 1);
      case "member":
        return this.#member(depth - 1);
      case "world":
        return this.#world();
      case "connect": {
        const op = tape.pick(["and", "or", "implies"]);
        return `(${this.truth(depth - 1)} ${op} ${this.truth(depth - 1)})`;
      }
      case "not":
        return `(not ${this.truth(depth - 1)})`;
      case "quantifier":
        return this.#quantified(tape.pick(["all", "any"]) as string);
      case "choice":
        return this.#choice({ kind: "bool" }, depth - 1);
      default:
        return this.#word({ kind: "bool" }) ?? this.#compare(depth - 1);
    }
  }

  #compare(depth: number): string {
    const tape = this.#tape;
    const of = tape.pick(
      this.#readable()
        .map(w => w.of)
        .filter(k => k.kind !== "bool"),
    ) ?? {
      kind: "int" as const,
      low: 0,
      high: 1,
    };
    const ordered = of.kind === "int";
    const op = tape.pick(ordered ? ["==", "<", ">=", "!=", "<=", ">"] : ["==", "!="]);
    const left = this.#word(of) ?? this.of(of, depth);
    return `(${left} ${op} ${this.of(of, depth)})`;
  }

  #member(depth: number): string {
    const tape = this.#tape;
    const word = tape.pick(
      this.#readable().filter(w => w.of.kind === "enum" || w.of.kind === "int"),
    );
    if (!word) return this.#compare(depth);
    const within = tape.pick(["in", "not in"]);
    return `(${this.#read(word)} ${within} ${this.#domain(word.of as IndexKind, depth)})`;
  }

  #domain(of: IndexKind, depth: number): string {
    const tape = this.#tape;
    const list = `[${[this.literal(of), this.literal(of)].join(", ")}]`;
    if (of.kind === "int") {
      const low = tape.between(of.low, of.high);
      return tape.pick([list, `${low}..${of.high}`]) as string;
    }
    const sets = this.#words.sets.filter(s => s.of.name === of.name).map(s => s.name);
    if (sets.length > 0 && tape.below(2) === 0) return tape.pick(sets) as string;
    return tape.below(2) === 0 ? list : this.set(of, depth);
  }

  /** What can be asked of machines, channels, locks and budgets. */
  #world(): string {
    const { machines, channels, locks, lockArray, debts, semaphores, levelEvents, counted } =
      this.#words;
    const tape = this.#tape;
    const asked = [
      ...machines.flatMap(m => {
        const at = m.count ? `${m.name}[${this.literal(m.count.by)}]` : m.name;
        const can = this.#place.watches ? [`enabled(${at}, ${tape.pick(m.states)})`] : [];
        return [`${at}.state == ${tape.pick(m.states)}`, `${at}.busy`, ...can];
      }),
      ...channels
        .filter(c => c.kind !== "rendezvous")
        .map(({ name }) => tape.pick([`${name}.empty`, `${name}.full`, `${name}.length > 0`])),
      ...locks.map(name => tape.pick([`${name}.held`, `${name}.free`])),
      ...(lockArray ? [`${lockArray.name}[${this.literal(lockArray.by)}].held`] : []),
      ...debts.map(name => tape.pick([`${name}.held`, `${name}.free`])),
      ...semaphores.map(name => `${name}.count > 0`),
      ...levelEvents.map(name => `${name}.set`),
      ...counted.map(name => `${name}.left > 0`),
    ];
    const one = tape.pick(asked) ?? "true";
    return this.#place.old && tape.below(2) === 1 ? `old(${one})` : `(${one})`;
  }

  #quantified(op: string): string {
    const tape = this.#tape;
    const name = `q${this.#binders}`;
    const array = this.#place.constant ? undefined : tape.pick(this.#words.arrays);
    if (array) {
      const element = elementOf(array, name);
      const before = this.#place.old ? [{ text: `old(${element.text})`, of: array.of }] : [];
      const inner = this.with({ text: name, of: array.by }, element, ...before);
      return `(${op} ${name} in ${array.byText} (${inner.truth(1)}))`;
    }
    const by = this.#index();
    return `(${op} ${name} in ${domainText(by)} (${this.with({ text: name, of: by }).truth(0)}))`;
  }

  #index(): IndexKind {
    return this.#tape.pick(this.#words.enums) ?? { kind: "int", low: 0, high: 1 };
  }

  // -------------------------------------------------------------- numbers and others

  /** Likely in the range. */
  number(range: { low: number; high: number }, depth: number): string {
    const tape = this.#tape;
    const of: Kind = { kind: "int", low: range.low, high: range.high };
    if (depth <= 0) return this.#wordOrLiteral(of);
    const kind = tape.weighted({
      word: 5,
      sum: 4,
      modulo: 2,
      edge: 3,
      choice: 2,
      count: 1,
      size: 1,
      product: 1,
      negate: 2,
      ask: 1,
    });
    const one = () => this.number(range, depth - 1);
    const into = (text: string) => `min(max(${text}, ${of.low}), ${of.high})`;
    switch (kind) {
      case "sum":
        return this.#sum(of, one);
      case "modulo":
        return into(`${one()} % ${tape.below(3) + 2}`);
      case "edge":
        return `${tape.pick(["min", "max"])}(${one()}, ${one()})`;
      case "choice":
        return this.#choice(of, depth - 1);
      case "count":
        return into(this.#quantified("count"));
      case "size":
        return into(this.#size());
      case "product":
        return into(`${one()} * ${one()}`);
      case "negate":
        return into(`-${this.#word(of) ?? "1"}`);
      case "ask":
        return into(this.#ask());
      default:
        return this.#wordOrLiteral(of);
    }
  }

  /** A list alone has no type, so there has to be a word. */
  #size(): string {
    const set: Kind = { kind: "set", of: this.#enum() };
    const word = this.#word(set);
    if (word === undefined) return "1";
    return this.#tape.below(2) === 0 ? `size(${word})` : `size(${word} + ${this.literal(set)})`;
  }

  #sum(of: IntKind, one: () => string): string {
    const tape = this.#tape;
    const word = tape.below(3) === 0 ? this.#word(of) : undefined;
    // Where the word is at its highest the value may leave the range: that is reported when it runs.
    if (word !== undefined && of.low < of.high)
      return `(${word} + ${tape.pick([1, -1])})`.replace("+ -", "- ");
    return `min(max(${one()} ${tape.pick(["+", "-"])} ${one()}, ${of.low}), ${of.high})`;
  }

  #ask(): string {
    const { channels, semaphores, counted } = this.#words;
    const asked = [
      ...channels.filter(c => c.kind !== "rendezvous").map(c => `${c.name}.length`),
      ...semaphores.map(name => `${name}.count`),
      ...counted.map(name => `${name}.left`),
    ];
    return (this.#place.world && this.#tape.pick(asked)) || "1";
  }

  value(of: EnumKind, depth: number): string {
    if (depth > 0 && this.#tape.once(4)) return this.#choice(of, depth - 1);
    return this.#wordOrLiteral(of);
  }

  set(of: EnumKind, depth: number): string {
    const kind: Kind = { kind: "set", of };
    if (depth > 0 && this.#tape.below(2) === 1) {
      const op = this.#tape.pick(["+", "-"]);
      return `(${this.set(of, depth - 1)} ${op} [${this.value(of, 0)}])`;
    }
    return this.#wordOrLiteral(kind);
  }

  #enum(): EnumKind {
    return this.#words.enums[0] as EnumKind;
  }

  #choice(of: Kind, depth: number): string {
    return `(if ${this.truth(depth)} then ${this.of(of, depth)} else ${this.of(of, depth)})`;
  }

  // -------------------------------------------------------------- words

  #wordOrLiteral(of: Kind): string {
    return (this.#tape.below(3) === 0 ? undefined : this.#word(of)) ?? this.literal(of);
  }

  #word(of: Kind): string | undefined {
    const word = this.#tape.pick(this.#readable().filter(w => fits(w.of, of)));
    return word && this.#read(word);
  }

  #read({ text }: Word): string {
    const fixed = this.#words.constants.some(c => c.text === text) || /^(q|self|k|old)/.test(text);
    return this.#place.old && !fixed && this.#tape.below(2) === 1 ? `old(${text})` : text;
  }

  #readable(): readonly Word[] {
    const { constants, variables, arrays } = this.#words;
    if (this.#place.constant) return constants;
    const elements = arrays.map(array => elementOf(array, this.#indexOf(array.by)));
    return [...this.#place.own, ...variables, ...elements, ...constants];
  }

  /** An index that is surely there, or one that is known here. */
  #indexOf(by: IndexKind): string {
    const words = [...this.#place.own, ...this.#words.variables];
    const known = this.#tape.pick(words.filter(w => fits(w.of, by) && inside(w.of, by)));
    return (this.#tape.below(4) > 0 ? known?.text : undefined) ?? this.literal(by);
  }
}

/** One element as a word. */
export function elementOf(array: ArrayWord, index: string): Word {
  return { text: `${array.name}[${index}]`, of: array.of };
}

function inside(a: Kind, b: Kind): boolean {
  if (a.kind !== "int" || b.kind !== "int") return true;
  return a.low >= b.low && a.high <= b.high;
}
