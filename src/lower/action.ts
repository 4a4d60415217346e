// Actions of the model as statements over slots. A step is lowered in order; what blocks it (the verb
// it starts with) becomes part of its guard, and each change of an emitting variable tells the observers.

import { unreachable } from "../base/bug.ts";
import type { Action, CasAction, Choice, Expr, Place } from "../model/expression.ts";
import type { Statement, Target, Tell, Term } from "../model/program.ts";
import * as channels from "./channel.ts";
import { encode } from "./codes.ts";
import { emit } from "./emit.ts";
import { known, locate, locateWaitable, lowerExpr } from "./expression.ts";
import { bind, type Scope } from "./scope.ts";
import { binary, constant, element, elementTarget, equal, require, set, when } from "./terms.ts";

type ActionOf<K extends Action["kind"]> = Extract<Action, { kind: K }>;

/** A step as lowered: what must be true for it to start, and what it does. */
export interface Lowered {
  readonly guard: Term;
  readonly effect: readonly Statement[];
}

/**
 * Lowers the actions of one atomic step. `scope.received` is the message at hand. The first action may block; resolve has seen to it that no other does.
 */
export function lowerStep(actions: readonly Action[], scopes: Scopes): Lowered {
  const first = actions[0];
  const guard = first ? blocking(first, scopes.before) : constant(1);
  return { guard, effect: sequence(actions, scopes.within) };
}

/** What guards see, before a message is taken, and what actions see, after. */
export interface Scopes {
  readonly before: Scope;
  readonly within: Scope;
}

interface Continued {
  readonly statements: readonly Statement[];
  /** With what the action bound, for the actions after it. */
  readonly scope: Scope;
}

function lowerAction(action: Action, scope: Scope): Continued {
  if (action.kind === "choose") return choice(action.choice, action.target, scope);
  return { statements: statements(action, scope), scope };
}

function statements(
  action: Exclude<Action, { kind: "choose" }>,
  scope: Scope,
): readonly Statement[] {
  switch (action.kind) {
    case "assign":
      return assign(action.target, lowerExpr(action.value, scope), scope);
    case "cas":
      return cas(action, scope, [], []);
    case "if":
      return branch(action, scope);
    case "emit":
      return emit(action.event, action.value && lowerExpr(action.value, scope), scope);
    case "assert":
      return check(lowerExpr(action.expr, scope), `assert ${textOfSpan(action)}`, action, scope);
    case "send":
      return send(action, scope);
    case "empty":
      return empty(channelOf(action.channel, scope), scope);
    case "receive":
    case "await":
      return [];
    default:
      return waitable(action, scope);
  }
}

// ---------------------------------------------------------------- data

/** Stores the value; where the variable emits and the value is another, the event is told. */
export function assign(place: Place, value: Term, scope: Scope): readonly Statement[] {
  const at = locate(place, scope);
  const to: Target = elementTarget(at.base, at.count, at.index);
  const store: Statement = { kind: "assign", to, value, span: place.span };
  const event = scope.table.variables.get(place.variable)?.emits;
  if (event === undefined) return [store];
  const temp = scope.draft.temp();
  const before: Term = { kind: "temp", temp };
  const now = element(at.base, at.count, at.index);
  const keep: Statement = { kind: "assign", to: before, value: now };
  return [keep, store, ...when(binary("!=", now, before), emit(event, now, scope))];
}

function cas(
  action: CasAction,
  scope: Scope,
  then: readonly Statement[],
  otherwise: readonly Statement[],
): readonly Statement[] {
  const at = locate(action.target, scope);
  const temp = scope.draft.temp();
  const stored: Term = { kind: "temp", temp };
  const test = equal(element(at.base, at.count, at.index), lowerExpr(action.old, scope));
  const number = casNumber(action, scope);
  const mark: Statement = {
    kind: "mark",
    mark: addMark(scope, {
      kind: "cas-stored",
      cas: number,
      text: textOfSpan(action),
      span: action.span,
    }),
  };
  const tried: Statement = {
    kind: "mark",
    mark: addMark(scope, { kind: "cas-tried", cas: number, span: action.span }),
  };
  const result = action.result ? assign(action.result, stored, scope) : [];
  return [
    tried,
    { kind: "assign", to: stored, value: test },
    tell(scope, { kind: "cas", variable: action.target.variable }, stored),
    ...when(stored, [mark, ...assign(action.target, lowerExpr(action.new, scope), scope)]),
    ...result,
    ...when(stored, then, otherwise),
  ];
}

function casNumber(action: CasAction, scope: Scope): number {
  const key = `${action.span.source.name} ${action.span.start}`;
  const number = scope.notes.cases.get(key) ?? scope.notes.cases.size;
  scope.notes.cases.set(key, number);
  return number;
}

/** Choices in one branch are pinned to their first value in the other, so that each action exists once. */
function branch(action: ActionOf<"if">, scope: Scope): readonly Statement[] {
  const params = scope.draft.params;
  const start = params.length;
  const then = sequence(action.then, scope);
  const middle = params.length;
  const otherwise = sequence(action.else, scope);
  const pinned = (from: number, to: number) =>
    params
      .slice(from, to)
      .flatMap((p, i) =>
        require(equal({ kind: "param", param: from + i }, constant(p.values[0] ?? 0))),
      );
  const yes = [...pinned(middle, params.length), ...then];
  const no = [...pinned(start, middle), ...otherwise];
  if (action.test.kind === "cas") return cas(action.test, scope, yes, no);
  return when(lowerExpr(action.test, scope), yes, no);
}

/** Actions one after the other, none of which blocks. */
export function sequence(actions: readonly Action[], scope: Scope): readonly Statement[] {
  let inner = scope;
  return actions.flatMap(action => {
    const lowered = lowerAction(action, inner);
    inner = lowered.scope;
    return lowered.statements;
  });
}

function choice(of: Choice, target: Place | undefined, scope: Scope): Continued {
  const param = scope.draft.param(of.name, of.type, of.values);
  const inner = bind(scope, of.binder, param);
  const where = of.where ? require(lowerExpr(of.where, inner)) : [];
  return { statements: [...where, ...(target ? assign(target, param, inner) : [])], scope: inner };
}

// ---------------------------------------------------------------- waiting

/** What must be true for a step to start that begins with this action. */
function blocking(action: Action, scope: Scope): Term {
  switch (action.kind) {
    case "await":
      return lowerExpr(action.expr, scope);
    case "acquire":
      return equal(waitableTerm(action.lock, action.index, scope), constant(0));
    case "wait":
      return binary("!=", waitableTerm(action.on, action.index, scope), constant(0));
    case "send":
      return channels.hasRoom(channelOf(action.channel, scope));
    default:
      return constant(1);
  }
}

type Verb = Exclude<
  Action,
  {
    kind:
      | "choose"
      | "assign"
      | "cas"
      | "if"
      | "emit"
      | "assert"
      | "send"
      | "receive"
      | "empty"
      | "await";
  }
>;

function waitable(action: Verb, scope: Scope): readonly Statement[] {
  const instance = known(scope.instance, "acting machine");
  switch (action.kind) {
    case "acquire":
      return [
        store(action.lock, action.index, constant(instance.agent + 1), scope),
        tell(scope, { kind: "acquire", on: action.lock }),
      ];
    case "release":
      return [
        ...check(
          equal(waitableTerm(action.lock, action.index, scope), constant(instance.agent + 1)),
          `release ${action.lock} by one who does not hold it`,
          action,
          scope,
        ),
        store(action.lock, action.index, constant(0), scope),
        tell(scope, { kind: "release", on: action.lock }),
      ];
    case "wait":
      return [
        ...take(action.on, action.index, scope),
        tell(scope, { kind: "wait", on: action.on }),
      ];
    case "post":
      return [
        add(action.semaphore, action.index, 1, scope),
        tell(scope, { kind: "post", on: action.semaphore }),
      ];
    case "take":
    case "give":
      return owe(action, scope);
    case "set":
    case "reset":
      return [
        store(action.event, action.index, constant(action.kind === "set" ? 1 : 0), scope),
        tell(scope, { kind: action.kind, on: action.event }),
      ];
    default:
      return unreachable(action, "action");
  }
}

/** Taking twice and giving what is not held end the run, so that the step at fault is the last one. */
function owe(action: ActionOf<"take" | "give">, scope: Scope): readonly Statement[] {
  const { kind, debt, index } = action;
  const shared = scope.table.model.waitables.some(w => w.name === debt && w.shared);
  const at = locateWaitable(debt, index, scope);
  const now = element(at.base, at.count, at.index);
  const own = shared ? known(scope.instance, "acting machine").agent + 1 : 1;
  const [test, wrong] =
    kind === "take"
      ? [equal(now, constant(0)), `take ${debt}, which ${shared ? "somebody" : "it"} holds already`]
      : [
          binary("!=", now, constant(0)),
          `give ${debt}, which ${shared ? "nobody" : "it does not"}${shared ? " holds" : " hold"}`,
        ];
  return [
    ...check(test, wrong, action, scope),
    store(debt, index, constant(kind === "take" ? own : 0), scope),
    tell(scope, { kind, on: debt }),
  ];
}

/** Waiting takes one from a semaphore and nothing from a level event. */
function take(name: string, index: Expr | undefined, scope: Scope): Statement[] {
  const kind = scope.table.model.waitables.find(w => w.name === name)?.kind;
  return kind === "semaphore" ? [add(name, index, -1, scope)] : [];
}

function waitableTerm(name: string, index: Expr | undefined, scope: Scope): Term {
  const at = locateWaitable(name, index, scope);
  return element(at.base, at.count, at.index);
}

function store(name: string, index: Expr | undefined, value: Term, scope: Scope): Statement {
  const at = locateWaitable(name, index, scope);
  return { kind: "assign", to: elementTarget(at.base, at.count, at.index), value };
}

function add(name: string, index: Expr | undefined, by: number, scope: Scope): Statement {
  const value = binary("+", waitableTerm(name, index, scope), constant(by));
  return store(name, index, value, scope);
}

// ---------------------------------------------------------------- messages

function channelOf(name: string, scope: Scope): channels.Cells {
  return channels.cellsOf(scope.table, name);
}

function send(action: ActionOf<"send">, scope: Scope): readonly Statement[] {
  const cells = channelOf(action.channel, scope);
  if (cells.channel.kind === "rendezvous") return [];
  const code: Term = { kind: "temp", temp: scope.draft.temp() };
  return [
    { kind: "assign", to: code, value: sentCode(action, scope) },
    ...channels.put(cells, code),
    tell(scope, { kind: "send", channel: action.channel, codes: cells.codes }, code),
  ];
}

/** Each message that is there is told as lost, oldest first. */
function empty(cells: channels.Cells, scope: Scope): readonly Statement[] {
  const what: Tell = { kind: "lose", channel: cells.channel.name, codes: cells.codes };
  return channels.indexes(cells).flatMap(i => {
    const code = channels.cell(cells, i);
    const gone = set(cells.base + i, constant(0));
    return when(binary("!=", code, constant(0)), [tell(scope, what, code), gone]);
  });
}

/** The code of the message that the action sends. */
export function sentCode(action: ActionOf<"send">, scope: Scope): Term {
  const { codes } = channelOf(action.channel, scope);
  return encode(
    codes,
    action.message,
    action.args.map(a => lowerExpr(a, scope)),
  );
}

// ---------------------------------------------------------------- what traces and findings are told

export function tell(scope: Scope, what: Tell, value?: Term): Statement {
  const key = JSON.stringify(what);
  const found = scope.notes.tells.findIndex(t => JSON.stringify(t) === key);
  const number = found < 0 ? scope.notes.tells.push(what) - 1 : found;
  return { kind: "tell", tell: number, value };
}

function addMark(scope: Scope, mark: Scope["notes"]["marks"][number]): number {
  return scope.notes.marks.push(mark) - 1;
}

function check(test: Term, text: string, at: Action, scope: Scope): Statement[] {
  const mark = addMark(scope, { kind: "assert", text, span: at.span });
  return [{ kind: "assert", test, mark, span: at.span }];
}

function textOfSpan(action: Action): string {
  return action.span.source.text
    .slice(action.span.start, action.span.end)
    .replace(/^assert\s+/, "")
    .replace(/\s+/g, " ");
}
