// Lists of actions inside lists of actions: the branches of `if`. A change of any of them gives a whole step.

import type { ActionSyntax } from "../model/syntax.ts";

/** A list with something changed, and what was found there. */
export interface Variant<T> {
  readonly actions: readonly ActionSyntax[];
  readonly found: T;
}

/** `path` tells variants of one list apart: `2`, `1t1` for the first in the branch of the first action. */
export interface PathVariant<T> extends Variant<T> {
  readonly path: string;
}

/** What `change` makes of the list, and of every list inside. */
export function listVariants<T>(
  actions: readonly ActionSyntax[],
  change: (actions: readonly ActionSyntax[]) => readonly Variant<T>[],
): PathVariant<T>[] {
  const here = change(actions).map((variant, i) => ({ ...variant, path: `${i + 1}` }));
  const inside = actions.flatMap((action, at) => {
    if (action.kind !== "if") return [];
    const within = (branch: "then" | "else") =>
      listVariants(action[branch], change).map(variant => ({
        ...variant,
        path: `${at + 1}${branch === "then" ? "t" : "e"}${variant.path}`,
        actions: actions.with(at, { ...action, [branch]: variant.actions }),
      }));
    return [...within("then"), ...within("else")];
  });
  return [...here, ...inside];
}
