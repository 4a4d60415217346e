// Actions of a model as tests read them: named, with their parameters, and printed so that a counterexample can be read at once and
// a schedule pasted into `runOf`. Parameters are own properties of objects without a prototype, because names come from models.

import * as fc from "fast-check";
import type { Command, CommandKind, Program } from "../model/program.ts";
import type { Step } from "../model/stepper.ts";
import { plainValue } from "../model/types.ts";
import { commandOf, valuesOf } from "../replay/action.ts";
import { key, literal } from "../report/vitest-file.ts";

/** Values of parameters by name. */
export type Params = Readonly<Record<string, string | number | boolean>>;

/** An action of a model. */
export interface NamedAction {
  /** As replay files, stories and `runOf` name it: `monitor: cancel`. */
  readonly action: string;
  /** The trigger, message or timeout; of a machine's own step what stands after its name. */
  readonly name: string;
  readonly kind: CommandKind;
  /** Who acts: `monitor`, `rm[2]`; undefined for what befalls a channel or process. */
  readonly agent: string | undefined;
  readonly params: Params;
}

/** A trigger as it is applied to a system. */
export interface AppliedTrigger extends NamedAction {
  readonly kind: "trigger";
}

/** A run of a model: where it starts, and what happens. */
export interface Schedule extends ReadonlyArray<NamedAction> {
  /** The values of the variables that may start in several ways. */
  readonly start: Params;
}

/** The action of a step. */
export function namedAction(program: Program, step: Step): NamedAction {
  const command = commandOf(program, step);
  const agent = program.agents[command.agent ?? -1]?.name;
  return {
    action: command.name,
    name: command.cause ?? withoutAgent(command, agent),
    kind: command.kind,
    agent,
    params: paramsOf(command, step.choice),
  };
}

function withoutAgent({ name }: Command, agent: string | undefined): string {
  const prefix = `${agent}: `;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function paramsOf(command: Command, choice: number): Params {
  const values = valuesOf(command, choice);
  return record(command.params.map((p, i) => [p.name, plainValue(p.type, values[i] ?? 0)]));
}

/** An object of these properties that inherits nothing. */
export function record<V>(entries: Iterable<readonly [string, V]>): Readonly<Record<string, V>> {
  const made: Record<string, V> = Object.create(null);
  for (const [name, value] of entries) made[name] = value;
  return Object.freeze(made);
}

// ---------------------------------------------------------------- printing

/** The list, printed by fast-check in these words. */
export function printed<T extends object>(value: T, text: () => string): T {
  return Object.defineProperty(value, fc.toStringMethod, { value: text });
}

/** `cancel -> monitor (r = 2)`. */
export function triggerText({ name, agent, params }: Omit<NamedAction, "kind" | "action">): string {
  const values = Object.entries(params).map(([p, value]) => `${p} = ${value}`);
  const to = agent === undefined ? "" : ` -> ${agent}`;
  return `${name}${to}${values.length === 0 ? "" : ` (${values.join(", ")})`}`;
}

/** The actions, and where they start if there is a choice, as the arguments of `runOf`. */
export function scheduleText(actions: readonly NamedAction[], start: Params): string {
  const steps = actions.map(({ action, params }) =>
    Object.keys(params).length === 0
      ? literal(action)
      : `{ action: ${literal(action)}, params: ${paramsText(params)} }`,
  );
  const from = Object.keys(start).length === 0 ? "" : `, { start: ${paramsText(start)} }`;
  const line = `[${steps.join(", ")}]`;
  return `${line.length <= 80 ? line : `[\n${steps.map(s => `  ${s},\n`).join("")}]`}${from}`;
}

function paramsText(params: Params): string {
  const values = Object.entries(params).map(([name, value]) => {
    return `${key(name)}: ${typeof value === "string" ? literal(value) : value}`;
  });
  return `{ ${values.join(", ")} }`;
}
