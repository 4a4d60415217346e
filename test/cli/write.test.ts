// What is there and is no plain file stays what it is: links lead on, pipes and streams take the text.

import { spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeFile, writeFiles } from "../../src/cli/write.ts";
import { folder, MAIN, plainEnv, ROOT } from "./run.ts";

const read = (...path: string[]): string => readFileSync(join(...path), "utf8");

describe("a link is followed", () => {
  test.each([
    ["to a file", "real.txt", true],
    ["to a file in a folder that is a link", "also/real.txt", true],
    ["to a file that is not there yet", "later.txt", false],
    ["to another link", "second", false],
  ])("%s", (_, to, isThere) => {
    const dir = folder();
    mkdirSync(join(dir, "deep"));
    symlinkSync("deep", join(dir, "also"));
    symlinkSync("last.txt", join(dir, "second"));
    if (isThere) writeFileSync(join(dir, to), "old");
    symlinkSync(to, join(dir, "link"));
    writeFile(join(dir, "link"), "new");
    expect(readlinkSync(join(dir, "link"))).toBe(to);
    expect(read(dir, to)).toBe("new");
    expect(readdirSync(dir).filter(name => name.endsWith(".tmp"))).toEqual([]);
  });

  test("a circle is refused", () => {
    const dir = folder();
    symlinkSync("a", join(dir, "a"));
    expect(() => writeFile(join(dir, "a"), "x")).toThrow("cannot be written: too many links");
  });
});

test("a pipe takes the text and stays a pipe", () => {
  const pipe = join(folder(), "pipe");
  spawnSync("mkfifo", [pipe]);
  const end = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    writeFile(pipe, "text");
    const taken = Buffer.alloc(10);
    expect(taken.toString("utf8", 0, readSync(end, taken))).toBe("text");
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  } finally {
    closeSync(end);
  }
});

test("what stdout goes to gets it after what was printed before", () => {
  const dir = folder();
  const out = openSync(join(dir, "out.txt"), "w");
  const args = [MAIN, "export", join(ROOT, "test/cli/files/counter.yaml")];
  spawnSync(process.execPath, [...args, "--to", "promela", "--output", join(dir, "out.txt")], {
    stdio: ["ignore", out, "ignore"],
    env: plainEnv(),
  });
  writeFileSync(out, "after\n");
  closeSync(out);
  expect(read(dir, "out.txt")).toMatch(/^[\s\S]*active proctype[\s\S]*\nafter\n$/);
});

test("a folder that is a file is named", () => {
  const dir = folder();
  writeFileSync(join(dir, "file"), "");
  expect(() => writeFile(join(dir, "file/deep/x"), "")).toThrow(
    `'${join(dir, "file/deep/x")}' cannot be written: '${join(dir, "file")}' is not a folder`,
  );
  expect(() => writeFile(dir, "")).toThrow("cannot be written: it is a folder");
});

describe("of a folder of which one file cannot be written", () => {
  const inTheWay = (name: string) => {
    const dir = folder();
    const files = new Map(["a", "b/c", "d"].map(file => [file, `new ${file}`]));
    mkdirSync(join(dir, name), { recursive: true });
    const write = () => writeFiles(dir, files);
    return { dir, write };
  };

  test.each([
    ["b/c", 1],
    ["d", 2],
  ])("%s, it is said that the others are a part", (name, written) => {
    const { dir, write } = inTheWay(name);
    expect(write).toThrow(
      `'${join(dir, name)}' cannot be written: it is a folder; '${dir}' is incomplete: ${written} of 3 files are written`,
    );
    const there = readdirSync(dir, { recursive: true }).map(String);
    expect(there.filter(file => file.endsWith(".tmp"))).toEqual([]);
    expect(["a", "b/c"].slice(0, written).map(file => read(dir, file))).toEqual(
      ["new a", "new b/c"].slice(0, written),
    );
  });

  test("the first, nothing more is said: nothing was written", () => {
    const { dir, write } = inTheWay("a");
    expect(write).toThrow(/cannot be written: it is a folder$/);
    expect(readdirSync(dir)).toEqual(["a"]);
  });
});

test("a file of which only the beginning can be written stays as it was", () => {
  const dir = folder();
  writeFileSync(join(dir, "old.tla"), "old");
  const model = join(ROOT, "models/qemu/migration-pair.yaml");
  // What is larger is refused by the system half way, as on a disk that is full.
  const script = `ulimit -f 8; exec "${process.execPath}" "${MAIN}" export "${model}" -o old.tla`;
  const { stderr, status } = spawnSync("sh", ["-c", script], { cwd: dir, env: plainEnv() });
  expect([String(stderr), status]).toEqual([
    "migcheck: 'old.tla' cannot be written: files of that size are not allowed\n",
    2,
  ]);
  expect(read(dir, "old.tla")).toBe("old");
  expect(readdirSync(dir)).toEqual(["old.tla"]);
});
