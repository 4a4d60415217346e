// What would break: an export that its checker cannot read, that loses one of its files, or that overwrites the model.

import { existsSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkTarget } from "../../src/cli/export-target.ts";
import { folder, migcheck, ROOT } from "./run.ts";

const at = folder();
afterAll(() => rmSync(at, { recursive: true }));
writeFileSync(join(at, "m.yaml"), "model: m");
linkSync(join(at, "m.yaml"), join(at, "hard.pml"));
symlinkSync("m.yaml", join(at, "soft.pml"));
mkdirSync(join(at, "b.cfg"));
mkdirSync(join(at, "c.tla"));

async function said(to: "promela" | "tla", name: string): Promise<string> {
  try {
    await checkTarget(to, join(at, name), [join(at, "m.yaml")]);
    return "";
  } catch (error) {
    return String(error).replaceAll(`${at}/`, "");
  }
}

describe("a file that is of no use is refused", () => {
  const stranger = "which wants a file that is named like its module: write";
  test.each([
    ["tla", "model.cfg", `${stranger} 'model.tla'`],
    ["tla", "foo.pml", `${stranger} 'foo.tla'`],
    ["tla", "foo", `${stranger} 'foo.tla'`],
    ["tla", "a-b.tla", `${stranger} 'a_b.tla'`],
    ["tla", "a b.tla", `${stranger} 'a_b.tla'`],
    ["tla", "1.tla", `${stranger} 'x_1.tla'`],
    ["tla", "Integers.tla", `${stranger} 'x_Integers.tla'`],
    ["tla", "b.tla", "'b.cfg' cannot be written: it is a folder"],
    ["tla", "c.tla", "'c.tla' cannot be written: it is a folder"],
    ["promela", "b.cfg", "write 'b.pml'"],
    ["promela", "x.tla", "'x.tla' is a name for TLA+, and --to is promela: write 'x.pml'"],
    ["promela", "m.yaml", "'m.yaml' is the file that is exported"],
    ["promela", "./m.yaml", "'m.yaml' is the file that is exported"],
    ["promela", "hard.pml", "'hard.pml' is the file that is exported"],
    ["promela", "soft.pml", "'soft.pml' is the file that is exported"],
  ] as const)("--to %s -o %s", async (to, name, words) => {
    expect(await said(to, name)).toContain(words);
  });

  test("and others are not", async () => {
    expect(await said("tla", "IF.tla")).toBe("");
    expect(await said("tla", "new/Two_2.tla")).toBe("");
    expect(await said("promela", "my model.pml")).toBe("");
    expect(await said("promela", "model.txt")).toBe("");
  });
});

test("nothing is written of a pair that cannot be written whole, and what is written names itself", () => {
  const model = join(ROOT, "test/cli/files/race.yaml");
  const run = (output: string) => migcheck(["export", model, "-o", output], { cwd: at });
  expect(run("b.tla")).toEqual({
    stdout: "",
    stderr: "migcheck: 'b.cfg' cannot be written: it is a folder\n",
    code: 2,
  });
  expect(existsSync(join(at, "b.tla"))).toBe(false);
  expect(run("d.tla").stderr).toBe("wrote d.tla\nwrote d.cfg\n");
});
