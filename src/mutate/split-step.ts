// What was one atomic step becomes two, so that anything may happen in between: at each place between two of its actions, but
// not before a lock is released: who needs it waits that much longer, and nothing else is new.

import { printAction } from "../model/print-action.ts";
import { type Change, cited, rowWords } from "./operator.ts";
import type { Site } from "./site.ts";

/** The row with one of its steps cut in two. */
export function splitStep(site: Site): readonly Change[] {
  const { row } = site;
  return row.steps.flatMap((step, s) =>
    step.slice(1).flatMap((second, i) => {
      const first = step[i];
      if (!first || second.kind === "release") return [];
      const words = `others may act between ${cited(printAction(first))} and ${cited(printAction(second))} in ${rowWords(site)}`;
      const steps = row.steps.toSpliced(s, 1, step.slice(0, i + 1), step.slice(i + 1));
      const part = `${s + 1}.${i + 1}`;
      return [
        { operator: "split-step", part, words, span: second.span, rows: [{ ...row, steps }] },
      ];
    }),
  );
}
