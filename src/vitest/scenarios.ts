// Scenario files as tests: one `test` for each, which checks it and compares with what it expects, as `migcheck check` does.

import { relative } from "node:path";
import { describe, test } from "vitest";
import { fields, TEXTS } from "../base/settings-of.ts";
import { type Input, inputsOf } from "../cli/inputs.ts";
import { plain } from "../cli/usage.ts";
import { type CheckSettings, fromHere, jobOfGiven, pathOf } from "../given.ts";
import { COUNT, ENGINE, LIMITS, PICTURES } from "../given-settings.ts";
import { unexpected } from "./matchers.ts";
import { resultOfJob } from "./subject.ts";

/** How scenarios are run. */
export interface ScenarioSettings extends Pick<CheckSettings, "limits" | "engine"> {
  /** Folders with these names are passed over. */
  readonly skip?: readonly string[] | undefined;
  /** Milliseconds for one test, as for any test; none when left out: a scenario has limits of its own. */
  readonly timeout?: number | undefined;
  /** The folder for pictures; `.migcheck` when left out, none when false. */
  readonly pictures?: string | false | undefined;
}

const lookAt = fields({
  limits: LIMITS,
  engine: ENGINE,
  skip: TEXTS,
  timeout: COUNT,
  pictures: PICTURES,
});

/** One test for each scenario under the folder (or for the one file): it comes out as it expects. */
export function describeScenarios(path: string | URL, settings: ScenarioSettings = {}): void {
  lookAt(settings, "");
  const folder = fromHere(path instanceof URL ? pathOf(path) : path);
  const inputs = inputsOf([folder], settings.skip).filter(input => input.kind !== "model");
  describe(`scenarios in ${plain(folder)}`, () => {
    if (inputs.length === 0) {
      test("there is a scenario", () => {
        throw new Error(
          `'${plain(folder)}' has no scenarios: YAML or JSON with the key 'scenario'`,
        );
      });
    }
    for (const input of inputs) scenarioTest(input, folder, settings);
  });
}

function scenarioTest(input: Input, folder: string, settings: ScenarioSettings): void {
  const { limits, engine, pictures, timeout = 0 } = settings;
  const file = input.kind === "unreadable" ? input.file : input.source.name;
  test(plain(relative(folder, file) || file), { timeout }, context => {
    if (input.kind === "unreadable") throw new Error(input.message);
    const result = resultOfJob(jobOfGiven(input.source, { limits, engine }));
    if (result.exitCode === 0) return;
    const { fullTestName: testName, file: at } = context.task;
    throw new Error(unexpected(result, { testPath: at.filepath, testName, pictures }));
  });
}
