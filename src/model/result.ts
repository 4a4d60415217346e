// What one check of one model yields: the one object that every report reads. Plain data, JSON as it is.

import type { Diagnostic } from "../base/diagnostic.ts";
import type { StopReason } from "./outcome.ts";
import type { RaceEventKind } from "./races.ts";
import type { Trace } from "./trace.ts";

export type VerdictWord = "holds" | "violated" | "reached" | "unreached" | "undecided";

export interface Verdict {
  readonly property: string;
  /** always, never, step, stable, reachable, possible, recoverable, leads-to, eventually, ltl, deadlock, unhandled, range, assert, debts, observer. */
  readonly kind: string;
  readonly verdict: VerdictWord;
  /** Why not known, and what was covered. */
  readonly reason?: string | undefined;
  /** Of the trace, in steps. */
  readonly length?: number | undefined;
  readonly trace?: Trace | undefined;
  /** With `--all`: further traces, distinct by the row that breaks it. */
  readonly more: readonly Trace[];
  readonly because?: string | undefined;
  /** The property as written and its place. */
  readonly text: string;
  readonly place: string;
  /** What was expected, where something was said. */
  readonly expected?: Expected | undefined;
  /** Is the verdict as expected; only findings policies make a violation pass unexpected. */
  readonly ok: boolean;
}

export interface Expected {
  readonly verdict: VerdictWord;
  readonly length?: number | undefined;
}

export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  /** `file`, one-based `line` and `column`. */
  readonly position?:
    | { readonly file: string; readonly line: number; readonly column: number }
    | undefined;
  readonly witness?: Trace | undefined;
  readonly fix?: string | undefined;
  readonly about?: FindingAbout | undefined;
  /** Said of this setting alone: other values of the constants may show the contrary. */
  readonly oneSetting?: boolean | undefined;
}

/** The row, state or property that a finding is about, where other results can say more of it. */
export type FindingAbout =
  | { readonly kind: "row"; readonly row: string }
  | { readonly kind: "state"; readonly machine: string; readonly state: string }
  | { readonly kind: "property"; readonly property: string }
  /** What is accepted, by its place. */
  | { readonly kind: "race"; readonly place: string };

export type CellStatus =
  | "handled"
  | "ignored"
  | "refused"
  | "open"
  | "cannot-arrive"
  | "unreachable"
  | "final"
  | "unknown";

/** State x trigger of one machine. */
export interface Matrix {
  readonly machine: string;
  readonly states: readonly string[];
  readonly triggers: readonly string[];
  /** By state, then by trigger. */
  readonly cells: readonly (readonly MatrixCell[])[];
}

export interface MatrixCell {
  readonly status: CellStatus;
  /** Handled: the rows' targets and places. */
  readonly rows: readonly {
    readonly target: string;
    readonly text: string;
    readonly place: string;
    readonly fired: boolean;
  }[];
  /** Handled, but there is a reachable state in which no row's guard is true. */
  readonly gap: boolean;
  /** Open and reachable: the length of the shortest run and the run. */
  readonly length?: number | undefined;
  readonly witness?: Trace | undefined;
}

/** Where machines wait, and who wakes them. */
export interface WaitTable {
  readonly waits: readonly Wait[];
  /** Why they were not looked for. */
  readonly reason?: string | undefined;
}

/** A place where some instance of the machine waited: it has steps of its own there, and none could happen. */
export interface Wait {
  readonly machine: string;
  readonly state: string;
  /** Of a row that is under way: `2/4`. */
  readonly step?: string | undefined;
  /** What it waits for. */
  readonly text: string;
  readonly place: string;
  /** It rests there, or waits for a trigger: nobody needs to wake it. */
  readonly mayStay: boolean;
  /** The rows, or steps of rows, after which it could go on. */
  readonly wakers: readonly {
    readonly machine: string;
    readonly text: string;
    readonly place: string;
  }[];
  /** Steps of the shortest run after which nobody ever wakes it. */
  readonly never?: number | undefined;
  /** Steps of the shortest run after which only the outside could help. */
  readonly outside?: number | undefined;
}

/** Whether it matters which of two things comes first that can both happen. */
export interface RaceTable {
  /** Pairs of sides that both happen; of these the ones with the same outcome either way, the ones without, and those never in one state. */
  readonly pairs: number;
  readonly same: number;
  readonly differ: number;
  readonly never: number;
  /** How many of those that differ the model declares to be meant; undefined where it does not speak of races. */
  readonly accepted?: number | undefined;
  /** Why they were not looked for. */
  readonly reason?: string | undefined;
  /** What takes part in some race, in order of the rows. */
  readonly sides: readonly RacePart[];
  /** The pairs that can happen in one state, in order of sides. */
  readonly races: readonly Race[];
  readonly declared: readonly DeclaredRace[];
}

/** Something that can happen in a state of its machine; a fault of a process or channel has neither. */
export interface RacePart {
  readonly kind: RaceEventKind;
  /** `cancel`, `wire.ping`, `sender.patience`, `sender: sending -> done`, `source.crash`. */
  readonly event: string;
  readonly machine?: string | undefined;
  readonly state?: string | undefined;
  readonly place: string;
}

/** Two sides that can both happen in some states. */
export interface Race {
  /** Indexes into `sides`. */
  readonly sides: readonly [number, number];
  /** In how many states. */
  readonly states: number;
  /** In how many of them the order matters; 0 is the same outcome either way. */
  readonly differing: number;
  readonly difference?: RaceOutcome | undefined;
  /** Index into `declared`. */
  readonly accepted?: number | undefined;
}

/** The nearest state in which the order matters, and both ends. */
export interface RaceOutcome {
  /** Steps of the shortest run to it. */
  readonly after: number;
  /** These steps; left out where too many races would tell theirs. */
  readonly run?: readonly string[] | undefined;
  /** With the first side first, and with the second. */
  readonly orders: readonly [RaceOrder, RaceOrder];
  /** What has not the same value at both ends. */
  readonly values: readonly { readonly name: string; readonly ends: readonly [string, string] }[];
}

export interface RaceOrder {
  readonly steps: readonly string[];
  /** Both happen; the second ends in a broken range or assert; or the second cannot happen any more. */
  readonly end: "both" | "fault" | "disabled";
}

/** A difference that the model says is meant. */
export interface DeclaredRace {
  readonly events: readonly [string, string];
  readonly state?: string | undefined;
  readonly because: string;
  readonly place: string;
  /** How many differences it accepts. */
  readonly matches: number;
}

/** The declared machines, for pictures. */
export interface Chart {
  readonly machine: string;
  readonly replicas?: string | undefined;
  readonly states: readonly ChartState[];
  readonly initial: readonly string[];
  readonly edges: readonly ChartEdge[];
}

export interface ChartState {
  readonly name: string;
  readonly type: "plain" | "final" | "rest";
  readonly reached: boolean | undefined;
}

export interface ChartEdge {
  readonly row: string;
  readonly from: string;
  readonly to: string;
  readonly kind: "trigger" | "message" | "timeout" | "always";
  /** `cancel`, `wire.ping`, `after patience`, or the row's name. */
  readonly label: string;
  readonly guard?: string | undefined;
  readonly actions: readonly string[];
  readonly place: string;
  readonly fired: boolean | undefined;
  readonly wide: boolean;
}

/** A reachable graph, whole or projected to machine states. */
export interface StateGraph {
  readonly projected: boolean;
  /** What the nodes are made of: `sender.state`, ... */
  readonly variables: readonly string[];
  readonly nodes: readonly {
    readonly values: readonly string[];
    readonly initial: boolean;
    readonly states: number;
  }[];
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly labels: readonly string[];
  }[];
  /** Set when even the projection was cut. */
  readonly cut: boolean;
}

export interface CountExpectation {
  readonly name: "states" | "transitions" | "depth";
  readonly expected: number;
  readonly actual: number;
  readonly ok: boolean;
}

/** What the states were counted without. */
export interface Reduced {
  /** Machines whose replicas may change places: states that differ in that alone count once. */
  readonly symmetry: readonly string[];
  /** Variables that nothing reads: states that differ in them alone count once. */
  readonly deadVariables: readonly string[];
}

export interface Result {
  readonly model: string;
  /** The file as given; of a scenario, the scenario's. */
  readonly file: string;
  readonly scenario?: string | undefined;
  readonly about?: string | undefined;
  /** The model's own, where `file` and `about` are a scenario's. */
  readonly modelFile?: string | undefined;
  readonly modelAbout?: string | undefined;
  readonly source: readonly string[];
  readonly engine: string;
  /** Settings that a replay needs, as `--set` would give them. */
  readonly settings: readonly string[];
  readonly constants: readonly { readonly name: string; readonly value: string }[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly complete: boolean;
  readonly reason?: StopReason | undefined;
  /** Where a smaller space was asked for: what its counts are of. */
  readonly reduced?: Reduced | undefined;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly counts: readonly CountExpectation[];
  readonly matrices: readonly Matrix[];
  readonly charts: readonly Chart[];
  readonly waits?: WaitTable | undefined;
  readonly races?: RaceTable | undefined;
  readonly graph?: StateGraph | undefined;
  /** The command line that repeats this check. */
  readonly command: string;
  /** Milliseconds, by stage. The one part of a result that differs from run to run. */
  readonly timing: Readonly<Record<string, number>>;
  /** Is everything as expected: 0; a violation: 1; undecided: 3. */
  readonly exitCode: 0 | 1 | 3;
}

/** A text that could not be checked at all. */
export interface Refusal {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}
