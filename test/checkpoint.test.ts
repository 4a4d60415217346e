// What would break: a resumed exploration that ends otherwise than an uninterrupted one, and a checkpoint that
// is damaged or of another program and is used all the same.

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { CheckpointFolder, inspect } from "../src/checkpoint.ts";
import { interpret } from "../src/engine/interpret.ts";
import { compileToWasm } from "../src/engine/wasm/compile.ts";
import { exploreCompiled } from "../src/explore/compiled.ts";
import type { Checkpoint } from "../src/model/checkpoint.ts";
import type { Limits, Outcome } from "../src/model/outcome.ts";
import type { Program } from "../src/model/program.ts";
import { explorationFingerprint, fingerprint } from "../src/replay/fingerprint.ts";
import { differences } from "./generate/compare.ts";
import { programs } from "./generate/program.ts";
import { chain, eq, probe, twoPhaseCommit } from "./programs.ts";

const top = mkdtempSync(join(tmpdir(), "migcheck-checkpoint-"));
afterAll(() => rmSync(top, { recursive: true }));
let made = 0;
const newFolder = (): string => join(top, `${made++}`);

interface Manner {
  readonly limits?: Limits;
  readonly folder?: string;
  readonly shards?: number;
  readonly all?: boolean;
}

function explored(of: Program, { limits = {}, folder, shards = 1, all = false }: Manner): Outcome {
  const code = compileToWasm(of, { all, division: { shards, workers: 1 } });
  if (!code) throw new Error("the program was not compiled");
  const name = explorationFingerprint(of, all);
  const keep = folder === undefined ? undefined : new CheckpointFolder(folder, name, 0);
  return exploreCompiled(code, interpret(of), { limits, all, now: () => 0, keep });
}

describe("a resumed exploration ends as if it had not been interrupted", () => {
  test("wherever a limit of states ends random programs, once or twice", () => {
    const shards = fc.constantFrom(1, 2, 3);
    fc.assert(
      fc.property(
        programs(),
        fc.array(fc.nat(80), { minLength: 1, maxLength: 2 }),
        fc.array(shards, { minLength: 3, maxLength: 3 }),
        (of, stops, divisions) => {
          const folder = newFolder();
          for (const [i, states] of stops.entries()) {
            explored(of, { folder, limits: { states }, shards: divisions[i] ?? 1 });
          }
          const resumed = explored(of, { folder, shards: divisions[2] ?? 1 });
          const whole = explored(of, {});
          expect(differences(whole, resumed, { slots: of.slots.length })).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 31 },
    );
  }, 60_000);

  test("where probes are noted for each command", () => {
    fc.assert(
      fc.property(programs(), fc.nat(80), (of, states) => {
        const folder = newFolder();
        explored(of, { folder, limits: { states }, all: true });
        const resumed = explored(of, { folder, all: true });
        const whole = explored(of, { all: true });
        expect(differences(whole, resumed, { slots: of.slots.length })).toEqual([]);
      }),
      { numRuns: 10, seed: 32 },
    );
  }, 60_000);

  test("over many segments, and once more when it is complete", () => {
    const commit = twoPhaseCommit(6, { probes: [probe("state", eq(0, 2))] });
    const folder = newFolder();
    for (const states of [1, 20_000, 20_001, 45_000])
      explored(commit, { folder, limits: { states } });
    const whole = explored(commit, {});
    const options = { slots: commit.slots.length, states: false };
    expect(differences(whole, explored(commit, { folder }), options)).toEqual([]);
    expect(readdirSync(folder).length).toBeGreaterThan(5);
    expect(differences(whole, explored(commit, { folder }), options)).toEqual([]);
  });

  test("with too little memory it ends at once, and what was known stays", () => {
    const commit = twoPhaseCommit(6, { probes: [probe("state", eq(0, 2))] });
    const folder = newFolder();
    const first = explored(commit, { folder, limits: { states: 45_000 } });
    const resumed = explored(commit, { folder, limits: { memory: 1 } });
    const { states, transitions, depth, initial, frontier } = first;
    expect(resumed).toMatchObject({ states, transitions, depth, initial, frontier });
    expect(resumed.probes).toEqual(first.probes);
    expect(resumed).toMatchObject({ complete: false, reason: "memory" });
    const found = inspect(folder, explorationFingerprint(commit, false));
    expect(found.kind === "good" && found.memory).toBeGreaterThan(1);
  });

  test("what was taken up is not written again before there is more, however long that took", () => {
    const of = chain(50);
    const folder = newFolder();
    explored(of, { folder, limits: { states: 20 } });
    let clock = 0;
    const saved: number[] = [];
    const old = new CheckpointFolder(folder, NAME, 0);
    const keep: Checkpoint = {
      seconds: 30,
      load: take => {
        clock += 100_000;
        return old.load(take);
      },
      save: ({ count }) => saved.push(count),
    };
    const code = compileToWasm(of, { all: false });
    if (!code) throw new Error("the program was not compiled");
    exploreCompiled(code, interpret(of), { limits: {}, all: false, now: () => clock, keep });
    expect(saved).toEqual([51]);
  });

  test("what a killed run left half written is not looked at", () => {
    const folder = newFolder();
    const of = chain(50);
    explored(of, { folder, limits: { states: 20 } });
    writeFileSync(join(folder, "checkpoint.json.new"), "{");
    writeFileSync(join(folder, "states-99-3.bin"), "half");
    expect(differences(explored(of, {}), explored(of, { folder }), { slots: 1 })).toEqual([]);
  });
});

describe("a checkpoint that cannot be written", () => {
  /** What is said at the end where the saves of these numbers fail. */
  function unkept(fails: (save: number) => boolean): Outcome["unkept"] {
    let saves = 0;
    const of = chain(50);
    const code = compileToWasm(of, { all: false });
    if (!code) throw new Error("the program was not compiled");
    const keep = {
      seconds: 0,
      load: () => undefined,
      save: () => {
        if (fails(saves++)) throw new Error("no room");
      },
    };
    const options = { limits: {}, all: false, now: () => 0, keep };
    return exploreCompiled(code, interpret(of), options).unkept;
  }

  test("is tried again, and only what was lost in the end is spoken of", () => {
    expect(unkept(save => save < 5)).toBeUndefined();
    expect(unkept(() => true)).toEqual({ why: "no room", states: 0 });
    expect(unkept(save => save >= 5)).toEqual({ why: "no room", states: 5 });
  });

  test("says why in plain words", () => {
    const folder = newFolder();
    const keep = new CheckpointFolder(folder, NAME, 0);
    rmSync(folder, { recursive: true });
    const standing = { count: 1, expanded: 0, initial: 1, transitions: 0, memory: 1 };
    const piece = { states: new Int32Array(1), origins: new Int32Array(1) };
    expect(() => keep.save({ ...standing, levels: [0], end: 1, notes: [] }, () => piece)).toThrow(
      /^no such file or directory$/,
    );
  });
});

/** A folder with a checkpoint of `chain(50)`. */
function kept(): string {
  const folder = newFolder();
  explored(chain(50), { folder, limits: { states: 20 } });
  return folder;
}

const NAME = explorationFingerprint(chain(50), false);
const LIST = "checkpoint.json";

function edit(file: string, change: (bytes: Buffer) => Uint8Array | string): void {
  writeFileSync(file, change(readFileSync(file)));
}

/** Changes the list as somebody would who knows how it is hashed. */
function rewrite(folder: string, change: (text: string) => string): void {
  edit(join(folder, LIST), bytes => {
    const { text } = JSON.parse(bytes.toString()) as { text: string };
    const other = change(text);
    return JSON.stringify({ hash: createHash("sha256").update(other).digest("hex"), text: other });
  });
}

function segment(folder: string): string {
  return join(folder, readdirSync(folder).find(name => name.endsWith(".bin")) ?? "none");
}

describe("a checkpoint that cannot be used says why", () => {
  test("a good one is good", () => {
    expect(inspect(kept(), NAME)).toMatchObject({ kind: "good", states: 21 });
    expect(inspect(newFolder(), NAME)).toEqual({ kind: "none" });
  });

  const flip = (bytes: Buffer, at: number) => bytes.map((b, i) => (i === at ? b ^ 4 : b));
  const cases: readonly (readonly [string, (folder: string) => void])[] = [
    ["a flipped bit in a segment", f => edit(segment(f), b => flip(b, 5))],
    ["a short segment", f => edit(segment(f), b => b.subarray(0, -4))],
    ["a missing segment", f => rmSync(segment(f))],
    ["a flipped bit in the list", f => edit(join(f, LIST), b => flip(b, 200))],
    ["a list cut short", f => edit(join(f, LIST), b => b.subarray(0, 90))],
    ["an empty list", f => edit(join(f, LIST), () => "")],
    ["a list that is not one", f => edit(join(f, LIST), () => "null")],
    ["a list of another version", f => rewrite(f, t => t.replace("checkpoint 2", "checkpoint 9"))],
    ["a list that names other files", f => rewrite(f, t => t.replace("states-", "../states-"))],
    [
      "a list with another count",
      f => rewrite(f, t => t.replace('"count":21,"exp', '"count":20,"exp')),
    ],
  ];

  test.each(cases)("%s", (_, damage) => {
    const folder = kept();
    damage(folder);
    expect(inspect(folder, NAME)).toMatchObject({ kind: "bad" });
    const keep = new CheckpointFolder(folder, NAME, 0);
    const take = () => expect.unreachable("nothing of it is used");
    expect(keep.load(take)).toBe(undefined);
  });

  test("the words are plain", () => {
    const said = cases.map(([, damage]) => {
      const folder = kept();
      damage(folder);
      const found = inspect(folder, NAME);
      return found.kind === "bad" ? found.message : found.kind;
    });
    expect([...new Set(said)].sort()).toEqual([
      "it was made by another version of migcheck",
      "its file '../states-0-1.bin' is damaged or missing",
      "its file 'states-0-1.bin' is damaged or missing",
      "its list is damaged",
    ]);
  });

  test("one of another program, or of other probes, is refused", () => {
    const folder = kept();
    const others: readonly (readonly [Program, boolean])[] = [
      [chain(51), false],
      [chain(50), true],
      [chain(50, { probes: [probe("state", eq(0, 7))] }), false],
    ];
    for (const [of, all] of others) {
      const found = inspect(folder, explorationFingerprint(of, all));
      expect(found).toMatchObject({
        kind: "bad",
        message: expect.stringContaining("another model"),
      });
    }
    // A replay file is tied to less.
    const probed = chain(50, { probes: [probe("state", eq(0, 7))] });
    expect(fingerprint(probed)).toBe(fingerprint(chain(50)));
  });
});
