// The actions of a program: each command with each choice of its parameters, as a condition under which it is enabled
// and the statements that follow. A `require` is made part of the condition where that can be written; where it cannot,
// it stays and the action is `tried`: where it is not enabled it changes nothing.

import { unreachable } from "../../base/bug.ts";
import { hull, type Interval } from "../../model/interval.ts";
import type { Command, Program, Statement, Target, Term } from "../../model/program.ts";
import { type Domains, intervalOf } from "./domains.ts";
import { faultOf } from "./faults.ts";
import { and, type Binding, bind, isNo, NO, or } from "./fold.ts";
import { openingOf } from "./opening.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { parts, statementTerms } from "./terms.ts";

/** One action, without parameters. */
export interface Action {
  /** From 1: what its labels are called by. */
  readonly number: number;
  readonly command: Command;
  /** The choice, as `r = 2, s = 0`. */
  readonly values: readonly number[];
  /** It can be taken where this is true; of what is tried, where no `require` says otherwise. */
  readonly opens: Term;
  /** True where the guard itself has no value. */
  readonly guardFault: Term;
  readonly effect: readonly Prepared[];
  /** The effect still holds a `require`. */
  readonly tried: boolean;
  readonly domains: Domains;
}

/** Most actions that are written out. */
export const MOST_ACTIONS = 50_000;

/** How many actions there are, with the ones that can never be taken. */
export function countActions(program: Program): number {
  const counts = program.commands.map(c => c.params.reduce((n, p) => n * p.values.length, 1));
  return counts.reduce((sum, n) => sum + n, 0);
}

/** The actions in order; those that can never be taken are left out. `marks` are the marks that matter. */
export function actionsOf(program: Program, marks: ReadonlySet<number>): Action[] {
  const actions: Action[] = [];
  for (const command of program.commands) {
    for (const values of choices(command)) {
      const action = actionOf({ program, command, marks }, values, actions.length + 1);
      if (!isNo(action.opens)) actions.push(action);
    }
  }
  return actions;
}

/** All values of the parameters, the first parameter slowest. */
function choices(command: Command): number[][] {
  return command.params.reduce<number[][]>(
    (lists, param) => lists.flatMap(list => param.values.map(value => [...list, value])),
    [[]],
  );
}

interface Context {
  readonly program: Program;
  readonly command: Command;
  readonly marks: ReadonlySet<number>;
}

function actionOf({ program, command, marks }: Context, values: number[], at: number): Action {
  const binding = { params: values };
  const guard = bind(command.guard, binding);
  const bound = withoutIdleTemps(bindAll(command.effect, { binding, marks }), program, marks);
  const domains = { slots: program.slots, temps: tempDomains(bound, program) };
  const prepared = prepare(bound, guard, domains);
  const opening = hasRequire(prepared) ? openingOf(prepared) : undefined;
  const guardFault = faultOf(guard, domains);
  const effect = opening ? withoutRequires(prepared) : prepared;
  return {
    number: at,
    command,
    values,
    opens: or(guardFault, opening ? and(guard, opening) : guard),
    guardFault,
    effect,
    tried: hasRequire(effect),
    domains,
  };
}

interface Rewriting {
  readonly binding: Binding;
  readonly marks: ReadonlySet<number>;
}

function bindAll(list: readonly Statement[], how: Rewriting): Statement[] {
  return list.flatMap(each => bindStatement(each, how));
}

/** Nothing where it does nothing; a branch where it is decided. */
function bindStatement(each: Statement, how: Rewriting): readonly Statement[] {
  const { binding, marks } = how;
  switch (each.kind) {
    case "assign":
      return [{ ...each, to: bindTarget(each.to, binding), value: bind(each.value, binding) }];
    case "if": {
      const test = bind(each.test, binding);
      if (test.kind === "const") return bindAll(test.value === 0 ? each.else : each.then, how);
      return [{ kind: "if", test, then: bindAll(each.then, how), else: bindAll(each.else, how) }];
    }
    case "require":
    case "assert": {
      const test = bind(each.test, binding);
      return test.kind === "const" && test.value !== 0 ? [] : [{ ...each, test }];
    }
    case "mark":
      return marks.has(each.mark) ? [each] : [];
    case "tell":
      return [];
    default:
      return unreachable(each, "statement");
  }
}

function bindTarget(to: Target, binding: Binding): Target {
  if (to.kind !== "element") return to;
  const index = bind(to.index, binding);
  return index.kind === "const" ? { kind: "slot", slot: to.base + index.value } : { ...to, index };
}

/** A temporary that nothing stores is 0. */
function withoutIdleTemps(
  list: Statement[],
  program: Program,
  marks: ReadonlySet<number>,
): Statement[] {
  const stored = tempDomains(list, program);
  const temps = new Map<number, Term>();
  for (const part of [...statementTerms(list)].flatMap(term => [...parts(term)])) {
    if (part.kind === "temp" && !stored.has(part.temp)) temps.set(part.temp, NO);
  }
  return temps.size === 0 ? list : bindAll(list, { binding: { temps }, marks });
}

/** What temporaries may hold: they start with 0, and keep what any branch has stored. */
function tempDomains(list: readonly Statement[], { slots }: Program): Map<number, Interval> {
  const temps = new Map<number, Interval>();
  const walk = (statements: readonly Statement[]): void => {
    for (const each of statements) {
      if (each.kind === "if") {
        walk(each.then);
        walk(each.else);
      }
      if (each.kind !== "assign" || each.to.kind !== "temp") continue;
      const before = temps.get(each.to.temp) ?? { low: 0, high: 0 };
      temps.set(each.to.temp, hull(before, intervalOf(each.value, { slots, temps })));
    }
  };
  walk(list);
  return temps;
}

function hasRequire(list: readonly Prepared[]): boolean {
  return list.some(
    each =>
      each.kind === "require" ||
      (each.kind === "if" && (hasRequire(each.then) || hasRequire(each.else))),
  );
}

function withoutRequires(list: readonly Prepared[]): Prepared[] {
  return list.flatMap((each): Prepared[] => {
    if (each.kind === "require") return [];
    if (each.kind !== "if") return [each];
    return [{ ...each, then: withoutRequires(each.then), else: withoutRequires(each.else) }];
  });
}
