// What a quantifier or a `choose` runs over: a type, a range, a set, a list, or the replicas of a machine. The values
// are known when the model is resolved; where the domain depends on the state, `where` keeps those that are in it.

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import { printSyntax } from "../model/print-syntax.ts";
import type { Syntax } from "../model/syntax.ts";
import { bounds, type IndexType, type ScalarType, sizeOf } from "../model/types.ts";
import {
  type Binder,
  type Context,
  describe,
  type Entity,
  type Env,
  freshBinder,
  report,
  use,
} from "./context.ts";
import { ANY_INT, BOOL, fits, typed, wording } from "./expect.ts";
import { fold } from "./fold.ts";
import { type Items, inferredItems, joined, typedItems } from "./list.ts";
import { meaning, needsHint } from "./meaning.ts";

export interface Domain {
  readonly binder: Binder;
  readonly values: readonly number[];
  readonly where?: Expr | undefined;
}

interface Wanted {
  readonly name: string;
  /** The type of the variable that is chosen, where the name is one. */
  readonly hint?: ScalarType | undefined;
}

const LARGEST = 4096;

/** The domain of a binder of that name, or undefined after an error. */
export function domainOf(
  context: Context,
  syntax: Syntax,
  env: Env,
  wanted: Wanted,
): Domain | undefined {
  if (syntax.kind === "range") return range(context, syntax, env, wanted);
  if (syntax.kind === "list") return list(context, syntax, env, wanted);
  if (syntax.kind === "name" && !meaningIsValue(context, syntax, env)) {
    const entity = context.entities.get(syntax.name);
    if (entity) return named(context, syntax, entity, wanted);
    if (syntax.name === "bool") return whole(context, syntax.span, wanted, BOOL);
  }
  return members(context, syntax, env, wanted);
}

/** A domain as written, on one line. */
export function writtenDomain(syntax: Syntax, where?: Syntax): string {
  const text = printSyntax(syntax);
  return where ? `${text} where ${printSyntax(where)}` : text;
}

function meaningIsValue(
  context: Context,
  syntax: Extract<Syntax, { kind: "name" }>,
  env: Env,
): boolean {
  const found = meaning(context, syntax, env);
  return found !== undefined && !(found.kind === "entity" && found.entity.kind === "set");
}

function named(
  context: Context,
  syntax: Extract<Syntax, { kind: "name" }>,
  entity: Entity,
  wanted: Wanted,
): Domain | undefined {
  use(context, entity.kind, syntax.name);
  if (entity.kind === "set") {
    const set = context.set(syntax.name);
    return set && domain(context, syntax.span, wanted, { type: set.of, values: set.values });
  }
  const machine = entity.kind === "machine" ? context.machine(syntax.name) : undefined;
  const type = entity.kind === "type" ? context.type(syntax.name) : machine?.replicas;
  if (type && type.kind !== "set" && type.kind !== "array")
    return whole(context, syntax.span, wanted, type);
  if (entity.kind === "type" && !type) return undefined;
  if (entity.kind === "machine" && !machine) return undefined;
  const only = entity.kind === "machine" ? "; only a machine with 'count' can be gone through" : "";
  const message = `'${syntax.name}' is a ${describe(entity)}, not a type, set, list or range${only}`;
  return report(context, "not-a-domain", { message, span: syntax.span });
}

function whole(context: Context, span: Span, wanted: Wanted, type: IndexType): Domain | undefined {
  if (sizeOf(type) > LARGEST) return tooLarge(context, span, sizeOf(type));
  return domain(context, span, wanted, { type, values: allOf(type) });
}

function allOf(type: IndexType): number[] {
  const { low } = bounds(type);
  return Array.from({ length: sizeOf(type) }, (_, i) => low + i);
}

function tooLarge(context: Context, span: Span, size: number): undefined {
  const message = `${size} values are too many to go through; at most ${LARGEST}`;
  return report(context, "too-large", { message, span });
}

function domain(
  context: Context,
  span: Span,
  wanted: Wanted,
  of: { type: IndexType; values: readonly number[]; where?: (bound: Expr) => Expr },
): Domain | undefined {
  const binder = freshBinder(context, wanted.name, of.type);
  const bound: Expr = { kind: "bound", binder: binder.id, type: of.type, span };
  if (wanted.hint && !fits(context, bound, wanted.hint)) return undefined;
  return { binder, values: of.values, where: of.where?.(bound) };
}

function range(
  context: Context,
  syntax: Extract<Syntax, { kind: "range" }>,
  env: Env,
  wanted: Wanted,
): Domain | undefined {
  const low = typed(context, syntax.low, env, ANY_INT);
  const high = typed(context, syntax.high, env, ANY_INT);
  if (low?.type.kind !== "int" || high?.type.kind !== "int") return undefined;
  const [from, to] = [fold(low) ?? low.type.low, fold(high) ?? high.type.high];
  const { span } = syntax;
  if (to < from) {
    const message = `the range is empty: ${from} is above ${to}`;
    return report(context, "empty-range", { message, span });
  }
  const type: IndexType = { kind: "int", low: from, high: to };
  if (sizeOf(type) > LARGEST) return tooLarge(context, span, sizeOf(type));
  const fixed = fold(low) !== undefined && fold(high) !== undefined;
  const where = (value: Expr): Expr => ({ kind: "between", value, low, high, type: BOOL, span });
  return domain(context, span, wanted, { type, values: allOf(type), ...(fixed ? {} : { where }) });
}

function list(
  context: Context,
  syntax: Extract<Syntax, { kind: "list" }>,
  env: Env,
  wanted: Wanted,
): Domain | undefined {
  const hint = wanted.hint ?? onlyEnum(context, syntax, env);
  const found = listItems(context, syntax, env, hint);
  if (!found) return undefined;
  const { items, type } = found;
  const { span } = syntax;
  if (type.kind === "set") {
    const message = `the members of the list must be single values, not ${wording(type)}`;
    return report(context, "not-a-domain", { message, span });
  }
  const values = items.map(fold);
  const known = values.filter(v => v !== undefined);
  if (known.length === values.length) {
    return domain(context, span, wanted, { type, values: [...new Set(known)] });
  }
  if (sizeOf(type) > LARGEST) return tooLarge(context, span, sizeOf(type));
  const where = (value: Expr): Expr => ({ kind: "one-of", value, items, type: BOOL, span });
  return domain(context, span, wanted, { type, values: allOf(type), where });
}

/** The one enum of `types` that has all these bare values. */
function onlyEnum(
  context: Context,
  syntax: Extract<Syntax, { kind: "list" }>,
  env: Env,
): ScalarType | undefined {
  const values = syntax.items.flatMap(item =>
    item.kind === "name" && needsHint(context, item, env) ? [item.name] : [],
  );
  if (values.length === 0 || values.length < syntax.items.length) return undefined;
  const enums = context.tree.types.flatMap(({ name, type }) => {
    const known = type.kind === "enum" && values.every(v => type.values.some(w => w.text === v));
    return known ? [name.text] : [];
  });
  const [only, other] = enums;
  if (only === undefined || other !== undefined) return undefined;
  use(context, "type", only);
  const type = context.type(only);
  return type?.kind === "enum" ? type : undefined;
}

function listItems(
  context: Context,
  syntax: Extract<Syntax, { kind: "list" }>,
  env: Env,
  type: ScalarType | undefined,
): Items | undefined {
  if (syntax.items.length === 0) {
    const message = "the list is empty: there is nothing to choose";
    return report(context, "empty-range", { message, span: syntax.span });
  }
  if (!type) return inferredItems(context, syntax, env);
  const items = typedItems(context, syntax.items, env, { type, within: false });
  return items && { items, type: joined(items, type) };
}

function members(context: Context, syntax: Syntax, env: Env, wanted: Wanted): Domain | undefined {
  const hint: ScalarType | undefined =
    wanted.hint && wanted.hint.kind !== "set" ? { kind: "set", of: wanted.hint } : undefined;
  const set = context.expr(syntax, env, hint);
  if (!set) return undefined;
  const { span } = syntax;
  if (set.type.kind !== "set") {
    const message = `here stands a type, set, list or range; this is ${wording(set.type)}`;
    return report(context, "not-a-domain", { message, span });
  }
  const where = (value: Expr): Expr => ({ kind: "member", value, set, type: BOOL, span });
  const fixed = fold(set);
  const all = allOf(set.type.of);
  if (fixed === undefined)
    return domain(context, span, wanted, { type: set.type.of, values: all, where });
  const { low } = bounds(set.type.of);
  const values = all.filter(v => (fixed >> (v - low)) & 1);
  return domain(context, span, wanted, { type: set.type.of, values });
}
