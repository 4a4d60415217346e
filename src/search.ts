// Which engine explores a program. The interpreter starts at once and is enough for small spaces; larger ones
// are explored by compiled code, from the start. The rule looks at the number of states only, so the same
// model is explored by the same engine on every machine, and both give the same outcome.

import { interpret } from "./engine/interpret.ts";
import { compileToWasm } from "./engine/wasm/compile.ts";
import { explore } from "./explore/breadth-first.ts";
import { exploreCompiled } from "./explore/compiled.ts";
import { walk } from "./explore/random.ts";
import type { CheckOptions } from "./model/job.ts";
import type { Outcome } from "./model/outcome.ts";
import type { Program } from "./model/program.ts";
import type { Interpreter } from "./model/stepper.ts";

/** What was explored, by which engine, and the interpreter, which everything is judged with. */
export interface Search {
  readonly outcome: Outcome;
  readonly engine: "interpreter" | "wasm";
  readonly interpreter: Interpreter;
}

/** Spaces up to this many states are left to the interpreter. */
const SMALL = 4096;
/** Spaces up to this many states are explored before several threads have started. */
const WORTH_THREADS = 250_000;

/** Explores the program as the options say. */
export function search(program: Program, options: CheckOptions): Search {
  const interpreter = interpret(program);
  const interpreted = (outcome: Outcome): Search => ({
    outcome,
    engine: "interpreter",
    interpreter,
  });
  if (options.random) {
    return interpreted(walk(interpreter, { ...options, ...options.random }));
  }
  const { engine = "auto", limits } = options;
  const most = limits.states ?? Number.POSITIVE_INFINITY;
  if (engine === "interpreter") return interpreted(explore(interpreter, options));
  if (engine === "auto") {
    const states = Math.min(most, SMALL);
    const outcome = explore(interpreter, { ...options, limits: { ...limits, states } });
    if (outcome.reason !== "states" || most <= SMALL) return interpreted(outcome);
  }
  return (
    compiledSearch(program, interpreter, options) ?? interpreted(explore(interpreter, options))
  );
}

/** By compiled code: with several threads only where the space is large enough to be worth them. */
function compiledSearch(
  program: Program,
  interpreter: Interpreter,
  options: CheckOptions,
): Search | undefined {
  const { limits, all, workers = 1 } = options;
  const most = limits.states ?? Number.POSITIVE_INFINITY;
  const alone = workers === 1 || all || most <= WORTH_THREADS;
  const states = alone ? limits.states : WORTH_THREADS;
  const first = compileToWasm(program, { all });
  if (!first) return undefined;
  const outcome = exploreCompiled(first, interpreter, {
    ...options,
    limits: { ...limits, states },
  });
  if (alone || outcome.reason !== "states") return { outcome, engine: "wasm", interpreter };
  const code = compileToWasm(program, { all, division: { shards: workers, workers } });
  if (!code) return undefined;
  return { outcome: exploreCompiled(code, interpreter, options), engine: "wasm", interpreter };
}
