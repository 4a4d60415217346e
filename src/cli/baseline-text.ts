// What differs from the baseline, on a terminal: what is lost first, each check once.

import type { Change } from "../model/baseline.ts";
import type { Compared, TestRun } from "../model/test-run.ts";
import {
  type Line,
  piece,
  type ReportOptions,
  render,
  type SymbolName,
  symbols,
  type Tone,
} from "../report/style.ts";
import { lostOf } from "../report/test-problems.ts";
import { count, title } from "../report/words.ts";
import { hang } from "../report/wrap.ts";

const KINDS: readonly (readonly [Change["kind"], SymbolName, Tone])[] = [
  ["lost", "bad", "bad"],
  ["open", "unsure", "unsure"],
  ["gained", "note", "good"],
];

/** So many changes of one check and kind. */
const MOST = 12;

/** The changes; an empty text where there are none. */
export function baselineLines(compared: Compared, options: ReportOptions): string {
  const { changes, file, accepted } = compared;
  if (changes.length === 0) return "";
  const counts = KINDS.map(([kind]) => [changes.filter(c => c.kind === kind).length, kind] as const)
    .filter(([n]) => n > 0)
    .map(([n, kind]) => `${n} ${kind}`);
  const words = [
    piece("baseline", "strong"),
    piece(`: ${counts.join(", ")}  `),
    piece(file, "dim"),
  ];
  const isLost = changes.some(c => c.kind === "lost") && accepted === undefined;
  const help = 'where that is meant: the same with --accept "the reason"';
  return render(
    [
      ...title(words, options),
      ...KINDS.flatMap(kind => kindLines(changes, kind, options)),
      ...(isLost ? hang([piece("  ")], [piece(help, "dim")], options.width) : []),
    ],
    options,
  );
}

/** The line below the totals where something was lost and nobody accepted that. */
export function lostText(run: TestRun, options: ReportOptions): string {
  const lost = lostOf(run);
  if (lost.length === 0) return "";
  const checks = count(new Set(lost.map(c => c.file)).size, "check");
  return render([[piece(`${symbols(options).bad} less than recorded: ${checks}`, "bad")]], options);
}

function kindLines(
  changes: readonly Change[],
  [kind, symbol, tone]: (typeof KINDS)[number],
  options: ReportOptions,
): Line[] {
  const files = new Map<string, Change[]>();
  for (const change of changes.filter(c => c.kind === kind)) {
    files.set(change.file, [...(files.get(change.file) ?? []), change]);
  }
  const sign = piece(`  ${symbols(options)[symbol]} `, tone);
  return [...files.values()].flatMap(all => {
    const [first] = all;
    const name = [piece(first?.name ?? "", "strong"), piece("  "), piece(first?.file ?? "", "dim")];
    const told = all.slice(0, MOST).map(c => c.text);
    const rest = all.length > MOST ? [`and ${all.length - MOST} more`] : [];
    return [
      ...hang([sign], name, options.width),
      ...[...told, ...rest].flatMap(text => hang([piece("      ")], [piece(text)], options.width)),
    ];
  });
}
