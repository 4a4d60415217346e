// Every counterexample of the museum becomes a test that is red on the model as it is.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { jobOfGiven } from "../../src/given.ts";
import { traceFile } from "../../src/replay/file.ts";
import { resultOfJob } from "../../src/vitest/subject.ts";
import { redness, replay } from "../cli/redness.ts";
import { folder, ROOT } from "../cli/run.ts";

const MUSEUM = join(ROOT, "scenarios/museum");
const FILES = readdirSync(MUSEUM, { recursive: true, encoding: "utf8" })
  .filter(file => file.includes("before") && file.endsWith(".yaml"))
  .toSorted();

let runs = 0;

test.each(FILES)("%s", async file => {
  const dir = folder();
  const job = jobOfGiven(join(MUSEUM, file));
  const result = resultOfJob(job);
  const { program } = compile(job.source, job.plan.settings);
  const broken = result.verdicts.filter(v => v.verdict === "violated");
  for (const { trace } of broken) {
    if (!trace || !program) throw new Error("a violation without its run");
    const [saved, out] = [join(dir, "run.trace.json"), join(dir, "run.test.ts")];
    writeFileSync(saved, JSON.stringify(traceFile(program, trace, result)));
    await replay({ file: saved, as: "vitest", out });
    runs++;
    expect(redness(out)).toMatch(
      /expected (?:the run not to break|.* to hold, but it is violated)/,
    );
  }
});

test("there were many", () => expect(runs).toBeGreaterThan(80));
