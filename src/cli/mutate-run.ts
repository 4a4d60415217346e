// What `migcheck mutate` does: inputs by model, of each all mutants, several at a time, told in order; then the survivors, the score
// and the exit code. Results go to stdout, what could not be checked to stderr.

import { nearest } from "../base/nearest.ts";
import {
  fateCounts,
  isOpen,
  MUTATION_OPERATORS,
  type MutationOperator,
  type MutationResult,
  mutationScore,
  type Selection,
} from "../model/mutation.ts";
import { mutationJson } from "../report/mutation-json.ts";
import { mutationLine, mutationScreen, mutationTotals } from "../report/mutation-text.ts";
import type { ReportOptions } from "../report/style.ts";
import { askedOf, many, one, type Words, whole } from "./asked.ts";
import { Crew } from "./crew.ts";
import { inputsOf } from "./inputs.ts";
import type { Refused } from "./jobs.ts";
import { mutateSuite, suitesOf } from "./mutate-suites.ts";
import { complain, print, printJson, reportOptions } from "./output.ts";
import { processors } from "./processors.ts";
import { refusalText } from "./refusal.ts";
import { plain, refuse } from "./usage.ts";

interface Manner {
  readonly json: boolean;
  readonly single: boolean;
  readonly verbose: boolean;
  readonly least: number | undefined;
  readonly options: ReportOptions;
}

/** Tries the mutants of what the words name; the exit code. */
export async function runMutate(words: Words): Promise<number> {
  const asked = askedOf(words);
  const selection = selectionOf(words);
  const least = leastOf(one(words, "min-score"));
  const paths = many(words, "paths");
  const inputs = inputsOf(paths, many(words, "skip"));
  if (inputs.length === 0) {
    refuse(`no model and no scenario in ${paths.map(p => `'${plain(p)}'`).join(", ")}`);
  }
  const jobs = whole(words, "jobs") ?? Math.min(processors(), MOST_JOBS);
  const { suites, refused } = suitesOf(inputs, asked, selection);
  const manner: Manner = {
    json: words["json"] === true,
    single: suites.length === 1,
    verbose: words["verbose"] === true,
    least,
    options: reportOptions(words),
  };
  for (const entry of refused) tellRefused(entry);
  const crew = new Crew(jobs);
  const results: MutationResult[] = [];
  let bad = refused.length;
  try {
    for (const suite of suites) {
      if (crew.interrupted) break;
      const entry = await mutateSuite(suite, crew, jobs);
      if (entry.kind === "refused") {
        bad++;
        tellRefused(entry);
      } else {
        results.push(entry.result);
        if (!manner.json && !manner.single) print(mutationLine(entry.result, manner.options));
      }
    }
  } finally {
    await crew.close();
  }
  conclude(results, manner);
  return exitCode(results, { bad, least, interrupted: crew.interrupted });
}

/** Each may need as much memory as one check. */
const MOST_JOBS = 8;

function tellRefused(entry: Refused): void {
  complain(`${refusalText(entry)}\n`);
}

function conclude(results: readonly MutationResult[], manner: Manner): void {
  const { json, single, verbose, options, least } = manner;
  if (json) {
    printJson(mutationJson(results, single));
    return;
  }
  const told = results.filter(r => single || verbose || isBelow(r, least) || isOpen(r, least));
  for (const result of told) {
    print(`${single ? "" : "\n"}${mutationScreen(result, { ...options, verbose })}`);
  }
  if (!single && results.length > 0) print(`\n${mutationTotals(results, options)}`);
}

function isBelow({ mutants }: MutationResult, least: number | undefined): boolean {
  const score = mutationScore(fateCounts(mutants));
  return least !== undefined && score !== undefined && score < least;
}

interface End {
  readonly bad: number;
  readonly least: number | undefined;
  readonly interrupted: boolean;
}

function exitCode(results: readonly MutationResult[], { bad, least, interrupted }: End): number {
  if (bad > 0) return 2;
  if (results.some(r => isBelow(r, least))) return 1;
  return interrupted || results.some(r => isOpen(r, least)) ? 3 : 0;
}

// ---------------------------------------------------------------- words

function selectionOf(words: Words): Selection {
  const count = whole(words, "sample");
  const given = one(words, "seed");
  if (given !== undefined && count === undefined) refuse("--seed is for --sample");
  if (given !== undefined && !/^\d{1,9}$/.test(given)) {
    refuse(`--seed takes a whole number, not '${plain(given)}'`);
  }
  const sample = count === undefined ? undefined : { count, seed: Number(given ?? 1) };
  return { operators: operatorsOf(one(words, "operators")), sample };
}

function operatorsOf(given: string | undefined): MutationOperator[] | undefined {
  return given?.split(",").map(part => {
    const name = part.trim();
    const found = MUTATION_OPERATORS.find(operator => operator === name);
    if (found) return found;
    const near = nearest(name, MUTATION_OPERATORS);
    const hint =
      near === undefined ? `: write ${MUTATION_OPERATORS.join(", ")}` : `, did you mean '${near}'?`;
    return refuse(`--operators does not take '${plain(name)}'${hint}`);
  });
}

function leastOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = /^(?:\d|\d?\.\d{1,6})$/.test(given) ? Number(given) : 2;
  return number <= 1
    ? number
    : refuse(`--min-score takes a number from 0 to 1, not '${plain(given)}'`);
}
