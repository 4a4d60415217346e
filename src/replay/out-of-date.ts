// What a run names and its model no longer has, so that a repair cannot be told from a rename: the property, or who acts.

import type { Model } from "../model/model.ts";
import type { Program } from "../model/program.ts";
import type { ReplayFile } from "./file.ts";

/** What is missing, in words; undefined where all is there. */
export function outOfDate(
  { property, steps }: Pick<ReplayFile, "property" | "steps">,
  model: Model,
  program: Program,
): string | undefined {
  if (!program.checks.some(c => c.property === property)) return `property '${property}'`;
  const others = [...model.channels, ...model.processes];
  const actors = new Set([...program.agents, ...others].map(a => a.name));
  const missing = steps
    .filter(step => !step.unhandled)
    .map(step => /^[^:]*(?=: )/.exec(step.action)?.[0])
    .find(actor => actor !== undefined && !actors.has(actor));
  return missing === undefined ? undefined : `'${missing}', which acts in this run`;
}
