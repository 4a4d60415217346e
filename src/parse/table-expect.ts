// The directive `expect: states=3 transitions=5 depth=2 no-way-back=violated(5)`.

import { didYouMean } from "../base/nearest.ts";
import type { ExpectTree } from "../model/tree.ts";
import type { Sink } from "./codes.ts";
import type { TextPiece } from "./piece.ts";
import { report } from "./table-codes.ts";
import { cut, readName, spanOf, splitPiece } from "./table-text.ts";

type Verdict = NonNullable<ExpectTree["verdict"]>;

const VERDICTS: ReadonlySet<string> = new Set<Verdict>([
  "holds",
  "violated",
  "reached",
  "unreached",
  "undecided",
]);
const COUNTS: ReadonlySet<string> = new Set(["states", "transitions", "depth"]);

/** Reads `name=value` pairs; whatever is wrong is reported. */
export function readExpectations(value: TextPiece, sink: Sink): ExpectTree[] {
  return splitPiece(value, /[\s,]+/gu)
    .map(pair => readPair(pair, sink))
    .filter(e => e !== undefined);
}

function readPair(pair: TextPiece, sink: Sink): ExpectTree | undefined {
  const equals = pair.text.indexOf("=");
  const name = equals < 0 ? undefined : readName(cut(pair, 0, equals));
  const text = pair.text.slice(equals + 1).trim();
  const span = spanOf(pair);
  if (name && COUNTS.has(name.text) && /^\d{1,15}$/u.test(text))
    return { name, count: Number(text), span };
  const match = /^([a-z]+)(?:\((\d{1,9})\))?$/u.exec(text);
  const verdict = match?.[1] ?? "";
  if (name && !COUNTS.has(name.text) && VERDICTS.has(verdict)) {
    const length = match?.[2] === undefined ? undefined : Number(match[2]);
    return { name, verdict: verdict as Verdict, length, span };
  }
  report(sink, "bad-expectation", span, {
    message: `'${pair.text}' is not something that can be expected`,
    fix: didYouMean(verdict, VERDICTS) ?? "write 'states=3 transitions=5 depth=2 PROPERTY=holds'",
  });
  return undefined;
}
