// A symmetry of a program: replicas that may be exchanged without changing what the program does. It says
// how a renaming of replicas acts on slots, on values and on commands; lower/symmetry proves that it is one,
// and exploration stores one state for all that are renamings of each other.

import type { MessageCodes } from "./program.ts";
import { bounds } from "./types.ts";

/** Replicas that are renamed together: those of one machine, or of several that are indexed alike. */
export interface Family {
  readonly machines: readonly string[];
  readonly size: number;
  /** By machine, then by replica: the agent. */
  readonly agents: readonly (readonly number[])[];
  /** By exchange of replicas k and k+1, then by command: the command that it becomes. */
  readonly commands: readonly Int32Array[];
}

/** What a value says of replicas; `replica` is value - low, and other values name none. */
export type Naming =
  | { readonly kind: "none" }
  | { readonly kind: "replica"; readonly family: number; readonly low: number }
  /** A set: replica r is bit r + shift. */
  | { readonly kind: "replicas"; readonly family: number; readonly shift: number }
  /** 0 is free, k is held by agent k-1. */
  | { readonly kind: "holder" }
  | {
      readonly kind: "message";
      readonly codes: MessageCodes;
      /** By message, then by field. */
      readonly fields: readonly (readonly Naming[])[];
    };

/** A place in an array that a replica of the family indexes. */
export interface Coordinate {
  readonly family: number;
  readonly replica: number;
  readonly stride: number;
}

/** Which replicas a slot belongs to, and what its values say of them. */
export interface SlotNaming {
  readonly coordinates: readonly Coordinate[];
  readonly value: Naming;
}

export interface Symmetry {
  readonly families: readonly Family[];
  readonly slots: readonly SlotNaming[];
  /** By command, then by parameter. */
  readonly params: readonly (readonly Naming[])[];
}

/** By family: what each replica becomes. */
export type Renaming = readonly (readonly number[])[];

/** Names no replica. */
export const NO_NAME: Naming = { kind: "none" };

/** Where the value of a slot is after the renaming. */
export function movedSlot(slot: number, { coordinates }: SlotNaming, renaming: Renaming): number {
  let at = slot;
  for (const { family, replica, stride } of coordinates) {
    at += ((renaming[family]?.[replica] ?? replica) - replica) * stride;
  }
  return at;
}

/** What a value becomes. */
export function movedValue(
  naming: Naming,
  value: number,
  renaming: Renaming,
  families: readonly Family[],
): number {
  switch (naming.kind) {
    case "none":
      return value;
    case "replica":
      return (renaming[naming.family]?.[value - naming.low] ?? value - naming.low) + naming.low;
    case "replicas":
      return movedSet(naming, value, renaming);
    case "holder":
      return movedHolder(value, renaming, families);
    case "message":
      return movedMessage(naming, value, renaming, families);
  }
}

function movedSet(
  { family, shift }: Extract<Naming, { kind: "replicas" }>,
  value: number,
  renaming: Renaming,
): number {
  const names = renaming[family] ?? [];
  let bits = value;
  for (const [from] of names.entries()) bits &= ~(1 << (from + shift));
  for (const [from, to] of names.entries()) {
    if ((value >> (from + shift)) & 1) bits |= 1 << (to + shift);
  }
  return bits;
}

function movedHolder(value: number, renaming: Renaming, families: readonly Family[]): number {
  for (const [f, family] of families.entries()) {
    for (const agents of family.agents) {
      const replica = agents.indexOf(value - 1);
      if (replica < 0) continue;
      const to = renaming[f]?.[replica] ?? replica;
      return (agents[to] ?? value - 1) + 1;
    }
  }
  return value;
}

function movedMessage(
  { codes, fields }: Extract<Naming, { kind: "message" }>,
  value: number,
  renaming: Renaming,
  families: readonly Family[],
): number {
  const index = codes.messages.findIndex(m => value >= m.first && value < m.first + m.size);
  const message = codes.messages[index];
  if (!message) return value;
  let [rest, radix, code] = [value - message.first, 1, message.first];
  for (const [f, { type }] of message.fields.entries()) {
    const { low, size } = rangeOf(type);
    const digit = rest % size;
    const naming = fields[index]?.[f] ?? NO_NAME;
    code += (movedValue(naming, digit + low, renaming, families) - low) * radix;
    rest = Math.floor(rest / size);
    radix *= size;
  }
  return code;
}

function rangeOf(type: Parameters<typeof bounds>[0]): { low: number; size: number } {
  const { low, high } = bounds(type);
  return { low, size: high - low + 1 };
}

/** The replica that a message with one such field names, and the rest of the message as a number above 0. */
export function subjectOf(
  { codes, fields }: Extract<Naming, { kind: "message" }>,
  value: number,
): { readonly family: number; readonly replica: number; readonly rest: number } | undefined {
  const index = codes.messages.findIndex(m => value >= m.first && value < m.first + m.size);
  const message = codes.messages[index];
  if (!message) return;
  let [rest, radix] = [value - message.first, 1];
  for (const [f, { type }] of message.fields.entries()) {
    const { low, size } = rangeOf(type);
    const digit = rest % size;
    const naming = fields[index]?.[f];
    if (naming?.kind === "replica") {
      const { family } = naming;
      return { family, replica: digit + low - naming.low, rest: value - digit * radix };
    }
    rest = Math.floor(rest / size);
    radix *= size;
  }
  return;
}

/** The exchange of replicas k and k+1 of one family. */
export function exchange(
  families: readonly Pick<Family, "size">[],
  family: number,
  k: number,
): Renaming {
  return families.map(({ size }, f) => {
    const names = Array.from({ length: size }, (_, i) => i);
    if (f === family) [names[k], names[k + 1]] = [k + 1, k];
    return names;
  });
}

/** The families of a slot that says something of two or more replicas at once; none otherwise. */
export function tangledFamilies({ coordinates, value }: SlotNaming, families: number): number[] {
  const places = coordinates.map(c => c.family);
  const named = namedFamilies(value, families);
  const pair = places.length > 1 || (places.length === 1 && named.length > 0) || isPair(value);
  return pair ? [...new Set([...places, ...named])] : [];
}

/** A lock may be held by an agent of any. */
function namedFamilies(naming: Naming, families: number): number[] {
  switch (naming.kind) {
    case "none":
      return [];
    case "replica":
    case "replicas":
      return [naming.family];
    case "holder":
      return Array.from({ length: families }, (_, f) => f);
    case "message":
      return naming.fields.flatMap(list => list.flatMap(field => namedFamilies(field, families)));
  }
}

/** A message with two fields that name replicas, or one with a set of them. */
function isPair(naming: Naming): boolean {
  if (naming.kind !== "message") return false;
  return naming.fields.some(list => {
    const named = list.filter(field => field.kind !== "none");
    return named.length > 1 || named.some(field => field.kind === "replicas");
  });
}
