// What is checked, as definitions and as lines of the configuration. A state property is an invariant, a step property
// an action property (and an invariant for steps that change nothing, which TLC's [P]_vars lets pass), faults, asserts
// and observers are invariants that look one action ahead, and liveness stands under fairness.

import { unreachable } from "../../base/bug.ts";
import type { Check, Meaning, Probe, Term } from "../../model/program.ts";
import type { Temporal } from "../../model/temporal.ts";
import { type Action, beforeOf, conjunctsOf, list } from "./action.ts";
import { faultOf } from "./fault.ts";
import type { Module } from "./module.ts";
import { comment } from "./names.ts";
import { type Reader, Terms } from "./term.ts";
import { ATOM, disjunction, NEGATION, negation, type Piece } from "./value.ts";

/** A check as TLC may be asked for it. */
export interface Property {
  readonly check: Check;
  /** Definitions of the module; none where TLC cannot check it. */
  readonly lines: readonly string[];
  readonly invariants: readonly string[];
  readonly properties: readonly string[];
  /** Liveness: needs the specification with fairness. */
  readonly fair: boolean;
  /** `goal`: TLC's violation is what one hopes for. `cannot`: why TLC cannot check it. `always`: it needs no check. */
  readonly note?:
    | { readonly kind: "goal" | "cannot" | "always"; readonly text: string }
    | undefined;
}

/** All checks of the program, in order. */
export function propertiesOf(module: Module, actions: readonly Action[]): Property[] {
  return module.program.checks.map(check => {
    const made = propertyOf({ module, actions, check });
    return { check, invariants: [], properties: [], fair: false, ...made };
  });
}

interface Asked {
  readonly module: Module;
  readonly actions: readonly Action[];
  readonly check: Check;
}

type Made = Pick<Property, "lines" | "note"> & Partial<Property>;

function propertyOf(asked: Asked): Made {
  const { meaning } = asked.check;
  switch (meaning.by) {
    case "bad-probe":
    case "good-probe":
      return probe(asked, meaning);
    case "cells":
      return cells(asked, meaning.probes);
    case "deadlock":
      return deadlock(asked);
    case "faults":
      return ahead(
        asked,
        a => a.faults,
        ({ name, args }) => `${name}_does${args}.run # "range"`,
      );
    case "marks":
      return marks(asked, meaning.marks);
    case "possible":
      return cannot("from every state some way leads to the goal: TLC has no formula for that");
    case "quiet":
      return cannot(
        "it speaks of states where no machine owes a step: the module does not tell whose steps are",
      );
    case "liveness":
      return liveness(asked, meaning);
    default:
      return unreachable(meaning, "meaning");
  }
}

function cannot(text: string): Made {
  return { lines: [], note: { kind: "cannot", text } };
}

function heading({ check }: Asked): string[] {
  return ["", comment(`${check.kind}: ${check.property}`), comment(check.text)];
}

/** Nothing in the module could break it: TLC warns of invariants that are constant. */
function always(asked: Asked): Made {
  const text = "nothing in the model can break it";
  return { lines: [...heading(asked), comment(text)], note: { kind: "always", text } };
}

function invariant(asked: Asked, body: readonly string[]): Made & { readonly name: string } {
  const name = asked.module.names.module(asked.check.property);
  return { name, lines: [...heading(asked), `${name} ==`, ...body], invariants: [name] };
}

// ---------------------------------------------------------------- states and steps

function probe(asked: Asked, { by, probe: index }: Extract<Meaning, { probe: number }>): Made {
  const probe = asked.module.program.probes[index];
  if (!probe) return cannot("it asks for nothing");
  if (probe.kind === "step") return step(asked, probe);
  const bad = truthOf(asked, probe.term, probe.onFault);
  const made = invariant(asked, [`  ${negation(bad).text}`]);
  const text = "TLC reports it violated exactly if the goal is reached";
  return by === "good-probe" ? { ...made, note: { kind: "goal", text } } : made;
}

/** The term in the present state; a fault is what `onFault` says. */
function truthOf({ module }: Asked, term: Term, onFault: boolean, reader?: Reader): Piece {
  const terms = new Terms(module, reader ?? beforeOf(module));
  const fault = faultOf(terms, term);
  const truth = terms.truth(term);
  if (!fault) return truth;
  const otherwise = onFault ? "TRUE" : "FALSE";
  return { text: `IF ${fault.text} THEN ${otherwise} ELSE ${truth.text}`, level: 0 };
}

function step(asked: Asked, { term, onFault }: Probe): Made {
  const { module, check } = asked;
  const name = module.names.family(check.property, ["step", "still"]);
  const moving = negation(truthOf(asked, term, onFault, afterOf(module)));
  const still = negation(truthOf(asked, term, onFault));
  return {
    lines: [
      ...heading(asked),
      `${name}_step == ${moving.text}`,
      `${name} == [][${name}_step]_vars`,
      `${name}_still == ${disjunction([still, STANDING])?.text}`,
    ],
    invariants: [`${name}_still`],
    properties: [name],
  };
}

/** No step changes nothing. */
const STANDING: Piece = { text: "~ENABLED (Moves /\\ UNCHANGED vars)", level: NEGATION };

/** `old` reads the state before the step, everything else the state after it. */
function afterOf(module: Module): Reader {
  const before = beforeOf(module);
  return {
    ...before,
    variable: (base, old) => {
      const value = before.variable(base, old);
      return old ? value : { ...value, text: `${value.text}'`, level: ATOM };
    },
  };
}

/** Some trigger can arrive in a state that has no row for it. */
function cells(asked: Asked, probes: readonly number[]): Made {
  const { program } = asked.module;
  const terms = probes.flatMap(index => program.probes[index] ?? []);
  const lines = terms.flatMap(({ term, onFault, about }) => [
    ...(about.kind === "cell" ? [`  ${comment(cellName(asked.module, about))}`] : []),
    `  /\\ ${negation(truthOf(asked, term, onFault)).text}`,
  ]);
  return lines.length === 0 ? always(asked) : invariant(asked, lines);
}

function cellName(
  { program }: Module,
  about: { readonly machine: string; readonly state: number; readonly trigger: string },
): string {
  const agent = program.agents.find(a => a.machine === about.machine);
  const show = program.slots[agent?.state ?? -1]?.show;
  const type = show?.kind === "scalar" ? show.type : undefined;
  const state = type?.kind === "enum" ? type.values[about.state] : undefined;
  return `${about.machine} in ${state ?? about.state}: ${about.trigger}`;
}

// ---------------------------------------------------------------- one action ahead

function deadlock(asked: Asked): Made {
  const moves = asked.actions.filter(
    ({ command }) => command.kind !== "fault" && command.policy === undefined,
  );
  const can = moves.map(({ name, some, args }) => parenthesized(some, `${name}_can${args}`));
  return invariant(asked, list(["AtRest", ...can], "\\/", "  "));
}

function parenthesized(quantifier: string, body: string): string {
  return quantifier === "" ? body : `(${quantifier}${body})`;
}

function ahead(asked: Asked, which: (a: Action) => boolean, good: (a: Action) => string): Made {
  const all = asked.actions.filter(which).map(a => parenthesized(a.every, good(a)));
  return all.length === 0 ? always(asked) : invariant(asked, list(all, "/\\", "  "));
}

function marks(asked: Asked, wanted: readonly number[]): Made {
  const set = `{${wanted.join(", ")}}`;
  return ahead(
    asked,
    a => a.marks,
    ({ name, args }) => {
      const does = `${name}_does${args}`;
      return `(LET does__ == ${does} IN does__.run = "off" \\/ does__.marks \\cap ${set} = {})`;
    },
  );
}

// ---------------------------------------------------------------- liveness

type Live = Extract<Meaning, { by: "liveness" }>;

function liveness(asked: Asked, live: Live): Made {
  const text = formulaOf(asked, live);
  if (text === undefined) {
    return cannot("the formula has X, U, W, R or emits: TLC knows [] and <> only");
  }
  const name = asked.module.names.module(asked.check.property);
  return {
    lines: [...heading(asked), `${name} == ${text}`],
    properties: [name],
    fair: true,
  };
}

function formulaOf(asked: Asked, { formula, atoms }: Live): string | undefined {
  const texts = atoms.map(atom =>
    atom.kind === "state" ? truthOf(asked, atom.term, false).text : undefined,
  );
  const answer = leadsTo(formula);
  if (!answer) return temporal(formula, texts);
  const [from, to] = answer.map(part => temporal(part, texts));
  return from === undefined || to === undefined ? undefined : `${from} ~> ${to}`;
}

/** `G (from -> F to)`, which TLA+ has a sign for. */
function leadsTo(formula: Temporal): readonly [Temporal, Temporal] | undefined {
  const body = formula.kind === "G" ? formula.of : undefined;
  if (body?.kind !== "implies" || body.right.kind !== "F") return undefined;
  return [body.left, body.right.of];
}

const OPERATORS = {
  not: "~",
  F: "<>",
  G: "[]",
  and: "/\\",
  or: "\\/",
  implies: "=>",
} as const;

function temporal(formula: Temporal, atoms: readonly (string | undefined)[]): string | undefined {
  switch (formula.kind) {
    case "const":
      return formula.value ? "TRUE" : "FALSE";
    case "atom": {
      const text = atoms[formula.atom];
      return text === undefined ? undefined : `(${text})`;
    }
    case "not":
    case "F":
    case "G": {
      const of = temporal(formula.of, atoms);
      return of === undefined ? undefined : `${OPERATORS[formula.kind]}${grouped(of)}`;
    }
    case "and":
    case "or":
    case "implies": {
      const left = temporal(formula.left, atoms);
      const right = temporal(formula.right, atoms);
      if (left === undefined || right === undefined) return undefined;
      return `(${left} ${OPERATORS[formula.kind]} ${right})`;
    }
    default:
      return undefined;
  }
}

function grouped(text: string): string {
  return text.startsWith("(") ? text : `(${text})`;
}

/** `AtRest`, which only the deadlock check reads. */
export function atRest(module: Module): string[] {
  const truth = new Terms(module, beforeOf(module)).truth(module.program.atRest);
  const fault = faultOf(new Terms(module, beforeOf(module)), module.program.atRest);
  const conjuncts = [...(fault ? [negation(fault).text] : []), ...conjunctsOf(truth)];
  return [
    "",
    "\\* Nothing needs to happen any more.",
    "AtRest ==",
    ...list(conjuncts, "/\\", "  "),
  ];
}
