// The door of the stage: a tree becomes a model. First what `when` needs (constants, types, sets), then the tree without what is
// switched off, then everything else; names resolve on demand, so the order of the text does not matter.

import { type Diagnostic, hasErrors, sortDiagnostics } from "../base/diagnostic.ts";
import type { Expr } from "../model/expression.ts";
import type { Model, Observer } from "../model/model.ts";
import type { Settings } from "../model/settings.ts";
import type { Tree } from "../model/tree.ts";
import { buildModel } from "./build.ts";
import { resolveChannel } from "./channel.ts";
import type { ResolveCode } from "./codes.ts";
import { checkSettings, resolveConstant } from "./constant.ts";
import { type Context, type Lookups, report, SHARED } from "./context.ts";
import { declareFixed, declareRest } from "./declare.ts";
import { checkEnabled } from "./enabled-rows.ts";
import { resolveEvent } from "./event.ts";
import { typedWithin } from "./expect.ts";
import { typeExpr } from "./expression.ts";
import { reportFindings } from "./findings.ts";
import { circleAdvice } from "./hiding.ts";
import { lazily, type Trouble } from "./lazily.ts";
import { resolveMachineHead, resolveVariableHead } from "./machine-head.ts";
import { resolveObserver } from "./observer.ts";
import { resolveSet } from "./set.ts";
import { switched } from "./switch.ts";
import { isTemplate } from "./template.ts";
import { scalarTypeOf, typeOf } from "./type.ts";
import { checkNames } from "./verdicts.ts";
import { resolveCrashes, resolveTriggerHead, resolveWaitable } from "./waitable.ts";

/** What resolve hands on; `model` is undefined iff there is an error. Warnings and notes are findings. */
export interface Resolved {
  readonly model: Model | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Binds names, checks types and ranges, makes defaults explicit. */
export function resolveModel(tree: Tree, settings: Settings): Resolved {
  const context = contextOf(tree, settings);
  declareFixed(context, tree);
  checkSettings(context);
  context.tree = switched(context, tree);
  declareRest(context, context.tree);
  const model = buildModel(context);
  checkNames(context);
  const wrong = hasErrors(context.diagnostics);
  if (!wrong) {
    checkEnabled(context, model);
    reportFindings(context, model);
  }
  return {
    model: hasErrors(context.diagnostics) ? undefined : model,
    diagnostics: sortDiagnostics(context.diagnostics),
  };
}

function contextOf(tree: Tree, settings: Settings): Context {
  const context: Context = {
    tree,
    settings,
    diagnostics: [],
    entities: new Map(),
    removed: new Map(),
    mentioned: new Set(),
    used: new Set(),
    counters: { binders: 0, depth: 0, cut: false, work: 0, told: false },
    open: [],
    ...lookups(() => context),
  };
  return context;
}

function lookups(context: () => Context): Lookups {
  const named = <T>(what: string, compute: (context: Context, name: string) => T | undefined) =>
    lazily<T>(name => compute(context(), name), trouble(context, what));
  return {
    type: named("type", resolveType),
    constant: named("constant", resolveConstant),
    set: named("set", resolveSet),
    define: named("define", resolveDefine),
    variable: named("variable", resolveVariableHead),
    waitable: named("waitable", resolveWaitable),
    channel: named("channel", resolveChannel),
    machine: named("machine", resolveMachineHead),
    event: named("event", resolveEvent),
    observer: named("observer", resolveObserverNamed),
    trigger: named("trigger", resolveTriggerHead),
    crashes: named("process", resolveCrashes),
    expr: (syntax, env, hint) => typeExpr(context(), syntax, env, hint),
  };
}

function trouble(context: () => Context, what: string): Trouble {
  let told = false;
  const place = (name: string) => context().entities.get(name)?.tree.name.span;
  return {
    circle(names) {
      const chain = names.map(name => `'${name}'`).join(" -> ");
      const message = `the ${WORDS.get(what) ?? what} ${names.length === 2 ? "is defined by itself" : "is defined in a circle"}: ${chain}`;
      const span = place(names[0] ?? "");
      const notes = names.slice(1, -1).map(name => ({
        message: `'${name}' is declared here`,
        ...optional(place(name)),
      }));
      const advice = what === "define" ? circleAdvice(context(), names) : {};
      const all = [...notes, ...(advice.notes ?? [])];
      report(context(), circleCode(what), { message, span }, { ...advice, notes: all });
    },
    tooDeep(name) {
      if (told) return;
      told = true;
      const message = `the ${WORDS.get(what) ?? what} '${name}' stands at the end of too long a chain of definitions`;
      report(context(), "too-deep", { message, span: place(name) });
    },
  };
}

const WORDS: ReadonlyMap<string, string> = new Map([["define", "definition"]]);

function circleCode(what: string): ResolveCode {
  if (what === "type" || what === "constant" || what === "define") return `circular-${what}`;
  return "circular-reference";
}

function optional<T>(span: T | undefined): { span: T } | object {
  return span === undefined ? {} : { span };
}

function resolveType(context: Context, name: string): ReturnType<Lookups["type"]> {
  const entity = context.entities.get(name);
  return entity?.kind === "type" ? typeOf(context, entity.tree.type, name) : undefined;
}

function resolveObserverNamed(context: Context, name: string): Observer | undefined {
  const tree = context.tree.observers.find(o => o.name.text === name);
  return tree && resolveObserver(context, tree);
}

function resolveDefine(context: Context, name: string): Expr | undefined {
  const entity = context.entities.get(name);
  if (entity?.kind !== "define") return undefined;
  const { tree } = entity;
  if (isTemplate(context, tree)) return undefined;
  if (!tree.type) return context.expr(tree.expr, SHARED);
  const type = scalarTypeOf(context, tree.type, name);
  return type && typedWithin(context, tree.expr, SHARED, type);
}
