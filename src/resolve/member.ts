// What stands behind a dot: values of an enum (`Status.none`), a machine's state and variables, what can be asked of channels,
// locks, budgets and processes, and the fields of the message that is being received.

import type { Expr, Query } from "../model/expression.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import type { IndexType, ScalarType } from "../model/types.ts";
import { type Agent, agentOf, localNames, replica } from "./agent.ts";
import {
  type Context,
  type Entity,
  type Env,
  isUnread,
  type MachineInfo,
  report,
  reportUnknown,
  type Unknown,
  use,
} from "./context.ts";
import { BOOL, constant } from "./expect.ts";
import { notConstant, variableExpr } from "./place.ts";

type Member = Extract<Syntax, { kind: "member" }>;

/** `of.member` as an expression. */
export function memberExpr(context: Context, syntax: Member, env: Env): Expr | undefined {
  const agent = agentOf(syntax.of);
  if (!agent) return noMember(context, syntax, []);
  const entity = context.entities.get(agent.name.text);
  if (entity?.kind === "type") return enumValue(context, syntax, agent.name.text);
  if (env.constant !== undefined) return notConstant(context, syntax.span, env.constant);
  if (agent.name.text === "message" && !entity) return field(context, syntax, env);
  const own = entity && memberOf(context, entity, syntax, agent);
  if (own !== undefined) return own === "none" ? undefined : own(env);
  if (!entity && isObserved(context, syntax, agent)) return observed(context, syntax, agent, env);
  return budget(context, syntax, agent) ?? unknownBase(context, syntax, agent, entity);
}

function isObserved(context: Context, syntax: Member, agent: Agent): boolean {
  const known = context.tree.observers.some(o => o.name.text === agent.name.text);
  return known && syntax.member.text === "state" && !agent.index;
}

/** Where an observer stands: for properties, since nothing that runs may depend on who watches. */
function observed(context: Context, { span }: Member, agent: Agent, env: Env): Expr | undefined {
  const { text } = agent.name;
  if (env.machine) {
    const message = `the observer '${text}' can be read in properties only`;
    return report(context, "observer-read", { message, span });
  }
  const observer = context.observer(text);
  const type = { kind: "enum", name: `${text}.state`, values: observer?.states ?? [] } as const;
  return observer && { kind: "observed", observer: text, type, span };
}

type Build = (env: Env) => Expr | undefined;

/** How to build the member; undefined where the entity has no members or not this one, "none" after an error. */
function memberOf(
  context: Context,
  entity: Entity,
  syntax: Member,
  agent: Agent,
): Build | "none" | undefined {
  use(context, entity.kind, agent.name.text);
  switch (entity.kind) {
    case "machine":
      return machineMember(context, syntax, agent);
    case "channel":
      return channelMember(context, syntax, agent);
    case "waitable":
      return waitableMember(context, syntax, agent);
    default:
      return undefined;
  }
}

function machineMember(context: Context, syntax: Member, agent: Agent): Build | "none" | undefined {
  const name = agent.name.text;
  const machine = context.machine(name);
  const member = syntax.member.text;
  if (!machine) return "none";
  if (machine.locals.has(member)) return env => variableExpr(context, syntax, env);
  if (context.removed.has(`${name}.${member}`)) return env => variableExpr(context, syntax, env);
  if (member !== "state" && member !== "busy") return undefined;
  return env => {
    const inside = env.machine?.name === name;
    const of = { by: machine.replicas, rest: `.${member}`, inside };
    const found = replica(context, agent, of, env);
    if (!found) return undefined;
    const { span } = syntax;
    if (member === "busy") {
      return { kind: "busy", machine: name, instance: found.index, type: BOOL, span };
    }
    return { kind: "state", machine: name, instance: found.index, type: machine.stateType, span };
  };
}

function channelMember(context: Context, syntax: Member, agent: Agent): Build | "none" | undefined {
  const channel = context.channel(agent.name.text);
  if (!channel) return "none";
  const types = new Map<Query, ScalarType>([
    ["length", { kind: "int", low: 0, high: channel.capacity }],
    ["empty", BOOL],
    ["full", BOOL],
    ["losses-left", { kind: "int", low: 0, high: channel.losses }],
    ["duplicates-left", { kind: "int", low: 0, high: channel.duplicates }],
  ]);
  return query(context, syntax, agent, { by: undefined, types });
}

function waitableMember(
  context: Context,
  syntax: Member,
  agent: Agent,
): Build | "none" | undefined {
  const waitable = context.waitable(agent.name.text);
  if (!waitable) return "none";
  const types = {
    lock: new Map<Query, ScalarType>([
      ["held", BOOL],
      ["free", BOOL],
    ]),
    debt: new Map<Query, ScalarType>([
      ["held", BOOL],
      ["free", BOOL],
    ]),
    semaphore: new Map<Query, ScalarType>([["count", { kind: "int", low: 0, high: waitable.max }]]),
    "level-event": new Map<Query, ScalarType>([["set", BOOL]]),
  }[waitable.kind];
  return query(context, syntax, agent, { by: waitable.by, types });
}

function query(
  context: Context,
  syntax: Member,
  agent: Agent,
  of: { by: IndexType | undefined; types: ReadonlyMap<Query, ScalarType> },
): Build | undefined {
  for (const [name, type] of of.types) {
    if (name !== syntax.member.text) continue;
    return env => {
      const found = replica(context, agent, { by: of.by, rest: `.${name}` }, env);
      const parts = { query: name, of: agent.name.text, index: found?.index, type };
      return found && { kind: "query", ...parts, span: syntax.span };
    };
  }
  return undefined;
}

/** `cancel.left` and `source.crashes-left`; a trigger and a process may have the name of something else. */
function budget(context: Context, syntax: Member, agent: Agent): Expr | undefined {
  if (agent.index) return undefined;
  const name = agent.name.text;
  const { span } = syntax;
  const member = syntax.member.text;
  if (member === "crashes-left") {
    const high = context.crashes(name);
    if (high === undefined) return undefined;
    use(context, "process", name);
    return { kind: "query", query: member, of: name, type: { kind: "int", low: 0, high }, span };
  }
  const times = member === "left" ? context.trigger(name)?.times : undefined;
  if (times === undefined) return undefined;
  return {
    kind: "query",
    query: "left",
    of: name,
    type: { kind: "int", low: 0, high: times },
    span,
  };
}

function enumValue(context: Context, syntax: Member, name: string): Expr | undefined {
  const type = context.type(name);
  use(context, "type", name);
  if (!type) return undefined;
  const value = type.kind === "enum" ? type.values.indexOf(syntax.member.text) : -1;
  if (type.kind === "enum" && value >= 0 && syntax.of.kind === "name") {
    return constant(type, value, syntax.span);
  }
  const known = new Map((type.kind === "enum" ? type.values : []).map(v => [v, undefined]));
  const what = `value of ${name}`;
  return reportUnknown(context, { code: "unknown-value", what, word: syntax.member, known });
}

function field(context: Context, syntax: Member, env: Env): Expr | undefined {
  const { span, member } = syntax;
  if (!env.message) {
    const message = "'message' stands only in a row or step that receives one";
    return report(context, "message-outside-receive", { message, span });
  }
  if (env.message === "broken") return undefined;
  const { channel, message } = env.message;
  const found = message.fields.find(f => f.name === member.text);
  if (found) {
    const parts = { channel, message: message.name, field: found.name, type: found.type };
    return { kind: "field", ...parts, span };
  }
  const known = new Map(message.fields.map(f => [f.name, undefined]));
  const what = `field of ${message.name}`;
  return reportUnknown(context, { code: "unknown-field", what, word: member, known });
}

/** Is it a budget that is declared, and the error of its number known. */
function isBrokenBudget({ tree }: Context, { member }: Member, { name }: Agent): boolean {
  const isNamed = (d: { readonly name: Word }) => d.name.text === name.text;
  if (member.text === "crashes-left") return tree.processes.some(isNamed);
  return member.text === "left" && tree.triggers?.find(isNamed)?.times !== undefined;
}

function unknownBase(
  context: Context,
  syntax: Member,
  agent: Agent,
  entity: Entity | undefined,
): undefined {
  if (isBrokenBudget(context, syntax, agent)) return undefined;
  if (syntax.member.text === "left" && context.trigger(agent.name.text)) {
    const message = `'${agent.name.text}' may arrive any number of times, so nothing counts what is left`;
    return report(context, "trigger-unbounded", { message, span: syntax.span });
  }
  if (entity) return noMember(context, syntax, membersOf(context, entity));
  const unknown = unknownName(context, syntax, agent.name);
  return reportUnknown(context, unknown);
}

function unknownName(context: Context, syntax: Member, word: Word): Unknown {
  const places = (trees: readonly { readonly name: Word }[]): Unknown["known"] =>
    new Map(trees.map(t => [t.name.text, t.name.span]));
  const { tree } = context;
  switch (syntax.member.text) {
    case "left":
      return { code: "unknown-trigger", what: "trigger", word, known: places(tree.triggers ?? []) };
    case "crashes-left":
      return { code: "unknown-process", what: "process", word, known: places(tree.processes) };
    case "length":
    case "empty":
    case "full":
    case "losses-left":
    case "duplicates-left":
      return { code: "unknown-channel", what: "channel", word, known: places(tree.channels) };
    case "state":
    case "busy":
      return { code: "unknown-machine", what: "machine", word, known: places(tree.machines) };
    default: {
      const known = new Map([...context.entities].map(([name, e]) => [name, e.tree.name.span]));
      return { code: "unknown-name", what: "machine, type or channel", word, known };
    }
  }
}

function membersOf(context: Context, entity: Entity): string[] {
  switch (entity.kind) {
    case "machine": {
      const machine: MachineInfo | undefined = context.machine(entity.tree.name.text);
      return ["state", "busy", ...(machine ? localNames(machine).keys() : [])];
    }
    case "channel":
      return ["length", "empty", "full", "losses-left", "duplicates-left"];
    case "waitable":
      return {
        lock: ["held", "free"],
        debt: ["held", "free"],
        semaphore: ["count"],
        "level-event": ["set"],
      }[entity.tree.kind];
    default:
      return [];
  }
}

function noMember(context: Context, syntax: Member, members: readonly string[]): undefined {
  if (isUnread(context, syntax.member.text)) return undefined;
  const can = members.length > 0 ? `; it has ${members.map(m => `'${m}'`).join(", ")}` : "";
  const message = `nothing here is called '${syntax.member.text}'${can}`;
  return report(context, "unknown-member", { message, span: syntax.member.span });
}
