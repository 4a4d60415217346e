// Random models with replicas: wherever a symmetry is found, the whole space is closed under it, has as many orbits as
// are explored, and gives the same verdicts, lengths, depth and rows that fire. Most phrases treat replicas alike, some do not.

import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { texts } from "../../generate/model.ts";
import { expectQuotient, symmetryOfText } from "./quotient.ts";

const GUARDS = [
  "true",
  "x == self",
  "x != self and flags[x]",
  "flags[self]",
  "not flags[self]",
  "n < 2",
  "any o in Id (flags[o] and o != self)",
  "(count o in Id (p[o].state == b)) < 2",
  "p[x].state == a",
  "all o in Id (not knows[o][self])",
  "self in s",
  "x in s and x != self",
  "l.free",
  "q[self].free",
  "self == lowest",
];
const ACTIONS = [
  "flags[self] = true",
  "flags[self] = not flags[self]",
  "x = self",
  "x = (if flags[self] then x else self)",
  "n = n + 1",
  "n = count o in Id (flags[o])",
  "choose o in Id where o != self; x = o",
  "choose o in Id; knows[self][o] = true",
  "choose o in Id; flags[o] = false; got = o",
  "got = x",
  "s = s + [self]",
  "s = s - [x]",
  "send note(of = self, v = flags[self]) to wire",
  "send note(of = x, v = true) to wire",
  "send ping to wire",
  "assert x != self or n < 2",
  "if x == self then n = 0 else flags[x] = true",
  "x = lowest",
  "n = self",
];
const STEPS = [["acquire l"], ["acquire q[self]", "release q[self]"], ["acquire q[x]"], ["skip"]];
const PROPERTIES = [
  { never: "n == 2" },
  { never: "any o in Id (flags[o] and p[o].state == c)" },
  { reachable: "all o in Id (p[o].state == c)" },
  { possible: "all o in Id (flags[o])" },
  { step: "x == old(x) or flags[x] or n == old(n)" },
  { stable: "size(s) == 2" },
  { always: "all o in Id (all r in Id (knows[o][r] implies o != r))" },
  { never: "p[lowest].state == c" },
];

const STATES = ["a", "b", "c"];
const pick = <T>(of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of);

const row = fc.record(
  {
    guard: pick(GUARDS),
    actions: fc.array(pick(ACTIONS), { minLength: 1, maxLength: 2 }),
    target: pick(STATES),
  },
  { requiredKeys: ["actions"] },
);
const longRow = fc
  .tuple(pick(STEPS), pick(ACTIONS), pick(STATES))
  .map(([steps, action, target]) => ({ steps: [...steps, action], target }));
const heard = fc
  .tuple(pick(["message.of == self", "message.v", "message.of != x"]), pick(ACTIONS))
  .map(([guard, action]) => ({ guard, actions: [action, "x = message.of"], target: "b" }));

const models = fc
  .record({
    count: fc.integer({ min: 2, max: 3 }),
    kind: pick(["fifo", "register", "bag"]),
    rows: fc.array(fc.tuple(pick(STATES), fc.oneof(row, row, longRow)), {
      minLength: 2,
      maxLength: 5,
    }),
    heard: fc.option(heard),
    server: fc.boolean(),
    lowest: fc.boolean(),
    properties: fc.array(pick(PROPERTIES), { maxLength: 3 }),
  })
  .map(({ count, kind, rows, heard: message, server, lowest, properties }) => {
    const of = (state: string) => ({
      always: rows.flatMap(([at, each]) => (at === state ? [each] : [])),
      ...(message && state === "a" ? { on: { note: message } } : {}),
    });
    // What names the lowest replica is only there where it is wished: otherwise everything is alike.
    const shown = JSON.stringify({
      model: "random",
      types: { Id: `0..${count - 1}` },
      locks: { l: {}, q: { count: "Id" } },
      channels: {
        wire: { kind, capacity: 1, messages: { ping: {}, note: { of: "Id", v: "bool" } } },
      },
      variables: {
        flags: { type: "array Id of bool", initial: false },
        knows: { type: "array Id of array Id of bool", initial: false },
        x: { type: "Id", initial: "any" },
        n: { type: "0..2", initial: 0 },
        s: { type: "set of Id", initial: [] },
      },
      machines: {
        p: {
          count: "Id",
          initial: "a",
          variables: { got: { type: "Id", initial: "any" } },
          states: Object.fromEntries(STATES.map(s => [s, of(s)])),
        },
        ...(server ? { srv: { initial: "a", states: { a: { on: { ping: {} } } } } } : {}),
      },
      properties: Object.fromEntries(properties.map((p, i) => [`q${i}`, p])),
    });
    const named = shown.replaceAll("lowest", lowest ? "0" : "x");
    return stringify(JSON.parse(named), { lineWidth: 0 });
  });

test("of replicas", () => {
  let compared = 0;
  fc.assert(
    fc.property(models, text => {
      const { program, symmetry } = symmetryOfText(text) ?? {};
      if (program && symmetry && expectQuotient(program, symmetry, 1500)) compared++;
    }),
    { numRuns: 150, seed: 1, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(20);
}, 120_000);

test("of everything", () => {
  let compared = 0;
  fc.assert(
    fc.property(texts(), text => {
      const { program, symmetry } = symmetryOfText(text) ?? {};
      if (program && symmetry && expectQuotient(program, symmetry, 1500)) compared++;
    }),
    { numRuns: 60, seed: 4, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(0);
}, 120_000);
