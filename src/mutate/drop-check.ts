// A compare-and-set stores without comparing: it becomes a plain assignment that always succeeds.

import { printAction } from "../model/print-action.ts";
import type { ActionSyntax, CasSyntax } from "../model/syntax.ts";
import { listVariants } from "./actions.ts";
import { type Change, cited, rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

/** The row with one of its compare-and-sets unchecked. */
export function dropCheck(site: Site): readonly Change[] {
  const { row } = site;
  return row.steps.flatMap((step, s) =>
    listVariants(step, unchecked).map(({ actions, found, path }) => {
      const words = `${cited(printAction(found))} stores without looking in ${rowWords(site)}`;
      return {
        operator: "drop-check",
        part: `${s + 1}.${path}`,
        words,
        span: found.span,
        rows: [{ ...row, steps: row.steps.with(s, actions) }],
      } as const;
    }),
  );
}

interface Unchecked {
  readonly actions: readonly ActionSyntax[];
  readonly found: CasSyntax;
}

function unchecked(actions: readonly ActionSyntax[]): Unchecked[] {
  return actions.flatMap((action, i) => {
    const plain = plainOf(action);
    return plain
      ? [{ actions: actions.toSpliced(i, 1, ...plain.actions), found: plain.found }]
      : [];
  });
}

function plainOf(action: ActionSyntax): Unchecked | undefined {
  if (action.kind === "cas") {
    const { result, span } = action;
    const done = { kind: "bool", value: true, span } as const;
    const said = result ? [{ kind: "assign", target: result, value: done, span } as const] : [];
    return { actions: [stored(action), ...said], found: action };
  }
  if (action.kind !== "if" || action.test.kind !== "cas") return undefined;
  return { actions: [stored(action.test), ...action.then], found: action.test };
}

function stored({ target, new: value, span }: CasSyntax): ActionSyntax {
  return { kind: "assign", target, value, span };
}
