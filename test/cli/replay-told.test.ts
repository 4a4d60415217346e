// Where one run alone cannot tell, the model is checked, and its verdict is the answer.

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { askedOf } from "../../src/cli/asked.ts";
import { jobOf } from "../../src/cli/jobs.ts";
import { codeOf, openText, toldOf } from "../../src/cli/replay-told.ts";
import { replay } from "./redness.ts";
import { addWayBack, NO_WAY_BACK, saved } from "./saved.ts";

describe("a run that alone cannot tell", () => {
  test("of a model that breaks the property still: 0", async () => {
    const { stdout, stderr, code } = await replay({ file: saved("back", NO_WAY_BACK).run });
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(
      "✓ back: still violated: one run alone cannot tell, so the model was checked",
    );
    expect([stderr, code]).toEqual(["", 0]);
  });

  test("of a repaired model: 1", async () => {
    const { dir, run } = saved("back", NO_WAY_BACK);
    addWayBack(dir);
    const { stdout, code } = await replay({ file: run });
    expect(stdout).toContain("✗ back: holds now: one run alone cannot tell");
    expect(code).toBe(1);
  });

  test("of a model that is too large: 2", async () => {
    const source = { name: "m.yaml", text: NO_WAY_BACK };
    const job = jobOf({ kind: "model", source }, askedOf({ "limit-states": "1" }), false);
    if (job.kind === "refused") throw new Error(job.message);
    const told = await toldOf({ changed: false }, job, "back");
    if (told.kind === "refused") throw new Error(told.message);
    expect([told.kind, codeOf(told)]).toEqual(["open", 3]);
    expect(openText(told)).toMatch(/^the check of the model was not finished: .+/);
  });
});

test("a setting that is none is said to come from the file", async () => {
  const { run } = saved();
  const value = JSON.parse(readFileSync(run, "utf8"));
  writeFileSync(run, JSON.stringify({ ...value, settings: ["--nope x=1"] }));
  await expect(replay({ file: run })).rejects.toThrow(
    `the settings in '${run}': '--nope x=1' is none of --set, --variant, --times, --faults`,
  );
  writeFileSync(run, JSON.stringify({ ...value, settings: ["--times cancel=x"] }));
  await expect(replay({ file: run })).rejects.toThrow(
    `the settings in '${run}': --times cancel takes a whole number, not 'x'`,
  );
});
