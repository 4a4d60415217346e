// A watch through a pipe: a change runs what it touches and nothing else, a save without a change runs nothing, a line with q ends
// it with the code of the last run.

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Bell } from "../../src/cli/watch-bell.ts";
import { folder, MAIN, migcheck, plainEnv, ROOT } from "./run.ts";

/** What is printed from now on until the watch waits again. */
class Output {
  #text = "";
  #isEnded = false;
  #told: (() => void) | undefined;

  constructor(child: ChildProcess) {
    child.on("close", () => {
      this.#isEnded = true;
      this.#told?.();
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", chunk => {
        this.#text += String(chunk);
        this.#told?.();
      });
    }
  }

  async turn(): Promise<string> {
    const end = /watching .*\n/;
    while (!end.test(this.#text)) {
      if (this.#isEnded) throw new Error(`the watch ended: ${this.#text}`);
      await new Promise<void>(resolve => {
        this.#told = resolve;
      });
    }
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

/** Never seen half written, however busy the machine is. */
function put(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

test("what a change touches is run again, until q", { timeout: 120_000 }, async () => {
  const dir = folder();
  cpSync(join(ROOT, "test/cli/files/ci"), dir, { recursive: true });
  const args = [MAIN, "test", "scenarios", "--watch"];
  const child = spawn(process.execPath, args, { cwd: dir, env: plainEnv() });
  const ended = new Promise(resolve => child.on("close", resolve));
  const output = new Output(child);
  expect(await output.turn()).toContain("2 checked: 2 as expected");

  const [model, scenario] = [join(dir, "protocol.yaml"), join(dir, "scenarios/careful.yaml")];
  const text = readFileSync(scenario, "utf8");
  put(scenario, text);
  put(scenario, text.replace("states: 5", "states: 6"));
  const one = await output.turn();
  expect(one).toContain("again: scenarios/careful.yaml\n");
  expect(one).toContain("2 checked: 1 as expected, 1 not as expected");

  put(model, readFileSync(model, "utf8").replace("model: protocol", "model: other"));
  expect(await output.turn()).toContain("again: scenarios/careful.yaml scenarios/careless.yaml\n");

  child.stdin?.write("a\n");
  expect(await output.turn()).toContain("again: scenarios/careful.yaml scenarios/careless.yaml\n");
  child.stdin?.write("q\n");
  expect(await ended).toBe(1);
});

test("a baseline that changes is read again, and nothing runs for it", {
  timeout: 120_000,
}, async () => {
  const dir = folder();
  cpSync(join(ROOT, "test/cli/files/ci"), dir, { recursive: true });
  const words = ["test", "scenarios", "--baseline", "kept/baseline.json"];
  mkdirSync(join(dir, "kept"));
  expect(migcheck([...words, "--accept", "first"], { cwd: dir }).code).toBe(0);
  const child = spawn(process.execPath, [MAIN, ...words, "--watch"], { cwd: dir, env: plainEnv() });
  const ended = new Promise(resolve => child.on("close", resolve));
  const output = new Output(child);
  expect(await output.turn()).toContain("2 checked: 2 as expected");

  const file = join(dir, "kept/baseline.json");
  const text = readFileSync(file, "utf8");
  put(file, text.replace('"states": 5', '"states": 7'));
  const less = await output.turn();
  expect(less).toContain("compared with: kept/baseline.json\n");
  expect(less).not.toContain("again:");
  expect(less).toContain("states: 7 before, 5 now");

  put(file, "{");
  put(file, text);
  expect(await output.turn()).toContain("compared with: kept/baseline.json\n");
  child.stdin?.write("q\n");
  expect(await ended).toBe(0);
});

test("a bell that is rung while nobody waits is answered, each once, the end first and for ever", async () => {
  const bell = new Bell();
  bell.ring("changed");
  bell.ring("changed");
  bell.ring("all");
  expect([await bell.next(), await bell.next()]).toEqual(["all", "changed"]);
  const next = bell.next();
  bell.ring("end");
  bell.ring("changed");
  expect(await next).toBe("end");
  expect(await bell.next()).toBe("end");
  expect(bell.isEnd).toBe(true);
});
