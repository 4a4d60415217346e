// Who wakes whom, against a plain reading of the definition over an explicit list of steps, for random models.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import { explore } from "../../src/explore/breadth-first.ts";
import { waitsOf } from "../../src/explore/waits.ts";
import type { Model } from "../../src/model/model.ts";
import type { Command, Program } from "../../src/model/program.ts";
import type { Interpreter } from "../../src/model/stepper.ts";
import { compileText, models } from "../generate/model.ts";

interface Taken {
  readonly from: number;
  readonly to: number;
  readonly command: number;
}

interface Whole {
  readonly model: Model;
  readonly program: Program;
  readonly states: readonly Int32Array[];
  readonly steps: readonly Taken[];
}

function whole(model: Model, interpreter: Interpreter): Whole {
  const { program } = interpreter;
  const outcome = explore(interpreter, { limits: {}, now: () => 0 });
  const states = Array.from({ length: outcome.states }, (_, n) => {
    const state = new Int32Array(program.slots.length);
    outcome.space.read(n, state);
    return state;
  });
  const steps = states.flatMap((state, from) =>
    interpreter.enabled(state).map(step => {
      const next = interpreter.apply(state, step)?.next;
      return { from, to: next ? outcome.space.find(next) : -1, command: step.command };
    }),
  );
  return { model, program, states, steps };
}

function isOwn(command: Command | undefined): boolean {
  return command?.kind === "own" || command?.kind === "message" || command?.kind === "timeout";
}

/** `machine state step` of an agent in a state that waits there; undefined where it does not wait. */
function waiting({ model, program, states, steps }: Whole, agent: number, number: number) {
  const { machine: name, state: slot } = program.agents[agent] as Program["agents"][number];
  const machine = model.machines.find(m => m.name === name);
  const state = states[number]?.[slot] ?? 0;
  const at = program.slots.findIndex(s => s.role === "step" && s.agent === agent);
  const step = at < 0 ? 0 : (states[number]?.[at] ?? 0);
  const rows = machine?.rows.filter(r => r.from.includes(state) && r.cause.kind !== "trigger");
  if (step === 0 && rows?.length === 0) return undefined;
  const goes = steps.some(({ from, command }) => {
    const taken = program.commands[command];
    return from === number && isOwn(taken) && (taken?.agent === agent || taken?.partner === agent);
  });
  return goes ? undefined : `${name} ${state} ${step}`;
}

interface Expected {
  readonly wakers: Set<number>;
  never?: number;
  outside?: number;
}

/** Straight from the definition. */
function expected(space: Whole): Map<string, Expected> {
  const { program, states, steps } = space;
  const found = new Map<string, Expected>();
  const at = (key: string): Expected => {
    const known = found.get(key) ?? { wakers: new Set<number>() };
    found.set(key, known);
    return known;
  };
  for (const agent of program.agents.keys()) {
    const waits = states.map((_, n) => waiting(space, agent, n));
    const goes = new Set([...states.keys()].filter(n => waits[n] === undefined));
    for (const { from, to } of steps) if (to < 0) goes.add(from);
    for (let before = -1; before !== goes.size; ) {
      before = goes.size;
      for (const { from, to, command } of steps)
        if (program.commands[command]?.kind !== "fault" && goes.has(to)) goes.add(from);
    }
    for (const [n, key] of waits.entries()) {
      if (key === undefined) continue;
      const place = at(key);
      const quiet = !steps.some(s => s.from === n && isOwn(program.commands[s.command]));
      if (!goes.has(n)) place.never = Math.min(place.never ?? n, n);
      else if (quiet) place.outside = Math.min(place.outside ?? n, n);
      for (const { from, to, command } of steps) {
        if (from !== n || to < 0 || program.commands[command]?.kind === "fault") continue;
        if (waits[to] === undefined) place.wakers.add(command);
      }
    }
  }
  return found;
}

describe("waits", () => {
  test("are those of the definition", () => {
    let seen = 0;
    fc.assert(
      fc.property(models(150), text => {
        const { model, program } = compileText(text);
        if (!model || !program) return;
        const interpreter = interpret(program);
        const outcome = explore(interpreter, { limits: {}, now: () => 0 });
        const places = waitsOf(model, program, outcome).seen;
        const plain = (of: ReadonlyMap<string, unknown>) => [...of.keys()].sort();
        const reference = expected(whole(model, interpreter));
        const waited = new Map(places.map(p => [`${p.machine} ${p.state} ${p.step}`, p]));
        expect(plain(waited)).toEqual(plain(reference));
        for (const [key, place] of waited) {
          const { wakers, never, outside } = reference.get(key) as Expected;
          expect([place.never?.state, place.outside?.state, place.wakers]).toEqual([
            never,
            outside,
            [...wakers].sort((a, b) => a - b),
          ]);
          seen++;
        }
      }),
      { numRuns: 50, seed: 5 },
    );
    expect(seen).toBeGreaterThan(12);
  });

  test("of a space that was not seen whole nothing is said", () => {
    const { model, program } = compileText(
      "model: m\nmachines: { a: { initial: s, states: { s: { always: t }, t: { always: { guard: false, target: s } } } } }",
    );
    if (!model || !program) throw new Error("does not compile");
    const outcome = explore(interpret(program), { limits: { states: 1 }, now: () => 0 });
    expect(waitsOf(model, program, outcome)).toEqual({ seen: [], reason: "states" });
  });
});
