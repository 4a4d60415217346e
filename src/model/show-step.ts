// An action in one line where a picture or a table has no room for more: the command and its choices.

import type { Program } from "./program.ts";
import type { Step } from "./stepper.ts";
import { showValue } from "./types.ts";

/** `monitor: cancel`, `rm[1]: working -> prepared`, `sender: picks (r = 2)`. */
export function showStepName({ commands }: Program, { command, choice }: Step): string {
  const of = commands[command];
  if (!of) return "";
  let rest = choice;
  const chosen = of.params.toReversed().map(({ name, type, values }) => {
    const value = values[rest % values.length] ?? 0;
    rest = Math.floor(rest / values.length);
    return `${name} = ${showValue(type, value)}`;
  });
  return chosen.length === 0 ? of.name : `${of.name} (${chosen.reverse().join(", ")})`;
}
