// Inputs by model, and the mutants of one model in pieces for the crew: each worker explores the originals once and then tries its
// pieces. What comes back is put together in the order of the mutants, so that it does not depend on how many workers there were.

import { hasErrors, sortDiagnostics } from "../base/diagnostic.ts";
import { compile } from "../check.ts";
import type {
  MutantResult,
  MutationResult,
  MutationSetting,
  Selection,
} from "../model/mutation.ts";
import { listMutants, type Suite, tryMutants } from "../mutate.ts";
import { located } from "../scenario/scenario.ts";
import type { Asked } from "./asked.ts";
import { type Crew, HAS_WORKERS } from "./crew.ts";
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
    jobs.set(job.source.name, [...(jobs.get(job.source.name) ?? []), job]);
  }
  const suites = [...jobs.values()].flatMap(of => {
    const [first] = of;
    if (!first) return [];
    const settings = of.map(({ plan }) => ({ name: plan.scenario?.name ?? OWN, plan }));
    return [{ suite: { source: first.source, settings, selection }, jobs: of }];
  });
  return { suites, refused };
}

/** What the setting of a model without a scenario is called. */
const OWN = "its own settings";

/** Tries all mutants of a suite. */
export async function mutateSuite(
  { suite, jobs: parts }: JobSuite,
  crew: Crew,
  jobs: number,
): Promise<{ readonly kind: "done"; readonly result: MutationResult } | Refused> {
  const { model, possible, mutants, diagnostics } = listMutants(suite);
  const file = suite.source.name;
  if (hasErrors(diagnostics)) {
    return refusalOf(parts) ?? { kind: "refused", file, diagnostics: sortDiagnostics(diagnostics) };
  }
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
  return {
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
  };
}

/** The first job that cannot be checked; what a scenario sets wrong is said at its place there. */
function refusalOf(jobs: readonly Job[]): Refused | undefined {
  for (const { file, source, plan, scenario } of jobs) {
    const { diagnostics } = compile(source, plan.settings);
    if (!hasErrors(diagnostics)) continue;
    const placed = scenario ? sortDiagnostics(located(diagnostics, scenario)) : diagnostics;
    return { kind: "refused", file, diagnostics: placed };
  }
  return undefined;
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
