// What became of mutants as JSON for other programs: one object for one model, an array for several, keys in a fixed order.

import { place } from "../base/source.ts";
import {
  type Fate,
  fateCounts,
  type MutantResult,
  type MutationResult,
  mutationScore,
} from "../model/mutation.ts";
import { escaped } from "./json.ts";

/** What `mutate --json` prints. */
export function mutationJson(results: readonly MutationResult[], single: boolean): string {
  const [only] = results;
  const value = single && only ? modelObject(only) : results.map(modelObject);
  return escaped(JSON.stringify(value, undefined, 2));
}

function modelObject(result: MutationResult): object {
  const counts = fateCounts(result.mutants);
  return {
    model: result.model,
    file: result.file,
    settings: result.settings.map(({ name, states, complete }) => ({ name, states, complete })),
    possible: result.possible,
    seed: result.seed,
    finished: result.finished,
    counts: {
      mutants: result.mutants.length,
      killed: counts.killed,
      survived: counts.survived,
      equivalent: counts.equivalent,
      illFormed: counts["ill-formed"],
      undecided: counts.undecided,
    },
    score: mutationScore(counts),
    mutants: result.mutants.map(mutantObject),
  };
}

function mutantObject({ mutation, fate }: MutantResult): object {
  const { id, operator, words, span } = mutation;
  return { id, operator, change: words, place: place(span), ...fateObject(fate) };
}

function fateObject(fate: Fate): object {
  switch (fate.kind) {
    case "killed": {
      const { setting, property, was, is } = fate;
      return { fate: fate.kind, setting, property, was, is };
    }
    case "survived":
      return { fate: fate.kind, parting: fate.parting };
    case "undecided":
      return { fate: fate.kind, setting: fate.setting, reason: fate.reason };
    case "ill-formed":
      return { fate: fate.kind, message: fate.message };
    case "equivalent":
      return { fate: fate.kind };
  }
}
