// Which engine explores a program. The interpreter starts at once and is enough for small spaces; larger ones
// are explored by compiled code, from the start. The rule looks at the number of states only, so the same
// model is explored by the same engine on every machine, and both give the same outcome.

import { CheckpointFolder } from "./checkpoint.ts";
import { interpret } from "./engine/interpret.ts";
import { compileToWasm } from "./engine/wasm/compile.ts";
import { explore } from "./explore/breadth-first.ts";
import { exploreCompiled } from "./explore/compiled.ts";
import { walkCompiled } from "./explore/compiled-walk.ts";
import { Orbits } from "./explore/orbits.ts";
import { withQuiet } from "./explore/possible.ts";
import { type WalkOptions, walk } from "./explore/random.ts";
import type { CheckOptions } from "./model/job.ts";
import { type Division, UNDIVIDED } from "./model/machine-code.ts";
import type { Outcome } from "./model/outcome.ts";
import type { Program } from "./model/program.ts";
import type { Interpreter } from "./model/stepper.ts";
import type { Symmetry } from "./model/symmetry.ts";
import { explorationFingerprint } from "./replay/fingerprint.ts";

/** What was explored, by which engine, and the interpreter, which everything is judged with. */
export interface Search {
  readonly outcome: Outcome;
  readonly engine: "interpreter" | "wasm";
  readonly interpreter: Interpreter;
}

/** Spaces up to this many states are left to the interpreter. */
const SMALL = 4096;
/** Spaces up to this many states are explored in one memory, however much may be used. */
const WORTH_SHARDS = 1_000_000;
/** A table has at most 4 GiB, and is about half of what a state of one word takes; in MiB. */
const SHARD_MEMORY = 7168;
const MOST_SHARDS = 64;
/** Threads in `src` would have to load TypeScript. */
const HAS_THREADS = !import.meta.url.endsWith(".ts");

/** Steps of random walks that the interpreter takes before code is made. */
const LONG_WALKS = 20_000;

/** Explores the program as the options say, and finds the states that are bad for being quiet. */
export function search(program: Program, options: CheckOptions, symmetry?: Symmetry): Search {
  const found = explored(program, options, symmetry);
  return { ...found, outcome: withQuiet(found.outcome, found.interpreter, options.asked) };
}

/** With a symmetry, one state of each orbit, by the interpreter. */
function explored(program: Program, options: CheckOptions, symmetry?: Symmetry): Search {
  const interpreter = interpret(program);
  const interpreted = (outcome: Outcome): Search => ({
    outcome,
    engine: "interpreter",
    interpreter,
  });
  if (symmetry) {
    const orbits = new Orbits(symmetry, interpreter);
    return interpreted(explore(interpreter, { ...options, orbits }));
  }
  if (options.random) {
    return walked(program, interpreter, { ...options, ...options.random });
  }
  const compact = options.store === "compact";
  const { engine = options.checkpoint || compact ? "wasm" : "auto", limits } = options;
  const most = limits.states ?? Number.POSITIVE_INFINITY;
  if (engine === "interpreter") return interpreted(explore(interpreter, options));
  if (engine === "auto") {
    const states = Math.min(most, SMALL);
    const outcome = explore(interpreter, { ...options, limits: { ...limits, states } });
    if (outcome.reason !== "states" || most <= SMALL) return interpreted(outcome);
  }
  const outcome = compiled(program, interpreter, options);
  if (!outcome) {
    const why = "this program is too large for compiled code";
    const unkept = options.checkpoint && { why, states: 0 };
    return interpreted({ ...explore(interpreter, options), unkept });
  }
  return { outcome, engine: "wasm", interpreter };
}

/** Random walks: by compiled code where they are long enough to be worth it, or where it is asked for. */
function walked(
  program: Program,
  interpreter: Interpreter,
  options: CheckOptions & WalkOptions,
): Search {
  const { engine = "auto", runs, depth, all } = options;
  if (engine === "wasm" || (engine === "auto" && runs * depth > LONG_WALKS)) {
    const find = compileToWasm(program, { all });
    const edges = compileToWasm(program, { all, edges: true });
    if (find && edges) {
      const outcome = walkCompiled({ find, edges }, interpreter, options);
      return { outcome, engine: "wasm", interpreter };
    }
  }
  return { outcome: walk(interpreter, options), engine: "interpreter", interpreter };
}

/** By compiled code: in several memories only where the space is large enough to be worth it. Undefined where there is no code. */
function compiled(
  program: Program,
  interpreter: Interpreter,
  options: CheckOptions,
): Outcome | undefined {
  const { limits, all } = options;
  const division = divisionOf(options);
  const compact = options.store === "compact";
  const divided = compileToWasm(program, { all, division, compact });
  const keep = keeper(program, options);
  const edgesOf = (of: Division) => () =>
    compileToWasm(program, { all: false, edges: true, division: of });
  const most = limits.states ?? Number.POSITIVE_INFINITY;
  if (division.shards > 1 && !keep && !compact && most > WORTH_SHARDS) {
    const one = { ...division, shards: 1 };
    const whole = compileToWasm(program, { all, division: one });
    const states = { ...limits, states: WORTH_SHARDS };
    const bounds = { ...options, edgeCode: edgesOf(one), limits: states };
    const outcome = whole && exploreCompiled(whole, interpreter, bounds);
    if (outcome?.reason !== "states") return outcome;
  }
  return (
    divided &&
    exploreCompiled(divided, interpreter, {
      ...options,
      edgeCode: edgesOf(division),
      keep,
    })
  );
}

/** As many memories as it takes to use what is allowed. */
function divisionOf({ all, workers = 1, limits, store }: CheckOptions): Division {
  if (all) return UNDIVIDED;
  const shards = Math.ceil((limits.memory ?? 0) / SHARD_MEMORY);
  return {
    workers: HAS_THREADS && store !== "compact" ? workers : 1,
    shards: Math.max(1, Math.min(shards, MOST_SHARDS)),
  };
}

function keeper(program: Program, { checkpoint, all }: CheckOptions): CheckpointFolder | undefined {
  if (!checkpoint) return undefined;
  const { folder, seconds } = checkpoint;
  return new CheckpointFolder(folder, explorationFingerprint(program, all), seconds);
}
