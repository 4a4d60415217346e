// What a property is to SPIN: an assertion that is looked at in every state, at every step, or at a place in an
// action. Each gets a number, by which `-DPROPERTY=` picks it. What no assertion can say is listed with the reason.

import { unreachable } from "../../base/bug.ts";
import type { Check, Meaning, Probe, Program, Term } from "../../model/program.ts";
import type { Atom } from "../../model/temporal.ts";
import type { Watching } from "./action-text.ts";
import type { Domains } from "./domains.ts";
import { faultOf } from "./faults.ts";
import { and, any, bind, not, or } from "./fold.ts";
import { type Ltl, ltlOf } from "./ltl.ts";

/** How SPIN looks for it. */
export type Look =
  | { readonly at: "state" | "step"; readonly bad: Term }
  | { readonly at: "deadlock"; readonly rest: Term }
  | { readonly at: "mark"; readonly marks: readonly number[] }
  | { readonly at: "fault" }
  /** A formula about whole runs. */
  | { readonly at: "run"; readonly atoms: readonly Atom[]; readonly ltl: Ltl }
  /** It cannot. */
  | { readonly at: "nowhere"; readonly reason: string };

/** A property with its number, from 1 in order of checks. */
export interface Property {
  readonly number: number;
  readonly check: Check;
  readonly look: Look;
}

/** A property of runs. */
export type RunProperty = Property & { readonly look: Extract<Look, { at: "run" }> };

/** Those of the properties that are about runs. */
export function runsAmong(properties: readonly Property[]): RunProperty[] {
  return properties.flatMap(p => (p.look.at === "run" ? [{ ...p, look: p.look }] : []));
}

/** All properties of the program. */
export function propertiesOf(program: Program): Property[] {
  const domains = { slots: program.slots, temps: new Map() };
  return program.checks.map((check, index) => ({
    number: index + 1,
    check,
    look: lookOf(check.meaning, index + 1, { program, domains }),
  }));
}

/** The marks that some property speaks of. */
export function watchedMarks(properties: readonly Property[]): ReadonlySet<number> {
  const marks = properties.flatMap(p => (p.look.at === "mark" ? p.look.marks : []));
  return new Set([...marks, ...eventsOf(runsAmong(properties))]);
}

/** The marks that some formula speaks of. */
export function eventsOf(properties: readonly RunProperty[]): ReadonlySet<number> {
  const atoms = properties.flatMap(({ look }) => look.atoms);
  return new Set(atoms.flatMap(a => (a.kind === "step" ? [a.mark] : [])));
}

/** What actions have to report. */
export function watchingOf(properties: readonly Property[]): Watching {
  const byMark = new Map<number, number[]>();
  for (const { look, number } of properties) {
    if (look.at !== "mark") continue;
    for (const mark of look.marks) byMark.set(mark, [...(byMark.get(mark) ?? []), number]);
  }
  return {
    byMark,
    byFault: properties.filter(p => p.look.at === "fault").map(p => p.number),
    steps: properties.some(p => p.look.at === "step"),
    runs: properties.some(p => p.look.at === "run"),
    events: eventsOf(runsAmong(properties)),
  };
}

/** True where the term is true; where it has no value, as `onFault` says. */
export function truthOf(term: Term, onFault: boolean, domains: Domains): Term {
  const plain = bind(term, {});
  const fault = faultOf(plain, domains);
  return onFault ? or(fault, plain) : and(not(fault), plain);
}

interface Around {
  readonly program: Program;
  readonly domains: Domains;
}

function lookOf(meaning: Meaning, number: number, { program, domains }: Around): Look {
  const probe = (index: number): Probe | undefined => program.probes[index];
  const truth = (of: Probe) => truthOf(of.term, of.onFault, domains);
  switch (meaning.by) {
    case "bad-probe":
    case "good-probe": {
      const found = probe(meaning.probe);
      return found ? { at: found.kind, bad: truth(found) } : { at: "nowhere", reason: "" };
    }
    case "cells": {
      const found = meaning.probes.flatMap(index => probe(index) ?? []);
      return { at: "state", bad: any(found.map(truth)) };
    }
    case "deadlock":
      return { at: "deadlock", rest: truthOf(program.atRest, false, domains) };
    case "marks":
      return { at: "mark", marks: meaning.marks };
    case "faults":
      return { at: "fault" };
    case "possible":
      return { at: "nowhere", reason: "it speaks of continuations, and SPIN of single runs" };
    case "quiet":
      return { at: "nowhere", reason: "it speaks of states where no machine owes a step" };
    case "liveness":
      return runOf(meaning, number);
    default:
      return unreachable(meaning, "meaning");
  }
}

function runOf({ formula, atoms }: Extract<Meaning, { by: "liveness" }>, number: number): Look {
  const ltl = ltlOf(formula, number);
  if (!ltl) return { at: "nowhere", reason: "SPIN's formulas know no past" };
  return { at: "run", atoms, ltl };
}
