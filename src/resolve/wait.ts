// The verbs of locks, semaphores, level events and debts: each verb has the kinds it works on.

import type { Action } from "../model/expression.ts";
import type { ActionSyntax } from "../model/syntax.ts";
import type { WaitableTree } from "../model/tree.ts";
import { agentOf, replica } from "./agent.ts";
import type { ResolveCode } from "./codes.ts";
import { type Context, type Env, namesOf, report, reportUnknown, use } from "./context.ts";

type Verb = "acquire" | "release" | "wait" | "post" | "set" | "reset" | "take" | "give";
type Waiting = Extract<ActionSyntax, { kind: Verb }>;

const KINDS: Record<Verb, readonly WaitableTree["kind"][]> = {
  acquire: ["lock"],
  release: ["lock"],
  wait: ["semaphore", "level-event"],
  post: ["semaphore"],
  set: ["level-event"],
  reset: ["level-event"],
  take: ["debt"],
  give: ["debt"],
};

const CODES: Record<WaitableTree["kind"], ResolveCode> = {
  lock: "unknown-lock",
  semaphore: "unknown-semaphore",
  "level-event": "unknown-level-event",
  debt: "unknown-debt",
};

/** `acquire l`, `post s[i]` and so on. */
export function waitableAction(context: Context, syntax: Waiting, env: Env): Action | undefined {
  const agent = agentOf(syntax.on);
  if (!agent) {
    const message = `'${syntax.kind}' needs the name of a ${KINDS[syntax.kind].join(" or ")}`;
    return report(context, "not-waitable", { message, span: syntax.on.span });
  }
  const name = agent.name.text;
  const entity = context.entities.get(name);
  if (entity?.kind !== "waitable") return unknown(context, syntax.kind, agent.name);
  use(context, "waitable", name);
  const waitable = context.waitable(name);
  if (!waitable) return undefined;
  if (!KINDS[syntax.kind].includes(waitable.kind)) return wrongVerb(context, syntax, waitable.kind);
  const found = replica(context, agent, { by: waitable.by, rest: "" }, env);
  return found && build(syntax.kind, name, { ...found, span: syntax.span });
}

type Rest = Omit<Extract<Action, { kind: "post" }>, "kind" | "semaphore">;

function build(verb: Verb, name: string, rest: Rest): Action {
  switch (verb) {
    case "acquire":
    case "release":
      return { kind: verb, lock: name, ...rest };
    case "wait":
      return { kind: verb, on: name, ...rest };
    case "post":
      return { kind: verb, semaphore: name, ...rest };
    case "set":
    case "reset":
      return { kind: verb, event: name, ...rest };
    case "take":
    case "give":
      return { kind: verb, debt: name, ...rest };
  }
}

function unknown(
  context: Context,
  verb: Verb,
  word: Parameters<typeof reportUnknown>[1]["word"],
): undefined {
  const kinds = KINDS[verb];
  const known = namesOf(context.tree.waitables.filter(w => kinds.includes(w.kind)));
  const [first] = kinds;
  const code = first && kinds.length === 1 ? CODES[first] : "unknown-waitable";
  return reportUnknown(context, { code, what: kinds.join(" or "), word, known });
}

function wrongVerb(context: Context, syntax: Waiting, kind: WaitableTree["kind"]): undefined {
  const verbs = (Object.keys(KINDS) as Verb[]).filter(verb => KINDS[verb].includes(kind));
  const message = `'${syntax.kind}' does not work on a ${kind}`;
  const fix = `a ${kind} knows ${verbs.map(v => `'${v}'`).join(", ")}`;
  return report(context, "wrong-verb", { message, span: syntax.span }, { fix });
}
