// Known values of FNV-1a 64 from the reference implementation's test suite.

import { describe, expect, test } from "vitest";
import { fnv1a64 } from "../../src/base/hash.ts";

describe("fnv1a64", () => {
  test.each([
    ["", "cbf29ce484222325"],
    ["a", "af63dc4c8601ec8c"],
    ["b", "af63df4c8601f1a5"],
    ["foo", "dcb27518fed9d577"],
    ["foobar", "85944171f73967e8"],
    ["chongo was here!\n", "46810940eff5f915"],
  ])("%j gives %s", (text, hash) => {
    expect(fnv1a64(text)).toBe(hash);
  });

  test("a letter beyond ASCII counts by its UTF-8 bytes, as in other implementations", () => {
    const byBigInt = (bytes: Uint8Array) =>
      bytes.reduce(
        (h, b) => ((h ^ BigInt(b)) * 0x100000001b3n) & 0xffffffffffffffffn,
        0xcbf29ce484222325n,
      );
    const text = "Đipanov → \u{1f600}".repeat(50);
    const wanted = byBigInt(new TextEncoder().encode(text)).toString(16).padStart(16, "0");
    expect(fnv1a64(text)).toBe(wanted);
  });
});
