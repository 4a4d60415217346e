// The TLA+ export says what the program says: an evaluator of its own, which parses the text and counts as TLC counts,
// finds the same states, transitions, depth and verdicts, for what ships and for random programs.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/check.ts";
import type { Program } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { tlaOf } from "../../src/report/tla/tla.ts";
import { programs } from "../generate/program.ts";
import { jobs } from "../models/shipped.ts";
import { expectSame, exploreProgram } from "./agree.ts";
import { parseModule } from "./syntax.ts";

/** The evaluator makes some ten thousand transitions a second. */
const MOST = 400;

function programIn(text: string): Program {
  const { program, diagnostics } = compile({ name: "test.yaml", text }, NO_SETTINGS);
  if (!program) throw new Error(diagnostics.map(d => d.message).join("\n"));
  return program;
}

describe("what ships", () => {
  const shipped = jobs(false).flatMap(([file, job]) => {
    const { program } = compile(job.source, job.plan.settings);
    const outcome = program && exploreProgram(program, MOST);
    return program && outcome ? [[file, program, outcome] as const] : [];
  });

  test("most of it is small enough to be compared", () => {
    expect(shipped.length).toBeGreaterThan(100);
  });

  test.each(shipped)("%s", (_, program, outcome) => expectSame(program, outcome));
});

describe("random programs", () => {
  test("states, transitions, depth and verdicts", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(programs({ states: 200, commands: 10 }), program => {
        const outcome = exploreProgram(program, MOST);
        if (outcome) expectSame(program, outcome);
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });
});
