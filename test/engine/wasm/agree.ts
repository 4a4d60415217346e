// Compiled engine against interpreter: the same outcome, in everything that an outcome promises.

import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { exploreCompiled } from "../../../src/explore/compiled.ts";
import { walkCompiled } from "../../../src/explore/compiled-walk.ts";
import { walk } from "../../../src/explore/random.ts";
import type { Edges, Limits, Outcome } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { differences } from "../../generate/compare.ts";

/** The differences between what the two engines say of a program, in words. */
export function enginesDiffer(program: Program, limits: Limits, all = false): string[] {
  const stepper = interpret(program);
  const options = { limits, all, now: () => 0 };
  const code = compileToWasm(program, { all });
  if (!code) return ["the program was not compiled"];
  const slow = explore(stepper, options);
  const edgeCode = () => compileToWasm(program, { all: false, edges: true });
  const fast = exploreCompiled(code, stepper, { ...options, edgeCode });
  const found = differences(slow, fast, { slots: program.slots.length });
  return found.length > 0 ? found : edgesDiffer(slow, fast);
}

/** Edges are the same, number by number, and what they raised. */
function edgesDiffer(slow: Outcome, fast: Outcome): string[] {
  const a = slow.edges?.();
  const b = fast.edges?.();
  if (a === undefined || b === undefined || typeof a === "string" || typeof b === "string") {
    return a === b ? [] : [`edges: ${String(a)} and ${String(b)}`];
  }
  const raised = (e: Edges, edge: number) => e.raised[e.labels[edge] ?? 0]?.marks.join(" ");
  const parts = [
    ["first", a.first, b.first],
    ["targets", a.targets, b.targets],
    ["actions", a.actions, b.actions],
    [
      "marks",
      [...a.actions.keys()].map(e => raised(a, e)),
      [...b.actions.keys()].map(e => raised(b, e)),
    ],
  ] as const;
  return parts.flatMap(([name, x, y]) =>
    String(x) === String(y) ? [] : [`edges: ${name} differ`],
  );
}

/** The same of random walks. */
export function walksDiffer(
  program: Program,
  walks: { runs: number; depth: number; seed: number },
): string[] {
  const stepper = interpret(program);
  const options = { ...walks, limits: {}, now: () => 0 };
  const find = compileToWasm(program, { all: false });
  const edges = compileToWasm(program, { all: false, edges: true });
  if (!find || !edges) return ["the program was not compiled"];
  const slow = walk(stepper, options);
  const fast = walkCompiled({ find, edges }, stepper, options);
  return differences(slow, fast, { slots: program.slots.length });
}
