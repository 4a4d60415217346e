// The head of the module: what it is, how TLC is run on it on one machine and on several, and which variable is what.

import type { Module } from "./module.ts";
import { comment } from "./names.ts";
import type { Variable } from "./variables.ts";

/** Comment lines; written after everything else, when it is known what numbers may be. */
export function headerOf(module: Module, name: string): string[] {
  const files = `-config ${name}.cfg ${name}.tla`;
  return [
    comment(`Exported by migcheck from ${module.program.name}.`),
    "\\*",
    "\\* One machine (the shortest counterexample is certain with -workers 1):",
    `\\*   java -XX:+UseParallelGC -jar tla2tools.jar -workers auto ${files}`,
    "\\* Several machines (invariants and step properties; not liveness), the first on the one that coordinates:",
    `\\*   java -cp tla2tools.jar tlc2.tool.distributed.TLCServer ${files}`,
    "\\*   java -cp tla2tools.jar tlc2.tool.distributed.TLCWorker HOST-OF-THE-SERVER",
    "\\*",
    "\\* 'distinct states found' are migcheck's states; 'states generated' less the initial ones are its transitions;",
    "\\* 'depth of the complete state graph search' less 1 is its depth.",
    ...(module.overflow
      ? ["\\* Some expression may leave 32 bits; TLC then stops with an overflow error."]
      : []),
    "\\*",
    ...module.variables.list.flatMap(variable => legend(module, variable)),
    "",
  ];
}

/** What a variable is called in the model, where that is not plain. */
function legend(module: Module, { name, base, size }: Variable): string[] {
  const slots = module.program.slots.slice(base, base + size).map(slot => slot.name);
  if (size > 1) return [comment(`${name}[1..${size}]: ${slots.join(", ")}`)];
  return slots[0] === name ? [] : [comment(`${name}: ${slots[0]}`)];
}
