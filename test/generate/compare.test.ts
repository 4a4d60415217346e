// The comparison of outcomes: silent where both are the same, and it sees every change of one of them.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Hit, Outcome } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { chain, check, command, eq, num, probe, set } from "../programs.ts";
import { exploreWhole } from "./agree.ts";
import { differences, sameOutcome } from "./compare.ts";
import { programs } from "./program.ts";

const program: Program = {
  ...chain(3, {
    probes: [probe("state", eq(0, 2)), probe("state", eq(0, 9))],
    marks: [{ kind: "cas-tried", cas: 0, span: check("x", { by: "deadlock" }).span }],
    checks: [check("back", { by: "possible", goal: eq(0, 1) })],
  }),
};
const raising: Program = {
  ...program,
  commands: [
    ...program.commands,
    command("mark", eq(0, 1), [{ kind: "mark", mark: 0 }]),
    command("wrong", eq(0, 2), [set(0, 9)]),
    command("never", num(0), []),
  ],
};
const outcome = exploreWhole(raising);
const slots = raising.slots.length;

test("the same exploration twice is the same", { timeout: 120_000 }, () => {
  const property = fc.property(programs({ states: 300 }), random => {
    const twice = [exploreWhole(random), exploreWhole(random)] as const;
    expect(differences(...twice, { slots: random.slots.length })).toEqual([]);
    expect(differences(...twice, { slots: random.slots.length, order: false })).toEqual([]);
  });
  fc.assert(property, { numRuns: 50 });
});

const far: Hit = { state: 3 };
const changes: [string, Partial<Outcome>][] = [
  ["states", { states: 7 }],
  ["transitions", { transitions: 0 }],
  ["depth", { depth: 9 }],
  ["complete", { complete: false }],
  ["reason", { reason: "memory" }],
  ["initial", { initial: 2 }],
  ["frontier", { frontier: 1 }],
  ["a probe met elsewhere", { probes: [far, undefined] }],
  ["a probe not met", { probes: [undefined, undefined] }],
  ["a probe met", { probes: [outcome.probes[0], far] }],
  ["more", { more: [[far], []] }],
  ["marks", { marks: [[]] }],
  ["faults", { faults: [] }],
  ["a deadlock not found", { deadlock: undefined }],
  ["a deadlock elsewhere", { deadlock: { state: 0 } }],
  ["fired", { fired: outcome.fired.map(() => undefined) }],
  ["lost", { lost: new Map() }],
  ["a loss elsewhere", { lost: new Map([[0, far]]) }],
  ["why nothing is known of losses", { lostReason: "memory" }],
  ["the space", { space: exploreWhole(chain(2)).space }],
];

test.each(changes)("sees a difference in %s", (_, change) => {
  expect(sameOutcome(outcome, outcome, { slots })).toBe(true);
  expect(sameOutcome(outcome, { ...outcome, ...change }, { slots })).toBe(false);
  expect(sameOutcome(outcome, { ...outcome, ...change }, { slots, order: false })).toBe(false);
});

test("sees the value of a fault, an action and a state, where order counts", () => {
  const [hit] = outcome.faults as [Hit];
  const others: Hit[] = [
    { ...hit, fault: { kind: "range", slot: 0, value: 8 } },
    { ...hit, step: { command: 2, choice: 1 } },
  ];
  for (const other of others) {
    expect(differences(outcome, { ...outcome, faults: [other] }, { slots })).toHaveLength(1);
  }
});

test("tells no more than asked", () => {
  const other = exploreWhole(chain(3));
  expect(differences(outcome, other, { slots, most: 2 })).toHaveLength(2);
});
