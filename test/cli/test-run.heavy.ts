// Whole test runs as a CI does them: divided and merged it is the same as in one piece, and a baseline notices a row that is gone
// though all verdicts are as expected.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { folder, migcheck, ROOT } from "./run.ts";

/** Times are what differs from run to run. */
function untimed(file: string): string {
  return readFileSync(file, "utf8")
    .replaceAll(/"timing":\{[^}]*\}/g, "")
    .replaceAll(/ time="[\d.]+"/g, "");
}

const OUTPUTS = ["json", "junit", "sarif", "markdown"];

function outputs(dir: string, name: string): string[] {
  return OUTPUTS.flatMap(kind => [`--${kind}`, join(dir, `${name}.${kind}`)]);
}

test.each([
  ["scenarios/museum/libvirt", 3, 0],
  ["test/cli/files", 4, 2],
])("%s in %i parts", (path, count, code) => {
  const dir = folder();
  const whole = migcheck(["test", path, ...outputs(dir, "whole")]);
  expect(whole.code).toBe(code);
  const parts = Array.from({ length: count }, (_, i) => join(dir, `part-${i + 1}.json`));
  for (const [i, file] of parts.entries()) {
    migcheck(["test", path, "--shard", `${i + 1}/${count}`, "--json", file]);
  }
  const merged = migcheck(["merge", ...[...parts].reverse(), ...outputs(dir, "merged")]);
  expect(merged.code).toBe(code);
  for (const kind of OUTPUTS) {
    expect(untimed(join(dir, `merged.${kind}`)) === untimed(join(dir, `whole.${kind}`))).toBe(true);
  }
  const text = (out: string) =>
    out.replaceAll(/[\d.]+ m?s$/gm, "TIME").replaceAll("merged.", "whole.");
  expect(text(merged.stdout)).toBe(text(whole.stdout));
  expect(merged.stderr).toBe(whole.stderr);
});

test("the JSON of runs, parts and merged parts is of the published shape", () => {
  const dir = folder();
  const files = ["whole", "one", "two", "merged"].map(name => join(dir, `${name}.json`));
  const [whole = "", one = "", two = "", merged = ""] = files;
  const inputs = ["test", "ci", "broken.yaml", "nope.yaml", "--json"];
  const cwd = join(ROOT, "test/cli/files");
  migcheck([...inputs, whole, "--baseline", join(dir, "b.json"), "--accept", "first"], { cwd });
  migcheck([...inputs, one, "--shard", "1/2", "--baseline", join(dir, "b.json")], { cwd });
  migcheck([...inputs, two, "--shard", "2/2"], { cwd });
  migcheck(["merge", one, two, "--json", merged], { cwd });
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(ROOT, `schema/${name}.schema.json`), "utf8"));
  const ajv = new Ajv2020.default({ strict: false });
  const validate = ajv.addSchema(schema("result")).compile(schema("test"));
  for (const file of files) {
    validate(JSON.parse(readFileSync(file, "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  }
});

describe("a baseline", () => {
  const dir = folder();
  cpSync(join(ROOT, "test/cli/files/ci"), dir, { recursive: true });
  const run = (...more: string[]) =>
    migcheck(["test", "scenarios", "--baseline", "b.json", ...more], { cwd: dir });

  test("is recorded, kept, and notices a row that is gone and a check that is gone", () => {
    expect(run().code).toBe(2);
    expect(run("--accept", "first").code).toBe(0);
    expect(run().code).toBe(0);
    const model = join(dir, "protocol.yaml");
    const text = readFileSync(model, "utf8");
    writeFileSync(model, text.replace(", { guard: else }]", "]"));
    writeFileSync(
      join(dir, "scenarios/careful.yaml"),
      "scenario: careful\nmodel: ../protocol.yaml\nconstants: { careful: true }\n",
    );
    rmSync(join(dir, "scenarios/careless.yaml"));
    const lost = run("--junit", "j.xml");
    expect(lost.code).toBe(1);
    expect(lost.stdout).toContain("1 checked: 1 as expected");
    expect(lost.stdout).toContain("row monitor/ready/cancel/2 is not covered any more");
    expect(lost.stdout).toContain("the check is gone");
    expect(readFileSync(join(dir, "j.xml"), "utf8")).toMatch(/<testsuites[^>]* failures="[1-9]/);
    expect(run("--grep", "careful").stdout).not.toContain("the check is gone");
    expect(run("--accept", "the row was dead").code).toBe(0);
    expect(run().code).toBe(0);
    const kept = JSON.parse(readFileSync(join(dir, "b.json"), "utf8"));
    expect(kept.checks[0].accepted.reason).toBe("the row was dead");
    expect(kept.gone).toMatchObject([{ name: "careless", reason: "the row was dead" }]);
  });
});
