// Small wrong changes of a model (mutants) and what became of them: does some property notice? Plain data, which
// workers send and reporters read; `score` is the one number that is made of it.

import type { Span } from "../base/source.ts";
import type { Refusal } from "./result.ts";

/** The kinds of changes, in the order in which they are made. */
export const MUTATION_OPERATORS = [
  "drop-row",
  "drop-cancel",
  "drop-error",
  "retarget",
  "negate-guard",
  "drop-guard",
  "swap-actions",
  "swap-steps",
  "split-step",
  "drop-check",
] as const;

export type MutationOperator = (typeof MUTATION_OPERATORS)[number];

/** One change of a model. */
export interface Mutation {
  /** Stable as long as rows keep their order: `retarget thread/parked/always/1`. */
  readonly id: string;
  readonly operator: MutationOperator;
  /** What is wrong now, as a clause: `a cancel of monitor in idle is lost`. */
  readonly words: string;
  readonly span: Span;
}

/** Which changes are tried. */
export interface Selection {
  /** Undefined: all. */
  readonly operators?: readonly MutationOperator[] | undefined;
  /** So many of them, drawn with the seed. */
  readonly sample?: { readonly count: number; readonly seed: number } | undefined;
}

/** One action of one side where original and mutant part; `changes` as `status: active -> failed`. */
export interface PartingStep {
  readonly action: string;
  readonly changes: readonly string[];
}

/** The shortest run after which original and mutant differ. */
export interface Parting {
  readonly setting: string;
  /** What both can do until then. */
  readonly steps: readonly string[];
  /** What only the original can do next, and only the mutant. */
  readonly original?: PartingStep | undefined;
  readonly mutant?: PartingStep | undefined;
}

/** What became of a mutant. */
export type Fate =
  /** A verdict, or a length that is expected in so many words, came out differently. */
  | {
      readonly kind: "killed";
      readonly setting: string;
      readonly property: string;
      readonly was: string;
      readonly is: string;
    }
  /** Under every setting it does what the original does. */
  | { readonly kind: "equivalent" }
  /** It is no model: what the messages say. */
  | { readonly kind: "ill-formed"; readonly message: string }
  /** A limit was hit before anybody noticed. */
  | { readonly kind: "undecided"; readonly setting: string; readonly reason: string }
  | { readonly kind: "survived"; readonly parting?: Parting | undefined };

/** A mutation with its fate. */
export interface MutantResult {
  readonly mutation: Mutation;
  readonly fate: Fate;
}

/** One way in which the model is checked, and what it came to without a change. */
export interface MutationSetting {
  readonly name: string;
  readonly states: number;
  readonly complete: boolean;
}

/** All mutants of one model. */
export interface MutationResult {
  readonly model: string;
  readonly file: string;
  readonly settings: readonly MutationSetting[];
  /** How many there were to choose from. */
  readonly possible: number;
  readonly mutants: readonly MutantResult[];
  /** The seed, where they are a sample. */
  readonly seed?: number | undefined;
  /** False where an interrupt came first. */
  readonly finished: boolean;
}

export type Mutated =
  | { readonly kind: "mutated"; readonly result: MutationResult }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** How many mutants met each fate. */
export type FateCounts = Readonly<Record<Fate["kind"], number>>;

/** The counts of some mutants. */
export function fateCounts(mutants: readonly MutantResult[]): FateCounts {
  const of = (kind: Fate["kind"]) => mutants.filter(m => m.fate.kind === kind).length;
  return {
    killed: of("killed"),
    survived: of("survived"),
    equivalent: of("equivalent"),
    "ill-formed": of("ill-formed"),
    undecided: of("undecided"),
  };
}

/** The score if nobody noticed what is undecided. */
export function worstScore(counts: FateCounts): number | undefined {
  return mutationScore({ ...counts, survived: counts.survived + counts.undecided });
}

/** Whether a limit came before what was asked for: a setting was not seen whole, or the score may yet sink below `least`. */
export function isOpen({ settings, mutants }: MutationResult, least: number | undefined): boolean {
  const counts = fateCounts(mutants);
  const mayMiss = counts.undecided > 0 && (worstScore(counts) ?? 1) < (least ?? 0);
  return mayMiss || settings.some(s => !s.complete);
}

/** Killed / (killed + survived); undefined where there is nothing to kill. */
export function mutationScore({ killed, survived }: FateCounts): number | undefined {
  return killed + survived === 0 ? undefined : killed / (killed + survived);
}
