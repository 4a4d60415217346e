// The last line of a check of several files.

import { type Piece, piece, type ReportOptions, render, symbols } from "../report/style.ts";
import type { Entry } from "./run-job.ts";

/** `36 checked: 34 as expected, 1 not as expected, 1 refused`. */
export function totals(entries: readonly Entry[], left: number, options: ReportOptions): string {
  const codes = entries.map(e => (e.kind === "done" ? e.result.exitCode : 2));
  return totalsOf(codes, left, options);
}

/** The same from the exit code of each. */
export function totalsOf(codes: readonly number[], left: number, options: ReportOptions): string {
  const of = (code: number) => codes.filter(c => c === code).length;
  const sign = symbols(options);
  const parts: readonly (readonly [number, string, Piece["tone"]])[] = [
    [of(0), "as expected", "good"],
    [of(1), "not as expected", "bad"],
    [of(3), "undecided", "unsure"],
    [of(2), "refused", "bad"],
    [left, "not begun", "unsure"],
  ];
  const good = of(0) === codes.length && left === 0;
  const shown = parts.filter(([n]) => n > 0);
  return render(
    [
      [
        piece(`${good ? sign.good : sign.bad} `, good ? "good" : "bad"),
        piece(`${codes.length} checked: `, "strong"),
        ...shown.flatMap(([n, words, tone], i) => [
          piece(i === 0 ? "" : ", "),
          piece(`${n} ${words}`, tone),
        ]),
      ],
    ],
    options,
  );
}
