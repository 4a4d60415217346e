// The strategies by name.

import type { Program } from "../../model/program.ts";
import type { StrategyName } from "../../model/simulation.ts";
import { Pct } from "./pct.ts";
import { Rare } from "./rare.ts";
import type { Strategy } from "./strategy.ts";
import { Swarm } from "./swarm.ts";
import { Uniform } from "./uniform.ts";

const MAKERS: Record<StrategyName, (program: Pick<Program, "commands">) => Strategy> = {
  uniform: () => new Uniform(),
  rare: program => new Rare(program),
  pct: program => new Pct(program),
  swarm: program => new Swarm(program),
};

/** The one that is used where none is asked for: the best of them on the bugs of the museum, see docs/simulate.md. */
export const DEFAULT_STRATEGY: StrategyName = "uniform";

/** A strategy for runs of the program. */
export function strategyOf(name: StrategyName, program: Pick<Program, "commands">): Strategy {
  return MAKERS[name](program);
}

/** As many strategies, for runs that go side by side; those that learn from runs learn from all of them. */
export function strategiesOf(
  name: StrategyName,
  program: Pick<Program, "commands">,
  count: number,
): Strategy[] {
  const first = strategyOf(name, program);
  const further = () =>
    first instanceof Rare ? new Rare(program, first) : strategyOf(name, program);
  return Array.from({ length: count }, (_, i) => (i === 0 ? first : further()));
}
