// What the code of a term or an effect refers to: where the fields of a state stand, in which locals its
// words are, what parameters and temporaries are, and how a fault is told. A fault sets the local
// `fault` to its kind and goes to the label `fault`.

import { type Domains, fits, type Interval, listed, WORD } from "../../model/interval.ts";
import type { Field, Layout } from "../../model/layout.ts";
import type { Slot, Term } from "../../model/program.ts";
import { br, get, type Instruction, i32, set, type Variable } from "./instruction.ts";

/** Kinds of fault, as the local `fault` holds them; 0 is none. */
export const FAULT_KINDS = { range: 1, index: 2, zero: 3, assert: 4 } as const;

/** A name of a kind of fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** A field of a state in 64-bit words. */
export interface WideField {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  readonly low: number;
}

/** See the head of this file. */
export interface Scope {
  readonly slots: readonly Slot[];
  readonly fields: readonly WideField[];
  readonly words: number;
  /** `s` or `n`: locals s0, s1, ... hold the words of the state that terms read. */
  readonly now: string;
  /** The same for `old`. */
  readonly old: string;
  /** By parameter: its value as code, and its bounds. */
  readonly params: readonly { readonly code: Instruction; readonly bounds: Interval }[];
  readonly temps: readonly Interval[];
  /** What is known of terms here; see scopeOf. */
  readonly domains: Domains;
  readonly faults: Map<Term, boolean>;
  /** The kinds of fault that the code made here can have; grows. */
  readonly raised: Set<FaultKind>;
}

/** A scope, with room for what is found out about its terms. */
export function scopeOf(parts: Omit<Scope, "domains" | "faults" | "raised">): Scope {
  const { slots, temps } = parts;
  const params = parts.params.map(p => p.bounds);
  const domains = listed({ slots, params, temps });
  return { ...parts, domains, faults: new Map(), raised: new Set() };
}

/** The fields of a layout in 64-bit words. */
export function wideFields(layout: Layout): WideField[] {
  return layout.fields.map((f: Field) => ({
    word: f.word >> 1,
    shift: (f.word & 1) * 32 + f.shift,
    bits: f.bits,
    low: f.low,
  }));
}

/** The locals that terms need for themselves; see terms.ts. */
export const TERM_LOCALS: readonly Variable[] = [
  { name: "v32", type: "i32" },
  { name: "v64", type: "i64" },
  { name: "index", type: "i32" },
  { name: "fault", type: "i32" },
];

/** The locals s0, s1, ... or n0, n1, ... */
export function wordLocals(prefix: string, words: number): Variable[] {
  return Array.from({ length: words }, (_, w) => ({ name: `${prefix}${w}`, type: "i64" }));
}

/** The type in which a term is computed: 32 bits where all its values fit. */
export function typeOf(interval: Interval): "i32" | "i64" {
  return fits(interval) ? "i32" : "i64";
}

/** Name and type of a temporary's local. */
export function tempLocal(scope: Scope, temp: number): Variable {
  const type = typeOf(scope.temps[temp] ?? WORD);
  return { name: `temp${temp}.${type}`, type };
}

/** Ends the action with a fault. */
export function fail(scope: Scope, kind: FaultKind): Instruction[] {
  scope.raised.add(kind);
  return [set("fault", i32(FAULT_KINDS[kind])), br("fault")];
}

/** The word of the state that terms read. */
export function wordOf(scope: Scope, word: number, old = false): Instruction {
  return get(`${old ? scope.old : scope.now}${word}`);
}
