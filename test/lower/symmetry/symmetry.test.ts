// Replicas that may change places: which are found, which are refused and why, and that one state for each orbit
// gives the same verdicts, lengths and depth as the whole space, with as many states as brute force counts.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { textOf } from "../../../src/base/source.ts";
import { compile } from "../../../src/compile.ts";
import { findSymmetry } from "../../../src/lower/symmetry/symmetry.ts";
import { NO_SETTINGS } from "../../../src/model/settings.ts";
import { expectQuotient, exploreOrbits, symmetryOfText, verdictsOf } from "./quotient.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

function shipped(file: string, set: Readonly<Record<string, string>> = {}) {
  const constants = new Map(Object.entries(set));
  const found = symmetryOfText(readFileSync(`${ROOT}models/${file}`, "utf8"), {
    ...NO_SETTINGS,
    constants,
  });
  if (!found) throw new Error(`${file} has errors`);
  return found;
}

// Each resource manager is in one of 2, 4 or 6 situations, so the orbits are multisets of n of them.
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
const orbitsOf = (n: number) => choose(n + 1, n) + choose(n + 3, n) + choose(n + 5, n);

test.each([2, 3, 5, 7])(
  "two-phase commit with %i resource managers has as many orbits as multisets",
  n => {
    const { program, symmetry } = shipped("classics/two-phase-commit.yaml", { n: String(n) });
    if (!symmetry) throw new Error("no symmetry");
    const outcome = exploreOrbits(program, symmetry);
    expect(outcome.states).toBe(orbitsOf(n));
    expect(outcome.depth).toBe(3 * n + 1);
    expect(verdictsOf(program, outcome)).toContain(`can-commit reached ${3 * n + 1}`);
  },
);

describe("shipped models agree with brute force", () => {
  test.each([
    ["classics/two-phase-commit.yaml", { n: "4" }, ["rm"]],
    ["classics/bounded-buffer.yaml", { producers: "3" }, ["producer", "consumer"]],
    ["classics/bounded-buffer.yaml", { "wrong-order": "true" }, ["producer", "consumer"]],
    ["museum/qemu/b18-file-pointer-race.yaml", {}, ["shutter"]],
  ] as const)("%s %j", (file, set, machines) => {
    const { program, symmetry } = shipped(file, set);
    expect(symmetry?.families.flatMap(f => f.machines)).toEqual(machines);
    if (symmetry) expect(expectQuotient(program, symmetry, 20_000)).toBe(true);
  });
});

describe("shipped models that name a replica are refused, with what names it", () => {
  test.each([
    ["classics/dekker.yaml", "property 'somebody-can-enter' tells one from another"],
    ["classics/dining-philosophers.yaml", "property 'everybody-may-eat'"],
    ["museum/nova/n23-anti-affinity-in-parallel.yaml", "property 'home-while-moving'"],
    ["museum/qemu/b25-bitmap-freed-before-join.yaml", "property 'fault-thread-is-told'"],
    ["examples/multifd-sync.yaml", "tells one from another"],
    ["examples/multifd-channels.yaml", "tells one from another"],
  ])("%s", (file, why) => {
    const { symmetry, unequal } = shipped(file);
    expect(symmetry).toBeUndefined();
    expect(unequal.map(u => u.message).join()).toContain(why);
  });
});

// ---------------------------------------------------------------- what can name a replica

const NAMING: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "constants that come from self, in an array, a number and a property",
    `
variables:
  wants: { type: array 0..1 of bool, initial: false }
  turn: { type: 0..1, initial: any }
machines:
  p:
    count: 2
    initial: idle
    states:
      idle: { always: { steps: ["wants[self] = true", "turn = 1 - self"], target: waiting } }
      waiting: { always: { guard: "not wants[1 - self] or turn == self", target: critical } }
      critical: { always: { actions: "wants[self] = false", target: idle } }
properties:
  exclusion: { never: "p[0].state == critical and p[1].state == critical" }
`,
    ["p"],
  ],
  [
    "fields of messages, a set, a number that is none of them, a fault of the world",
    `
types: { Who: 0..2 }
channels:
  wire: { capacity: 2, messages: { ask: { from: Who, n: 0..1 }, ping: {} }, losses: 1 }
  back: { kind: register, messages: { answer: { to: Who } } }
variables:
  owner: { type: 0..3, initial: 3 }
  queued: { type: set of Who, initial: [] }
machines:
  server:
    initial: idle
    variables: { last: { type: Who, initial: any } }
    states:
      idle:
        on:
          ask:
            - guard: "message.from not in queued"
              actions: ["last = message.from", "queued = queued + [message.from]", "send answer(to = message.from) to back"]
            - { guard: else }
          ping: {}
  client:
    count: Who
    initial: idle
    states:
      idle: { always: { steps: ["send ask(from = self, n = 1) to wire"], target: waiting } }
      waiting:
        on: { back.answer: { guard: "message.to == self", target: holding, actions: "owner = self" } }
        always: { target: idle }
      holding: { always: { actions: ["owner = 3", "queued = queued - [self]"], target: idle } }
properties:
  one: { never: "(count c in Who (client[c].state == holding)) > 1" }
  own: { always: "owner == 3 or (any c in Who (owner == c and client[c].state == holding))" }
  size: { always: "size(queued) < 3" }
  back: { possible: "queued == [] and wire.empty" }
`,
    ["client"],
  ],
  [
    "locks, an array of locks, a crash, and two machines with one index",
    `
types: { Id: [a, b, c] }
locks: { one: {}, each: { count: Id } }
processes: { host: { crashes: 1 } }
variables:
  at: { type: array Id of 0..2, initial: 0 }
machines:
  worker:
    count: Id
    initial: idle
    process: host
    states:
      idle: { always: { steps: ["acquire one", "acquire each[self]", "release one"], target: busy } }
      busy: { always: { guard: "helper[self].state == ready", actions: ["release each[self]", "at[self] = 1"], target: done } }
      done: { type: final }
  helper:
    count: Id
    initial: off
    states:
      off: { always: { actions: "acquire one; release one", target: ready } }
      ready: { type: final }
properties:
  all-in-time: { reachable: "all i in Id (at[i] == 1)" }
`,
    ["worker", "helper"],
  ],
  [
    "pairs of replicas: who trusts whom, and messages with two names",
    `
types: { Id: 0..2 }
variables:
  trusts: { type: array Id of array Id of bool, initial: false }
  friend: { type: array Id of 0..3, initial: 3 }
channels:
  mail: { kind: register, messages: { hello: { from: Id, to: Id } } }
machines:
  node:
    count: Id
    initial: up
    states:
      up:
        always:
          - { choose: "o in Id where o != self", guard: "not trusts[self][o]", actions: "trusts[self][o] = true" }
          - { choose: "o in Id", guard: "friend[self] == 3 and trusts[o][self]", actions: "friend[self] = o" }
          - { choose: "o in Id where o != self", guard: "mail.empty and friend[self] == o", actions: "send hello(from = self, to = o) to mail" }
        on:
          hello: { guard: "message.to == self", target: gone }
      gone: { type: final }
properties:
  nobody-alone: { never: "all i in Id (friend[i] == i)" }
  mutual: { reachable: "any i in Id (any j in Id (i != j and friend[i] == j and friend[j] == i))" }
`,
    ["node"],
  ],
  [
    "debts: of each instance, held in a state, by number, and one for all",
    `
types: { Id: 0..2 }
debts: { entry: {}, vm: {}, room: { count: Id, shared: true }, page: { shared: true } }
machines:
  worker:
    count: Id
    initial: idle
    states:
      idle: { type: rest, always: { actions: "take entry; take room[self]", target: busy } }
      busy:
        holds: vm
        always:
          - { guard: page.free, actions: "take page; give entry", target: paged }
          - { actions: "give entry; give room[self]", target: left }
      paged: { always: { choose: "o in Id where room[o].held", actions: "give page; give room[o]", target: left } }
      left: { type: final }
properties:
  two-pay: { reachable: "entry.held and vm.held and page.held and count i in Id (room[i].held) == 2" }
  rooms-last: { never: "all i in Id (worker[i].state == left) and any i in Id (room[i].held)" }
`,
    ["worker"],
  ],
];

describe("what names replicas is renamed with them", () => {
  test.each(NAMING)("%s", (_, text, machines) => {
    const found = symmetryOfText(`model: m\n${text}`);
    expect(found?.unequal).toEqual([]);
    expect(found?.symmetry?.families.flatMap(f => f.machines)).toEqual(machines);
    if (found?.symmetry) expect(expectQuotient(found.program, found.symmetry, 30_000)).toBe(true);
  });
});

const BASE = (actions: string, rest = "") => `
model: m
types: { Id: 0..2 }
variables: { x: { type: Id, initial: any }, n: 0..9 = 0, seen: { type: array Id of bool, initial: false } }
machines:
  p:
    count: Id
    initial: a
    states:
      a: { always: { actions: ${JSON.stringify(actions)}, target: b } }
      b: { type: final }
${rest}`;

describe("what treats one replica otherwise is refused", () => {
  test.each([
    ["a guard on self", "if self == 0 then n = 1", ""],
    ["order", "seen[self] = true; x = self; if x > 0 then n = 1", ""],
    ["arithmetic", "x = (self + 1) % 3; seen[x] = true", ""],
    ["the own number in a sum", "n = n + self", ""],
    [
      "a debt by number",
      "if room[0].held then n = 1; take room[self]",
      "debts: { room: { count: Id, shared: true } }",
    ],
    ["a property", "x = self", "properties: { q: { never: 'p[1].state == b' } }"],
    ["a start", "x = self", "initially: p[0].state == a and x == 0"],
  ])("%s", (_, actions, rest) => {
    const found = symmetryOfText(BASE(actions, rest));
    expect(found?.symmetry).toBeUndefined();
    expect(found?.unequal.map(u => u.machines)).toEqual([["p"]]);
  });

  const SENDING = (channel: string, send: string, take: string) => `
model: m
types: { Id: 0..2 }
variables: { n: 0..9 = 0, seen: { type: array Id of bool, initial: false } }
channels:
  other: { kind: fifo, capacity: 2, messages: { hello: { i: Id } } }
  wire: ${channel}
machines:
  p: { count: Id, initial: a, states: { a: { always: { actions: ${send}, target: b } }, b: { type: final } } }
  q: { initial: s, states: { s: { type: rest, on: { wire.hello: { actions: "${take}" } } } } }
`;

  test.each([
    [
      "a bag",
      SENDING(
        "{ kind: bag, capacity: 2, messages: { hello: { i: Id } } }",
        "send hello(i = self) to wire",
        "seen[message.i] = true",
      ),
      "the bag 'wire' keeps messages in the order of their numbers, and they name replicas",
    ],
    [
      "too many messages",
      SENDING(
        "{ capacity: 2, messages: { hello: { i: Id, k: 0..20000 } } }",
        "'send hello(i = self, k = 1) to wire'",
        "seen[message.i] = true",
      ),
      "messages of the channel 'wire' name replicas, and there are too many different ones to try them all",
    ],
    [
      "arithmetic on a field",
      SENDING(
        "{ capacity: 2, messages: { hello: { i: Id, k: 0..9 } } }",
        "'send hello(i = self, k = 3) to wire'",
        "n = message.k + message.i; seen[message.i] = true",
      ),
      "arithmetic or order on replicas",
    ],
  ])("%s is named as the reason", (_, text, why) => {
    expect(
      symmetryOfText(text)
        ?.unequal.map(u => u.message)
        .join(),
    ).toContain(`(${why})`);
  });

  test("the place is that of the variable, where its values are the reason", () => {
    const text = BASE("x = self").replace("initial: any", "initial: 0");
    const [{ message, span } = { message: "" }] = symmetryOfText(text)?.unequal ?? [];
    expect(message).toContain("x tells one from another (it starts with some of them)");
    expect(span && textOf(span)).toBe("x: { type: Id, initial: 0 }");
  });

  test("and what does not is taken", () => {
    const found = symmetryOfText(BASE("seen[self] = true; x = self; if seen[x] then n = 1"));
    expect(found?.symmetry?.families.map(f => f.machines)).toEqual([["p"]]);
  });

  test("liveness is not looked for among orbits", () => {
    const text = BASE(
      "x = self",
      "properties: { q: { eventually: 'all i in Id (p[i].state == b)' } }",
    );
    const { model, program } = compile({ name: "m.yaml", text }, NO_SETTINGS);
    if (!model || !program) throw new Error("the text has errors");
    const { symmetry, unequal } = findSymmetry(model, program);
    expect(symmetry).toBeUndefined();
    expect(unequal.map(u => u.message).join()).toContain("property 'q' is about whole runs");
  });
});
