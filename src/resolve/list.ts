// `[a, b]`: a set built from its members. The type is the set that is expected, or follows from the first
// member that has a type of its own. Each item is typed once, or nested lists would take exponential time.

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
import { type Context, type Env, lacksParts, report } from "./context.ts";
import { fits, typed, typedWithin, wording } from "./expect.ts";
import { needsHint } from "./meaning.ts";

type List = Extract<Syntax, { kind: "list" }>;

/** A written list as a set. */
export function listExpr(
  context: Context,
  syntax: List,
  env: Env,
  hint?: ScalarType,
): Expr | undefined {
  const { span } = syntax;
  if (hint && hint.kind !== "set") {
    const message = `here stands a list, expected is ${wording(hint)}`;
    return report(context, "type-mismatch", { message, span });
  }
  if (hint) {
    const items = typedItems(context, syntax.items, env, { type: hint.of, within: true });
    return items && { kind: "set", items, type: hint, span };
  }
  const found = inferredItems(context, syntax, env);
  const of = found && memberType(context, syntax, found.type);
  return found && of && { kind: "set", items: found.items, type: { kind: "set", of }, span };
}

/** The items of a list, each of one type; `within`: each must be able to be in its range. */
export function typedItems(
  context: Context,
  items: readonly Syntax[],
  env: Env,
  want: { readonly type: ScalarType; readonly within: boolean },
): Expr[] | undefined {
  const check = want.within ? typedWithin : typed;
  return complete(items.map(item => check(context, item, env, want.type)));
}

function complete(all: readonly (Expr | undefined)[]): Expr[] | undefined {
  const good = all.filter(item => item !== undefined);
  return good.length === all.length ? good : undefined;
}

export interface Items {
  readonly items: readonly Expr[];
  /** Of all of them; numbers: from the smallest to the largest. */
  readonly type: ScalarType;
}

/** The items of a list of which nothing is expected: one that has a type of its own tells the others. */
export function inferredItems(context: Context, syntax: List, env: Env): Items | undefined {
  const own = syntax.items.map(item => !needsHint(context, item, env));
  const first = syntax.items.map((item, i) => (own[i] ? context.expr(item, env) : undefined));
  if (!own.includes(true)) {
    if (lacksParts(context)) return undefined;
    const message = "nothing tells of what type this list is";
    const fix = "write its values with their type, such as Status.none";
    return report(context, "value-without-type", { message, span: syntax.span }, { fix });
  }
  const type = first.find(item => item !== undefined)?.type;
  if (!type) return undefined;
  const all = syntax.items.map((item, i) => {
    if (!own[i]) return typed(context, item, env, type);
    const expr = first[i];
    return expr && fits(context, expr, type) ? expr : undefined;
  });
  const items = complete(all);
  return items && { items, type: joined(items, type) };
}

/** The type of several values: numbers from the smallest to the largest. */
export function joined(items: readonly Expr[], first: ScalarType): ScalarType {
  if (first.kind !== "int") return first;
  const all = items.map(item => bounds(item.type));
  const low = Math.min(...all.map(b => b.low));
  return { kind: "int", low, high: Math.max(...all.map(b => b.high)) };
}

function memberType(context: Context, { span }: List, type: ScalarType): IndexType | undefined {
  if (type.kind === "set") {
    const message = "a set has no sets as members";
    return report(context, "type-mismatch", { message, span });
  }
  if (sizeOf(type) <= LARGEST_SET) return type;
  const message = `a set has at most ${LARGEST_SET} possible members, not ${showType(type)}`;
  return report(context, "too-large", { message, span });
}
