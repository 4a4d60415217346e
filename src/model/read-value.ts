// Values as users give them in tests and replay files, read back: what `showValue` and `plainValue` write, and sets as lists.

import { bounds, type IndexType, type ScalarType, type SetType, showName } from "./types.ts";

/**
 * The value that is given as text, number, truth, or a list or Set of members; undefined where it is none of the type.
 * A name may have the quotes of an expression or not; members of a set come in any order, each once.
 */
export function readValue(type: ScalarType, given: unknown): number | undefined {
  return type.kind === "set" ? readSet(type, given) : readIndex(type, given);
}

function readIndex(type: IndexType, given: unknown): number | undefined {
  const text = textOf(given);
  if (type.kind === "enum") return readName(type.values, text);
  const value = type.kind === "bool" ? ["false", "true"].indexOf(text) : Number(text);
  const { low, high } = bounds(type);
  const same = type.kind === "bool" || String(value) === text;
  return same && Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}

function readName(names: readonly string[], text: string): number | undefined {
  const written = names.findIndex(name => showName(name) === text);
  const value = written < 0 ? names.indexOf(text) : written;
  return value < 0 ? undefined : value;
}

function readSet(type: SetType, given: unknown): number | undefined {
  const members = membersOf(given);
  if (!members) return undefined;
  const { low } = bounds(type.of);
  let bits = 0;
  for (const member of members) {
    const value = readIndex(type.of, member);
    if (value === undefined || (bits >> (value - low)) & 1) return undefined;
    bits |= 1 << (value - low);
  }
  return bits;
}

function membersOf(given: unknown): readonly unknown[] | undefined {
  if (Array.isArray(given) || given instanceof Set) return [...given];
  const [, inside] = /^\[(.*)\]$/.exec(textOf(given)) ?? [];
  return inside === "" ? [] : inside?.split(", ");
}

/** As text; what has none is no value either. */
export function textOf(given: unknown): string {
  return "toString" in Object(given) ? String(given) : "an object";
}
