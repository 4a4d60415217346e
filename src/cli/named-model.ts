// A model that another file names: a scenario, or a saved run. That file may come from anybody and name anything, so of what is
// no model nothing is told but that.

import type { Source } from "../base/source.ts";
import { kindOf, READABLE } from "./inputs.ts";
import { readSource, shown } from "./read.ts";
import { refuse } from "./usage.ts";

/** The model at this path. Throws UsageError, with nothing in it of what another file holds. */
export function namedModel(path: string): Source {
  if (!READABLE.test(path)) {
    refuse(`${shown(path)} is no model: a name ends in .yaml, .yml, .json or .table`);
  }
  const source = readSource(path);
  const kind = kindOf(source);
  if (kind === "scenario") refuse(`${shown(path)} is a scenario itself, not a model`);
  return kind === "model"
    ? source
    : refuse(`${shown(path)} is not a model: it has no key 'model' or 'machines'`);
}
