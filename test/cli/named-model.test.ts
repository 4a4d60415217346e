// What would break: a scenario of a stranger that has any file of the machine read out.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { askedOf } from "../../src/cli/asked.ts";
import { inputsOf } from "../../src/cli/inputs.ts";
import { jobOf, type Refused } from "../../src/cli/jobs.ts";
import { namedModel } from "../../src/cli/named-model.ts";
import { refusalText } from "../../src/cli/refusal.ts";
import { folder } from "./run.ts";

const SECRET = "root:x:0:0";
const HERE = folder();
for (const name of ["secret.txt", "secret.yaml", "secret.json", "model.txt"]) {
  writeFileSync(join(HERE, name), name === "model.txt" ? `model: m\n${SECRET}` : `${SECRET}\n`);
}
writeFileSync(join(HERE, "scenario.yaml"), "scenario: s\nmodel: m.yaml\n");
writeFileSync(join(HERE, "broken.yaml"), "model: [\n");

const WRONG: readonly (readonly [string, string])[] = [
  ["secret.txt", "a name ends in .yaml, .yml, .json or .table"],
  ["model.txt", "a name ends in .yaml, .yml, .json or .table"],
  ["secret.yaml", "is not a model"],
  ["secret.json", "is not a model"],
  ["scenario.yaml", "is a scenario itself"],
  [".yaml", "there is no such file"],
];

describe("what a file names as its model", () => {
  test.each(WRONG)("%s: %s", (name, message) => {
    expect(() => namedModel(join(HERE, name))).toThrow(message);
  });

  test("a model with mistakes is one", () => {
    expect(namedModel(join(HERE, "broken.yaml")).text).toBe("model: [\n");
  });

  const absolute = join(HERE, "broken.yaml");
  const named = [...WRONG, [absolute, "names its model from its own folder"]] as const;
  test.each(named)("a scenario with %s is refused there: %s", (name, message) => {
    const file = join(HERE, "names.yaml");
    writeFileSync(file, `scenario: s\nmodel: ${name}\n`);
    const [input] = inputsOf([file]);
    const job = input && jobOf(input, askedOf({}), false);
    expect(job?.kind).toBe("refused");
    const text = refusalText(job as Refused);
    expect(text).toContain("names.yaml:2:8: error:");
    expect(text).toContain(message);
    expect(text).toContain("^^");
    expect(text).not.toContain(SECRET);
  });
});
