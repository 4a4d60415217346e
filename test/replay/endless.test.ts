// A run that never ends is shown only if it closes, is fair and breaks the formula; a saved one is told from one that has
// come to mean something else.

import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { decideEndless } from "../../src/explore/endless.ts";
import type { Endless, Endlessly } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import type { Trace } from "../../src/model/trace.ts";
import { checkReplay } from "../../src/replay/check-replay.ts";
import { type ReplayFile, traceFile } from "../../src/replay/file.ts";
import { judge } from "../../src/replay/judge.ts";
import { expectUntold } from "../generate/agree.ts";

/** One goes round and round; the other may be let in at `open` only. */
const model = (fair = "weak") => `
model: round
machines:
  wheel:
    initial: open
    states:
      open: { always: { name: shut, target: closed } }
      closed: { always: { name: open, target: open } }
  guest:
    initial: outside
    states:
      outside: { always: { name: enter, guard: wheel.state == open, target: inside, fair: ${fair} } }
      inside: { type: final }
properties:
  gets-in: { eventually: guest.state == inside }
`;

function programOf(text: string): Program {
  const { program } = compile({ name: "round.yaml", text }, NO_SETTINGS);
  if (!program) throw new Error("the model has errors");
  return program;
}

const program = programOf(model());
const by = new Map<string, string>();

function judged(of: Program, run?: Endless, answer?: Endlessly) {
  const interpreter = interpret(of);
  const outcome = explore(interpreter, { limits: {}, now: () => 0, all: false });
  const meaning = of.checks[0]?.meaning;
  if (meaning?.by !== "liveness") throw new Error("no liveness check");
  const limits = { memory: 1000, stop: () => undefined };
  const found: Endlessly | undefined = run ? { kind: "violated", run } : answer;
  const endless = () => found ?? decideEndless(outcome, interpreter, meaning, limits);
  const options = { all: false, by, endless };
  const verdicts = judge(of, outcome, interpreter, options);
  expectUntold(judge(of, outcome, interpreter, { ...options, untold: true }), verdicts);
  return verdicts[0];
}

function traceOf(of: Program): Trace {
  const trace = judged(of)?.trace;
  if (!trace) throw new Error("no trace");
  return trace;
}

const trace = traceOf(program);

describe("the trace of a run that goes round", () => {
  test("says where it begins to, and comes back there", () => {
    expect(trace.loop).toBe(0);
    expect(trace.steps.map(s => s.row?.name)).toEqual(["shut", "open"]);
    expect(trace.states.at(-1)).toEqual(trace.states[0]);
  });

  test("says who never gets a turn, and why that is allowed", () => {
    expect(trace.idle).toHaveLength(1);
    expect(trace.idle?.[0]).toMatchObject({ agent: "guest" });
    expect(trace.idle?.[0]?.text).toContain("in 1 of 2 states of the cycle");
  });

  test("explains that it never comes", () => {
    expect(trace.explanation.map(e => e.value)).toEqual(["false", "never true"]);
  });
});

const SHUT = { command: 0, choice: 0 };
const OPEN = { command: 1, choice: 0 };
const ENTER = { command: 2, choice: 0 };

describe("no wrong run becomes a verdict", () => {
  const start = new Int32Array(program.slots.length);

  test.each([
    ["a cycle that does not close", [SHUT, OPEN, SHUT], 0],
    ["a stop where somebody has to act", [], 0],
    ["a run that keeps the promise", [ENTER, SHUT, OPEN], 1],
  ])("%s", (_, steps, loop) => {
    expect(() => judged(program, { path: { start, steps }, loop })).toThrow(/does not confirm/);
  });

  test("an unfair cycle: strong fairness lets nobody be overtaken for ever", () => {
    const strong = programOf(model("strong"));
    const found = { path: { start, steps: [SHUT, OPEN] }, loop: 0 };
    expect(() => judged(strong, found)).toThrow(/does not confirm/);
    expect(judged(strong)?.verdict).toBe("holds");
  });
});

test.each<[Endlessly, RegExp]>([
  [{ kind: "stopped", reason: "memory" }, /every state was seen.*limit on memory/],
  [{ kind: "refused", message: "the formula is too large" }, /^the formula is too large$/],
])("what was cut off is undecided: %j", (answer, why) => {
  const verdict = judged(program, undefined, answer);
  expect(verdict).toMatchObject({ verdict: "undecided", trace: undefined });
  expect(verdict?.reason).toMatch(why);
});

describe("a saved run", () => {
  const meta = { file: "round.yaml", settings: [] };
  const saved = traceFile(program, trace, meta);
  const replay = (file: object, of = program) =>
    checkReplay(JSON.parse(JSON.stringify(file)), interpret(of), by);

  test("shows the same again", () => {
    const replayed = replay(saved);
    expect(replayed).toMatchObject({ violates: true, changed: false });
    expect(replayed.trace).toEqual(trace);
  });

  test("is fair no more where the model has become strongly fair", () => {
    const replayed = replay(saved, programOf(model("strong")));
    expect(replayed).toMatchObject({ violates: false });
  });

  test("without its cycle tells nothing", () => {
    const { loop: _, ...rest } = saved;
    expect(replay(rest).violates).toBeUndefined();
  });

  test("whose cycle does not close is told from one that does", () => {
    const steps = saved.steps.slice(0, 1);
    const replayed = replay({ ...saved, steps });
    expect(replayed.problem).toContain("wheel.state is closed, not open");
    expect(replayed.violates).toBeUndefined();
  });

  test.each([[-1], [3], [0.5], ["0"], [null]])("with loop %j is no replay file", loop => {
    const file = { ...saved, loop } as unknown as ReplayFile;
    expect(replay(file).problem).toContain("'loop' is not a whole number from 0 to 2");
  });
});
