// Inputs by model, and the mutants of one model in pieces for the crew: each worker explores the originals once and then tries its
// pieces. What comes back is put together in the order of the mutants, so that it does not depend on how many workers there were.

import { resolve } from "node:path";
import { type Diagnostic, hasErrors, sortDiagnostics } from "../base/diagnostic.ts";
import { compile, noStart } from "../compile.ts";
import type {
  MutantResult,
  MutationResult,
  MutationSetting,
  Selection,
} from "../model/mutation.ts";
import { listMutants, type Suite, tryMutants } from "../mutate.ts";
import { reduceProgram } from "../reduce.ts";
import { located } from "../scenario/scenario.ts";
import type { Asked } from "./asked.ts";
import { type Crew, HAS_WORKERS } from "./crew.ts";
import { unknownNames } from "./expectations.ts";
import type { Input } from "./inputs.ts";
import { type Job, jobOf, type Refused } from "./jobs.ts";
import { countLine } from "./mutate-progress.ts";

/** A suite with the jobs that it was made of. */
export interface JobSuite {
  readonly suite: Suite;
  readonly jobs: readonly Job[];
}

/** The suites of the inputs, in the order in which their models are first named. */
export function suitesOf(
  inputs: readonly Input[],
  asked: Asked,
  selection: Selection,
): { readonly suites: readonly JobSuite[]; readonly refused: readonly Refused[] } {
  const jobs = new Map<string, readonly Job[]>();
  const refused: Refused[] = [];
  for (const input of inputs) {
    const job = jobOf(input, asked, false);
    if (job.kind === "refused") {
      refused.push(job);
      continue;
    }
    const model = resolve(job.source.name);
    jobs.set(model, [...(jobs.get(model) ?? []), job]);
  }
  const suites = [...jobs.values()].flatMap(of => {
    const [first] = of;
    if (!first) return [];
    const settings = of.map(job => ({ name: settingName(job), plan: job.plan }));
    return [{ suite: { source: first.source, settings, selection }, jobs: of }];
  });
  return { suites, refused };
}

function settingName({ plan }: Job): string {
  return plan.scenario?.name ?? "its own settings";
}

/** Tries all mutants of a suite. */
export async function mutateSuite(
  { suite, jobs: parts }: JobSuite,
  crew: Crew,
  jobs: number,
): Promise<{ readonly kind: "done"; readonly result: MutationResult } | Refused> {
  const refusal = parts.map(refusalOf).find(r => r !== undefined);
  if (refusal) return refusal;
  const { model, possible, mutants } = listMutants(suite);
  const file = suite.source.name;
  const line = countLine(process.stderr, file, mutants.length);
  const pieces = piecesOf(mutants.length, HAS_WORKERS ? jobs : 1);
  const answers = await Promise.all(
    pieces.map(async piece => {
      const tried = HAS_WORKERS
        ? await crew.mutate({ suite, piece }, line)
        : tryMutants(suite, piece, { now: () => performance.now() });
      line.add(tried.fates.length);
      return { piece, tried };
    }),
  );
  line.clear();
  const results = answers.flatMap(({ piece, tried }) =>
    tried.fates.flatMap<MutantResult>((fate, i) => {
      const mutant = mutants[piece.from + i];
      if (!mutant) return [];
      const { id, operator, words, span } = mutant;
      return [{ mutation: { id, operator, words, span }, fate }];
    }),
  );
  const settings = answers.reduce<readonly MutationSetting[]>(
    (known, { tried }) => (tried.settings.length > known.length ? tried.settings : known),
    [],
  );
  return (
    nowhereToStart(parts, settings) ?? {
      kind: "done",
      result: {
        model,
        file,
        settings,
        possible,
        mutants: results,
        seed: mutants.length < possible ? suite.selection.sample?.seed : undefined,
        finished: results.length === mutants.length,
      },
    }
  );
}

/** Why the job cannot be checked, as `check` says it, as far as it is known before anything is explored. */
function refusalOf(job: Job): Refused | undefined {
  const { source, plan } = job;
  const { model, program, diagnostics } = compile(source, plan.settings);
  if (!model || !program) return refused(job, diagnostics);
  const reducing = reduceProgram(model, program, plan);
  if (hasErrors(reducing.diagnostics)) return refused(job, reducing.diagnostics);
  const unknown = unknownNames(job);
  return unknown.length > 0 ? refused(job, unknown) : undefined;
}

/** Of a setting without a state, when all was explored. */
function nowhereToStart(
  parts: readonly Job[],
  settings: readonly MutationSetting[],
): Refused | undefined {
  const empty = settings.find(s => s.complete && s.states === 0);
  const job = empty && parts.find(part => settingName(part) === empty.name);
  const { model } = job ? compile(job.source, job.plan.settings) : {};
  return job && model && refused(job, [noStart(model)]);
}

/** What a scenario sets wrong is said at its place there. */
function refused({ file, scenario }: Job, diagnostics: readonly Diagnostic[]): Refused {
  const placed = scenario ? located(diagnostics, scenario) : diagnostics;
  return { kind: "refused", file, diagnostics: sortDiagnostics(placed) };
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Enough pieces that nobody waits long for the last one; at least one, so that the originals are checked. */
function piecesOf(count: number, jobs: number): Piece[] {
  const size = Math.max(1, Math.ceil(count / (jobs * 6)));
  const pieces = Math.max(1, Math.ceil(count / size));
  return Array.from({ length: pieces }, (_, i) => ({
    from: i * size,
    to: Math.min(count, (i + 1) * size),
  }));
}
