// describeScenarios as users write it: one test for each file under the folder, or for the one file. How it fails is seen in
// packed.heavy.ts, in a vitest of its own.

import { expect, test } from "vitest";
import { describeScenarios } from "../../src/vitest.ts";

describeScenarios(new URL("../cli/files/scenarios/", import.meta.url));
describeScenarios("test/cli/files/settings", { skip: ["none"], limits: { seconds: 10 } });
describeScenarios("test/cli/files/scenarios/careful.yaml");

test("each file is one test", ({ task }) => {
  const titles = task.file.tasks.flatMap(suite =>
    "tasks" in suite ? suite.tasks.map(t => `${suite.name}: ${t.name}`) : [],
  );
  expect(titles).toEqual([
    "scenarios in test/cli/files/scenarios: careful.yaml",
    "scenarios in test/cli/files/scenarios: careless.yaml",
    "scenarios in test/cli/files/settings: after.yaml",
    "scenarios in test/cli/files/settings: before.yaml",
    "scenarios in test/cli/files/scenarios/careful.yaml: test/cli/files/scenarios/careful.yaml",
  ]);
});
