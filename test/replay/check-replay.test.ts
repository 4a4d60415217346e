// A replay file must survive JSON and edits beside the run, say where it stops fitting, and not trust
// what stands in it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import type { Program } from "../../src/model/program.ts";
import { checkReplay } from "../../src/replay/check-replay.ts";
import { traceFile } from "../../src/replay/file.ts";
import { judge } from "../../src/replay/judge.ts";
import {
  chain,
  check,
  command,
  eq,
  num,
  param,
  parameter,
  probe,
  program,
  range,
  set,
} from "../programs.ts";
import { CANCEL, example, exampleWith, SEND } from "./example.ts";

const by = new Map([["cancel", "operator"]]);
const meta = { file: "example.yaml", settings: ["fixed=true"] };

function tracesOf(of: Program) {
  const engine = interpret(of);
  const outcome = explore(engine, { limits: {}, now: () => 0 });
  const verdicts = judge(of, outcome, engine, { all: false, by });
  return verdicts.flatMap(v => (v.trace ? [{ name: v.property, trace: v.trace }] : []));
}

const files = new Map(
  tracesOf(example).map(({ name, trace }) => [
    name,
    JSON.parse(JSON.stringify(traceFile(example, trace, meta))),
  ]),
);
const kept = files.get("kept");

function replay(value: unknown, of: Program = example) {
  return checkReplay(value, interpret(of), by);
}

describe("a file replayed on the same model", () => {
  test.each(tracesOf(example))("shows $name again, step by step", ({ name, trace }) => {
    const replayed = replay(files.get(name));
    expect(replayed.changed).toBe(false);
    expect(replayed.problem).toBeUndefined();
    expect(replayed.trace?.states).toEqual(trace.states);
    expect(replayed.trace?.steps).toEqual(trace.steps);
    if (name === "possible") expect(replayed.violates).toBeUndefined();
    else {
      expect(replayed.violates).toBe(true);
      expect(replayed.trace).toEqual({ ...trace, decision: undefined });
    }
  });

  test("names actions, not numbers, and says where it comes from", () => {
    expect(kept).toMatchObject({
      format: "migcheck-replay",
      version: 1,
      file: "example.yaml",
      settings: ["fixed=true"],
      property: "kept",
      steps: [
        { action: "monitor: cancel", params: [] },
        { action: "sender: sending", params: [{ name: "pick", value: "0" }] },
      ],
    });
  });
});

describe("a model that has changed", () => {
  test("commands may move: the run still fits, and the change is said", () => {
    const moved = exampleWith({ commands: example.commands.toReversed() });
    expect(replay(kept, moved)).toMatchObject({
      changed: true,
      violates: true,
    });
  });

  test("the property may hold now", () => {
    const mended = exampleWith({
      probes: example.probes.map((p, i) => (i === 1 ? { ...p, term: num(0) } : p)),
    });
    const replayed = replay(kept, mended);
    expect(replayed).toMatchObject({ changed: false, violates: false });
    expect(replayed.trace?.ending).toBe("here kept is not violated");
  });

  test("a step that is not enabled any more: which, and what is enabled instead", () => {
    const commands = example.commands.map((c, i) => (i === SEND ? { ...c, guard: num(0) } : c));
    const replayed = replay(kept, exampleWith({ commands }));
    expect(replayed.problem).toBe(
      "step 2: `sender: sending (pick = 0), step 1 of 2` is not enabled any more; nothing is enabled here",
    );
    expect(replayed.violates).toBeUndefined();
    expect(replayed.trace?.steps).toHaveLength(1);
  });

  test("an action of another name: the nearest and the enabled ones are named", () => {
    const commands = example.commands.map((c, i) =>
      i === CANCEL ? { ...c, name: "monitor: cancel!" } : c,
    );
    const replayed = replay(kept, exampleWith({ commands }));
    expect(replayed.problem).toContain("step 1: the model has no action `monitor: cancel`");
    expect(replayed.problem).toContain("did you mean `monitor: cancel!`?");
    expect(replayed.problem).toContain(
      "enabled here: monitor: cancel!; sender: sending (pick = 0)",
    );
  });

  test("a parameter that cannot have the value any more", () => {
    const commands = example.commands.map((c, i) =>
      i === SEND ? { ...c, params: [parameter("pick", [2])] } : c,
    );
    expect(replay(kept, exampleWith({ commands })).problem).toBe(
      "step 2: parameter pick of `sender: sending` cannot be `0`",
    );
  });

  test("a property that is gone: the run is shown, without a word on it", () => {
    const replayed = replay(kept, exampleWith({ checks: [] }));
    expect(replayed.problem).toBe("the model has no property `kept` any more");
    expect(replayed.trace?.steps).toHaveLength(2);
  });

  test("a cell that was filled", () => {
    const filled = exampleWith({ probes: example.probes.filter(p => p.about.kind !== "cell") });
    expect(replay(files.get("unhandled"), filled).problem).toBe(
      "step 3: something is said of `cancel` here",
    );
  });

  test("a step that fails now ends the run", () => {
    const commands = example.commands.map((c, i) =>
      i === CANCEL ? { ...c, effect: [set(0, num(17))] } : c,
    );
    expect(replay(kept, exampleWith({ commands })).problem).toBe(
      "step 2: the run ended before: status would become 17, outside 0..3",
    );
  });
});

describe("several initial states", () => {
  const subject = program([range("n", 0, 9), range("m", 0, 1)], [], {
    initial: [[2, 5, 7], [0]],
    initially: [{ kind: "not", of: eq(0, 2) }],
    probes: [probe("state", eq(0, 7))],
    checks: [{ ...check("never-7", { by: "bad-probe", probe: 0 }), kind: "never" }],
  });
  const [first] = tracesOf(subject);
  const file = first && traceFile(subject, first.trace, meta);

  test("the file decides which", () => {
    expect(replay(file, subject)).toMatchObject({ violates: true });
    expect(replay(file, subject).trace?.start[0]?.value).toBe("7");
  });

  test.each([
    ["3", "start: n cannot start as `3`"],
    ["2", "start: it is no initial state any more, not n == 2 is false"],
    [undefined, "start: n cannot start as the file does not say"],
  ])("a start with n = %s is none", (value, problem) => {
    const start = value === undefined ? [] : [{ name: "n", value }];
    expect(replay({ ...file, start }, subject).problem).toBe(problem);
  });
});

describe("a file from a stranger", () => {
  const wrong: [string, unknown][] = [
    ["null", null],
    ["a list", []],
    ["a text", "{}"],
    ["another format", { ...kept, format: "other" }],
    ["another version", { ...kept, version: 2 }],
    ["no steps", { ...kept, steps: undefined }],
    ["steps that are no list", { ...kept, steps: { length: 1 } }],
    ["a step that is a number", { ...kept, steps: [1] }],
    ["a name that is a number", { ...kept, steps: [{ action: 1, params: [] }] }],
    ["a parameter without value", { ...kept, steps: [{ action: "a", params: [{ name: "x" }] }] }],
    ["a half cell", { ...kept, steps: [{ action: "a", params: [], unhandled: {} }] }],
    ["a text without end", { ...kept, property: "x".repeat(20_000) }],
    ["too many steps", { ...kept, steps: Array.from({ length: 1_000_001 }, () => 0) }],
    ["inherited fields", Object.create(kept)],
  ];
  test.each(wrong)("%s is refused in words", (_, value) => {
    const { problem, trace } = replay(value);
    expect(problem).toMatch(/^not a replay file: /);
    expect(trace).toBeUndefined();
  });

  test.each(["__proto__", "constructor", "toString"])("%s is no action", name => {
    const steps = JSON.parse(`[{"action":"${name}","params":[],"__proto__":{"x":1}}]`);
    expect(replay({ ...kept, steps }).problem).toContain(`the model has no action \`${name}\``);
  });

  test("what could steer a terminal does not come out again", () => {
    const steps = [{ action: `\u001b[31m\u202e${"x".repeat(500)}`, params: [] }];
    const problem = replay({ ...kept, steps }).problem ?? "";
    expect(problem).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(problem.length).toBeLessThan(400);
  });

  test("nothing can come after a trigger that is open", () => {
    const file = files.get("unhandled");
    const steps = [...file.steps, file.steps[0]];
    expect(replay({ ...file, steps }).problem).toContain("step 3: nothing can come after");
  });

  test("any JSON is answered, never thrown at", () => {
    const key = fc.constantFrom(...Object.keys(kept));
    fc.assert(
      fc.property(key, fc.jsonValue(), (k, value) => {
        const { problem, trace } = replay({ ...kept, [k]: value });
        expect(problem !== undefined || trace !== undefined).toBe(true);
      }),
    );
  });
});

test("a run of many steps replays to its end", () => {
  const long = chain(20_000, {
    probes: [probe("state", eq(0, 20_000))],
    checks: [{ ...check("never", { by: "bad-probe", probe: 0 }), kind: "never" }],
  });
  const [found] = tracesOf(long);
  const replayed = found && replay(traceFile(long, found.trace, meta), long);
  expect(replayed).toMatchObject({ violates: true });
  expect(replayed?.trace?.steps).toHaveLength(20_000);
});

test("two parameters are found by name and value", () => {
  const of = program(
    [range("n", 0, 9)],
    [
      command(
        "pick",
        eq(0, 0),
        [set(0, { kind: "binary", op: "+", left: param(0), right: param(1) })],
        {
          params: [parameter("a", [0, 1]), parameter("b", [0, 3, 8])],
        },
      ),
    ],
    {
      probes: [probe("state", eq(0, 9))],
      checks: [{ ...check("never-9", { by: "bad-probe", probe: 0 }), kind: "never" }],
    },
  );
  const [found] = tracesOf(of);
  const file = found && traceFile(of, found.trace, meta);
  expect(file?.steps[0]?.params).toEqual([
    { name: "a", value: "1" },
    { name: "b", value: "8" },
  ]);
  expect(replay(file, of)).toMatchObject({ violates: true });
});
