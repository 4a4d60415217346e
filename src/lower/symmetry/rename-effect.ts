// An effect under a renaming of replicas: the effect of the renamed command. What is only told is left out.

import type { Statement, Target } from "../../model/program.ts";
import { NO_NAME } from "../../model/symmetry.ts";
import { elementTarget } from "../terms.ts";
import type { Renamer } from "./rename.ts";

/** The statements of the renamed command. */
export function renamedEffect(effect: readonly Statement[], renamer: Renamer): Statement[] {
  return effect.flatMap(s => (s.kind === "tell" ? [] : [renamedStatement(s, renamer)]));
}

function renamedStatement(
  statement: Exclude<Statement, { kind: "tell" }>,
  renamer: Renamer,
): Statement {
  switch (statement.kind) {
    case "assign": {
      const as = renamer.naming(statement.to) ?? NO_NAME;
      const to = renamedTarget(statement.to, renamer);
      return { ...statement, to, value: renamer.rename(statement.value, as) };
    }
    case "if":
      return {
        kind: "if",
        test: renamer.rename(statement.test, NO_NAME),
        then: renamedEffect(statement.then, renamer),
        else: renamedEffect(statement.else, renamer),
      };
    case "require":
    case "assert":
      return { ...statement, test: renamer.rename(statement.test, NO_NAME) };
    case "mark":
      return statement;
  }
}

function renamedTarget(to: Target, renamer: Renamer): Target {
  switch (to.kind) {
    case "temp":
      return to;
    case "slot":
      return { kind: "slot", slot: renamer.slot(to.slot) };
    case "element": {
      const { base, size, index } = renamer.element(to);
      return elementTarget(base, size, index);
    }
  }
}
