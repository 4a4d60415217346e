// A trace must be re-executable and say the same as the states it passes through.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bug } from "../../src/base/bug.ts";
import { interpret } from "../../src/engine/interpret.ts";
import type { Path } from "../../src/model/outcome.ts";
import type { Program } from "../../src/model/program.ts";
import { showSlot } from "../../src/model/show-slot.ts";
import type { Interpreter, State, Step } from "../../src/model/stepper.ts";
import { paramsOf, valuesOf } from "../../src/replay/action.ts";
import { rerun } from "../../src/replay/run.ts";
import { traceOf } from "../../src/replay/trace.ts";
import { command, num, parameter, twoPhaseCommit, twoPhaseCommitByParameter } from "../programs.ts";
import { CANCEL, example, FAIL, FINISH, LEFT, MONITOR, RETRY, SEND, TRIES } from "./example.ts";

const context = {
  by: new Map([["cancel", "operator"]]),
  property: "kept",
  ending: "over",
};

const start = Int32Array.from([0, 0, 0, 0, 0, 0, 0, 1]);
const step = (command: number, choice = 0): Step => ({ command, choice });

describe("traceOf", () => {
  const path: Path = { start, steps: [step(CANCEL), step(SEND, 1), step(FINISH)] };
  const trace = traceOf(interpret(example), path, step(FAIL), context);

  test("says where it starts and how it ends", () => {
    expect(trace.start.map(b => `${b.name}=${b.value}`).join(" ")).toBe(
      "status=active monitor.state=idle sender.state=sending sender.step=0 wire=empty bql=free tries=0 cancel.left=1",
    );
    expect(trace).toMatchObject({ model: "example", property: "kept", ending: "over" });
    expect(trace.agents).toEqual(["monitor", "sender"]);
  });

  test("a trigger names its sender, its row and what it changed", () => {
    expect(trace.steps[0]).toEqual({
      number: 1,
      command: CANCEL,
      choice: 0,
      kind: "trigger",
      agent: "monitor",
      machine: "monitor",
      by: "operator",
      cause: "cancel",
      params: [],
      row: {
        id: "monitor/idle/cancel/1",
        text: "cancel / status = cancelling",
        place: "example.yaml:2",
      },
      step: 1,
      steps: 1,
      from: "idle",
      to: "idle",
      changes: [
        { name: "status", from: "active", to: "cancelling" },
        { name: "cancel.left", from: "1", to: "0" },
      ],
      happenings: [{ kind: "emit", event: "MIGRATION", value: "cancelling" }],
    });
  });

  test("parameters, locks and messages are decoded; the place within the row is no change", () => {
    expect(trace.steps[1]).toMatchObject({
      params: [{ name: "pick", value: "2" }],
      step: 1,
      steps: 2,
      changes: [
        { name: "wire", from: "empty", to: "copy(row=a, n=3)" },
        { name: "bql", from: "free", to: "sender" },
      ],
      happenings: [
        { kind: "acquire", on: "bql" },
        { kind: "send", channel: "wire", message: "copy(row=a, n=3)" },
      ],
    });
  });

  test("the acting machine's states, and one row of values per state", () => {
    expect(trace.steps[2]).toMatchObject({ from: "sending", to: "done" });
    expect(trace.states).toHaveLength(5);
    expect(trace.states[4]?.[0]).toBe("failed");
  });

  test("a fault ends it: what was wrong in words, no change, and the state stays", () => {
    const steps = [...path.steps, step(FAIL), step(RETRY)];
    const faulting = traceOf(interpret(example), { start, steps }, step(RETRY), context);
    const last = faulting.steps.at(-1);
    expect(last).toMatchObject({ changes: [], fault: "tries would become 2, outside 0..1" });
    expect(last?.to).toBeUndefined();
    expect(faulting.states).toHaveLength(faulting.steps.length + 1);
    expect(faulting.states.at(-1)).toEqual(faulting.states.at(-2));
  });
});

describe("rerun", () => {
  const engine = interpret(example);
  const impossible: [string, Step[]][] = [
    ["is not enabled", [step(FINISH)]],
    ["is no command", [step(99)]],
    ["has no such choice", [step(SEND, 2)]],
    ["comes after a fault", [CANCEL, SEND, FINISH, FAIL, RETRY, RETRY, RETRY].map(c => step(c))],
  ];
  test.each(impossible)("a step that %s is a bug: such a trace is never shown", (_, steps) => {
    expect(() => rerun(engine, { start, steps })).toThrow(Bug);
  });

  test("the path it is given is not changed", () => {
    const given = start.slice();
    rerun(engine, { start: given, steps: [step(CANCEL)] });
    expect(given[LEFT]).toBe(1);
  });
});

describe("every path of the interpreter", () => {
  const programs: [string, Program][] = [
    ["example", example],
    ["two-phase commit", twoPhaseCommit(3)],
    ["two-phase commit by parameter", twoPhaseCommitByParameter(3)],
  ];
  test.each(programs)("re-executes to the same states: %s", (_, program) => {
    const engine = interpret(program);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), picks => {
        const walked = walk(engine, picks);
        const trace = traceOf(engine, { start: first(engine), steps: walked.steps }, undefined, {
          ...context,
          by: new Map(),
        });
        const shown = walked.states.map(s =>
          program.slots.map((_, i) => showSlot(program, i, s[i] ?? 0)),
        );
        expect(trace.states).toEqual(shown);
        for (const [i, { changes }] of trace.steps.entries()) {
          const visible = program.slots.filter(
            (s, k) => s.role !== "step" && shown[i]?.[k] !== shown[i + 1]?.[k],
          );
          expect(changes.map(c => c.name)).toEqual(visible.map(s => s.name));
        }
      }),
    );
  });
});

function first(engine: Interpreter): State {
  let found: State | undefined;
  engine.initial(state => {
    found = state.slice();
    return false;
  });
  return found ?? new Int32Array();
}

/** A walk that takes the picked one of what is enabled and has a successor. */
function walk(engine: Interpreter, picks: readonly number[]): { states: State[]; steps: Step[] } {
  const states = [first(engine)];
  const steps: Step[] = [];
  for (const pick of picks) {
    const state = states.at(-1) as State;
    const options = engine.enabled(state).flatMap(each => {
      const next = engine.apply(state, each)?.next;
      return next ? [{ each, next }] : [];
    });
    const taken = options[pick % Math.max(1, options.length)];
    if (!taken) break;
    steps.push(taken.each);
    states.push(taken.next);
  }
  return { states, steps };
}

describe("valuesOf", () => {
  test("the first parameter is the slowest, as visitors number choices", () => {
    const params = [parameter("a", [1, 5]), parameter("b", [-1, 0, 7])];
    const of = command("c", num(1), [], { params, agent: MONITOR });
    const all = [0, 1, 2, 3, 4, 5].map(choice => valuesOf(of, choice).join(","));
    expect(all).toEqual(["1,-1", "1,0", "1,7", "5,-1", "5,0", "5,7"]);
    expect(paramsOf(of, 5)).toEqual([
      { name: "a", value: "5" },
      { name: "b", value: "7" },
    ]);
    expect(() => valuesOf(of, 6)).toThrow(Bug);
  });
});

test("slots that the example names stand where it says", () => {
  expect(example.slots[TRIES]?.name).toBe("tries");
  expect(example.commands[SEND]?.name).toBe("sender: sending");
});
