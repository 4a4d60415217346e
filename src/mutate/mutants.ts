// All mutants of a tree in order: row by row, of each row operator by operator. A sample is drawn from the whole list, so that it
// does not depend on how many are tried at a time, and stays in that order.

import { rng } from "../base/rng.ts";
import type { Mutation, Selection } from "../model/mutation.ts";
import type { Tree } from "../model/tree.ts";
import { dropCheck } from "./drop-check.ts";
import { dropRow } from "./drop-row.ts";
import { dropGuard, negateGuard } from "./guard.ts";
import type { RowOperator } from "./operator.ts";
import { swapActions, swapSteps } from "./order.ts";
import { retarget } from "./retarget.ts";
import { type Site, sitesOf } from "./site.ts";
import { splitStep } from "./split-step.ts";

/** A mutation with the tree that it makes. */
export interface Mutant extends Mutation {
  /** The row that it changes. */
  readonly row: string;
  readonly tree: () => Tree;
}

const OPERATORS: readonly RowOperator[] = [
  dropRow,
  retarget,
  negateGuard,
  dropGuard,
  swapActions,
  swapSteps,
  splitStep,
  dropCheck,
];

/** All mutants of the rows that exist somewhere and do something. */
export function mutantsOf(tree: Tree, exists: (row: string) => boolean): Mutant[] {
  return sitesOf(tree)
    .filter(site => exists(site.id) && !isWithoutEffect(site))
    .flatMap(site =>
      OPERATORS.flatMap(operator => operator(site)).map(change => ({
        id: `${change.operator} ${site.id}${change.part === undefined ? "" : `#${change.part}`}`,
        operator: change.operator,
        words: change.words,
        span: change.span,
        row: site.id,
        tree: () => site.replace(change.rows),
      })),
    );
}

/** A trigger that arrives and does nothing is as good as one that was not sent, whenever that is: nobody has to send one. */
function isWithoutEffect({ cause, row }: Site): boolean {
  const [first = [], ...more] = row.steps;
  const isIdle = more.length === 0 && first.every(action => action.kind === "skip");
  return cause.kind === "trigger" && row.target === undefined && isIdle;
}

/** The mutants that are asked for. */
export function selected<M extends Mutation>(
  mutants: readonly M[],
  { operators, sample }: Selection,
): readonly M[] {
  const wanted = operators ? mutants.filter(m => operators.includes(m.operator)) : mutants;
  if (!sample || sample.count >= wanted.length) return wanted;
  const random = rng(sample.seed);
  const order = wanted.map((_, i) => i);
  for (let at = 0; at < sample.count; at++) {
    const other = at + random.below(order.length - at);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order
    .slice(0, sample.count)
    .toSorted((a, b) => a - b)
    .flatMap(i => wanted[i] ?? []);
}
