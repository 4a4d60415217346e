// All actions of a program counted through: commands in order, each with all its choices. So an action is one
// number, and lists of parents and of edges need one word for it.

import type { Program } from "../model/program.ts";
import type { Step } from "../model/stepper.ts";

/** The numbers of a program's actions. */
export class Actions {
  /** How many there are in one state at most. */
  readonly count: number;
  readonly #first: readonly number[];
  readonly #commands: Program["commands"];

  constructor({ commands }: Pick<Program, "commands">) {
    this.#commands = commands;
    const first: number[] = [];
    let count = 0;
    for (const { params } of commands) {
      first.push(count);
      count += params.reduce((product, p) => product * p.values.length, 1);
    }
    this.#first = first;
    this.count = count;
  }

  number(command: number, choice: number): number {
    return (this.#first[command] as number) + choice;
  }

  /** The first number that belongs to a later command. */
  endOf(command: number): number {
    return this.#first[command + 1] ?? this.count;
  }

  commandOf(action: number): number {
    return lastAtMost(this.#first, action);
  }

  /** The values of the action's parameters. */
  valuesOf({ command, choice }: Step): number[] {
    let rest = choice;
    const params = this.#commands[command]?.params ?? [];
    const values = params.toReversed().map(({ values: all }) => {
      const value = all[rest % all.length] as number;
      rest = Math.floor(rest / all.length);
      return value;
    });
    return values.reverse();
  }

  /** The choice that gives the command's parameters these values. */
  choiceOf(command: number, values: readonly number[]): number {
    const params = this.#commands[command]?.params ?? [];
    return params.reduce((n, p, i) => n * p.values.length + p.values.indexOf(values[i] ?? 0), 0);
  }

  stepOf(action: number): Step {
    const command = this.commandOf(action);
    return { command, choice: action - (this.#first[command] as number) };
  }
}

/** The last index whose number is not above the limit; numbers ascend. */
export function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
