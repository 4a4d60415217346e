// Compiled engine against interpreter: the same outcome, in everything that an outcome promises.

import { interpret } from "../../../src/engine/interpret.ts";
import { compileToWasm } from "../../../src/engine/wasm/compile.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { exploreCompiled } from "../../../src/explore/compiled.ts";
import type { Limits } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { differences } from "../../generate/compare.ts";

/** The differences between what the two engines say of a program, in words. */
export function enginesDiffer(program: Program, limits: Limits, all = false): string[] {
  const stepper = interpret(program);
  const options = { limits, all, now: () => 0 };
  const code = compileToWasm(program, { all });
  if (!code) return ["the program was not compiled"];
  const slow = explore(stepper, options);
  const fast = exploreCompiled(code, stepper, options);
  return differences(slow, fast, { slots: program.slots.length });
}
