// What would break: a folder that is not made, and one that cannot be made and is tried for ever.

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "../src/make-folder.ts";

const top = mkdtempSync(join(tmpdir(), "migcheck-folder-"));
afterAll(() => rmSync(top, { recursive: true }));
writeFileSync(join(top, "file"), "");

test.each(["a", "a", "b/c/d", "b/c/e/", "./f", "."])("%s is made, or is there", name => {
  makeFolder(`${top}/${name}`);
  expect(statSync(join(top, name)).isDirectory()).toBe(true);
});

test.each([
  ["file", "EEXIST"],
  ["file/below", "ENOTDIR"],
  ["file/far/below", "ENOTDIR"],
])("%s cannot be made", (name, code) => {
  expect(() => makeFolder(join(top, name))).toThrow(expect.objectContaining({ code }));
});

test.skipIf(!existsSync("/proc/self"))("below /proc it ends", () => {
  expect(() => makeFolder("/proc/none/below")).toThrow("ENOENT");
});
