// Expressions and formulas as the language writes them, with as few parentheses as the precedences allow. A name that stands
// for more (a define, a constant, a named set) is printed as that name. For stories, pictures and `show`.

import { unreachable } from "../base/bug.ts";
import type { Expr, Operator, TemporalFormula } from "./expression.ts";
import { showName, showValue } from "./types.ts";

type Kind<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

const LOOSE = 0;
const NOT = 4;
const COMPARE = 5;
const NEGATE = 8;
const TIGHT = 9;

const LEVELS: Record<Operator, number> = {
  implies: 1,
  or: 2,
  and: 3,
  "==": COMPARE,
  "!=": COMPARE,
  "<": COMPARE,
  "<=": COMPARE,
  ">": COMPARE,
  ">=": COMPARE,
  "+": 6,
  "-": 6,
  union: 6,
  difference: 6,
  "*": 7,
  "%": 7,
  min: TIGHT,
  max: TIGHT,
};

/** The expression as text; variables of the machine `own` go without its name. */
export function showExpr(expr: Expr, own?: string): string {
  return show(expr, own, LOOSE);
}

/** A variable with its replica and indexes: `rm[i].seen`, `up[h]`. */
export function showVariable(
  of: { variable: string; instance?: Expr | undefined; indexes: readonly Expr[] },
  own?: string,
): string {
  const dot = of.variable.indexOf(".");
  const machine = of.variable.slice(0, Math.max(0, dot));
  const name = showName(of.variable.slice(dot + 1));
  const indexes = of.indexes.map(i => `[${showExpr(i, own)}]`).join("");
  if (dot < 0 || (machine === own && !of.instance)) return name + indexes;
  return `${showAgent(machine, of.instance, own)}.${name}${indexes}`;
}

/** A linear temporal formula as text. */
export function showFormula(formula: TemporalFormula): string {
  switch (formula.kind) {
    case "holds":
      return show(formula.expr, undefined, NOT);
    case "emits":
      return `emits ${showName(formula.event)}${formula.value === undefined ? "" : `(${formula.value})`}`;
    case "unary":
      return `${formula.op} ${showOperand(formula.of)}`;
    case "binary": {
      const op = formula.op === "implies" ? "->" : formula.op;
      return `${showOperand(formula.left)} ${op} ${showOperand(formula.right)}`;
    }
    default:
      return unreachable(formula);
  }
}

function showOperand(formula: TemporalFormula): string {
  return formula.kind === "binary" ? `(${showFormula(formula)})` : showFormula(formula);
}

function show(expr: Expr, own: string | undefined, level: number): string {
  const [text, mine] = shown(expr, own);
  return mine < level ? `(${text})` : text;
}

function shown(expr: Expr, own: string | undefined): [string, number] {
  switch (expr.kind) {
    case "const":
      return [showValue(expr.type, expr.value), expr.value < 0 ? NEGATE : TIGHT];
    case "not":
      return [`not ${show(expr.of, own, NOT)}`, NOT];
    case "negate":
      return [`-${show(expr.of, own, NEGATE)}`, NEGATE];
    case "binary":
      return binary(expr, own);
    case "if":
      return [
        `if ${show(expr.test, own, 1)} then ${show(expr.then, own, 1)} else ${show(expr.else, own, LOOSE)}`,
        LOOSE,
      ];
    case "one-of":
      return [`${show(expr.value, own, COMPARE + 1)} in ${list(expr.items, own)}`, COMPARE];
    case "between":
      return [between(expr, own), COMPARE];
    case "member":
      return [
        `${show(expr.value, own, COMPARE + 1)} in ${show(expr.set, own, COMPARE + 1)}`,
        COMPARE,
      ];
    default:
      return [atom(expr, own), TIGHT];
  }
}

type Atom = Exclude<
  Expr,
  Kind<"const" | "not" | "negate" | "binary" | "if" | "one-of" | "between" | "member">
>;

function atom(expr: Atom, own: string | undefined): string {
  switch (expr.kind) {
    case "variable":
      return showVariable(expr, own);
    case "state":
    case "busy":
      return `${showAgent(expr.machine, expr.instance, own)}.${expr.kind}`;
    case "observed":
      return `${showName(expr.observer)}.state`;
    case "bound":
      return showBinder(expr.binder);
    case "self":
    case "at-rest":
      return expr.kind;
    case "enabled":
      return `enabled(${showAgent(expr.machine, expr.instance, own)}, ${showName(expr.state)})`;
    case "field":
      return `message.${showName(expr.field)}`;
    case "query":
      return `${showAgent(expr.of, expr.index, own)}.${expr.query}`;
    case "size":
    case "old":
      return `${expr.kind}(${showExpr(expr.of, own)})`;
    case "set":
      return list(expr.items, own);
    case "quantifier":
      return quantifier(expr, own);
    case "named":
      return `${showName(expr.name)}${expr.args ? `(${expr.args.join(", ")})` : ""}`;
    default:
      return unreachable(expr);
  }
}

function showAgent(name: string, index: Expr | undefined, own: string | undefined): string {
  return index ? `${showName(name)}[${showExpr(index, own)}]` : showName(name);
}

function list(items: readonly Expr[], own: string | undefined): string {
  return `[${items.map(item => showExpr(item, own)).join(", ")}]`;
}

function between(expr: Kind<"between">, own: string | undefined): string {
  const part = (e: Expr) => show(e, own, COMPARE + 1);
  return `${part(expr.value)} in ${part(expr.low)}..${part(expr.high)}`;
}

function binary(expr: Kind<"binary">, own: string | undefined): [string, number] {
  if (expr.op === "min" || expr.op === "max") {
    return [`${expr.op}(${showExpr(expr.left, own)}, ${showExpr(expr.right, own)})`, TIGHT];
  }
  const level = LEVELS[expr.op];
  const right = expr.op === "implies" ? level : level + 1;
  const left = expr.op === "implies" || level === COMPARE ? level + 1 : level;
  return [`${show(expr.left, own, left)} ${sign(expr.op)} ${show(expr.right, own, right)}`, level];
}

function sign(op: Operator): string {
  if (op === "union") return "+";
  return op === "difference" ? "-" : op;
}

function quantifier(expr: Kind<"quantifier">, own: string | undefined): string {
  const domain = expr.domain ?? `[${expr.values.join(", ")}]`;
  return `${expr.op} ${showBinder(expr.binder)} in ${domain} (${showExpr(expr.body, own)})`;
}

/** A binder without the number that makes it unique. */
function showBinder(binder: string): string {
  return showName(binder.replace(/#\d+$/, ""));
}
