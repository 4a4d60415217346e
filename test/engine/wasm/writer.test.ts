// What would break: a number of 64 bits that is written as another, so that a mask or a state is wrong.

import fc from "fast-check";
import { expect, test } from "vitest";
import { Writer } from "../../../src/engine/wasm/writer.ts";

/** Signed LEB128 read back (WebAssembly core specification 2.0, 5.2.2). */
function read(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const [i, byte] of bytes.entries()) value |= BigInt(byte & 0x7f) << BigInt(7 * i);
  return BigInt.asIntN(7 * bytes.length, value);
}

function written(value: bigint): Uint8Array {
  const writer = new Writer();
  writer.signedLarge(value);
  return writer.bytes();
}

const values = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc
    .tuple(fc.nat(63), fc.integer({ min: -1, max: 1 }), fc.boolean())
    .map(([bit, by, below]) =>
      BigInt.asIntN(64, (1n << BigInt(bit)) * (below ? -1n : 1n) + BigInt(by)),
    ),
);

test("a number of 64 bits is read back as it was written, in as few bytes as can be", () => {
  fc.assert(
    fc.property(values, value => {
      const bytes = written(value);
      expect(read(bytes)).toBe(value);
      expect([...bytes].every((byte, i) => byte >= 0x80 === i < bytes.length - 1)).toBe(true);
      const fits = (bits: number) => BigInt.asIntN(bits, value) === value;
      expect(fits(7 * bytes.length)).toBe(true);
      expect(bytes.length === 1 || !fits(7 * (bytes.length - 1))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
