// A run as a trace: each step with who acted, what caused it, which row fired and what changed. A
// trace is only ever made from a run that the interpreter has just executed, see run.ts.

import { place } from "../base/source.ts";
import type { Path } from "../model/outcome.ts";
import type { Command, Probe, Program, SourceRow } from "../model/program.ts";
import { showFault, showSlot } from "../model/show-slot.ts";
import type { Interpreter, State, Step } from "../model/stepper.ts";
import type { Binding, Trace, TraceStep } from "../model/trace.ts";
import { changesOf, commandOf, paramsOf } from "./action.ts";
import { fingerprint } from "./fingerprint.ts";
import { happeningsOf } from "./happening.ts";
import { endOf, type Run, rerun, stateAt } from "./run.ts";

/** What a trace says that the program does not know. */
export interface TraceContext {
  /** Trigger to who sends it. */
  readonly by: ReadonlyMap<string, string>;
  readonly property: string;
  readonly ending: string;
}

/** Re-executes the path and then `last`; what cannot be executed again is a Bug. */
export function traceOf(
  interpreter: Interpreter,
  path: Path,
  last: Step | undefined,
  context: TraceContext,
): Trace {
  return traceOfRun(interpreter.program, rerun(interpreter, path, last), context);
}

/** The trace of a run that was executed. */
export function traceOfRun(program: Program, run: Run, context: TraceContext): Trace {
  const rows = [...run.states, ...(run.fault ? [endOf(run)] : [])];
  return {
    model: program.name,
    fingerprint: fingerprint(program),
    property: context.property,
    start: bindings(program, stateAt(run, 0)),
    steps: run.moves.map((_, i) => traceStep(program, run, i, context)),
    states: rows.map(state => shown(program, state)),
    agents: program.agents.map(a => a.name),
    loop: run.loop,
    ending: context.ending,
    explanation: [],
  };
}

function bindings(program: Program, state: State): Binding[] {
  const values = shown(program, state);
  return program.slots.map(({ name }, i) => ({ name, value: values[i] ?? "" }));
}

function shown(program: Program, state: State): string[] {
  return program.slots.map((_, i) => showSlot(program, i, state[i] ?? 0));
}

function traceStep(program: Program, run: Run, index: number, context: TraceContext): TraceStep {
  const { step, applied } = run.moves[index] as Run["moves"][number];
  const command = commandOf(program, step);
  const before = stateAt(run, index);
  const { next, fault } = applied;
  return {
    number: index + 1,
    command: step.command,
    choice: step.choice,
    ...actors(program, command),
    by: command.kind === "trigger" ? context.by.get(command.cause ?? "") : undefined,
    params: paramsOf(command, step.choice),
    row: rowOf(program, command),
    step: command.step,
    steps: command.steps,
    from: stateName(program, command.agent, before),
    to: next && stateName(program, command.agent, next),
    changes: next ? changesOf(program, before, next) : [],
    happenings: happeningsOf(program, applied),
    fault: fault && showFault(program, fault),
  };
}

type Actors = Pick<TraceStep, "kind" | "agent" | "machine" | "partner" | "cause" | "policy">;

function actors(program: Program, command: Command): Actors {
  const agent = program.agents[command.agent ?? -1];
  return {
    kind: command.kind,
    agent: agent?.name,
    machine: agent?.machine,
    partner: program.agents[command.partner ?? -1]?.name,
    cause: command.cause,
    policy: command.policy,
  };
}

function rowOf(program: Program, command: Command): TraceStep["row"] {
  const row = program.rows[command.row ?? -1];
  if (!row) return undefined;
  return { id: row.id, name: row.name, text: stepText(row, command), place: place(row.span) };
}

/** Of a row with several steps, what this one does. */
function stepText(row: SourceRow, { step, steps }: Command): string {
  if (steps === 1) return row.text;
  const does = row.does[step - 1] ?? "";
  return step === 1 ? [row.head, does].filter(t => t !== "").join(" / ") : does;
}

function stateName(program: Program, agent: number | undefined, at: State): string | undefined {
  const slot = program.agents[agent ?? -1]?.state;
  return slot === undefined ? undefined : showSlot(program, slot, at[slot] ?? 0);
}

type Cell = Extract<Probe["about"], { kind: "cell" }>;

/** The trace with one step more: the arrival of a trigger of which the cell says nothing. */
export function withArrival(
  program: Program,
  trace: Trace,
  end: State,
  options: { cell: Cell; by: ReadonlyMap<string, string> },
): Trace {
  const { machine, state, trigger } = options.cell;
  const agent = whoIsThere(program, options.cell, end);
  const name = program.agents[agent]?.state;
  const from = name === undefined ? String(state) : showSlot(program, name, state);
  const step: TraceStep = {
    number: trace.steps.length + 1,
    command: -1,
    choice: 0,
    kind: "trigger",
    agent: program.agents[agent]?.name,
    machine,
    by: options.by.get(trigger),
    cause: trigger,
    params: [],
    step: 1,
    steps: 1,
    from,
    changes: [],
    happenings: [],
    fault: `nothing is said about ${trigger} in state ${from} of machine ${machine}`,
  };
  const states = [...trace.states, shown(program, end)];
  return { ...trace, steps: [...trace.steps, step], states };
}

/** The first replica in the cell's state, rather one that is not between the steps of a row. */
function whoIsThere(program: Program, cell: Cell, at: State): number {
  const busy = (agent: number) =>
    program.slots.some((s, i) => s.role === "step" && s.agent === agent && at[i] !== 0);
  const there = program.agents.flatMap((a, i) =>
    a.machine === cell.machine && at[a.state] === cell.state ? [i] : [],
  );
  return there.find(agent => !busy(agent)) ?? there[0] ?? -1;
}
