// One action of a program in words: the values its parameters take, what it changes, and what it is
// called. `choice` is mixed radix, the first parameter slowest, as visitors number it.

import { Bug } from "../base/bug.ts";
import type { Command, Program } from "../model/program.ts";
import { showFault, showSlot } from "../model/show-slot.ts";
import type { Applied, State, Step } from "../model/stepper.ts";
import type { Binding, Change } from "../model/trace.ts";
import { showValue } from "../model/types.ts";

export function commandOf(program: Program, step: Step): Command {
  const command = program.commands[step.command];
  if (!command) throw new Bug(`no command ${step.command}`);
  return command;
}

/** The values of the command's parameters under a choice, in order. */
export function valuesOf(command: Command, choice: number): number[] {
  const values: number[] = [];
  let rest = choice;
  for (const param of command.params.toReversed()) {
    const size = param.values.length;
    const value = param.values[rest % size];
    if (value === undefined) throw new Bug(`parameter ${param.name} has no values`);
    values.unshift(value);
    rest = Math.floor(rest / size);
  }
  if (rest !== 0) throw new Bug(`${command.name} has no choice ${choice}`);
  return values;
}

/** How many choices the command has. */
export function choicesOf(command: Command): number {
  return command.params.reduce((n, p) => n * p.values.length, 1);
}

/** The command's parameters under a choice, as text. */
export function paramsOf(command: Command, choice: number): Binding[] {
  const values = valuesOf(command, choice);
  return command.params.map((p, i) => ({ name: p.name, value: showValue(p.type, values[i] ?? 0) }));
}

/** What differs between two states; the place of a machine within a row is left out. */
export function changesOf(program: Program, before: State, after: State): Change[] {
  return program.slots.flatMap((slot, i) => {
    const [from, to] = [before[i] ?? 0, after[i] ?? 0];
    if (from === to || slot.role === "step") return [];
    return [{ name: slot.name, from: showSlot(program, i, from), to: showSlot(program, i, to) }];
  });
}

/** `monitor: cancel (x = 2), step 1 of 2`. */
export function actionName(program: Program, step: Step): string {
  const command = commandOf(program, step);
  const params = paramsOf(command, step.choice).map(p => `${p.name} = ${p.value}`);
  const chosen = params.length === 0 ? "" : ` (${params.join(", ")})`;
  const part = command.steps > 1 ? `, step ${command.step} of ${command.steps}` : "";
  return `${command.name}${chosen}${part}`;
}

/** Where an action leads, as half a sentence. */
export function consequence(program: Program, before: State, applied: Applied): string {
  if (applied.fault) return showFault(program, applied.fault);
  const changes = applied.next ? changesOf(program, before, applied.next) : [];
  if (changes.length === 0) return "no change";
  const shown = changes.slice(0, 4).map(c => `${c.name} = ${c.to}`);
  return [...shown, ...(changes.length > 4 ? [`${changes.length - 4} more`] : [])].join(", ");
}
