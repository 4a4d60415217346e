// Liveness from the text of a model to its verdict: small protocols whose answers are in the textbooks, each with and
// without the assumption that it stands on, and the run that shows it.

import { describe, expect, test } from "vitest";
import { check, type Settled } from "../src/api.ts";
import { renderDiagnostic } from "../src/base/diagnostic.ts";
import type { Verdict } from "../src/model/result.ts";

function verdictsOf(text: string, options: Settled = {}): readonly Verdict[] {
  const checked = check({ name: "model.yaml", text }, options);
  if (checked.kind === "checked") return checked.result.verdicts;
  throw new Error(checked.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

/** The verdict, and of a violation how many steps come before the cycle and in it. */
function brief(text: string, property: string, options?: Settled): string {
  const found = verdictsOf(text, options).find(v => v.property === property);
  const { verdict, trace, reason } = found ?? {};
  const parts = trace ? [` ${trace.loop} + ${trace.steps.length - (trace.loop ?? 0)}`] : [];
  return `${verdict}${parts}${reason === undefined ? "" : ` ${reason}`}`;
}

const peterson = (leaving: string) => `
model: peterson
variables:
  wants: { type: array 0..1 of bool, initial: false }
  turn: 0..1 = 0
machines:
  p:
    count: 2
    initial: idle
    states:
      idle:
        always: { steps: ["wants[self] = true", "turn = 1 - self"], target: waiting, fair: none }
      waiting:
        always: { guard: "not wants[1 - self] or turn == self", target: critical }
      critical:
        always: { actions: "wants[self] = false", target: idle, fair: ${leaving} }
properties:
  no-starvation: { leads-to: { from: "p[0].state == waiting", to: "p[0].state == critical" } }
`;

describe("Peterson's algorithm", () => {
  test("nobody starves, though nobody has to ask", () => {
    expect(brief(peterson("weak"), "no-starvation")).toBe("holds");
  });

  test("who may stay inside for ever starves the other, and the run stops", () => {
    expect(brief(peterson("none"), "no-starvation")).toMatch(/^violated \d+ \+ 0$/);
  });
});

/** A lock by test and set: whoever finds it free takes it. */
const lock = (fair: string) => `
model: lock
locks: [l]
machines:
  t:
    count: 2
    initial: idle
    states:
      idle: { always: { actions: acquire l, target: inside, fair: ${fair} } }
      inside: { always: { actions: release l, target: idle } }
properties:
  gets-in: { leads-to: { from: "t[0].state == idle", to: "t[0].state == inside" } }
`;

describe("mutual exclusion by a lock", () => {
  test("under weak fairness one may be overtaken for ever, and the story says so", () => {
    const [verdict] = verdictsOf(lock("weak"));
    expect(brief(lock("weak"), "gets-in")).toBe("violated 0 + 2");
    expect(verdict?.trace?.idle?.map(i => i.agent)).toEqual(["t[0]"]);
    expect(verdict?.trace?.idle?.[0]?.text).toContain("in 1 of 2 states of the cycle");
  });

  test("under strong fairness nobody is", () => {
    expect(brief(lock("strong"), "gets-in")).toBe("holds");
  });

  test("where nothing has to be taken, everything may stop at the start", () => {
    const [verdict] = verdictsOf(lock("none"));
    expect(brief(lock("none"), "gets-in")).toBe("violated 0 + 0");
    expect(verdict?.trace?.idle?.[0]?.text).toContain("nothing obliges it");
  });
});

const philosophers = (ordered: boolean) => `
model: philosophers
locks: { fork: { count: 0..2 } }
machines:
  p:
    count: 0..2
    initial: thinking
    fair: strong
    states:
      thinking:
        always:
          steps: ${
            ordered
              ? '["acquire fork[min(self, (self + 1) % 3)]", "acquire fork[max(self, (self + 1) % 3)]"]'
              : '["acquire fork[self]", "acquire fork[(self + 1) % 3]"]'
          }
          target: eating
      eating:
        always: { actions: "release fork[self]; release fork[(self + 1) % 3]", target: thinking }
properties:
  hungry-eats: { leads-to: { from: "p[0].busy", to: "p[0].state == eating" } }
`;

describe("dining philosophers under strong fairness", () => {
  test("all with one fork in hand wait for ever", () => {
    const verdict = verdictsOf(philosophers(false)).find(v => v.property === "hungry-eats");
    expect(brief(philosophers(false), "hungry-eats")).toBe("violated 3 + 0");
    const told = verdict?.trace?.idle?.map(i => i.text) ?? [];
    expect(told).toHaveLength(3);
    for (const text of told) expect(text).toContain("blocked in thinking");
  });

  test("ordered forks: nobody starves", () => {
    expect(brief(philosophers(true), "hungry-eats")).toBe("holds");
  });
});

/** A sender repeats a frame until its bit comes back; a link may lose what it carries, each time anew. */
const alternatingBit = (link: string) => `
model: alternating-bit
types: { Bit: [none, zero, one] }
variables:
  frame: Bit = none
  arrived: Bit = none
  ack: Bit = none
  got: Bit = none
  bit: Bit = zero
machines:
  sender:
    initial: sending
    states:
      sending:
        always:
          - { name: send, guard: "ack != bit and frame == none", actions: "frame = bit" }
          - { name: next, guard: "ack == bit", actions: "bit = if bit == zero then one else zero" }
  link:
    initial: open
    states:
      open:
        always:
          - { name: deliver, guard: frame != none, actions: "arrived = frame; frame = none", fair: ${link} }
          - { name: lose, guard: frame != none, actions: "frame = none", fair: none }
  receiver:
    initial: ready
    states:
      ready:
        always: { name: take, guard: arrived != none, actions: "got = arrived; ack = arrived; arrived = none" }
properties:
  delivers: { leads-to: { from: "bit == one", to: "got == one" } }
  again-and-again: { ltl: "G F got == zero and G F got == one" }
`;

describe("the alternating bit over a link that loses", () => {
  test("delivers everything where a link that carries again and again does not lose all of it", () => {
    expect(brief(alternatingBit("strong"), "delivers")).toBe("holds");
    expect(brief(alternatingBit("strong"), "again-and-again")).toBe("holds");
  });

  test("delivers nothing where a link may lose everything: sent and lost, again and again", () => {
    const [verdict] = verdictsOf(alternatingBit("weak"));
    const cycle = verdict?.trace?.steps.slice(verdict.trace.loop).map(s => s.row?.name);
    expect(verdict?.verdict).toBe("violated");
    expect(cycle?.toSorted()).toEqual(["lose", "send"]);
  });
});

const events = `
model: events
events: { PING: {}, LEVEL: 0..2 }
machines:
  m:
    initial: a
    states:
      a:
        always:
          - { name: ping, actions: emit PING, target: b }
          - { name: level, actions: emit LEVEL(2), target: b, fair: none }
      b: { always: { actions: emit LEVEL(1), target: a } }
properties:
  levels: { ltl: "G F emits LEVEL(1)" }
  pings: { ltl: "G F emits PING" }
  any-level: { ltl: "G (emits PING -> X emits LEVEL)" }
  never-zero: { ltl: "G not emits LEVEL(0)" }
  never-two: { ltl: "G not emits LEVEL(2)" }
  answers: { ltl: "G (emits LEVEL(1) -> O emits PING or O emits LEVEL(2))" }
  not-first: { ltl: "G (m.state == b -> Y m.state == a)" }
  so-far: { ltl: "G (m.state == b -> H m.state == a)" }
  since: { ltl: "G (m.state == b -> (true S m.state == a))" }
`;

describe("events in formulas", () => {
  test.each([
    ["levels", "holds"],
    ["pings", "violated 0 + 2"],
    ["any-level", "holds"],
    ["never-zero", "holds"],
    ["never-two", "violated"],
    ["answers", "holds"],
    ["not-first", "holds"],
    ["so-far", "violated"],
    ["since", "holds"],
  ])("%s: %s", (property, expected) => {
    const found = brief(events, property);
    expect(expected === "violated" ? found.split(" ")[0] : found).toBe(expected);
  });
});

describe("what is begun", () => {
  const model = (fair: string) => `
model: begun
machines:
  m:
    initial: a
    ${fair}
    states:
      a: { always: { steps: [skip, skip], target: b, fair: none } }
      b: { type: final }
properties:
  goes-on: { leads-to: { from: m.busy, to: m.state == b } }
  begins: { eventually: m.state == b }
`;

  test("goes on, though it need not be begun", () => {
    expect(brief(model(""), "goes-on")).toBe("holds");
    expect(brief(model(""), "begins")).toBe("violated 0 + 0");
  });

  test("may stop in between where the machine may", () => {
    expect(brief(model("fair: none"), "goes-on")).toBe("violated 1 + 0");
  });
});

describe("what cannot be decided", () => {
  test.each([
    ["a limit on states", { limits: { states: 2 } }, /stopped after 3 states/],
    ["random walks", { random: { runs: 2, depth: 5, seed: 1 } }, /random walks/],
  ] as const)("%s: undecided, and why", (_, options, why) => {
    const found = brief(peterson("weak"), "no-starvation", options as Settled);
    expect(found).toMatch(/^undecided /);
    expect(found).toMatch(why);
  });
});

describe("a property that says less than it seems to", () => {
  const model = (properties: string) => `
model: vacuous
machines:
  m:
    initial: a
    states:
      a: { always: { target: b } }
      b: { always: { target: a } }
      c: { always: { target: a } }
properties:
${properties}
`;

  function codesOf(properties: string): string[] {
    const checked = check({ name: "model.yaml", text: model(properties) });
    if (checked.kind !== "checked") throw new Error("refused");
    const codes = ["property-vacuous", "property-part-idle"];
    return checked.result.findings.filter(f => codes.includes(f.code)).map(f => f.code);
  }

  test.each([
    ["a premise that never comes", "m.state == c", "m.state == b", ["property-vacuous"]],
    ["a conclusion that comes anyway", "m.state == a", "m.state == b", ["property-part-idle"]],
  ])("%s", (_, from, to, codes) => {
    expect(codesOf(`  p: { leads-to: { from: "${from}", to: "${to}" } }`)).toEqual(codes);
  });

  test("a formula that says something has no such finding", () => {
    expect(codesOf('  p: { ltl: "G (m.state == a -> X m.state == b)" }')).toEqual([]);
  });
});
