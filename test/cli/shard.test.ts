// Parts of a test run: whatever the files and the number of parts, each file is in exactly one part, and no part is much larger
// than another; a part that does not exist is refused and never runs nothing in silence.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filesOf, shardOf } from "../../src/cli/shard.ts";

const FILES = fc.uniqueArray(fc.string(), { maxLength: 40 });

test("parts are disjoint, complete, balanced, and keep the order", () => {
  fc.assert(
    fc.property(FILES, fc.integer({ min: 1, max: 12 }), (files, count) => {
      const parts = Array.from({ length: count }, (_, i) =>
        filesOf(files, { index: i + 1, count }),
      );
      expect(parts.flat().sort()).toEqual([...files].sort());
      const sizes = parts.map(p => p.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const part of parts) expect(part).toEqual(files.filter(f => part.includes(f)));
    }),
  );
});

test("which part a file is in does not depend on the order in which it was given", () => {
  fc.assert(
    fc.property(FILES, fc.integer({ min: 1, max: 5 }), (files, count) => {
      const shard = { index: count, count };
      const other = filesOf([...files].reverse(), shard);
      expect([...other].sort()).toEqual([...filesOf(files, shard)].sort());
    }),
  );
});

describe("the part that is asked for", () => {
  test.each([
    ["1/1", {}, 1, 1],
    ["3/7", {}, 3, 7],
    ["env", { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "3" }, 2, 3],
    ["env", { JOB_COMPLETION_INDEX: "0", MIGCHECK_SHARDS: "4" }, 1, 4],
    ["env", { JOB_COMPLETION_INDEX: "3", MIGCHECK_SHARDS: "4" }, 4, 4],
    ["env", { MIGCHECK_SHARD: "4", MIGCHECK_SHARDS: "4", CI_NODE_INDEX: "1" }, 4, 4],
  ])("%s with %o", (given, env, index, count) => {
    expect(shardOf(given, env)).toEqual({ index, count });
  });

  test.each([
    ["0/3", {}, "--shard takes i/n with i from 1 to n"],
    ["4/3", {}, "--shard takes i/n with i from 1 to n"],
    ["1/0", {}, "--shard takes i/n with i from 1 to n"],
    ["1", {}, "--shard takes i/n with i from 1 to n"],
    ["1/1000000", {}, "n at most 999999, or env, not '1/1000000'"],
    ["1/3/5", {}, "--shard takes i/n with i from 1 to n"],
    ["env", {}, "JOB_COMPLETION_INDEX and MIGCHECK_SHARDS"],
    ["env", { JOB_COMPLETION_INDEX: "0" }, "the variable MIGCHECK_SHARDS is not set"],
    ["env", { JOB_COMPLETION_INDEX: "4", MIGCHECK_SHARDS: "4" }, "there is no such part"],
    ["env", { CI_NODE_INDEX: "0", CI_NODE_TOTAL: "4" }, "there is no such part"],
    ["env", { CI_NODE_INDEX: "x", CI_NODE_TOTAL: "4" }, "CI_NODE_INDEX takes a whole number"],
  ])("%s with %o is refused", (given, env, message) => {
    expect(() => shardOf(given, env)).toThrow(message);
  });
});
