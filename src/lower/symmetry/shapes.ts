// Shapes of arithmetic that lowering makes, read back: the index of an array with several dimensions, the code
// of a message from its fields, and a field from the code.

import type { MessageCodes, Term } from "../../model/program.ts";
import { bounds } from "../../model/types.ts";
import { decode } from "../codes.ts";
import { type Reads, rangeOf } from "../passes/safety.ts";
import { binary, constant, sum } from "../terms.ts";

/** The indexes by dimension, outermost first; undefined where the term has another shape. */
function digitsOf(index: Term, sizes: readonly number[], reads: Reads): Term[] | undefined {
  if (sizes.length === 0) return [];
  let rest: Term | undefined = index;
  const digits: Term[] = [];
  for (let d = sizes.length - 1; d > 0; d--) {
    const split: readonly [Term, Term] | undefined = rest && divided(rest, sizes[d] ?? 1, reads);
    if (!split) return;
    digits.unshift(split[1]);
    rest = split[0];
  }
  return rest && [rest, ...digits];
}

/** The indexes by dimension of a whole array, for an index that counts from `base`. */
export function digitsAt(
  array: { readonly base: number; readonly sizes: readonly number[] },
  base: number,
  index: Term,
  reads: Reads,
): Term[] | undefined {
  const whole = binary("+", index, constant(base - array.base));
  return digitsOf(whole, array.sizes, reads);
}

/** The term as outer * size + inner with 0 <= inner < size. */
function divided(term: Term, size: number, reads: Reads): readonly [Term, Term] | undefined {
  const linear = linearOf(term);
  const outer: Term[] = [];
  const inner: Term[] = [];
  for (const { factor, of } of linear.terms) {
    if (factor % size === 0) outer.push(binary("*", of, constant(factor / size)));
    else inner.push(binary("*", of, constant(factor)));
  }
  const rest = ((linear.constant % size) + size) % size;
  const low = sum([...inner.map(unit), constant(rest)]);
  const range = rangeOf(low, reads);
  if (range.low < 0 || range.high >= size) return;
  return [sum([...outer.map(unit), constant((linear.constant - rest) / size)]), low];
}

/** Times one is left out. */
function unit(term: Term): Term {
  const times = term.kind === "binary" && term.op === "*" && term.right.kind === "const";
  return times && term.right.value === 1 ? term.left : term;
}

export interface Linear {
  readonly constant: number;
  readonly terms: readonly { readonly factor: number; readonly of: Term }[];
}

/** Sums and products with constants, multiplied out. */
export function linearOf(term: Term, factor = 1): Linear {
  if (term.kind === "const") return { constant: term.value * factor, terms: [] };
  if (term.kind !== "binary") return { constant: 0, terms: [{ factor, of: term }] };
  const { op, left, right } = term;
  if (op === "*" && right.kind === "const") return linearOf(left, factor * right.value);
  if (op === "*" && left.kind === "const") return linearOf(right, factor * left.value);
  if (op !== "+" && op !== "-") return { constant: 0, terms: [{ factor, of: term }] };
  const [a, b] = [linearOf(left, factor), linearOf(right, op === "+" ? factor : -factor)];
  return { constant: a.constant + b.constant, terms: [...a.terms, ...b.terms] };
}

/** A field of a message that is not a constant: its index from the field's lowest value. */
export interface EncodedField {
  readonly message: number;
  readonly field: number;
  readonly radix: number;
  readonly term: Term;
}

/** The fields of the message that the term is the code of; undefined where it has another shape. */
export function encodedField(codes: MessageCodes, term: Term): EncodedField[] | undefined {
  if (term.kind !== "binary") return;
  const linear = linearOf(term);
  const message = codes.messages.findIndex(
    m => linear.constant >= m.first && linear.constant < m.first + m.size,
  );
  const radixes = radixesOf(codes, message);
  const fields = linear.terms.map(({ factor, of }) => {
    const field = radixes.indexOf(factor);
    return { message, field, radix: factor, term: of };
  });
  return fields.every(f => f.field >= 0) ? fields : undefined;
}

/** What one more in each field adds to the code. A field of one value shares its radix with the next. */
function radixesOf(codes: MessageCodes, message: number): number[] {
  let radix = 1;
  return (codes.messages[message]?.fields ?? []).map(({ type }) => {
    const { low, high } = bounds(type);
    const here = high > low ? radix : -1;
    radix *= high - low + 1;
    return here;
  });
}

export interface DecodedField {
  readonly leaf: Term;
  readonly message: number;
  readonly field: number;
}

/** The field that the term reads from a message; `codesOf` says whether a term is one. */
export function decodedField(
  term: Term,
  codesOf: (leaf: Term) => MessageCodes | undefined,
): DecodedField | undefined {
  const leaf = onlyLeaf(term);
  const codes = leaf && codesOf(leaf);
  if (!leaf || !codes || leaf === term) return;
  const text = JSON.stringify(term);
  for (const [message, { name, fields }] of codes.messages.entries()) {
    const field = fields.findIndex(f => JSON.stringify(decode(codes, name, f.name, leaf)) === text);
    if (field >= 0) return { leaf, message, field };
  }
  return;
}

/** What a chain of operations with constants begins with. */
function onlyLeaf(term: Term): Term | undefined {
  let at = term;
  while (at.kind === "binary" && at.right.kind === "const") at = at.left;
  return at.kind === "binary" || at.kind === "const" ? undefined : at;
}

/** A code taken apart: which message, and of each field how far above its lowest value. */
export function decodeDigits(
  codes: MessageCodes,
  code: number,
): { readonly message: number; readonly digits: readonly number[] } | undefined {
  const message = codes.messages.findIndex(m => code >= m.first && code < m.first + m.size);
  const found = codes.messages[message];
  if (!found) return;
  let rest = code - found.first;
  const digits = found.fields.map(({ type }) => {
    const { low, high } = bounds(type);
    const digit = rest % (high - low + 1);
    rest = Math.floor(rest / (high - low + 1));
    return digit;
  });
  return { message, digits };
}
