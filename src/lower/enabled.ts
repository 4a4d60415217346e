// When a row may fire: its own guard, `else` for the rest, and the right of way that a state's own
// rows have before machine-wide ones.

import type { Choice, Expr } from "../model/expression.ts";
import type { Row } from "../model/model.ts";
import type { Term } from "../model/program.ts";
import { lowerExpr } from "./expression.ts";
import { bind, type Scope } from "./scope.ts";
import type { Instance } from "./table.ts";
import { all, any, constant, not } from "./terms.ts";

export interface Chosen {
  readonly scope: Scope;
  readonly guard: Term;
}

/** The row's parameters, each a parameter of the command. */
export function chooseAll(choices: readonly Choice[], scope: Scope): Chosen {
  return choices.reduce<Chosen>(
    (so, choice) => {
      const param = scope.draft.param(choice.name, choice.type, choice.values);
      const inner = bind(so.scope, choice.binder, param);
      const where = choice.where ? lowerExpr(choice.where, inner) : constant(1);
      return { scope: inner, guard: all([so.guard, where]) };
    },
    { scope, guard: constant(1) },
  );
}

/** The condition of the row itself in this state, given its parameters. */
export function guardOf(row: Row, from: number, instance: Instance, scope: Scope): Term {
  const rivals = instance.machine.rows.filter(
    r => r !== row && sameCause(r, row) && r.from.includes(from),
  );
  const own =
    row.guard === "else"
      ? not(
          anyEnabled(
            rivals.filter(r => r.guard !== "else"),
            scope,
          ),
        )
      : plainGuard(row.guard, scope);
  const inner = row.wide
    ? not(
        anyEnabled(
          rivals.filter(r => !r.wide),
          scope,
        ),
      )
    : constant(1);
  return all([own, inner]);
}

function plainGuard(guard: Expr | undefined, scope: Scope): Term {
  return guard ? lowerExpr(guard, scope) : constant(1);
}

/** Some of the rows has a true guard, for some value of its parameters. */
export function anyEnabled(rows: readonly Row[], scope: Scope): Term {
  return any(rows.map(row => enabled(row, scope)));
}

/** The row's guard is true for some value of its parameters, written out. */
export function enabled(row: Row, scope: Scope): Term {
  const guard = row.guard === "else" ? undefined : row.guard;
  return some(row.choose, scope, inner => plainGuard(guard, inner));
}

function some(choices: readonly Choice[], scope: Scope, then: (scope: Scope) => Term): Term {
  const [first, ...rest] = choices;
  if (!first) return then(scope);
  return any(
    first.values.map(value => {
      const inner = bind(scope, first.binder, constant(value));
      const where = first.where ? lowerExpr(first.where, inner) : constant(1);
      return all([where, some(rest, inner, then)]);
    }),
  );
}

export function sameCause(a: Row, b: Row): boolean {
  return causeKey(a) === causeKey(b);
}

function causeKey({ cause }: Row): string {
  switch (cause.kind) {
    case "trigger":
      return `trigger ${cause.trigger}`;
    case "message":
      return `message ${cause.channel} ${cause.message}`;
    case "timeout":
      return `timeout ${cause.name}`;
    case "always":
      return "always";
  }
}
