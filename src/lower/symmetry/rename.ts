// A term under a renaming of replicas: the term that has, in the renamed state, the renamed value. Slots, constants and
// indexes are renamed by what they name. Arithmetic on replicas is only let through where trying all
// values shows that it does not matter which replica is which; anything else is refused by name.

import type { BinaryOperator, Term } from "../../model/program.ts";
import { movedSlot, movedValue, type Naming, NO_NAME } from "../../model/symmetry.ts";
import { bounds, type ScalarType } from "../../model/types.ts";
import { rangeOf } from "../passes/safety.ts";
import { binary, constant, element, sum } from "../terms.ts";
import { evaluate, leavesOf } from "./evaluate.ts";
import { numberReason } from "./reason.ts";
import { Asymmetry, type RenameScope } from "./scope.ts";
import { decodedField, digitsAt, encodedField, linearOf } from "./shapes.ts";

/** Combinations of values that are tried. */
const MOST_TRIED = 20_000;

interface Place {
  readonly base: number;
  readonly size: number;
  readonly index: Term;
}

type Kind<K extends Term["kind"]> = Extract<Term, { kind: K }>;

/** Operations on sets that do not look at what their members are. */
const SETS: readonly BinaryOperator[] = ["bit-or", "bit-and", "bit-clear"];

/** Renames terms. */
export class Renamer {
  readonly #scope: RenameScope;

  constructor(scope: RenameScope) {
    this.#scope = scope;
  }

  /** The term whose value names what `as` says. */
  rename(term: Term, as: Naming): Term {
    switch (term.kind) {
      case "const":
        return constant(this.#value(as, term.value));
      case "slot":
        this.#expect(term, as);
        return { ...term, slot: this.slot(term.slot) };
      case "element": {
        this.#expect(term, as);
        const { base, size, index } = this.element(term);
        return element(base, size, index, term.old);
      }
      case "param":
      case "temp":
        this.#expect(term, as);
        return term;
      case "not":
      case "negate":
        this.#expectNone(as);
        return { ...term, of: this.rename(term.of, NO_NAME) };
      case "bit-count":
        this.#expectNone(as);
        return { ...term, of: this.rename(term.of, this.naming(term.of) ?? NO_NAME) };
      case "bound":
        return this.#bound(term, as);
      case "if":
        return this.#ifEquivariant(term, as) ?? this.#if(term, as);
      case "binary":
        return this.#binary(term, as);
    }
  }

  /** What the value of the term names; undefined of a constant. */
  naming(term: Term): Naming | undefined {
    const { slots, params, temps } = this.#scope;
    switch (term.kind) {
      case "const":
        return;
      case "slot":
        return slots[term.slot]?.value;
      case "element":
        return slots[term.base]?.value;
      case "param":
        return params[term.param];
      case "temp":
        return temps[term.temp];
      case "bound":
        return shifted(this.naming(term.of), -term.low);
      case "if":
        return this.naming(term.then) ?? this.naming(term.else);
      case "binary":
        return this.#namingOfBinary(term);
      default:
        return NO_NAME;
    }
  }

  #namingOfBinary(term: Kind<"binary">): Naming | undefined {
    const { op, left, right } = term;
    if (op === "bit-or" || op === "bit-and" || op === "bit-clear") {
      return this.naming(left) ?? this.naming(right);
    }
    const found = this.#decoded(term);
    if (found) return found;
    const additive = op === "+" || op === "-";
    const named = additive && right.kind === "const" ? this.naming(left) : undefined;
    if (named?.kind !== "replica" || right.kind !== "const") return NO_NAME;
    return shifted(named, op === "+" ? right.value : -right.value);
  }

  /** What a field read from a message names. */
  #decoded(term: Term): Naming | undefined {
    return this.#decodedField(term)?.naming;
  }

  #decodedField(term: Term): { readonly naming: Naming; readonly type: ScalarType } | undefined {
    if (term.kind !== "binary") return;
    const message = (leaf: Term) => {
      const naming = this.naming(leaf);
      return naming?.kind === "message" ? naming : undefined;
    };
    const found = decodedField(term, leaf => message(leaf)?.codes);
    const from = found && message(found.leaf);
    const type = from?.codes.messages[found?.message ?? -1]?.fields[found?.field ?? -1]?.type;
    const naming = from?.fields[found?.message ?? -1]?.[found?.field ?? -1];
    return naming && type && { naming, type };
  }

  // -------------------------------------------------------------- leaves

  #value(as: Naming, value: number): number {
    const { renaming, families } = this.#scope;
    return movedValue(as, value, renaming, families);
  }

  slot(slot: number): number {
    return movedSlot(
      slot,
      this.#scope.slots[slot] ?? { coordinates: [], value: NO_NAME },
      this.#scope.renaming,
    );
  }

  #expect(term: Term, as: Naming): void {
    if (this.#alike(this.naming(term) ?? NO_NAME, as)) return;
    throw new Asymmetry("a number is used as a replica in one place and as a number in another");
  }

  #expectNone(as: Naming): void {
    if (this.#moves(as)) throw new Asymmetry("a truth or a sum is used as a replica");
  }

  #alike(a: Naming, b: Naming): boolean {
    const [x, y] = [this.#moves(a), this.#moves(b)];
    return x || y ? JSON.stringify(a) === JSON.stringify(b) : true;
  }

  /** Does the renaming change such values. */
  #moves(naming: Naming): boolean {
    const changes = (family: number) =>
      this.#scope.renaming[family]?.some((to, i) => to !== i) === true;
    switch (naming.kind) {
      case "none":
        return false;
      case "replica":
      case "replicas":
        return changes(naming.family);
      case "holder":
        return true;
      case "message":
        return naming.fields.some(fields => fields.some(f => this.#moves(f)));
    }
  }

  /** As an element of the whole array, if a replica is among its indexes. */
  element({ base, size, index }: Place): Place {
    const array = this.#scope.arrays[base];
    if (!array?.names.some(n => this.#moves(n))) {
      return { base, size, index: this.rename(index, NO_NAME) };
    }
    const { sizes, names } = array;
    const digits = digitsAt(array, base, index, this.#reads());
    if (!digits) throw new Asymmetry("arithmetic picks an element of an array by replica");
    let radix = 1;
    const parts: Term[] = [];
    for (let d = digits.length - 1; d >= 0; d--) {
      const digit = this.rename(digits[d] as Term, names[d] ?? NO_NAME);
      parts.push(radix === 1 ? digit : binary("*", digit, constant(radix)));
      radix *= sizes[d] ?? 1;
    }
    return { base: array.base, size: radix, index: folded(sum(parts)) };
  }

  #reads() {
    const { program, command } = this.#scope;
    return { slots: program.slots, params: program.commands[command ?? -1]?.params ?? [] };
  }

  // -------------------------------------------------------------- operations

  #if(term: Kind<"if">, as: Naming): Term {
    return {
      kind: "if",
      test: this.rename(term.test, NO_NAME),
      then: this.rename(term.then, as),
      else: this.rename(term.else, as),
    };
  }

  #bound(term: Kind<"bound">, as: Naming): Term {
    if (this.#moves(as)) {
      const size = as.kind === "replica" ? (this.#scope.families[as.family]?.size ?? 0) : 0;
      const low = as.kind === "replica" ? as.low : 0;
      if (low < 0 || low + size > term.high - term.low + 1 || as.kind !== "replica") {
        throw new Asymmetry("an array is indexed by some of the replicas only");
      }
      return { ...term, of: this.rename(term.of, { ...as, low: as.low + term.low }) };
    }
    return this.#ifEquivariant(term, as) ?? { ...term, of: this.rename(term.of, NO_NAME) };
  }

  #binary(term: Kind<"binary">, as: Naming): Term {
    const { op } = term;
    if (op === "and" || op === "or") return this.#both(term, NO_NAME, NO_NAME);
    if (op === "==" || op === "!=") return this.#equality(term);
    if (op === "bit-test") return this.#member(term);
    if (as.kind === "replicas" && SETS.includes(op)) return this.#both(term, as, as);
    return (
      this.#decodedTerm(term, as) ??
      this.#shifted(term, as) ??
      this.#encoded(term, as) ??
      this.#ifEquivariant(term, as) ??
      this.#plain(term, as)
    );
  }

  /** A replica's number, counted from elsewhere. */
  #shifted(term: Kind<"binary">, as: Naming): Term | undefined {
    const { op, left, right } = term;
    if (right.kind !== "const" || as.kind !== "replica" || (op !== "+" && op !== "-")) return;
    if (!this.#moves(this.naming(left) ?? NO_NAME)) return;
    const by = op === "+" ? -right.value : right.value;
    return { ...term, left: this.rename(left, { ...as, low: as.low + by }) };
  }

  #equality(term: Kind<"binary">): Term {
    const [left, right] = [this.naming(term.left), this.naming(term.right)];
    const side = left ?? right ?? NO_NAME;
    const mixed = !this.#alike(side, right ?? side);
    return (mixed && this.#ifEquivariant(term, NO_NAME)) || this.#both(term, side, side);
  }

  #both(term: Kind<"binary">, left: Naming, right: Naming): Term {
    return { ...term, left: this.rename(term.left, left), right: this.rename(term.right, right) };
  }

  /** A field read from a message stays so. */
  #decodedTerm(term: Kind<"binary">, as: Naming): Term | undefined {
    const naming = this.#decoded(term);
    if (!naming || !this.#alike(naming, as)) return;
    const rebuilt = (t: Term): Term =>
      t.kind === "binary" && t.right.kind === "const"
        ? { ...t, left: rebuilt(t.left) }
        : this.rename(t, this.naming(t) ?? NO_NAME);
    return rebuilt(term);
  }

  #member(term: Kind<"binary">): Term {
    const set = this.naming(term.left);
    if (set?.kind !== "replicas" || !this.#moves(set)) return this.#both(term, NO_NAME, NO_NAME);
    const { family, shift } = set;
    return this.#both(term, set, { kind: "replica", family, low: shift });
  }

  /** The code of a message: each field by itself. */
  #encoded(term: Term, as: Naming): Term | undefined {
    if (as.kind !== "message" || !this.#moves(as)) return;
    const fields = encodedField(as.codes, term);
    if (!fields) return;
    const linear = linearOf(term);
    const index = as.codes.messages.findIndex(
      m => linear.constant >= m.first && linear.constant < m.first + m.size,
    );
    const message = as.codes.messages[index];
    if (!message) return;
    const parts: Term[] = [];
    let code = message.first;
    let [rest, radix] = [linear.constant - message.first, 1];
    for (const [f, { type }] of message.fields.entries()) {
      const { low, high } = bounds(type);
      const size = high - low + 1;
      const naming = as.fields[index]?.[f] ?? NO_NAME;
      const at = shifted(naming, -low) ?? NO_NAME;
      const variable = fields.find(e => e.field === f);
      const digit = rest % size;
      if (variable && digit !== 0) return;
      if (variable) parts.push(binary("*", this.rename(variable.term, at), constant(radix)));
      else code += this.#value(at, digit) * radix;
      rest = Math.floor(rest / size);
      radix *= size;
    }
    return sum([constant(code), ...parts]);
  }

  #plain(term: Kind<"binary">, as: Naming): Term {
    this.#expectNone(as);
    const { distinct } = leavesOf(term, t => this.#decoded(t) !== undefined);
    const named = distinct.filter(leaf => this.#moves(this.naming(leaf) ?? NO_NAME));
    if (named.length > 0) {
      const messages = named.filter(leaf => this.naming(leaf)?.kind === "message");
      const isTried = this.#combinations(distinct) <= MOST_TRIED;
      throw new Asymmetry(numberReason(messages, this.#scope.program, isTried));
    }
    return this.#both(term, NO_NAME, NO_NAME);
  }

  #combinations(leaves: readonly Term[]): number {
    return leaves
      .map(leaf => this.#rangeOf(leaf))
      .reduce((n, { low, high }) => n * (high - low + 1), 1);
  }

  // -------------------------------------------------------------- trying all values

  /** With its leaves renamed and its constants as they are, if that gives the renamed value for all values. */
  #ifEquivariant(term: Term, as: Naming): Term | undefined {
    const { distinct: leaves, places } = leavesOf(term, t => this.#decoded(t) !== undefined);
    const names = leaves.map(leaf => this.naming(leaf) ?? NO_NAME);
    if (!names.some(n => this.#moves(n))) return;
    const ranges = leaves.map(leaf => this.#rangeOf(leaf));
    const total = this.#combinations(leaves);
    if (!(total <= MOST_TRIED)) return;
    const valueWith = (values: readonly number[]) =>
      evaluate(term, leaf => values[places.get(leaf) ?? -1]);
    for (let n = 0; n < total; n++) {
      const values = nth(ranges, n);
      const moved = values.map((v, i) => this.#value(names[i] ?? NO_NAME, v));
      const [before, after] = [valueWith(values), valueWith(moved)];
      const expected = typeof before === "number" ? this.#value(as, before) : before;
      if (after !== expected) return;
    }
    return this.#replaceLeaves(term, places);
  }

  #rangeOf(leaf: Term): { low: number; high: number } {
    const naming = this.naming(leaf);
    const field = this.#decodedField(leaf);
    if (field) return bounds(field.type);
    if (leaf.kind === "temp" && naming?.kind === "message") {
      return { low: 0, high: naming.codes.end - 1 };
    }
    return rangeOf(leaf, this.#reads());
  }

  #replaceLeaves(term: Term, leaves: ReadonlyMap<Term, number>): Term {
    if (leaves.has(term)) return this.rename(term, this.naming(term) ?? NO_NAME);
    const replaced = (t: Term) => this.#replaceLeaves(t, leaves);
    switch (term.kind) {
      case "not":
      case "negate":
      case "bit-count":
      case "bound":
        return { ...term, of: replaced(term.of) };
      case "if": {
        const [test, then] = [replaced(term.test), replaced(term.then)];
        return { ...term, test, then, else: replaced(term.else) };
      }
      case "binary":
        return { ...term, left: replaced(term.left), right: replaced(term.right) };
      default:
        return term;
    }
  }
}

function shifted(naming: Naming | undefined, by: number): Naming | undefined {
  return naming?.kind === "replica" ? { ...naming, low: naming.low + by } : naming;
}

function nth(ranges: readonly { low: number; high: number }[], n: number): number[] {
  let rest = n;
  return ranges.map(({ low, high }) => {
    const size = high - low + 1;
    const value = low + (rest % size);
    rest = Math.floor(rest / size);
    return value;
  });
}

/** Sums of constants are one. */
function folded(term: Term): Term {
  const { constant: rest, terms } = linearOf(term);
  if (terms.length === 0) return constant(rest);
  return term;
}
