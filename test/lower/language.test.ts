// What constructs of the language do when the model runs: a text, checked by the whole way of the data, and what
// its space then looks like.

import { expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { check } from "../../src/check.ts";
import { compile } from "../../src/compile.ts";
import type { Program } from "../../src/model/program.ts";
import type { Result } from "../../src/model/result.ts";
import { NO_SETTINGS, type Settings } from "../../src/model/settings.ts";

function checked(text: string, settings: Partial<Settings> = {}): Result {
  const plan = { limits: {}, all: false, graph: false, command: "", now: () => 0 };
  const all = { ...NO_SETTINGS, ...settings };
  const found = check({ name: "test.yaml", text }, { ...plan, settings: all });
  if (found.kind === "checked") return found.result;
  throw new Error(found.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

function programOf(text: string): Program {
  const { program, diagnostics } = compile({ name: "test.yaml", text }, NO_SETTINGS);
  if (program) return program;
  throw new Error(diagnostics.map(renderDiagnostic).join("\n"));
}

/** `property: verdict in N` of the properties that the model writes itself. */
function verdicts(result: Result): string[] {
  const builtIn = ["deadlock", "unhandled", "range", "assert"];
  return result.verdicts
    .filter(v => !builtIn.includes(v.property))
    .map(v => `${v.property}: ${v.verdict}${v.length === undefined ? "" : ` in ${v.length}`}`);
}

function builtIn(result: Result, name: string): string | undefined {
  return result.verdicts.find(v => v.property === name)?.verdict;
}

// ---------------------------------------------------------------- ignore and refuse in a row

const GUARDED = `
model: m
variables: { busy: bool = false, told: 0..2 = 0 }
machines:
  monitor:
    initial: idle
    states:
      idle:
        on:
          cancel: [{ guard: busy, target: done, actions: told = told + 1 }, { guard: else, POLICY: true }]
        always: { guard: not busy, actions: busy = true }
      done: { type: final }
triggers: { cancel: { times: 2 } }
properties:
  used-up: { reachable: "not busy and cancel.left == 0" }
  untouched: { always: "not busy implies told == 0 and monitor.state == idle" }
`;

test.each([
  ["ignore", "ignored"],
  ["refuse", "refused"],
])(
  "a row that says '%s' lets its trigger arrive under its guard, without effect",
  (key, policy) => {
    const text = GUARDED.replace("POLICY", key);
    const result = checked(text);
    expect(verdicts(result)).toEqual(["used-up: reached in 2", "untouched: holds"]);
    expect(builtIn(result, "unhandled")).toBe("holds");
    const commands = programOf(text).commands.filter(c => c.kind === "trigger");
    expect(commands.map(c => c.policy)).toEqual([undefined, policy]);
    expect(result.matrices[0]?.cells[0]?.[0]?.rows.map(r => r.text)).toEqual([
      "cancel [busy] / told = told + 1",
      `cancel [else] / ${key}`,
    ]);
  },
);

test("who can only be refused is stuck, as with 'refuse' of the state", () => {
  const stuck = (state: string) =>
    builtIn(
      checked(`
model: m
machines: { a: { initial: s, states: { s: ${state} } } }
triggers: { go: {} }
`),
      "deadlock",
    );
  expect(stuck("{ on: { go: { refuse: true } } }")).toBe("violated");
  expect(stuck("{ refuse: [go] }")).toBe("violated");
  expect(stuck("{ on: { go: { actions: skip } } }")).toBe("holds");
});

// ---------------------------------------------------------------- what constants switch

const SWITCHED = `
model: m
constants: { fixed: false }
variables: { status: { type: "[none, active, failed]", initial: none, emits: STATUS } }
channels:
  ack: { messages: [done], when: fixed }
machines:
  a:
    initial: s
    states:
      s: { always: { target: t, actions: status = active } }
      t:
        always:
          - { target: u, actions: status = failed }
          - { target: u, actions: send done to ack, when: fixed }
      u: { type: final }
observers:
  short:
    follows: STATUS
    allowed: [none -> active, { path: [active -> failed, failed -> none], when: not fixed }]
  long:
    initial: x
    states:
      x: { on: { STATUS(active): y } }
      y: { on: { STATUS(failed): { target: y, when: not fixed } } }
`;

test("lines of 'allowed', rows of an observer and channels are switched by constants", () => {
  const before = checked(SWITCHED);
  expect(verdicts(before)).toEqual(["observer short: holds", "observer long: holds"]);
  const after = checked(SWITCHED, { constants: new Map([["fixed", "true"]]) });
  expect(verdicts(after)).toEqual([
    "observer short: violated in 2",
    "observer long: violated in 2",
  ]);
  expect(programOf(SWITCHED).slots.map(s => s.name)).not.toContain("ack");
});

// ---------------------------------------------------------------- emptying a channel

function reconnecting(kind: string, action: string): string {
  return `
model: m
channels: { wire: { kind: ${kind}, messages: { ping: { n: 0..2 } } } }
machines:
  client:
    initial: start
    states:
      start: { always: { target: sent, steps: [send ping(n = 1) to wire, ${action}] } }
      sent: { always: { target: done, guard: wire.empty } }
      done: { type: final }
properties: { over: { reachable: client.state == done } }
`.replace("messages", kind === "register" ? "messages" : "capacity: 3, messages");
}

test.each(["fifo", "bag", "register"])("'empty' leaves no message in a %s", kind => {
  const sends = kind === "register" ? "empty wire" : "[send ping(n = 2) to wire, empty wire]";
  const result = checked(reconnecting(kind, sends));
  expect(verdicts(result)).toEqual(["over: reached in 3"]);
  const told = result.verdicts[0]?.trace?.steps.flatMap(s => s.happenings.map(h => h.kind));
  const lost = kind === "register" ? ["lose"] : ["send", "lose", "lose"];
  expect(told).toEqual(["send", ...lost]);
  expect(verdicts(checked(reconnecting(kind, "skip")))).toEqual(["over: unreached"]);
});

// ---------------------------------------------------------------- definitions with parameters

const HOSTS = `
model: m
types: { Host: [a, b] }
variables:
  up: { type: array Host of bool, initial: true }
  paused: { type: array Host of bool, initial: false }
  owner: { type: Host, initial: a }
  h: 0..3 = 2
define: DEFINES
machines:
  host:
    count: Host
    initial: run
    variables: { n: 0..3 = 0 }
    states:
      run:
        on: { pause: [{ guard: OWNS, actions: "paused[self] = true" }, { guard: else, refuse: true }] }
        always: { guard: COUNTS, actions: n = n + 1 }
triggers: { pause: { times: 2 } }
properties:
  p: { never: NOBODY }
  q: { step: "all x in Host (PAUSED)" }
`;

function hosts(defines: string, words: Readonly<Record<string, string>>): string {
  const text = HOSTS.replace("DEFINES", defines);
  return Object.entries(words).reduce((so, [word, value]) => so.replace(word, value), text);
}

test("a definition with parameters is its expression with the arguments in their places", () => {
  const short = hosts(
    `
  owns(h in Host): up[h] and not paused[h]
  both(x, y): owns(x) and owns(y)
  mine: owner == self
  counts(k): mine and k < h
  kept(x): old(paused[x]) implies paused[x]
`,
    {
      OWNS: "owns(self)",
      COUNTS: "counts(n)",
      NOBODY: '"not both(Host.a, Host.b) and not owns(b)"',
      PAUSED: "kept(x)",
    },
  );
  const long = hosts("{}", {
    OWNS: '"up[self] and not paused[self]"',
    COUNTS: "owner == self and n < h",
    NOBODY:
      '"not ((up[a] and not paused[a]) and (up[b] and not paused[b])) and not (up[b] and not paused[b])"',
    PAUSED: "old(paused[x]) implies paused[x]",
  });
  const shape = (text: string) => {
    const { commands, probes } = programOf(text);
    const parts = [commands.map(c => [c.guard, c.effect]), probes.map(p => p.term)];
    return JSON.stringify(parts, (key, part: unknown) => (key === "span" ? undefined : part));
  };
  expect(shape(short)).toBe(shape(long));
  const [a, b] = [checked(short), checked(long)];
  expect([a.states, a.transitions, verdicts(a)]).toEqual([b.states, b.transitions, verdicts(b)]);
  expect(a.matrices[0]?.cells[0]?.[0]?.rows[0]?.text).toBe(
    "pause [owns(self)] / paused[self] = true",
  );
});

// ---------------------------------------------------------------- budgets of channels

test("what a channel may still lose or double can be read, also where it may do neither", () => {
  const result = checked(`
model: m
channels:
  wire: { kind: bag, capacity: 2, messages: [ping], losses: 1, duplicates: 1 }
  safe: { messages: [ping] }
machines:
  a:
    initial: s
    states:
      s: { always: { target: t, actions: send ping to wire } }
      t: { always: { target: u, guard: wire.duplicates-left == 0 and wire.losses-left == 1 } }
      u: { type: rest, on: { wire.ping: { actions: send ping to safe } } }
      v: { type: final }
properties:
  lost: { reachable: wire.losses-left == 0 and wire.duplicates-left == 1 }
  twice: { reachable: a.state == u and wire.length == 2 }
  once-only: { step: old(wire.losses-left) - wire.losses-left <= 1 }
  never-unsafe: { always: safe.losses-left == 0 and safe.duplicates-left == 0 }
`);
  expect(verdicts(result)).toEqual([
    "lost: reached in 2",
    "twice: reached in 3",
    "once-only: holds",
    "never-unsafe: holds",
  ]);
});

// ---------------------------------------------------------------- every machine at rest

test("'at-rest' is true where every machine has ended, rests or waits for a trigger", () => {
  const result = checked(`
model: m
variables: { x: 0..3 = 0 }
machines:
  a:
    initial: s
    states:
      s: { on: { go: { target: t, steps: [x = 1, x = 2] } } }
      t: { type: final }
  b:
    initial: early
    states: { early: { always: { guard: x == 2, target: late } }, late: { type: rest } }
triggers: { go: { times: 1 } }
properties:
  in-the-end: { always: "at-rest == (a.state == t and b.state == late)" }
  last: { step: "not old(at-rest)" }
  settles: { possible: at-rest }
`);
  expect(verdicts(result)).toEqual(["in-the-end: holds", "last: holds", "settles: holds"]);
});
