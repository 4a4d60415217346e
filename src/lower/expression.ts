// Expressions of the model as terms over slots. Quantifiers are written out, sets are bits, defines are
// their meaning, and a replica's variable is found by base, replica and index.

import { Bug, unreachable } from "../base/bug.ts";
import type { Expr, Operator, Query } from "../model/expression.ts";
import type { Waitable } from "../model/model.ts";
import type { BinaryOperator, Term } from "../model/program.ts";
import { bounds, type IndexType, type ScalarType, showName, sizeOf } from "../model/types.ts";
import { atRest } from "./at-rest.ts";
import { decode } from "./codes.ts";
import { bind, dimensions, type Scope } from "./scope.ts";
import { type Block, blockOf, debtKey, type Instance, instancesOf, slotOf } from "./table.ts";
import {
  all,
  any,
  binary,
  bound,
  choose,
  constant,
  element,
  equal,
  not,
  slot,
  sum,
} from "./terms.ts";

type ExprOf<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** The term that has the value of the expression. */
export function lowerExpr(expr: Expr, scope: Scope): Term {
  switch (expr.kind) {
    case "const":
      return constant(expr.value);
    case "variable":
      return read(locate(expr, scope), scope);
    case "state":
      return read(replica("state", expr, scope), scope);
    case "busy":
      return busy(expr, scope);
    case "enabled":
      return enabled(expr, scope);
    case "observed":
      return slot(blockOf(scope.table, `observer:${expr.observer}`).base, scope.old);
    case "bound":
      return known(scope.binders.get(expr.binder), expr.binder);
    case "self":
      return constant(known(scope.instance, "self").self);
    case "at-rest":
      return atRest(scope.table, scope.old);
    case "field":
      return field(expr, scope);
    case "query":
      return query(expr, scope);
    case "old":
      return lowerExpr(expr.of, { ...scope, old: true });
    case "named":
      return named(expr, scope);
    case "quantifier":
      return quantifier(expr, scope);
    default:
      return operation(expr, scope);
  }
}

type Structural =
  | "const"
  | "variable"
  | "state"
  | "busy"
  | "enabled"
  | "observed"
  | "bound"
  | "self"
  | "at-rest"
  | "field"
  | "query"
  | "old"
  | "named"
  | "quantifier";

function operation(expr: Exclude<Expr, { kind: Structural }>, scope: Scope): Term {
  const lower = (e: Expr) => lowerExpr(e, scope);
  switch (expr.kind) {
    case "not":
      return not(lower(expr.of));
    case "negate":
      return binary("-", constant(0), lower(expr.of));
    case "size":
      return { kind: "bit-count", of: lower(expr.of) };
    case "binary":
      return lowerBinary(expr.op, lower(expr.left), divisorOf(expr, lower(expr.right)));
    case "if":
      return choose(lower(expr.test), lower(expr.then), lower(expr.else));
    case "one-of":
      return any(expr.items.map(item => equal(lower(expr.value), lower(item))));
    case "between":
      return all([
        binary("<=", lower(expr.low), lower(expr.value)),
        binary("<=", lower(expr.value), lower(expr.high)),
      ]);
    case "member":
      return member(expr, scope);
    case "set":
      return setOf(expr, scope);
    default:
      return unreachable(expr, "expression");
  }
}

const OPERATORS: Record<Exclude<Operator, "implies">, BinaryOperator> = {
  or: "or",
  and: "and",
  "==": "==",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "+": "+",
  "-": "-",
  "*": "*",
  "%": "%",
  min: "min",
  max: "max",
  union: "bit-or",
  difference: "bit-clear",
};

/** `%` is never negative: it divides by the absolute value. */
function divisorOf({ op, right }: Expr & { kind: "binary" }, lowered: Term): Term {
  const negative = op === "%" && right.type.kind === "int" && right.type.low < 0;
  if (!negative) return lowered;
  return binary("max", lowered, binary("-", constant(0), lowered));
}

function lowerBinary(op: Operator, left: Term, right: Term): Term {
  return op === "implies" ? any([not(left), right]) : binary(OPERATORS[op], left, right);
}

/** A definition by cases keeps its name and type; any other term shows what its values mean. */
function named(expr: ExprOf<"named">, scope: Scope): Term {
  const term = lowerExpr(expr.of, scope);
  if (term.kind !== "if" || term.meant || expr.type.kind === "bool") return term;
  const name = scope.old ? `old(${showName(expr.name)})` : showName(expr.name);
  const { type } = expr;
  return { ...term, meant: expr.args || scope.instance ? { type } : { name, type } };
}

// ---------------------------------------------------------------- where things stand

/** `count` slots from `base`, and which of them. */
export interface Location {
  readonly base: number;
  readonly count: number;
  readonly index: Term;
}

function read(at: Location, scope: Scope): Term {
  return element(at.base, at.count, at.index, scope.old);
}

/** Where a variable or an element of it stands. */
export function locate(
  expr: {
    readonly variable: string;
    readonly instance?: Expr | undefined;
    readonly indexes: readonly Expr[];
  },
  scope: Scope,
): Location {
  const variable = known(scope.table.variables.get(expr.variable), expr.variable);
  const block = blockOf(scope.table, `variable:${expr.variable}`);
  const inner = dimensions(variable.type).reduce<Term>(
    (offset, by, i) =>
      binary("+", binary("*", offset, constant(sizeOf(by))), indexTerm(expr.indexes[i], by, scope)),
    constant(0),
  );
  if (!variable.machine) return { base: block.base, count: block.width, index: inner };
  const which = replicaTerm(variable.machine, expr.instance, scope);
  const index = binary("+", binary("*", which, constant(block.width)), inner);
  return { base: block.base, count: block.width * replicas(variable.machine, scope), index };
}

function replica(
  key: "state" | "step",
  expr: { readonly machine: string; readonly instance?: Expr | undefined },
  scope: Scope,
): Location {
  const block: Block = blockOf(scope.table, `${key}:${expr.machine}`);
  const index = replicaTerm(expr.machine, expr.instance, scope);
  return { base: block.base, count: replicas(expr.machine, scope), index };
}

function replicas(machine: string, scope: Scope): number {
  const type = known(scope.table.machines.get(machine), machine).replicas;
  return type ? sizeOf(type) : 1;
}

/** Which replica, from 0: the one named, or the acting one, or the only one. */
function replicaTerm(machine: string, instance: Expr | undefined, scope: Scope): Term {
  const type = known(scope.table.machines.get(machine), machine).replicas;
  if (!type) return constant(0);
  if (instance) return indexTerm(instance, type, scope);
  return constant(known(scope.instance, `${machine} without an index`).replica);
}

export function indexTerm(index: Expr | undefined, by: IndexType, scope: Scope): Term {
  const { low, high } = bounds(by);
  const term = lowerExpr(known(index, "index"), scope);
  const type = index?.type;
  const within = type?.kind === "enum" || type?.kind === "bool";
  return within && by.kind !== "int" ? term : bound(term, low, high);
}

function busy(expr: ExprOf<"busy">, scope: Scope): Term {
  if (!scope.table.blocks.has(`step:${expr.machine}`)) return constant(0);
  return binary("!=", read(replica("step", expr, scope), scope), constant(0));
}

/** By which replica, where only the state tells: by each that it may be. */
function enabled(expr: ExprOf<"enabled">, scope: Scope): Term {
  const which = replicaTerm(expr.machine, expr.instance, scope);
  const ways = instancesOf(scope.table, expr.machine).map(({ agent, replica: number }) =>
    all([equal(which, constant(number)), scope.notes.ways.term(agent, expr.target, scope.old)]),
  );
  return any(ways);
}

function field(expr: ExprOf<"field">, scope: Scope): Term {
  const codes = known(scope.table.codes.get(expr.channel), expr.channel);
  const received = known(scope.received, "message");
  return decode(codes, expr.message, expr.field, received.code);
}

// ---------------------------------------------------------------- sets and quantifiers

function member(expr: ExprOf<"member">, scope: Scope): Term {
  const type = known(expr.set.type.kind === "set" ? expr.set.type.of : undefined, "set type");
  const { low, high } = bounds(type);
  const value = lowerExpr(expr.value, scope);
  const test = binary("bit-test", lowerExpr(expr.set, scope), binary("-", value, constant(low)));
  if (type.kind !== "int") return test;
  const of = bounds(expr.value.type);
  const inside = of.low >= low && of.high <= high;
  const within = [binary(">=", value, constant(low)), binary("<=", value, constant(high))];
  return inside ? test : all([...within, test]);
}

function setOf(expr: ExprOf<"set">, scope: Scope): Term {
  const { low } = bounds(expr.type.of);
  return expr.items.reduce<Term>(
    (bits, item) => binary("bit-or", bits, bit(lowerExpr(item, scope), expr.type.of, low)),
    constant(0),
  );
}

/** 1 << (value - low), as a choice among the values; a value outside is a fault. */
function bit(value: Term, type: IndexType, low: number): Term {
  if (value.kind === "const") return constant(1 << (value.value - low));
  const index = type.kind === "int" ? bound(value, low, bounds(type).high) : value;
  let term: Term = constant(1 << (sizeOf(type) - 1));
  for (let i = sizeOf(type) - 2; i >= 0; i--)
    term = choose(equal(index, constant(i)), constant(1 << i), term);
  return term;
}

function quantifier(expr: ExprOf<"quantifier">, scope: Scope): Term {
  const instances = expr.values.map(value => {
    const inner = bind(scope, expr.binder, constant(value));
    const where = expr.where ? lowerExpr(expr.where, inner) : constant(1);
    return { where, body: lowerExpr(expr.body, inner) };
  });
  switch (expr.op) {
    case "all":
      return all(instances.map(({ where, body }) => any([not(where), body])));
    case "any":
      return any(instances.map(({ where, body }) => all([where, body])));
    case "count":
      return sum(instances.map(({ where, body }) => all([where, body])));
  }
}

// ---------------------------------------------------------------- queries

function query(expr: ExprOf<"query">, scope: Scope): Term {
  const at = (key: string) => blockOf(scope.table, key);
  const waitable = () => waitableSlot(expr.of, expr.index, scope);
  const table: Record<Query, () => Term> = {
    length: () => sum(cells(expr.of, scope).map(c => binary("!=", c, constant(0)))),
    empty: () => all(cells(expr.of, scope).map(c => equal(c, constant(0)))),
    full: () => all(cells(expr.of, scope).map(c => binary("!=", c, constant(0)))),
    held: () => heldTerm(expr, scope),
    free: () => not(heldTerm(expr, scope)),
    count: waitable,
    set: waitable,
    left: () => slot(at(`left:${expr.of}.left`).base, scope.old),
    "crashes-left": () => budget(`left:${expr.of}.crashes-left`, scope),
    "losses-left": () => budget(`left:${expr.of}.losses-left`, scope),
    "duplicates-left": () => budget(`left:${expr.of}.duplicates-left`, scope),
  };
  return table[expr.query]();
}

/** A debt that is not shared is held where any machine holds it. */
function heldTerm({ of, index }: ExprOf<"query">, scope: Scope): Term {
  const waitable = scope.table.model.waitables.find(w => w.name === of);
  if (waitable?.kind !== "debt" || waitable.shared)
    return binary("!=", waitableSlot(of, index, scope), constant(0));
  const owners = scope.table.instances.filter(i => scope.table.blocks.has(debtKey(of, i.agent)));
  const taken = owners.map(instance => waitableSlot(of, index, { ...scope, instance }));
  const here = waitable.by ? [] : scope.table.instances.flatMap(i => heldByState(of, i, scope));
  return any([...taken, ...here]);
}

/** The instance is in a state that holds the debt; nothing where none of its states does. */
export function heldByState(
  debt: string,
  instance: Instance,
  { table, old }: Pick<Scope, "table" | "old">,
): Term[] {
  const { name, states } = instance.machine;
  const at = slot(slotOf(table, `state:${name}`, instance), old);
  const holding = states.flatMap((s, i) =>
    s.holds.includes(debt) ? [equal(at, constant(i))] : [],
  );
  return holding.length === 0 ? [] : [any(holding)];
}

function waitableKey({ kind, name, shared }: Waitable, { instance }: Scope): string {
  if (kind !== "debt" || shared) return `wait:${name}`;
  return debtKey(name, known(instance, "acting machine").agent);
}

function budget(key: string, scope: Scope): Term {
  const block = scope.table.blocks.get(key);
  return block ? slot(block.base, scope.old) : constant(0);
}

function cells(channel: string, scope: Scope): Term[] {
  const capacity = known(scope.table.channels.get(channel), channel).capacity;
  const { base } = blockOf(scope.table, `channel:${channel}`);
  return Array.from({ length: capacity }, (_, i) => slot(base + i, scope.old));
}

function waitableSlot(name: string, index: Expr | undefined, scope: Scope): Term {
  return read(locateWaitable(name, index, scope), scope);
}

/** Where a lock, semaphore or level event stands. */
export function locateWaitable(name: string, index: Expr | undefined, scope: Scope): Location {
  const waitable = known(
    scope.table.model.waitables.find(w => w.name === name),
    name,
  );
  const { base } = blockOf(scope.table, waitableKey(waitable, scope));
  if (!waitable.by) return { base, count: 1, index: constant(0) };
  return { base, count: sizeOf(waitable.by), index: indexTerm(index, waitable.by, scope) };
}

export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Bug(`lower: unknown ${what}`);
  return value;
}

/** The whole range of a scalar type. */
export function valuesOf(type: ScalarType): number[] {
  const { low, high } = bounds(type);
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}
