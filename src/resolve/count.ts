// How many there are of a machine or of a lock: a number n (numbered 0..n-1), a type, a range, or, for locks and the
// like, a replicated machine.

import type { Syntax } from "../model/syntax.ts";
import { type IndexType, sizeOf } from "../model/types.ts";
import { type Context, report, use } from "./context.ts";
import { ANY_INT, typedConstant } from "./expect.ts";
import { indexTypeOf } from "./type.ts";

const MOST = 1000;

/** The type that numbers them, or undefined after an error. */
export function countType(context: Context, syntax: Syntax, what: string): IndexType | undefined {
  const type = written(context, syntax, what);
  if (!type || sizeOf(type) <= MOST) return type;
  const message = `there are at most ${MOST} of ${what}, not ${sizeOf(type)}`;
  return report(context, "too-large", { message, span: syntax.span });
}

function written(context: Context, syntax: Syntax, what: string): IndexType | undefined {
  const label = `the count of ${what}`;
  if (syntax.kind === "range") return indexTypeOf(context, syntax, what, label);
  if (syntax.kind === "name") {
    const kind = context.entities.get(syntax.name)?.kind;
    if (kind === "type" || kind === "machine") {
      use(context, kind, syntax.name);
      return indexTypeOf(context, syntax, what, label);
    }
  }
  const n = typedConstant(context, syntax, label, ANY_INT);
  if (n === undefined) return undefined;
  if (n >= 1) return { kind: "int", low: 0, high: n - 1 };
  const message = `${label} is ${n}; there is at least one`;
  return report(context, "empty-range", { message, span: syntax.span });
}
