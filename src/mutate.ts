// The way of a mutant: the model's tree with one small thing changed, resolved, lowered, explored and judged under each setting as the
// original was. Whoever notices first ends it; what nobody notices is compared with the original, space by space.

import type { Diagnostic } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { LivenessChecks } from "./liveness.ts";
import { lowerModel } from "./lower/lower.ts";
import type { CheckOptions, Plan } from "./model/job.ts";
import type { Model } from "./model/model.ts";
import type { Fate, MutationSetting, Selection } from "./model/mutation.ts";
import type { Limits } from "./model/outcome.ts";
import type { Program } from "./model/program.ts";
import type { Verdict } from "./model/result.ts";
import type { Tree } from "./model/tree.ts";
import { type Comparison, compareSpaces } from "./mutate/compare.ts";
import { type Known, noticed, unknownIn } from "./mutate/kill.ts";
import { type Mutant, mutantsOf, selected } from "./mutate/mutants.ts";
import type { Explored } from "./mutate/reading.ts";
import { parseModel } from "./parse/parse.ts";
import { judge } from "./replay/judge.ts";
import { resolveModel } from "./resolve/resolve.ts";
import { search } from "./search.ts";

/** A model and the ways in which it is checked; plain data. */
export interface Suite {
  readonly source: Source;
  readonly settings: readonly SuiteSetting[];
  readonly selection: Selection;
}

/** One check of the model: `name` is the scenario's or the model's. */
export interface SuiteSetting {
  readonly name: string;
  readonly plan: Plan;
}

/** A clock and who may stop it all. */
export type Control = Pick<CheckOptions, "now" | "progress">;

/** The mutants of a suite, or why there are none. */
export interface Listed {
  readonly model: string;
  /** How many there are to choose from. */
  readonly possible: number;
  readonly mutants: readonly Mutant[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses, resolves under every setting, and lists what can be changed; nothing is explored. */
export function listMutants({ source, settings, selection }: Suite): Listed {
  const { tree, diagnostics: syntax } = parseModel(source);
  const errors = syntax.filter(d => d.severity === "error");
  if (!tree || errors.length > 0) {
    return { model: source.name, possible: 0, mutants: [], diagnostics: errors };
  }
  const resolved = settings.map(s => resolveModel(tree, s.plan.settings));
  const diagnostics = resolved.flatMap(r => r.diagnostics).filter(d => d.severity === "error");
  const rows = new Set(resolved.flatMap(r => (r.model ? rowsOf(r.model) : [])));
  const all = mutantsOf(tree, row => rows.has(row));
  return {
    model: tree.name.text,
    possible: all.length,
    mutants: diagnostics.length > 0 ? [] : selected(all, selection),
    diagnostics,
  };
}

function rowsOf(model: Model): string[] {
  return model.machines.flatMap(m => m.rows.map(row => row.id));
}

/** The original under one setting. */
interface Original extends Explored, Known {
  readonly name: string;
  readonly plan: Plan;
  readonly rows: ReadonlySet<string>;
}

/** A first look: most mutants are noticed in far fewer states. */
const LOOK = 1500;
/** A mutant may have so many times the states of the original, and at least so many. */
const GROWTH = 8;
const ROOM = 20_000;

/** A suite whose originals have been checked; asked for one mutant after the other. */
export class Trial {
  readonly #mutants: readonly Mutant[];
  readonly #originals: readonly Original[];
  readonly #control: Control;

  constructor(suite: Suite, control: Control) {
    const { tree } = parseModel(suite.source);
    this.#control = control;
    this.#mutants = listMutants(suite).mutants;
    const originals = tree
      ? suite.settings.flatMap(setting => originalOf(tree, setting, control) ?? [])
      : [];
    // Small spaces first: they cost least, and one that notices is enough.
    this.#originals = originals.toSorted((a, b) => a.outcome.states - b.outcome.states);
  }

  /** The settings in the order in which they are tried. */
  get settings(): readonly MutationSetting[] {
    return this.#originals.map(({ name, outcome: { states, complete } }) => ({
      name,
      states,
      complete,
    }));
  }

  /** What becomes of a mutant, by its place in the list. */
  fate(index: number): Fate {
    const mutant = this.#mutants[index];
    if (!mutant) return { kind: "ill-formed", message: "there is no such mutant" };
    const concerned = this.#originals.filter(o => o.rows.has(mutant.row));
    const tree = mutant.tree();
    const made = concerned.map(original => ({ original, program: programOf(tree, original.plan) }));
    const message = made.map(m => m.program).find(program => typeof program === "string");
    if (message !== undefined) return { kind: "ill-formed", message };
    return this.#tried(
      made.flatMap(({ original, program }) =>
        typeof program === "string" ? [] : [{ original, program }],
      ),
    );
  }

  #tried(made: readonly { readonly original: Original; readonly program: Program }[]): Fate {
    let unlike: Fate | undefined;
    let open: Fate | undefined;
    for (const { original, program } of made) {
      const found = tryOut(original, program, this.#control);
      const setting = original.name;
      switch (found.kind) {
        case "noticed":
          return { kind: "killed", setting, ...found.by };
        case "open":
          open ??= { kind: "undecided", setting, reason: found.reason };
          break;
        case "unnoticed":
          unlike ??= this.#unlike(original, found.explored);
          break;
      }
    }
    return open ?? unlike ?? { kind: "equivalent" };
  }

  /** Undefined where it is the same. */
  #unlike(original: Original, mutant: Explored): Fate | undefined {
    const compared: Comparison = compareSpaces(original, mutant);
    switch (compared.kind) {
      case "same":
        return undefined;
      case "unknown":
        return { kind: "undecided", setting: original.name, reason: compared.reason };
      case "different": {
        const { parting } = compared;
        return {
          kind: "survived",
          parting: parting && { setting: original.name, ...parting },
        };
      }
    }
  }
}

// ---------------------------------------------------------------- one program

function programOf(tree: Tree, plan: Plan): Program | string {
  const { model, diagnostics } = resolveModel(tree, plan.settings);
  const error = diagnostics.find(d => d.severity === "error");
  return model ? lowerModel(model) : (error?.message ?? "it is no model");
}

interface Checked extends Explored {
  readonly verdicts: readonly Verdict[];
}

function checkProgram(program: Program, plan: Plan, limits: Limits, control: Control): Checked {
  const options: CheckOptions = { ...plan, ...control, limits, all: false, graph: false };
  const start = control.now();
  const { outcome, interpreter } = search(program, options);
  const live = new LivenessChecks(interpreter, outcome, options, start);
  const verdicts = judge(program, outcome, interpreter, {
    all: false,
    by: new Map(),
    endless: index => live.decide(index),
    untold: true,
  });
  return { program, outcome, verdicts };
}

function originalOf(
  tree: Tree,
  { name, plan }: SuiteSetting,
  control: Control,
): Original | undefined {
  const { model } = resolveModel(tree, plan.settings);
  if (!model) return undefined;
  const program = lowerModel(model);
  return {
    ...checkProgram(program, plan, plan.limits, control),
    name,
    plan,
    rows: new Set(rowsOf(model)),
    expect: plan.expect ?? model.expect,
    findings: new Set(program.checks.filter(c => c.policy === "finding").map(c => c.property)),
  };
}

type Tried =
  | { readonly kind: "noticed"; readonly by: ReturnType<typeof noticed> & object }
  | { readonly kind: "open"; readonly reason: string }
  | { readonly kind: "unnoticed"; readonly explored: Explored };

function tryOut(original: Original, program: Program, control: Control): Tried {
  const { plan, outcome } = original;
  const room = Math.max(ROOM, outcome.states * GROWTH);
  const most = Math.min(plan.limits.states ?? room, room);
  const looks = LOOK < most ? [LOOK, most] : [most];
  let reason = "";
  for (const states of looks) {
    const checked = checkProgram(program, plan, { ...plan.limits, states }, control);
    const by = noticed(original, checked.verdicts);
    if (by) return { kind: "noticed", by };
    const [unknown] = unknownIn(original, checked.verdicts);
    if (checked.outcome.complete && !unknown) return { kind: "unnoticed", explored: checked };
    reason = checked.outcome.reason
      ? `more than ${checked.outcome.states} states`
      : (unknown?.reason ?? "not all of it was seen");
  }
  return { kind: "open", reason };
}

/** A piece of the list. */
export interface Piece {
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** What became of a piece; fewer where an interrupt came first. */
export interface TriedPiece {
  readonly settings: readonly MutationSetting[];
  readonly fates: readonly Fate[];
}

/** Tries the mutants of a piece. */
export function tryMutants(suite: Suite, piece: Piece, control: Control): TriedPiece {
  return tryPiece(new Trial(suite, control), piece, () => false);
}

/** The same with a trial that is there already; `stopped` is asked before and after each mutant. */
export function tryPiece(trial: Trial, { from, to }: Piece, stopped: () => boolean): TriedPiece {
  const fates: Fate[] = [];
  for (let at = from; at < to && !stopped(); at++) {
    const fate = trial.fate(at);
    if (!stopped()) fates.push(fate);
  }
  return { settings: trial.settings, fates };
}
