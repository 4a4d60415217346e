// Definitions with parameters, and those that say `self`: each use is the definition's expression with the arguments, typed
// where they are given, in the places of the parameters. Names of the definition never meet names of the place of use.

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import { printSyntax } from "../model/print-syntax.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import type { DefineTree, ParameterTree, Tree } from "../model/tree.ts";
import type { ScalarType } from "../model/types.ts";
import {
  type Binder,
  type Context,
  type Env,
  freshBinder,
  report,
  SHARED,
  type Substitute,
  use,
} from "./context.ts";
import { typedWithin } from "./expect.ts";
import { circleAdvice, warnHidden } from "./hiding.ts";
import { notConstant } from "./place.ts";
import { scalarTypeOf } from "./type.ts";

type Call = Extract<Syntax, { kind: "call" }>;
type NameSyntax = Extract<Syntax, { kind: "name" }>;
type Bound = Binder | Substitute | "broken";

/** Has the definition no meaning of its own, because each use gives it one? */
export function isTemplate(context: Context, tree: DefineTree): boolean {
  return tree.parameters !== undefined || saysSelf(context, tree);
}

// ---------------------------------------------------------------- uses

/** `owns(h)`: the definition with its arguments. */
export function calledDefine(
  context: Context,
  syntax: Call,
  env: Env,
  tree: DefineTree,
): Expr | undefined {
  const { name, args, span } = syntax;
  const parameters = tree.parameters ?? [];
  if (env.constant !== undefined) return notConstant(context, span, env.constant);
  use(context, "define", name.text);
  if (!tree.parameters || args.length !== parameters.length)
    return argumentCount(context, name, args.length, tree);
  const values = parameters.map((parameter, i) =>
    argument(context, { parameter, of: name.text, syntax: args[i] }, env),
  );
  const bound = new Map<string, Bound>();
  parameters.forEach((parameter, i) => {
    const value = values[i];
    bound.set(parameter.name.text, value ? { expr: value } : "broken");
  });
  const of = expanded(context, { tree, bound, env, span });
  if (!of || values.includes(undefined)) return undefined;
  return { kind: "named", name: name.text, args: args.map(printSyntax), of, type: of.type, span };
}

/** A definition that says `self`, used by its name alone. */
export function namedTemplate(
  context: Context,
  syntax: NameSyntax,
  env: Env,
  tree: DefineTree,
): Expr | undefined {
  const { name, span } = syntax;
  if (tree.parameters) return argumentCount(context, { text: name, span }, 0, tree);
  const of = expanded(context, { tree, bound: new Map(), env, span });
  return of && { kind: "named", name, of, type: of.type, span };
}

function argumentCount(context: Context, word: Word, given: number, tree: DefineTree): undefined {
  const { parameters } = tree;
  const names = (parameters ?? []).map(p => p.name.text).join(", ");
  const many = parameters?.length === 1 ? "argument" : "arguments";
  const takes = parameters ? `takes ${parameters.length} ${many} (${names})` : "takes no arguments";
  const message = `'${word.text}' ${takes}, ${given === 0 ? "none is given" : `not ${given}`}`;
  const notes = [{ message: "it is defined here", span: tree.name.span }];
  const fix = `write ${word.text}${parameters ? `(${names})` : ""}`;
  return report(context, "argument-count", { message, span: word.span }, { notes, fix });
}

interface Given {
  readonly parameter: ParameterTree;
  /** The definition. */
  readonly of: string;
  readonly syntax: Syntax | undefined;
}

function argument(context: Context, given: Given, env: Env): Expr | undefined {
  const { parameter, of, syntax } = given;
  if (!syntax) return undefined;
  if (!parameter.type) return context.expr(syntax, env);
  const type = scalarTypeOf(context, parameter.type, `${of}.${parameter.name.text}`);
  return type && typedWithin(context, syntax, env, type);
}

const MOST_WORK = 100_000;

/** A definition where it is used. */
interface Use {
  readonly tree: DefineTree;
  readonly bound: ReadonlyMap<string, Bound>;
  readonly env: Env;
  readonly span: Span;
}

function expanded(context: Context, use: Use): Expr | undefined {
  const { counters, open } = context;
  const name = use.tree.name.text;
  if (open.includes(name)) return circle(context, name);
  if (counters.work > MOST_WORK) return tooMuch(context, open[0] ?? name);
  const binders = withSelf(context, use);
  if (!binders) return undefined;
  open.push(name);
  const result = body(context, use.tree, { binders, old: use.env.old });
  open.pop();
  return result;
}

function body(context: Context, tree: DefineTree, env: Env): Expr | undefined {
  if (!tree.type) return context.expr(tree.expr, env);
  const type: ScalarType | undefined = scalarTypeOf(context, tree.type, tree.name.text);
  return type && typedWithin(context, tree.expr, env, type);
}

/** `self` of the place of use goes along, where the definition says it. */
function withSelf(
  context: Context,
  { tree, bound, env, span }: Use,
): ReadonlyMap<string, Bound> | undefined {
  if (!saysSelf(context, tree)) return bound;
  const type = env.machine?.replicas;
  const self: Bound | undefined =
    env.binders.get("self") ?? (type && { expr: { kind: "self", type, span } });
  if (self) return new Map(bound).set("self", self);
  const message = `'${tree.name.text}' says 'self', so it stands only inside a machine with 'count'`;
  const notes = [{ message: "it is defined here", span: tree.name.span }];
  const fix = "give it a parameter instead";
  report(context, "self-outside-replica", { message, span }, { notes, fix });
  return undefined;
}

function circle(context: Context, name: string): undefined {
  const names = [...context.open.slice(context.open.indexOf(name)), name];
  const chain = names.map(n => `'${n}'`).join(" -> ");
  const way = names.length === 2 ? "by itself" : "in a circle";
  const message = `the definition is defined ${way}: ${chain}`;
  const span = context.entities.get(name)?.tree.name.span;
  return report(context, "circular-define", { message, span }, circleAdvice(context, names));
}

function tooMuch(context: Context, name: string): undefined {
  if (context.counters.told) return undefined;
  context.counters.told = true;
  const message = `'${name}' is too large when the definitions that it uses are written out`;
  const span = context.entities.get(name)?.tree.name.span;
  return report(context, "too-large", { message, span });
}

// ---------------------------------------------------------------- the definition itself

/** Reports what is wrong with a definition whether it is used or not. */
export function checkTemplate(context: Context, tree: DefineTree): void {
  const binders = new Map<string, Bound>();
  if (saysSelf(context, tree)) binders.set("self", "broken");
  for (const { name, type } of tree.parameters ?? []) {
    if (name.text === "self" || name.text === "message") {
      const message = `'${name.text}' has a meaning of its own and cannot be a new name`;
      report(context, "reserved-name", { message, span: name.span });
    }
    warnHidden(context, name, SHARED);
    const of = type && scalarTypeOf(context, type, `${tree.name.text}.${name.text}`);
    const index = of && of.kind !== "set" ? of : undefined;
    binders.set(name.text, index ? freshBinder(context, name.text, index) : "broken");
  }
  if (tree.emits) {
    const message =
      "a definition with parameters or 'self' emits nothing: its value depends on who asks";
    report(context, "parameters-and-emits", { message, span: tree.emits.span });
  }
  context.open.push(tree.name.text);
  body(context, tree, { binders, old: true });
  context.open.pop();
}

const known = new WeakMap<Tree, ReadonlySet<string>>();

/** Does it, or a definition that it uses, say `self`? */
function saysSelf(context: Context, tree: DefineTree): boolean {
  const found = known.get(context.tree) ?? selfSayers(context.tree.defines);
  known.set(context.tree, found);
  return found.has(tree.name.text);
}

/** From those that say it themselves to those that use them. */
function selfSayers(defines: readonly DefineTree[]): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const { name, expr } of defines) {
    for (const used of namesIn(expr)) {
      const list = users.get(used) ?? [];
      list.push(name.text);
      users.set(used, list);
    }
  }
  const found = new Set<string>();
  const open = [...(users.get("self") ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(users.get(next) ?? []));
  }
  return found;
}

/** The names in an expression, those of what is called included. */
function namesIn(syntax: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [syntax];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, part] of Object.entries(next)) {
      if (typeof part === "string" && (key === "name" || key === "text")) found.add(part);
      else if (key !== "span") open.push(part);
    }
  }
  return found;
}
