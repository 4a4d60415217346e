// What would break: an exploration by several threads that counts otherwise than one, or finds other places,
// so that a result would depend on the machine. Threads run what is built.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Limits, Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { toJson } from "../../src/report/json.ts";
import { folder, ROOT } from "../cli/run.ts";
import { differences } from "../generate/compare.ts";
import { resultIn } from "../models/shipped.ts";
import {
  bin,
  command,
  eq,
  num,
  probe,
  program,
  range,
  set,
  slot,
  twoPhaseCommit,
} from "../programs.ts";

const DIST = new URL(`../../${process.env["MIGCHECK_DIST"] ?? "dist"}/`, import.meta.url);
const built = async <T>(path: string): Promise<T> => await import(new URL(path, DIST).href);

const { check } = await built<typeof import("../../src/check.ts")>("check.js");
const { compile } = await built<typeof import("../../src/compile.ts")>("compile.js");
const { interpret } =
  await built<typeof import("../../src/engine/interpret.ts")>("engine/interpret.js");
const { compileToWasm } =
  await built<typeof import("../../src/engine/wasm/compile.ts")>("engine/wasm/compile.js");
const { exploreCompiled } =
  await built<typeof import("../../src/explore/compiled.ts")>("explore/compiled.js");

function explored(of: Program, workers: number, limits: Limits, shards = 1): Outcome {
  const division = { shards, workers, eager: true };
  const code = compileToWasm(of, { all: false, division });
  if (!code) throw new Error("the program was not compiled");
  return exploreCompiled(code, interpret(of), { limits, now: () => 0 });
}

/** Threads and memories. */
const DIVISIONS = [
  [2, 1],
  [3, 2],
] as const;

/** What several threads say otherwise than one. */
function differ(of: Program, limits: Limits = {}, states = true): string[] {
  const one = explored(of, 1, limits);
  return DIVISIONS.flatMap(([workers, shards]) => {
    const found = differences(one, explored(of, workers, limits, shards), {
      slots: of.slots.length,
      states,
    });
    return found.map(each => `${workers} threads, ${shards} memories: ${each}`);
  });
}

function shipped(file: string): Program {
  const text = readFileSync(join(ROOT, file), "utf8");
  const { program: made } = compile({ name: file, text }, NO_SETTINGS);
  if (!made) throw new Error(`${file} has errors`);
  return made;
}

const QEMU = "models/qemu/migration-destination.yaml";
const MUSEUM = [
  "models/museum/qemu/b01-migrate-during-cancel.yaml",
  "models/museum/qemu/b10-cancelling-to-completed.yaml",
  "models/museum/qemu/b32-failed-before-cleanup.yaml",
];

describe("several threads find what one finds", () => {
  test.each(MUSEUM)("%s", file => {
    expect(differ(shipped(file))).toEqual([]);
  });

  test("a larger one", () => {
    expect(differ(shipped(QEMU), {}, false)).toEqual([]);
  });

  test.each(MUSEUM)("%s, up to a limit of states", file => {
    for (const states of [1, 40]) expect(differ(shipped(file), { states })).toEqual([]);
  });

  const someone = (value: number) =>
    [0, 1, 2, 3, 4, 5].map(i => eq(i, value)).reduce((a, b) => bin("or", a, b));
  const commit = twoPhaseCommit(6, {
    probes: [
      probe("state", bin("and", someone(2), someone(3))),
      probe("state", bin("and", eq(0, 2), eq(5, 2))),
      probe("step", bin("and", eq(0, 2), eq(6, 1))),
    ],
  });

  test("two-phase commit of six managers, over many batches", () => {
    expect(explored(commit, 2, {}).states).toBe(2 ** 6 + 4 ** 6 + 6 ** 6);
    expect(differ(commit, {}, false)).toEqual([]);
  });

  test.each([1000, 12_345, 50_815, 50_816])("two-phase commit, up to %i states", states => {
    expect(differ(commit, { states }, false)).toEqual([]);
  });

  const ten = Array.from({ length: 11 }, (_, i) => i);
  const up = command("up", bin("<", slot(0), num(10)), [set(0, bin("+", slot(0), num(1)))]);
  const back = command("back", eq(1, 7), [set(2, 0), set(3, 1)]);
  const many = program(
    [range("a", 0, 10), range("b", 0, 10), range("c", 0, 10), range("d", 0, 2)],
    [up, back],
    {
      initial: [ten, ten, ten, [0]],
      probes: [probe("state", bin("and", eq(1, 7), eq(2, 5))), probe("state", eq(3, 1))],
    },
  );

  test.each([{}, { states: 900 }, { states: 1331 }, { states: 1400 }])(
    "many initial states, up to %o",
    limits => {
      expect(differ(many, limits)).toEqual([]);
    },
  );
});

describe("the result is the same, byte for byte", () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const each of folders) rmSync(each, { recursive: true });
  });

  /** With a checkpoint the threads start at once, however small the space. */
  function json(file: string, workers: number, states?: number): string {
    const at = folder();
    folders.push(at);
    const source = { name: file, text: readFileSync(join(ROOT, file), "utf8") };
    const checked = check(source, {
      settings: {
        ...NO_SETTINGS,
        constants: new Map(file.endsWith("commit.yaml") ? [["n", "5"]] : []),
      },
      limits: { states, memory: 2048 },
      engine: "wasm",
      workers,
      checkpoint: { folder: at, seconds: 1000 },
      all: false,
      graph: false,
      command: "check",
      now: () => 0,
    });
    const result = resultIn(checked);
    expect(result.engine).toBe("wasm");
    return toJson([result]);
  }

  test.each([...MUSEUM.slice(1), QEMU, "models/classics/two-phase-commit.yaml"])("%s", file => {
    const [one, two, three] = [1, 2, 3].map(workers => json(file, workers));
    expect(two).toBe(one);
    expect(three).toBe(one);
    expect(json(file, 2, 50)).toBe(json(file, 1, 50));
  });
});
