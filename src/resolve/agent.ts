// Machines, locks and the like where an expression names them: `sender`, `rm[2]`, `bql[i]`. Checks that an index
// stands where there are several and only there.

import type { Span } from "../base/source.ts";
import type { Expr } from "../model/expression.ts";
import type { Syntax, Word } from "../model/syntax.ts";
import { type IndexType, showName, showType } from "../model/types.ts";
import {
  type Context,
  type Env,
  type MachineInfo,
  namesOf,
  report,
  reportUnknown,
} from "./context.ts";
import { typedWithin } from "./expect.ts";

type Member = Extract<Syntax, { kind: "member" }>;

/** A name with at most one index. */
export interface Agent {
  readonly name: Word;
  readonly index?: Syntax | undefined;
}

/** `name` or `name[i]`, or undefined where it is neither (nothing is reported). */
export function agentOf(syntax: Syntax): Agent | undefined {
  if (syntax.kind === "name") return { name: { text: syntax.name, span: syntax.span } };
  if (syntax.kind !== "index" || syntax.of.kind !== "name") return undefined;
  return { name: { text: syntax.of.name, span: syntax.of.span }, index: syntax.index };
}

/** What an index may be needed for. */
export interface Indexable {
  readonly by: IndexType | undefined;
  /** What the reader wrote after it, for the fix: `.state`. */
  readonly rest: string;
  /** Evaluated inside a replica of the very machine. */
  readonly inside?: boolean | undefined;
}

/** The index of a replica; `index` is undefined where there is just one. */
export function replica(
  context: Context,
  agent: Agent,
  of: Indexable,
  env: Env,
): { readonly index?: Expr | undefined } | undefined {
  const name = agent.name.text;
  if (agent.index) {
    if (of.by) {
      const index = typedWithin(context, agent.index, env, of.by);
      return index && { index };
    }
    const message = `there is only one '${name}': it has no index`;
    return report(context, "not-an-array", { message, span: agent.index.span });
  }
  if (!of.by) return {};
  const message = `there are several of '${name}': an index of ${showType(of.by)} is missing`;
  const index = of.inside ? "self" : "i";
  const fix = `write ${showName(name)}[${index}]${of.rest}`;
  return report(context, "missing-index", { message, span: agent.name.span }, { fix });
}

/** The local variable that `m.x` or `m[i].x` names, or undefined after an error. */
export function localOf(
  context: Context,
  syntax: Member,
  env: Env,
): { readonly variable: string; readonly instance?: Expr | undefined } | undefined {
  const agent = agentOf(syntax.of);
  const machine = agent && machineNamed(context, agent.name, syntax.of.span);
  if (!agent || !machine) return undefined;
  const { member } = syntax;
  if (!machine.locals.has(member.text)) {
    const known = localNames(machine);
    const what = `variable of ${machine.name}`;
    const key = `${machine.name}.${member.text}`;
    return reportUnknown(context, { code: "unknown-name", what, word: member, known, key });
  }
  const of = {
    by: machine.replicas,
    rest: `.${showName(member.text)}`,
    inside: env.machine?.name === machine.name,
  };
  const found = replica(context, agent, of, env);
  return found && { variable: `${machine.name}.${member.text}`, instance: found.index };
}

/** Names of a machine's variables, with their places. */
export function localNames(machine: MachineInfo): Map<string, Span | undefined> {
  return new Map([...machine.locals].map(([name, tree]) => [name, tree.name.span]));
}

/** The machine that has the name, or undefined after an error. `span`: where the name is that of something else. */
export function machineNamed(context: Context, name: Word, span: Span): MachineInfo | undefined {
  const entity = context.entities.get(name.text);
  if (entity?.kind === "machine") return context.machine(name.text);
  const known = new Map(context.tree.machines.map(m => [m.name.text, m.name.span]));
  return reportUnknown(context, {
    code: "unknown-machine",
    what: "machine",
    word: { text: name.text, span: entity ? span : name.span },
    known,
  });
}

/** The ordinal of a state of the machine, or undefined after an error. */
export function stateNamed(context: Context, machine: MachineInfo, word: Word): number | undefined {
  const at = machine.ordinals.get(word.text);
  if (at !== undefined) return at;
  const known = namesOf(machine.states.map(s => ({ name: s.name })));
  const what = `state of ${machine.name} called`;
  const key = `${machine.name}.${word.text}`;
  return reportUnknown(context, { code: "unknown-state", what, word, known, key });
}
