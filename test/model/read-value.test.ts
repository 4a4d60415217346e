// What would break: a value that is printed for people and not read back, or read as another one.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readValue } from "../../src/model/read-value.ts";
import {
  bounds,
  type EnumType,
  plainValue,
  type ScalarType,
  showValue,
} from "../../src/model/types.ts";

const names: EnumType = { kind: "enum", name: "E", values: ["ok", "a b", 'say "x"', "4"] };
const types: readonly ScalarType[] = [
  { kind: "bool" },
  { kind: "int", low: -3, high: 2000 },
  names,
  { kind: "set", of: names },
  { kind: "set", of: { kind: "int", low: -2, high: 9 } },
];

test("a value is read back as it is written, in both ways", () => {
  const cases = fc.constantFrom(...types).chain(type => {
    const { low, high } = bounds(type);
    return fc.tuple(fc.constant(type), fc.integer({ min: low, max: high }));
  });
  fc.assert(
    fc.property(cases, ([type, value]) => {
      expect(readValue(type, showValue(type, value))).toBe(value);
      expect(readValue(type, plainValue(type, value))).toBe(value);
      expect(readValue(type, String(plainValue(type, value)))).toBe(value);
    }),
  );
});

test("members of a set come in any order, as a list or a Set", () => {
  const members = fc.shuffledSubarray([...names.values]);
  fc.assert(
    fc.property(members, shuffled => {
      const bits = shuffled.reduce((sum, name) => sum + 2 ** names.values.indexOf(name), 0);
      const type: ScalarType = { kind: "set", of: names };
      expect(readValue(type, shuffled)).toBe(bits);
      expect(readValue(type, new Set(shuffled))).toBe(bits);
    }),
  );
});

describe("no value", () => {
  test.each<[ScalarType, unknown]>([
    [{ kind: "bool" }, 1],
    [{ kind: "bool" }, "-1"],
    [{ kind: "int", low: 0, high: 9 }, "01"],
    [{ kind: "int", low: 0, high: 9 }, 10],
    [{ kind: "int", low: 0, high: 9 }, 1.5],
    [{ kind: "int", low: 0, high: 9 }, ""],
    [names, "OK"],
    [names, undefined],
    [{ kind: "set", of: names }, ["ok", "ok"]],
    [{ kind: "set", of: names }, ["none"]],
    [{ kind: "set", of: names }, "ok"],
    [{ kind: "set", of: names }, "[ok,,4]"],
  ])("%j: %j", (type, given) => {
    expect(readValue(type, given)).toBeUndefined();
  });
});
