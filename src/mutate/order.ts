// Two neighbours change places: actions of one atomic step, also inside `if`, or steps of one row. A step that does nothing
// (`skip`: somebody waits here) is left where it is: only the moment would differ.

import { printAction, printActions } from "../model/print-action.ts";
import type { ActionSyntax } from "../model/syntax.ts";
import { listVariants } from "./actions.ts";
import { type Change, cited, rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

/** The row with two neighbouring actions swapped. */
export function swapActions(site: Site): readonly Change[] {
  const { row } = site;
  return row.steps.flatMap((step, s) =>
    listVariants(step, neighbours).map(({ actions, found, path }) => {
      const [first, second] = found;
      const words = `${cited(printAction(second))} comes before ${cited(printAction(first))} in ${rowWords(site)}`;
      return {
        operator: "swap-actions",
        part: `${s + 1}.${path}`,
        words,
        span: second.span,
        rows: [{ ...row, steps: row.steps.with(s, actions) }],
      } as const;
    }),
  );
}

interface Swapped {
  readonly actions: readonly ActionSyntax[];
  readonly found: readonly [ActionSyntax, ActionSyntax];
}

function neighbours(actions: readonly ActionSyntax[]): Swapped[] {
  return actions.slice(1).flatMap((second, i) => {
    const first = actions[i];
    if (!first || printAction(first) === printAction(second)) return [];
    return [{ actions: actions.with(i, second).with(i + 1, first), found: [first, second] }];
  });
}

/** The row with two neighbouring steps swapped. */
export function swapSteps(site: Site): readonly Change[] {
  const { row } = site;
  return row.steps.slice(1).flatMap((second, i) => {
    const first = row.steps[i] ?? [];
    if (printActions(first) === printActions(second)) return [];
    if ([first, second].some(step => printActions(step) === "skip")) return [];
    const words = `${cited(printActions(second))} comes before ${cited(printActions(first))} in ${rowWords(site)}`;
    const steps = row.steps.with(i, second).with(i + 1, first);
    const span = second[0]?.span ?? row.span;
    return [{ operator: "swap-steps", part: `${i + 1}`, words, span, rows: [{ ...row, steps }] }];
  });
}
