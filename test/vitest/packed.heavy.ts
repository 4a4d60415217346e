// The package as users get it: packed, unpacked beside vitest, and used by tests of their own, which are type-checked and run. What
// must be red is red, with the story.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folder, plainEnv, ROOT } from "../cli/run.ts";

const FILES = join(ROOT, "test/cli/files");
const HOME = folder();

function run(command: string, ...words: string[]) {
  const { stdout, stderr, status } = spawnSync(command, words, {
    cwd: HOME,
    env: plainEnv({ NO_COLOR: "1", CI: "1" }),
    encoding: "utf8",
  });
  return { out: stdout + stderr, code: status };
}

function write(name: string, text: string): void {
  writeFileSync(join(HOME, name), text);
}

const GREEN = `import * as fc from "fast-check";
import { schedules, triggerSequences } from "migcheck/fast-check";
import { describeScenarios } from "migcheck/vitest";
import { expect, test } from "vitest";
import { defineModel } from "migcheck";
import { readdirSync } from "node:fs";

const race = new URL("./race.yaml", import.meta.url);
describeScenarios(new URL("./scenarios", import.meta.url), { skip: ["red"] });
test("matchers", () => {
  expect(race).toViolate("cancel-is-kept", { length: 3 });
  expect("race.yaml").toHold({ set: { careful: true } });
  const lamp = defineModel({ model: "lamp", machines: { m: { initial: "a", states: ["a"] } } });
  expect(lamp).not.toHold("deadlock");
  expect(readdirSync(".")).not.toContain(".migcheck");
});
test("arbitraries", () => {
  fc.assert(fc.property(schedules(race), run => run.length < 51));
  fc.assert(fc.property(triggerSequences(race), run => run.length < 2));
});
`;

const RED = `import { describeScenarios } from "migcheck/vitest";
import { expect, test } from "vitest";

describeScenarios("scenarios/red");
test("a property", () => {
  expect(new URL("./race.yaml", import.meta.url)).toHold("cancel-is-kept");
});
`;

const WRONG = `import "migcheck/vitest";
import { expect } from "vitest";

// @ts-expect-error a name is a text
expect("race.yaml").toViolate(1);
// @ts-expect-error no such matcher
expect("race.yaml").toBeGreat();
// @ts-expect-error no such setting
expect("race.yaml").toHold({ sett: {} });
`;

const CONFIG = {
  compilerOptions: {
    target: "es2023",
    module: "node20",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ["node"],
  },
  include: ["*.ts"],
};

beforeAll(() => {
  const modules = join(HOME, "node_modules");
  mkdirSync(join(modules, "migcheck"), { recursive: true });
  const packed = spawnSync("npm", ["pack", "--ignore-scripts", "--pack-destination", HOME], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const tarball = join(HOME, packed.stdout.trim().split("\n").at(-1) ?? "");
  expect(existsSync(tarball)).toBe(true);
  run("tar", "xzf", tarball, "--strip-components=1", "-C", join(modules, "migcheck"));
  for (const name of ["vitest", "fast-check", "@types"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    mkdirSync(join(modules, name, ".."), { recursive: true });
    const link = join(modules, name);
    if (!existsSync(link)) symlinkSync(join(ROOT, "node_modules", name), link);
  }
  write("package.json", '{ "type": "module" }');
  write("tsconfig.json", JSON.stringify(CONFIG));
  cpSync(join(FILES, "race.yaml"), join(HOME, "race.yaml"));
  mkdirSync(join(HOME, "scenarios/red"), { recursive: true });
  write(
    "scenarios/careless.yaml",
    "scenario: careless\nmodel: ../race.yaml\nexpect: { cancel-is-kept: { violated: 3 } }\n",
  );
  write(
    "scenarios/red/red.yaml",
    "scenario: red\nmodel: ../../race.yaml\nexpect: { cancel-is-kept: holds, states: 9 }\n",
  );
  write("green.test.ts", GREEN);
  write("red.test.ts", RED);
  write("wrong.ts", WRONG);
}, 300_000);

const vitest = (...words: string[]) =>
  run(process.execPath, join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...words);

describe("the packed package", () => {
  test("types its matchers", () => {
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    expect(run(process.execPath, tsc, "-p", ".")).toEqual({ out: "", code: 0 });
  });

  test("runs users' tests", () => {
    const { out, code } = vitest("green");
    expect(out).toContain("3 passed");
    expect(code).toBe(0);
  });

  test("tells what is red", () => {
    const { out, code } = vitest("red");
    expect(out).toContain(
      "red is not as expected: cancel-is-kept is violated in 3 steps, expected holds; states is 8, expected 9",
    );
    expect(out).toContain("expected cancel-is-kept of race to hold, but it is violated in 3 steps");
    expect(out).toContain("▶  2   operator: cancel → monitor");
    const pictures = [...out.matchAll(/^picture: (\.migcheck\/\S+\.svg)$/gm)].map(m => m[1] ?? "");
    expect(new Set(pictures).size).toBe(2);
    for (const picture of pictures) {
      expect(readFileSync(join(HOME, picture), "utf8")).toContain("</svg>");
    }
    expect(readFileSync(join(HOME, ".migcheck/.gitignore"), "utf8")).toBe("*\n");
    expect(code).toBe(1);
  });

  test("writes a counterexample as a test that is red until the model is repaired", () => {
    const migcheck = join(HOME, "node_modules/migcheck/bin/cli/main.js");
    run(process.execPath, migcheck, "check", "race.yaml", "--save", "runs");
    const file = "runs/trace-cancel-is-kept.trace.json";
    run(
      process.execPath,
      migcheck,
      "replay",
      file,
      "--as",
      "vitest",
      "--out",
      "tests/kept.test.ts",
    );
    expect(vitest("kept").code).toBe(1);
    const model = readFileSync(join(HOME, "race.yaml"), "utf8");
    write("race.yaml", model.replace("careful: false", "careful: true"));
    expect(vitest("kept").code).toBe(0);
    write("race.yaml", model);
  });
});
