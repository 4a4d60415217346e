// `[a, b]`: a set built from its members. The type is the set that is expected, or follows from the first
// member that has a type of its own.

import type { Expr } from "../model/expression.ts";
import type { Syntax } from "../model/syntax.ts";
import {
  bounds,
  type IndexType,
  LARGEST_SET,
  type ScalarType,
  showType,
  sizeOf,
} from "../model/types.ts";
import { type Context, type Env, report } from "./context.ts";
import { typed, typedWithin, wording } from "./expect.ts";
import { needsHint } from "./meaning.ts";

type List = Extract<Syntax, { kind: "list" }>;

/** A written list as a set. */
export function listExpr(
  context: Context,
  syntax: List,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  if (hint && hint.kind !== "set") {
    const message = `here stands a list, expected is ${wording(hint)}`;
    return report(context, "type-mismatch", { message, span: syntax.span });
  }
  const of = hint?.of ?? memberType(context, syntax, env);
  if (!of) return undefined;
  const items = typedItems(context, syntax.items, env, { type: of, within: true });
  return items && { kind: "set", items, type: { kind: "set", of }, span: syntax.span };
}

/** The items of a list, each of one type; `within`: each must be able to be in its range. */
export function typedItems(
  context: Context,
  items: readonly Syntax[],
  env: Env,
  want: { readonly type: ScalarType; readonly within: boolean },
): Expr[] | undefined {
  const check = want.within ? typedWithin : typed;
  const all = items.map(item => check(context, item, env, want.type));
  const good = all.filter(item => item !== undefined);
  return good.length === all.length ? good : undefined;
}

function memberType(context: Context, syntax: List, env: Env): IndexType | undefined {
  const first = syntax.items.find(item => !needsHint(context, item, env));
  if (!first) {
    const message = "nothing tells of what type this list is";
    const fix = "write its values with their type, such as Status.none";
    return report(context, "value-without-type", { message, span: syntax.span }, { fix });
  }
  const numbers = syntax.items.map(item => context.expr(item, env)?.type);
  const type = context.expr(first, env)?.type;
  if (!type) return undefined;
  if (type.kind === "set") {
    const message = "a set has no sets as members";
    return report(context, "type-mismatch", { message, span: first.span });
  }
  if (type.kind !== "int") return asMember(context, syntax, type);
  const ints = numbers.flatMap(t => (t?.kind === "int" ? [t] : []));
  const low = Math.min(...ints.map(t => t.low));
  const high = Math.max(...ints.map(t => t.high));
  return asMember(context, syntax, { kind: "int", low, high });
}

function asMember(context: Context, syntax: List, type: IndexType): IndexType | undefined {
  if (sizeOf(type) <= LARGEST_SET) return type;
  const { low, high } = bounds(type);
  const message = `a set has at most ${LARGEST_SET} possible members, not ${showType(type)} (${low}..${high})`;
  return report(context, "too-large", { message, span: syntax.span });
}
