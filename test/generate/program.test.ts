// The generator of programs: it reaches every construct, and its spaces are neither trivial nor large.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Program } from "../../src/model/program.ts";
import { exploreWhole } from "./agree.ts";
import { CONSTRUCTS, constructsOf } from "./constructs.ts";
import { programs } from "./program.ts";

const STATES = 3000;
const sample = fc.sample(programs({ states: STATES }), { numRuns: 200, seed: 20_261_122 });
const outcomes = sample.map(exploreWhole);

function share(is: (outcome: (typeof outcomes)[number]) => boolean): number {
  return outcomes.filter(is).length / outcomes.length;
}

describe("random programs", () => {
  test("every construct occurs", () => {
    const found = new Set(sample.flatMap(program => [...constructsOf(program)]));
    expect(CONSTRUCTS.filter(construct => !found.has(construct))).toEqual([]);
  });

  test("an array of more than one element reaches into a second word of 64 bits", () => {
    expect(sample.filter(crossesWord).length).toBeGreaterThan(0);
  });

  test("spaces are as small as promised, and many are not trivial", () => {
    for (const { states } of outcomes) expect(states).toBeLessThanOrEqual(STATES);
    expect(share(o => o.states > 1)).toBeGreaterThan(0.8);
    expect(share(o => o.states > 20)).toBeGreaterThan(0.35);
    expect(share(o => o.states > 200)).toBeGreaterThan(0.05);
    expect(share(o => o.depth > 3)).toBeGreaterThan(0.4);
  });

  test("everything that can be found is found now and then", () => {
    const kinds = new Set(outcomes.flatMap(o => o.faults.map(hit => hit.fault?.kind)));
    expect([...kinds].sort()).toEqual(["index", "range", "zero"]);
    expect(share(o => o.deadlock !== undefined)).toBeGreaterThan(0.1);
    expect(share(o => o.lost.size > 0)).toBeGreaterThan(0.1);
    expect(share(o => o.marks.some(hits => hits.length > 0))).toBeGreaterThan(0.1);
    expect(share(o => o.probes.some(hit => hit !== undefined))).toBeGreaterThan(0.5);
    expect(share(o => o.probes.some(hit => hit === undefined))).toBeGreaterThan(0.3);
    expect(share(o => o.fired.some(hit => hit === undefined))).toBeGreaterThan(0.3);
  });

  test("a failure shrinks to something small", { timeout: 120_000 }, () => {
    const property = fc.property(programs(), program => exploreWhole(program).states < 5);
    const { counterexample } = fc.check(property, { numRuns: 200, seed: 7 });
    const [program] = counterexample as [Program];
    expect(program.commands.length).toBeLessThanOrEqual(3);
    expect(program.slots.length).toBeLessThanOrEqual(4);
  });
});

/** Are there 64 bits before the last element of an array but not before its first, as fields go in order. */
function crossesWord({ slots }: Program): boolean {
  let bits = 0;
  return slots.some(({ name, low, high }, i) => {
    const before = Math.floor(bits / 64);
    bits += Math.ceil(Math.log2(high - low + 1));
    const array = name.endsWith("]") && slots[i + 1]?.name.startsWith(name.split("[")[0] ?? "");
    return array === true && Math.floor(bits / 64) > before && before === 0;
  });
}
