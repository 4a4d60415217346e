// What becomes of a mutant: noticed by a verdict or an expected length, the same as the original, ill-formed, undecided, or survived
// with the run on which they part. An equivalent mutant must never be one that a property can tell apart.

import { describe, expect, test } from "vitest";
import { fateCounts, mutationScore } from "../../src/model/mutation.ts";
import { listMutants, tryMutants } from "../../src/mutate.ts";
import { fatesOf, RACE, suiteOf } from "./models.ts";

describe("a race", () => {
  const fates = fatesOf(suiteOf(RACE));
  const of = (id: string) => fates.get(id);

  test("who notices first is named", () => {
    expect(of("drop-cancel worker/working/cancel/1")).toEqual({
      kind: "killed",
      setting: "plain",
      property: "cancels",
      was: "reached",
      is: "unreached",
    });
  });

  test("the order of two actions that do not touch each other is no difference", () => {
    expect(of("swap-actions worker/working/always/1#1.1")?.kind).toBe("equivalent");
  });

  test("a guard before a check that says the same makes the check superfluous", () => {
    expect(of("drop-check worker/working/always/1#1.1")?.kind).toBe("equivalent");
  });

  test("a survivor comes with the shortest run on which it and the original part", () => {
    expect(of("split-step worker/working/always/1#1.1")).toEqual({
      kind: "survived",
      parting: {
        setting: "plain",
        steps: [],
        original: {
          action: "worker: finish",
          changes: [
            "status: active -> done",
            "spare: false -> true",
            "worker.state: working -> ended",
          ],
        },
        mutant: {
          action: "worker: finish (1/2)",
          changes: ["status: active -> done", "worker.step: 0 -> 1"],
        },
      },
    });
  });
});

describe("who notices", () => {
  const lengths = `model: m
variables: { x: { type: 0..2, initial: 0 } }
machines:
  m:
    initial: s
    states:
      s:
        type: rest
        always:
          - { name: one, guard: x == 0, steps: [ x = 1, x = 2 ] }
properties:
  small: { always: x != 2 }
`;

  test("the length of a run counts only where the file says it", () => {
    const split = lengths.replace("steps: [ x = 1, x = 2 ]", "actions: [ x = 1, x = 2 ]");
    const id = "split-step m/s/always/1#1.1";
    const said = `${split}expect: { properties: { small: { violated: 1 } } }\n`;
    expect(fatesOf(suiteOf(split)).get(id)?.kind).toBe("survived");
    expect(fatesOf(suiteOf(said)).get(id)).toMatchObject({
      kind: "killed",
      was: "violated in 1",
      is: "violated in 2",
    });
  });

  test("counts of states do not", () => {
    const counted = `${RACE}expect: { states: 4 }\n`;
    const kinds = (text: string) => [...fatesOf(suiteOf(text)).values()].map(f => f.kind);
    expect(kinds(counted)).toEqual(kinds(RACE));
  });

  test("a check that is only a finding does not, unless something is expected of it", () => {
    const open = RACE.replace("- { name: late, guard: else }", "").replace(
      "properties:",
      "checks: { unhandled: finding }\nproperties:",
    );
    const id = "negate-guard worker/working/cancel/1";
    const before = fatesOf(suiteOf(open)).get(id);
    expect(before).not.toMatchObject({ property: "unhandled" });
  });

  test("the last assertion that is gone is noticed where it was broken", () => {
    const text = RACE.replace("- spare = true", "- assert status == cancelled");
    expect(fatesOf(suiteOf(text)).get("drop-row worker/working/always/1")).toMatchObject({
      kind: "killed",
      property: "assert",
      was: "violated in 1",
      is: "holds",
    });
  });

  test("every setting is asked, those first that cost least", () => {
    const text = RACE.replace("model: race\n", "model: race\nconstants: { off: false }\n");
    const suite = suiteOf(text);
    const two = {
      ...suite,
      settings: [
        ...suite.settings,
        ...suiteOf(text, {
          settings: { constants: new Map(), times: new Map([["cancel", 0]]), faults: new Map() },
        }).settings.map(s => ({ ...s, name: "calm" })),
      ],
    };
    const { settings } = tryMutants(two, { from: 0, to: 0 }, { now: () => 0 });
    expect(settings.map(s => s.name)).toEqual(["calm", "plain"]);
    expect(fatesOf(two).get("drop-cancel worker/working/cancel/1")).toMatchObject({
      kind: "killed",
      setting: "plain",
    });
  });
});

describe("no model, no answer", () => {
  test("a mutant that is no model is counted apart", () => {
    const text = RACE.replace("- cas(status, active, done)", "- choose n in 0..1").replace(
      "- spare = true",
      "- assert n < 2",
    );
    const fate = fatesOf(suiteOf(text)).get("swap-actions worker/working/always/1#1.1");
    expect(fate).toMatchObject({ kind: "ill-formed", message: expect.stringContaining("'n'") });
  });

  test("where a limit comes first it is undecided", () => {
    const fates = fatesOf(suiteOf(RACE, { limits: { states: 2 } }));
    expect([...fates.values()].filter(f => f.kind === "equivalent")).toEqual([]);
    expect([...fates.values()].some(f => f.kind === "undecided")).toBe(true);
  });

  test("undecided, equivalent and ill-formed ones are no part of the score", () => {
    const mutants = listMutants(suiteOf(RACE)).mutants;
    const kinds = ["killed", "killed", "killed", "survived", "equivalent", "undecided"] as const;
    const results = kinds.map((kind, i) => ({ mutation: mutants[i]!, fate: { kind } as never }));
    expect(mutationScore(fateCounts(results))).toBe(0.75);
    expect(mutationScore(fateCounts(results.slice(4)))).toBeUndefined();
  });
});

describe("the same as the original", () => {
  const stutter = (always: string, property = "") => `model: m
variables: { x: { type: 0..2, initial: 0 } }
machines:
  m:
    initial: s
    states:
      s: { type: rest, always: ${always} }
      t: { type: rest }
${property}`;

  test("a step of its own that changes nothing, where its agent has no other", () => {
    const fates = fatesOf(suiteOf(stutter("[ { name: idle, guard: x == 0 } ]")));
    expect(fates.get("drop-row m/s/always/1")?.kind).toBe("equivalent");
  });

  test("but not where it is an excuse not to do another", () => {
    const rows = "[ { name: idle }, { name: on, target: t } ]";
    const fates = fatesOf(suiteOf(stutter(rows)));
    expect(fates.get("drop-row m/s/always/1")?.kind).toBe("survived");
    const lives = "properties: { on: { eventually: m.state == t } }\n";
    expect(fatesOf(suiteOf(stutter(rows, lives))).get("drop-row m/s/always/1")).toMatchObject({
      kind: "killed",
      property: "on",
    });
  });

  test("a row that never fires", () => {
    const fates = fatesOf(
      suiteOf(stutter("[ { name: never, guard: x == 2, steps: [ x = 0, x = 1 ] } ]")),
    );
    expect(fates.get("drop-row m/s/always/1")?.kind).toBe("equivalent");
  });
});

describe("a row that never fires, before rows that do", () => {
  const model = (dead: string, more = "") => `model: m
variables: { x: { type: 0..3, initial: 0 } }
machines:
  m:
    initial: s
    states:
      s:
        on:
          go:
            - ${dead}
            - { name: live, choose: k in 0..1, steps: [ x = 1, x = 2 + k ], target: t }
      t: { type: rest }
triggers: { go: { times: 1 } }
properties: { ends: { reachable: m.state == t } }
${more}`;
  const kind = (dead: string, id: string) => fatesOf(suiteOf(model(dead))).get(id)?.kind;

  test.each([
    ["is gone, with its steps", "drop-row", "guard: x == 3, steps: [ x = 0, x = 1 ]", ""],
    ["has a step more", "split-step", "guard: x == 3, actions: [ x = 0, x = 1 ]", "#1.1"],
    [
      "is gone, with a choice of the same name that it keeps",
      "drop-row",
      "choose: k in 0..2, guard: x == 3, steps: [ x = 0, x = 1 + k ]",
      "",
    ],
  ])("%s", (_, operator, dead, part) => {
    expect(kind(`{ name: dead, ${dead}, target: s }`, `${operator} m/s/go/1${part}`)).toBe(
      "equivalent",
    );
  });

  test("but not where another row then does it, and otherwise", () => {
    const first = "{ name: first, guard: x == 0, steps: [ x = 0, x = 1 ], target: t }";
    expect(kind(first, "drop-row m/s/go/1")).toBe("survived");
  });

  test("and where another row then does the same, step by step, that is the same", () => {
    const text = model("{ name: one, guard: x == 0, steps: [ x = 1, x = 2 ], target: t }").replace(
      "name: live, choose: k in 0..1, steps: [ x = 1, x = 2 + k ]",
      "name: other, guard: else, steps: [ x = 1, x = 2 ]",
    );
    expect(fatesOf(suiteOf(text)).get("drop-row m/s/go/1")?.kind).toBe("equivalent");
  });
});

describe("a row that only one of several ways needs", () => {
  const table = (property: string) => `model: dense
machines:
  vm:
    initial: a
    states:
      a: { always: [b, c] }
      b: { always: [a, c] }
      c: { always: [a, b] }
properties:
  goes-round: { possible: vm.state == c }
  ${property}
`;
  const lost = "drop-row vm/b/always/2";
  const turned = "retarget vm/b/always/2";

  test("is missed by nobody who asks for states", () => {
    const fates = fatesOf(suiteOf(table("all: { reachable: vm.state == c }")));
    expect([fates.get(lost)?.kind, fates.get(turned)?.kind]).toEqual(["survived", "survived"]);
  });

  test("is noticed by who asks what can be done in each", () => {
    const can = 'can: { always: "vm.state == b implies enabled(vm, c)" }';
    const fates = fatesOf(suiteOf(table(can)));
    const killed = {
      kind: "killed",
      setting: "plain",
      property: "can",
      was: "holds",
      is: "violated in 1",
    };
    expect([fates.get(lost), fates.get(turned)]).toEqual([killed, killed]);
  });
});
