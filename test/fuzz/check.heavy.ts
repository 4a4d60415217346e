// Damaged models through the whole check: whatever the text, there is an answer (a result, or diagnostics
// with places), never an exception, never a hang.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { rng } from "../../src/base/rng.ts";
import type { CheckOptions } from "../../src/model/job.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { mutate } from "./mutate.ts";

const { check } = (await import("../../dist/check.js")) as typeof import("../../src/check.ts");

const INPUTS = 12_000;
const SLICES = 12;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => /\.(yaml|table)$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

const corpus = [
  ...filesBelow("models"),
  ...filesBelow("test/parse/cases"),
  ...filesBelow("test/resolve/cases"),
].map(name => ({ name, text: readFileSync(name, "utf8") }));

const options: CheckOptions = {
  settings: NO_SETTINGS,
  limits: { states: 300, seconds: 1 },
  all: false,
  graph: true,
  command: "fuzz",
  now: () => performance.now(),
};

describe.each(Array.from({ length: SLICES }, (_, i) => i))("slice %i", slice => {
  test(`${INPUTS / SLICES} damaged inputs each get an answer`, { timeout: 600_000 }, () => {
    const random = rng(20261122 + slice);
    for (let i = 0; i < INPUTS / SLICES; i++) {
      const { name, text } = corpus[random.below(corpus.length)]!;
      const damaged = mutate(text, random);
      const start = performance.now();
      const answer = attempt(name, damaged);
      const took = performance.now() - start;
      expect(took, `a hang on\n${damaged}`).toBeLessThan(20_000);
      if (answer.kind === "checked") expect([0, 1, 3]).toContain(answer.result.exitCode);
      else {
        expect(
          answer.refusal.diagnostics.some(d => d.severity === "error"),
          damaged,
        ).toBe(true);
        for (const d of answer.refusal.diagnostics) expect(renderDiagnostic(d)).toContain(d.code);
      }
    }
  });
});

function attempt(name: string, text: string): ReturnType<typeof check> {
  try {
    return check({ name, text }, options);
  } catch (error) {
    throw new Error(`${name} damaged so:\n${text}\n`, { cause: error });
  }
}
