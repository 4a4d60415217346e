// What would break: a long check that cannot be resumed, or that writes over what another one left; and messages
// that do not say what to do.

import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folder, migcheck, ROOT } from "./run.ts";

const at = folder();
afterAll(() => rmSync(at, { recursive: true }));
for (const name of ["race.yaml", "counter.yaml"]) {
  copyFileSync(join(ROOT, "test/cli/files", name), join(at, name));
}

function run(...args: readonly string[]): ReturnType<typeof migcheck> {
  return migcheck(["check", ...args], { cwd: at });
}

/** The JSON of a result without what differs from run to run. */
function result(text: string): object {
  const { timing, command, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect(timing).toBeDefined();
  expect(command).toBeDefined();
  return rest;
}

describe("--checkpoint", () => {
  test("a check goes on where it was stopped", () => {
    const first = run("race.yaml", "--checkpoint", "a", "--limit-states", "3", "--json");
    expect(result(first.stdout)).toMatchObject({ complete: false, states: 4 });
    const resumed = run("race.yaml", "--checkpoint", "a", "--resume", "--json");
    const whole = run("race.yaml", "--engine", "wasm", "--json");
    expect(result(resumed.stdout)).toEqual(result(whole.stdout));
    expect(resumed.code).toBe(whole.code);
  });

  const kept = (name: string) => {
    run("race.yaml", "--checkpoint", name);
    return name;
  };

  test("what cannot be resumed is one line and exit code 2, and nothing is written over", async () => {
    kept("b");
    writeFileSync(join(at, "file"), "");
    const before = readdirSync(join(at, "b")).map(name => readFileSync(join(at, "b", name), "hex"));
    const cases = [
      ["race.yaml", "--checkpoint", "b"],
      ["race.yaml", "--resume"],
      ["race.yaml", "--checkpoint-seconds", "5"],
      ["race.yaml", "--checkpoint", "c", "--checkpoint-seconds", "0"],
      ["race.yaml", "--checkpoint", "c", "--checkpoint-seconds", "soon"],
      ["race.yaml", "--checkpoint", "none", "--resume"],
      ["counter.yaml", "--checkpoint", "b", "--resume"],
      ["race.yaml", "--checkpoint", "b", "--resume", "--set", "careful=true"],
      ["race.yaml", "--checkpoint", "b", "--resume", "--all"],
      ["race.yaml", "--checkpoint", "file"],
      ["race.yaml", "--checkpoint", "file/below"],
      ["race.yaml", "counter.yaml", "--checkpoint", "c"],
      ["race.yaml", "--checkpoint", "c", "--random", "5"],
      ["race.yaml", "--checkpoint", "c", "--engine", "interpreter"],
    ];
    const said = cases.map(args => {
      const { stdout, stderr, code } = run(...args);
      return `$ migcheck check ${args.join(" ")}\n${stdout}${stderr}--- exit ${code}\n`;
    });
    await expect(said.join("\n")).toMatchFileSnapshot("golden/checkpoint.txt");
    const after = readdirSync(join(at, "b")).map(name => readFileSync(join(at, "b", name), "hex"));
    expect(after).toEqual(before);
    expect(readdirSync(at)).not.toContain("none");
    expect(readdirSync(at)).not.toContain("c");
  }, 60_000);

  test("with less memory than it needs it is refused, and stays", () => {
    const args = ["race.yaml", "--checkpoint", kept("e"), "--resume"];
    const { stderr, stdout, code } = run(...args, "--memory", "1");
    expect(stderr).toMatch(
      /^migcheck: the checkpoint needs about \d+ MiB, and the limit is 1: allow more with --limit-memory\n$/,
    );
    expect([stdout, code]).toEqual(["", 2]);
    expect(run(...args).code).toBe(1);
  });

  describe("a folder that has a lock", () => {
    const lock = join(at, "f", "lock");
    const resume = (pid: number, host = hostname()) => {
      writeFileSync(lock, `${pid} ${host}\n`);
      return run("race.yaml", "--checkpoint", "f", "--resume");
    };

    test("is kept from a second run while the first is there", () => {
      kept("f");
      const { stderr, stdout, code } = resume(process.pid);
      expect(stderr).toBe(
        `migcheck: another run (process ${process.pid}) keeps its checkpoints in 'f': wait for it or take another folder; if there is none, remove 'f/lock'\n`,
      );
      expect([stdout, code]).toEqual(["", 2]);
      expect(existsSync(lock)).toBe(true);
    });

    test("is free once that one is dead, or was on another machine", () => {
      const dead = spawnSync("true").pid;
      expect(resume(dead).code).toBe(1);
      expect(existsSync(lock)).toBe(false);
      expect(resume(process.pid, "elsewhere").code).toBe(1);
      expect(existsSync(lock)).toBe(false);
    });
  });

  test("a damaged one is refused", () => {
    const [file = ""] = readdirSync(join(at, kept("d"))).filter(name => name.endsWith(".bin"));
    writeFileSync(join(at, "d", file), "no states");
    const { stderr, stdout, code } = run("race.yaml", "--checkpoint", "d", "--resume");
    expect(stderr).toBe(
      "migcheck: the checkpoint in 'd' cannot be used: its file 'states-0-8.bin' is damaged or missing\n",
    );
    expect([stdout, code]).toEqual(["", 2]);
  });
});
