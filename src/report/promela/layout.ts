// Slots become global variables: one each, or an array where some term finds its element by an index. A variable has
// the smallest of Promela's types that holds its domain, so a state in SPIN is small and nothing is lost.

import type { Program, Slot, Statement, Term } from "../../model/program.ts";
import { Names } from "./names.ts";
import { programTerms } from "./terms.ts";

/** A variable of the Promela text. */
export interface Variable {
  /** With `v_` before; what keeps the value before the action has `old_`. */
  readonly name: string;
  readonly oldName: string;
  readonly type: "bit" | "byte" | "short" | "int";
  /** The slots it holds: from `base`, so many. */
  readonly base: number;
  readonly size: number;
  readonly array: boolean;
}

/** Where each slot lies. */
export interface Layout {
  readonly variables: readonly Variable[];
  /** By slot. */
  readonly of: readonly Variable[];
}

/** The variables in order of slots. */
export function layoutOf(program: Program): Layout {
  const { slots } = program;
  const names = new Names("");
  const { joined, indexed } = joinedSlots(program);
  const variables: Variable[] = [];
  const of: Variable[] = [];
  for (let base = 0; base < slots.length; ) {
    const size = joined[base] ?? 1;
    const variable = variableOf(slots.slice(base, base + size), base, names, indexed.has(base));
    variables.push(variable);
    for (let i = 0; i < size; i++) of.push(variable);
    base += size;
  }
  return { variables, of };
}

function variableOf(slots: readonly Slot[], base: number, names: Names, array: boolean): Variable {
  const name = slots[0]?.name ?? "";
  const word = names.add(array ? name.replace(/\[[^[\]]*\]/g, "") : name);
  const low = Math.min(...slots.map(s => s.low));
  const high = Math.max(...slots.map(s => s.high));
  const type = typeOf(low, high, array);
  return { name: `v_${word}`, oldName: `old_${word}`, type, base, size: slots.length, array };
}

/** SPIN keeps bits in arrays as bytes, so they are called that. */
function typeOf(low: number, high: number, array: boolean): Variable["type"] {
  if (low >= 0 && high <= 1 && !array) return "bit";
  if (low >= 0 && high <= 255) return "byte";
  return low >= -32768 && high <= 32767 ? "short" : "int";
}

/** By slot: how many slots from here on are one array, undefined inside of one; and where arrays begin. */
function joinedSlots(program: Program): {
  readonly joined: readonly (number | undefined)[];
  readonly indexed: ReadonlySet<number>;
} {
  const inside = program.slots.map(() => false);
  const indexed = new Set<number>();
  const join = (base: number, size: number): void => {
    indexed.add(base);
    for (let i = base + 1; i < base + size && i < inside.length; i++) inside[i] = true;
  };
  for (const term of programTerms(program)) {
    if (term.kind === "element") join(term.base, term.size);
  }
  for (const { effect } of program.commands) joinTargets(effect, join);
  const joined: (number | undefined)[] = [];
  let end = inside.length;
  for (let slot = inside.length - 1; slot >= 0; slot--) {
    joined[slot] = inside[slot] ? undefined : end - slot;
    if (!inside[slot]) end = slot;
  }
  return { joined, indexed };
}

function joinTargets(list: readonly Statement[], join: (base: number, size: number) => void): void {
  for (const each of list) {
    if (each.kind === "if") {
      joinTargets(each.then, join);
      joinTargets(each.else, join);
    }
    if (each.kind === "assign" && each.to.kind === "element") join(each.to.base, each.to.size);
  }
}

/** How many bytes SPIN needs for the variables, not less. */
export function bytesOf(layout: Layout, copies: number): number {
  const bytes = { bit: 1, byte: 1, short: 2, int: 4 } as const;
  const size = layout.variables.reduce((sum, v) => sum + v.size * bytes[v.type] + 4, 0);
  return size * copies + 64;
}

/** Is the term a constant, so that the element is known. */
export function isConstant(term: Term): term is Term & { kind: "const" } {
  return term.kind === "const";
}
