// `enabled(machine, state)` is true exactly where the stepper can begin a row of the machine that leads to the state: in every
// state of random models and of models that ship, and before every step (`old`).

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { compile } from "../../src/compile.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { lowerModel } from "../../src/lower/lower.ts";
import type { Expr } from "../../src/model/expression.ts";
import type { Machine, Model, Property } from "../../src/model/model.ts";
import type { Command, Program, Term } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import type { Interpreter, State } from "../../src/model/stepper.ts";
import { valuesOfIndex } from "../../src/model/types.ts";
import { choosesLate } from "../../src/resolve/enabled-rows.ts";
import { models } from "../generate/model.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const BOOL = { kind: "bool" } as const;

/** One replica and one of its states. */
interface Question {
  readonly property: string;
  readonly machine: Machine;
  readonly replica: number;
  readonly target: number;
}

/** All that the language lets one ask. */
function questionsOf(model: Model): Question[] {
  return model.machines.flatMap(machine => {
    const replicas = machine.replicas ? valuesOfIndex(machine.replicas) : [0];
    return replicas.flatMap((_, replica) =>
      machine.states.flatMap((_, target) => {
        const property = `can ${machine.name} ${replica} ${target}`;
        const rows = machine.rows.filter(row => row.target === target);
        const told = !rows.some(row => choosesLate(model, row, machine.name));
        return told ? [{ property, machine, replica, target }] : [];
      }),
    );
  });
}

/** For each question a property of the state and one of the state before. */
function asking(model: Model, questions: readonly Question[]): Model {
  const properties = questions.flatMap(question => {
    const expr = enabled(model, question);
    const before: Expr = { kind: "old", of: expr, type: BOOL, span: model.span };
    const of = { name: question.property, span: model.span, text: "" };
    const after: Property = { ...of, meaning: { kind: "reachable", expr } };
    const old = { ...of, name: `old ${of.name}`, meaning: { kind: "step", expr: before } } as const;
    return [after, old];
  });
  return { ...model, properties };
}

function enabled(model: Model, { machine, replica, target }: Question): Expr {
  const { span } = model;
  const type = machine.replicas;
  const value = type && valuesOfIndex(type)[replica];
  const instance: Expr | undefined =
    type && value !== undefined ? { kind: "const", value, type, span } : undefined;
  const state = machine.states[target]?.name ?? "";
  return { kind: "enabled", machine: machine.name, instance, target, state, type: BOOL, span };
}

/** Whether it is so, by the rows that the stepper can begin; undefined where one of them ends in a fault. */
function canBegin(interpreter: Interpreter, state: State, of: Question): boolean | undefined {
  const { program } = interpreter;
  const agents = program.agents.flatMap((a, i) => (a.machine === of.machine.name ? [i] : []));
  const leading = new Set(of.machine.rows.filter(r => r.target === of.target).map(r => r.id));
  const leads = (row: number | undefined) => leading.has(program.rows[row ?? -1]?.id ?? "");
  const begun = interpreter.enabled(state).filter(step => {
    const command = program.commands[step.command];
    if (!command) return false;
    const sends = command.agent === agents[of.replica] && command.step === 1;
    const receives = command.partner === agents[of.replica] && settled(program, state, command);
    return (sends && leads(command.row)) || (receives && leads(command.partnerRow));
  });
  if (begun.some(step => interpreter.apply(state, step)?.fault)) return undefined;
  return begun.length > 0;
}

/** The receiver's row begins with what it receives. */
function settled({ agents, slots }: Program, state: State, { partner }: Command): boolean {
  const step = slots.findIndex(slot => slot.name === `${agents[partner ?? -1]?.name}.step`);
  return step < 0 || state[step] === 0;
}

interface Asked extends Question {
  readonly now: Term;
  readonly before: Term;
}

/** Asks in each state of the model, up to so many; the number of answers of either kind. */
function compare(model: Model, most: number): { yes: number; no: number } {
  const questions = questionsOf(model);
  const program = lowerModel(asking(model, questions));
  const interpreter = interpret(program);
  const asked = questions.map(question => ({
    ...question,
    now: termOf(program, question.property),
    before: termOf(program, `old ${question.property}`),
  }));
  const counts = { yes: 0, no: 0 };
  for (const state of statesOf(interpreter, most)) {
    for (const question of asked) {
      const expected = canBegin(interpreter, state, question);
      if (expected === undefined) continue;
      counts[expected ? "yes" : "no"] += 1;
      expect(answers(interpreter, state, question)).toEqual([expected, expected]);
    }
  }
  return counts;
}

/** In the state, and in it as the one before. */
function answers(interpreter: Interpreter, state: State, { now, before }: Asked): boolean[] {
  const other = Int32Array.from(interpreter.program.slots, slot => slot.low);
  return [interpreter.evaluate(now, state) === 1, interpreter.evaluate(before, other, state) === 0];
}

function termOf(program: Program, property: string): Term {
  const of = program.probes.find(
    ({ about }) => about.kind === "property" && about.property === property,
  );
  if (!of) throw new Error(property);
  return of.term;
}

function statesOf(interpreter: Interpreter, most: number): State[] {
  const found = new Map<string, State>();
  const add = (state: State) => found.set(state.join(), Int32Array.from(state));
  interpreter.initial(state => {
    add(state);
    return found.size < most;
  });
  for (const state of found.values()) {
    for (const step of interpreter.enabled(state)) {
      const next = interpreter.apply(state, step)?.next;
      if (next && found.size < most && !found.has(next.join())) add(next);
    }
  }
  return [...found.values()];
}

function modelOf(name: string, text: string): Model {
  const { model } = compile({ name, text }, NO_SETTINGS);
  if (!model) throw new Error(`${name} does not compile`);
  return model;
}

describe("it is so exactly where a row can begin", () => {
  test("in random models", { timeout: 60_000 }, () => {
    const total = { yes: 0, no: 0 };
    const property = fc.property(models(400), text => {
      const { yes, no } = compare(modelOf("random.yaml", text), 60);
      total.yes += yes;
      total.no += no;
    });
    fc.assert(property, { numRuns: 60 });
    expect(Math.min(total.yes, total.no)).toBeGreaterThan(100);
  });

  test.each([
    "classics/two-phase-commit.yaml",
    "classics/ticket-lock.yaml",
    "examples/two-hosts.yaml",
    "examples/postcopy-switch.yaml",
    "mail/qemu-2026.yaml",
    "museum/cloud-hypervisor/c01-disk-locks.yaml",
    "qemu/runstate.table",
    "qemu/legality.table",
  ])("in %s", name => {
    const text = readFileSync(`${ROOT}models/${name}`, "utf8");
    const { yes, no } = compare(modelOf(name, text), 150);
    expect(yes).toBeGreaterThan(0);
    expect(no).toBeGreaterThan(0);
  });
});

// ---------------------------------------------------------------- written in a model

const LINE = `
model: m
types: { Host: [a, b] }
constants: { strict: true }
variables:
  n: { type: 0..3, initial: 0 }
  who: { type: Host, initial: a }
locks: [mutex]
channels: { wire: { messages: { ping: { n: 0..3 } } }, hand: { kind: rendezvous, messages: [give] } }
define: { can(h in Host): "enabled(worker[h], busy)" }
machines:
  worker:
    count: Host
    initial: idle
    states:
      idle:
        always:
          - { target: busy, steps: [acquire mutex, n = n] }
          - { target: gone, guard: not strict }
        on: { ping: { guard: message.n == 2, target: told } }
      busy: { always: { target: idle, actions: [release mutex, who = b] } }
      told: { type: rest }
      gone: { type: final }
  sender:
    initial: start
    states:
      start:
        on:
          go: [{ choose: k in 0..3 where k > n, guard: k == 2, target: sent, actions: send ping(n = k) to wire }]
      sent: { always: { target: given, actions: send give to hand } }
      given: { type: final }
  taker:
    initial: waiting
    states: { waiting: { after: { late: over }, on: { give: over } }, over: { type: rest, always: { guard: n == 3 } } }
  chooser:
    initial: choosing
    variables: { mine: { type: 0..3, initial: 0 } }
    states:
      choosing: { always: { target: chosen, actions: ["choose mine in 0..3", "choose k in 0..3 where k < n and mine == k", mine = k] } }
      chosen: { type: final }
triggers: { go: { times: 1 } }
checks: { deadlock: off }
properties:
`;

function verdictsOf(properties: string): string[] {
  const plan = { limits: {}, all: false, graph: false, command: "", now: () => 0 };
  const source = { name: "line.yaml", text: LINE + properties };
  const found = check(source, { ...plan, settings: NO_SETTINGS });
  if (found.kind !== "checked")
    throw new Error(found.refusal.diagnostics.map(d => d.message).join());
  return found.result.verdicts.flatMap(v =>
    /^p/.test(v.property) ? [`${v.verdict} ${v.text}`] : [],
  );
}

test.each([
  [
    "first steps of several, which wait for a lock",
    "all h in Host (can(h) == (mutex.free and worker[h].state == idle and not worker[h].busy))",
  ],
  ["an index that the state tells", "enabled(worker[who], idle) == (worker[who].state == busy)"],
  ["nothing for a row whose guard is false", "not enabled(worker[a], gone)"],
  [
    "a message with its fields",
    "enabled(worker[a], told) == (not wire.empty and worker[a].state == idle and not worker[a].busy)",
  ],
  [
    "a parameter, and what triggers have left",
    "enabled(sender, sent) == (sender.state == start and go.left == 1)",
  ],
  [
    "sender of a rendezvous",
    "enabled(sender, given) == (sender.state == sent and taker.state == waiting)",
  ],
  [
    "a choice among the actions for which no value may do",
    "enabled(chooser, chosen) == (chooser.state == choosing and n > 0)",
  ],
  ["receiver of a rendezvous, and a timeout", "enabled(taker, over) == (taker.state == waiting)"],
])("it knows of %s", (_, text) => {
  expect(verdictsOf(`  p: { always: "${text}" }\n`)).toEqual([`holds ${text}`]);
});

test("in a step property it may be asked of the state before, and a formula may ask", () => {
  expect(
    verdictsOf(`
  p1: { step: "sender.state == sent and old(sender.state) == start implies old(enabled(sender, sent))" }
  p2: { step: "sender.state == sent and old(sender.state) == start implies enabled(sender, sent)" }
  p3: { ltl: "G (enabled(sender, given) -> sender.state == sent)" }
`).map(text => text.split(" ")[0]),
  ).toEqual(["holds", "violated", "holds"]);
});
