// Properties: typed as booleans over the whole state, `old` only in `step`. The premise of `p implies q` is kept, because
// a property whose premise never becomes true holds for no reason.

import type { Expr, TemporalFormula } from "../model/expression.ts";
import type { Property, PropertyMeaning } from "../model/model.ts";
import { printFormula } from "../model/print-action.ts";
import { printSyntax } from "../model/print-syntax.ts";
import type { Formula, Syntax } from "../model/syntax.ts";
import type { PropertySyntax, PropertyTree } from "../model/tree.ts";
import { type Context, report, SHARED, use } from "./context.ts";
import { eventNamed } from "./event.ts";
import { BOOL, typed, typedConstant } from "./expect.ts";

/** The property, or undefined after an error. */
export function resolveProperty(context: Context, tree: PropertyTree): Property | undefined {
  const meaning = meaningOf(context, tree.property);
  const { name, about, because, span } = tree;
  const text = textOfProperty(tree.property);
  return meaning && { name: name.text, about, because, span, meaning, text };
}

function meaningOf(context: Context, property: PropertySyntax): PropertyMeaning | undefined {
  switch (property.kind) {
    case "always":
    case "never":
    case "step":
    case "stable": {
      const expr = condition(context, property.expr, property.kind === "step");
      return expr && { kind: property.kind, expr, premise: premiseOf(expr) };
    }
    case "reachable":
    case "possible":
    case "eventually": {
      const expr = condition(context, property.expr);
      return expr && { kind: property.kind, expr };
    }
    case "leads-to":
    case "recoverable": {
      const from = condition(context, property.from);
      const to = condition(context, property.to);
      return from && to && { kind: property.kind, from, to };
    }
    case "ltl": {
      const formula = formulaOf(context, property.formula, 0);
      return formula && { kind: "ltl", formula };
    }
  }
}

function condition(context: Context, syntax: Syntax, old = false): Expr | undefined {
  return typed(context, syntax, { ...SHARED, old }, BOOL);
}

function premiseOf(expr: Expr): Expr | undefined {
  return expr.kind === "binary" && expr.op === "implies" ? expr.left : undefined;
}

function textOfProperty(property: PropertySyntax): string {
  switch (property.kind) {
    case "leads-to":
      return `${printSyntax(property.from)} leads to ${printSyntax(property.to)}`;
    case "recoverable":
      return `from ${printSyntax(property.from)} some way leads to ${printSyntax(property.to)}`;
    case "ltl":
      return printFormula(property.formula);
    default:
      return printSyntax(property.expr);
  }
}

const DEEPEST = 400;

function formulaOf(context: Context, formula: Formula, depth: number): TemporalFormula | undefined {
  if (depth > DEEPEST) {
    const message = "the formula is nested too deeply";
    return report(context, "too-deep", { message, span: formula.span });
  }
  switch (formula.kind) {
    case "holds": {
      const expr = condition(context, formula.expr);
      return expr && { kind: "holds", expr };
    }
    case "emits":
      return emits(context, formula);
    case "unary": {
      const of = formulaOf(context, formula.of, depth + 1);
      return of && { kind: "unary", op: formula.op, of };
    }
    case "binary": {
      const left = formulaOf(context, formula.left, depth + 1);
      const right = formulaOf(context, formula.right, depth + 1);
      return left && right && { kind: "binary", op: formula.op, left, right };
    }
  }
}

function emits(
  context: Context,
  formula: Extract<Formula, { kind: "emits" }>,
): TemporalFormula | undefined {
  const event = eventNamed(context, formula.event);
  if (!event) return undefined;
  use(context, "observed", event.name);
  if (!formula.value) return { kind: "emits", event: event.name };
  if (!event.type) {
    const message = `the event '${event.name}' has no value`;
    return report(context, "event-value", { message, span: formula.value.span });
  }
  const value = typedConstant(context, formula.value, "the value of an event", event.type);
  return value === undefined ? undefined : { kind: "emits", event: event.name, value };
}
