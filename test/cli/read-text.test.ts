// What would break: a file without an end that is read for ever, or a mark of an editor that makes a file unreadable.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readBaseline } from "../../src/cli/baseline-file.ts";
import { readText } from "../../src/cli/read-text.ts";
import { folder } from "./run.ts";

test.each([
  ["/dev/zero", "'/dev/zero' is not a file"],
  [folder(), "it is a folder"],
  [join(folder(), "none"), "there is no such file"],
])("%s is refused", (path, message) => {
  expect(() => readText(path)).toThrow(message);
});

test("a mark at the beginning is no part of the text", () => {
  const path = join(folder(), "b.json");
  const empty = { format: "migcheck-baseline", version: 1, checks: [], gone: [] };
  writeFileSync(path, `\ufeff${JSON.stringify(empty)}`);
  expect(readBaseline(path)).toEqual({ checks: [], gone: [] });
});
