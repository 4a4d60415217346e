// The one small thing that everything is lowered to: variables with finite domains, and guarded
// commands. Steps, channels, locks, crashes, observers and budgets do not exist here any more; the
// interpreter, the compiled engine and the exporters all read this and nothing else.

import type { Span } from "../base/source.ts";
import type { Atom, Temporal } from "./temporal.ts";
import type { Fairness } from "./tree.ts";
import type { ScalarType } from "./types.ts";

/** How a value of a slot is shown. */
export type Show =
  | { readonly kind: "scalar"; readonly type: ScalarType }
  /** 0 is no message; the others are message codes, see MessageCodes. */
  | { readonly kind: "message"; readonly codes: MessageCodes }
  /** 0 is free; k is held by agent k-1. */
  | { readonly kind: "holder" };

/** code = first + (f1 - low1) + size1 * ((f2 - low2) + size2 * (...)). */
export interface MessageCodes {
  readonly messages: readonly {
    readonly name: string;
    readonly first: number;
    readonly size: number;
    readonly fields: readonly { readonly name: string; readonly type: ScalarType }[];
  }[];
  /** One more than the largest code. */
  readonly end: number;
}

/** What a slot is of, for readers and pictures: engines do not look. */
export type Role =
  | "state"
  | "step"
  | "variable"
  | "channel"
  | "lock"
  | "debt"
  | "semaphore"
  | "level-event"
  | "budget"
  | "observer"
  | "timer";

/** One variable of the state: a whole number from low to high. */
export interface Slot {
  /** Unique and readable: `status`, `up[h1]`, `sender.state`, `rm[2].seen`, `wire[0]`, `cancel.left`. */
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly show: Show;
  readonly role: Role;
  /** The agent it belongs to, if one. */
  readonly agent?: number | undefined;
  /** The rows (of Program.rows) that it is there for; of a step counter by value, from 1 on, the row that goes on. */
  readonly rows?: readonly number[] | undefined;
}

export type BinaryOperator =
  | "and"
  | "or"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "%"
  | "/"
  | "min"
  | "max"
  | "bit-or"
  | "bit-and"
  | "bit-clear"
  | "bit-test";

/**
 * A total expression over whole numbers; truth is 1 and 0. `and`, `or` and `if` do not evaluate what they do not
 * need. `%` and `/` round toward minus infinity and fault on zero. `bit-test` is (left >> right) & 1,
 * `bit-clear` is left & ~right. `old` reads the state before the action, in step probes only.
 */
export type Term =
  | { readonly kind: "const"; readonly value: number }
  | { readonly kind: "slot"; readonly slot: number; readonly old?: boolean | undefined }
  /** Slot `base + index`; the index is a `bound`, so it is below `size`. */
  | {
      readonly kind: "element";
      readonly base: number;
      readonly size: number;
      readonly index: Term;
      readonly old?: boolean | undefined;
    }
  | { readonly kind: "param"; readonly param: number }
  /** A temporary of the action, zero at its start. */
  | { readonly kind: "temp"; readonly temp: number }
  | { readonly kind: "not" | "negate" | "bit-count"; readonly of: Term }
  | {
      readonly kind: "binary";
      readonly op: BinaryOperator;
      readonly left: Term;
      readonly right: Term;
    }
  | {
      readonly kind: "if";
      readonly test: Term;
      readonly then: Term;
      readonly else: Term;
      /** What it is the value of, for readers: engines do not look. */
      readonly meant?: Meant | undefined;
    }
  /** `of - low` where low <= of <= high; anything else is a fault (an index outside). */
  | { readonly kind: "bound"; readonly of: Term; readonly low: number; readonly high: number };

/** The definition that a choice was written as: its name, where that alone says which value, and the type of the value. */
export interface Meant {
  readonly name?: string | undefined;
  readonly type: ScalarType;
}

export type Target =
  | { readonly kind: "slot"; readonly slot: number }
  | { readonly kind: "element"; readonly base: number; readonly size: number; readonly index: Term }
  | { readonly kind: "temp"; readonly temp: number };

export type Statement =
  /** Storing a value outside the slot's low..high is a fault. */
  | {
      readonly kind: "assign";
      readonly to: Target;
      readonly value: Term;
      readonly span?: Span | undefined;
    }
  | {
      readonly kind: "if";
      readonly test: Term;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
    }
  /** Where the test is false the whole action is not enabled. */
  | { readonly kind: "require"; readonly test: Term }
  /** Raises a mark and goes on. */
  | { readonly kind: "mark"; readonly mark: number }
  /** Raises a mark where the test is false, and then the action has no successor. */
  | {
      readonly kind: "assert";
      readonly test: Term;
      readonly mark: number;
      readonly span?: Span | undefined;
    }
  /** For traces only; engines skip it. */
  | { readonly kind: "tell"; readonly tell: number; readonly value?: Term | undefined };

/** What a `tell` statement says of the step. */
export type Tell =
  | { readonly kind: "emit"; readonly event: string; readonly type?: ScalarType | undefined }
  | {
      readonly kind: "send" | "receive" | "lose" | "duplicate";
      readonly channel: string;
      readonly codes: MessageCodes;
    }
  | {
      readonly kind: "acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give";
      readonly on: string;
    }
  /** An action's cas: value 1 if it stored. */
  | { readonly kind: "cas"; readonly variable: string }
  | { readonly kind: "crash"; readonly process: string };

export interface Parameter {
  readonly name: string;
  readonly type: ScalarType;
  /** The values it ranges over, ascending. */
  readonly values: readonly number[];
}

export interface Agent {
  /** `sender`, `rm[2]`. */
  readonly name: string;
  readonly machine: string;
  /** The slot of its state. */
  readonly state: number;
  readonly process?: string | undefined;
}

export type CommandKind = "own" | "trigger" | "message" | "timeout" | "fault";

/** The row of the file that a command comes from, for traces and pictures; several commands share one. */
export interface SourceRow {
  /** The model's row id. */
  readonly id: string;
  readonly machine: string;
  /** As written by hand, where it has a name. */
  readonly name?: string | undefined;
  /** As people read it: `head` (cause, parameters, guard), then what each step does. */
  readonly text: string;
  readonly head: string;
  readonly does: readonly string[];
  readonly span: Span;
}

export interface Command {
  /** Readable: `monitor: cancel`, `rm[1]: working -> prepared`. */
  readonly name: string;
  readonly kind: CommandKind;
  /** Who acts; undefined for the outside (a loss, a crash). */
  readonly agent?: number | undefined;
  /** With a rendezvous: the agent that receives. */
  readonly partner?: number | undefined;
  /** The row by which the partner receives. */
  readonly partnerRow?: number | undefined;
  /** Index into Program.rows; undefined for faults, ignored and refused triggers. */
  readonly row?: number | undefined;
  /** Which step of the row, from 1, and of how many. */
  readonly step: number;
  readonly steps: number;
  /** The trigger, message or timeout. */
  readonly cause?: string | undefined;
  /** A trigger that arrives without effect. */
  readonly policy?: "ignored" | "refused" | undefined;
  /** State ordinals of the acting agent: where it is and where it will be. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly params: readonly Parameter[];
  readonly guard: Term;
  readonly effect: readonly Statement[];
  /** How many temporaries the effect uses. */
  readonly temps: number;
  readonly fair: Fairness;
  readonly span: Span;
}

/**
 * Something to look for. `state`: the first state where the term is true. `step`: the first transition where the
 * term over old and new is true. A fault while evaluating counts as true iff `onFault`.
 */
export interface Probe {
  readonly kind: "state" | "step";
  readonly term: Term;
  readonly onFault: boolean;
  /** For findings: what was looked for, such as `cell monitor idle cancel`. */
  readonly about: ProbeAbout;
}

export type ProbeAbout =
  | { readonly kind: "property"; readonly property: string }
  | { readonly kind: "premise"; readonly property: string }
  | {
      readonly kind: "cell";
      readonly machine: string;
      readonly state: number;
      readonly trigger: string;
    }
  /** No row of the cell is enabled though the trigger can arrive. */
  | {
      readonly kind: "gap";
      readonly machine: string;
      readonly state: number;
      readonly trigger: string;
    }
  | { readonly kind: "state"; readonly machine: string; readonly state: number }
  | { readonly kind: "overlap"; readonly rows: readonly [string, string]; readonly state: number };

/** A place in an effect that may be passed. */
export type Mark =
  | { readonly kind: "assert"; readonly text: string; readonly span: Span }
  | {
      readonly kind: "observer";
      readonly observer: string;
      readonly state: string;
      readonly event: string;
      readonly span: Span;
    }
  /** An event of which a temporal formula speaks, with this value or with any. */
  | {
      readonly kind: "event";
      readonly event: string;
      readonly value?: number | undefined;
      /** As the formula writes it. */
      readonly text: string;
      readonly span: Span;
    }
  | { readonly kind: "cas-tried"; readonly cas: number; readonly span: Span }
  | {
      readonly kind: "cas-stored";
      readonly cas: number;
      readonly text: string;
      readonly span: Span;
    };

/** How a property's verdict follows from what exploration finds. */
export type Meaning =
  | { readonly by: "bad-probe"; readonly probe: number }
  | { readonly by: "good-probe"; readonly probe: number }
  /** The goal must stay possible: from every state, or from those where `from` is true. */
  | { readonly by: "possible"; readonly goal: Term; readonly from?: Term | undefined }
  /** `bad` must be false in quiet states: those where the machines owe no step any more. */
  | { readonly by: "quiet"; readonly bad: Term; readonly debts: readonly Debt[] }
  | { readonly by: "deadlock" }
  | { readonly by: "cells"; readonly probes: readonly number[] }
  | { readonly by: "marks"; readonly marks: readonly number[] }
  | { readonly by: "faults" }
  /** Of every fair run, see temporal.ts. */
  | { readonly by: "liveness"; readonly formula: Temporal; readonly atoms: readonly Atom[] };

/** Something that is held while the term is true. */
export interface Debt {
  readonly name: string;
  /** Who holds it: an agent, or the slot that says so. */
  readonly holder: { readonly agent: number } | { readonly slot: number };
  readonly held: Term;
  /** Where this is true it may be held at rest. */
  readonly unless?: Term | undefined;
}

export interface Check {
  /** `cancel-wins`, `deadlock`, `observer libvirt`. */
  readonly property: string;
  /** The kind as the language names it: always, never, step, stable, reachable, possible, recoverable, deadlock, unhandled, range, assert, debts, observer, leads-to, eventually, ltl. */
  readonly kind: string;
  readonly meaning: Meaning;
  /** Does the violation count, or is it only a finding. */
  readonly policy: "on" | "finding";
  readonly because?: string | undefined;
  /** The property as written. */
  readonly text: string;
  readonly span: Span;
}

export interface Program {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** For each slot the values it may start with; all combinations in which every term of `initially` is true. */
  readonly initial: readonly (readonly number[])[];
  readonly initially: readonly Term[];
  readonly agents: readonly Agent[];
  readonly rows: readonly SourceRow[];
  /** In the order in which successors are made: part of the contract. */
  readonly commands: readonly Command[];
  readonly probes: readonly Probe[];
  readonly marks: readonly Mark[];
  readonly tells: readonly Tell[];
  readonly checks: readonly Check[];
  /** True in states where nothing needs to happen any more: every agent has ended, rests, or waits for a trigger. */
  readonly atRest: Term;
}
