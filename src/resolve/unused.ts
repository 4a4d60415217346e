// Findings: what is declared and never used. What only something switched off uses is left alone, because
// under other constants it is used.

import type { Span } from "../base/source.ts";
import type { Model } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import type { ResolveCode } from "./codes.ts";
import { type Context, report, use } from "./context.ts";

interface Declared {
  readonly name: Word;
}

/** Reports what is never used. */
export function unusedFindings(context: Context, model: Model): void {
  const { tree } = context;
  for (const define of tree.defines) if (define.emits) use(context, "define", define.name.text);
  unused(context, tree.constants, "constant");
  unused(context, tree.types, "type");
  unused(context, tree.sets, "set");
  unused(context, tree.defines, "define");
  unused(context, tree.waitables, "waitable");
  unused(context, tree.processes, "process");
  unused(context, tree.channels, "channel");
  unused(context, tree.triggers ?? [], "trigger");
  messages(context);
  events(context);
  for (const variable of model.variables) variableUse(context, variable);
}

function finding(
  context: Context,
  code: ResolveCode,
  severity: "warning" | "note",
  at: { readonly message: string; readonly span: Span },
): void {
  report(context, code, at, { severity });
}

const KINDS = {
  constant: { code: "unused-constant", what: "constant", why: "nothing uses it" },
  type: { code: "unused-type", what: "type", why: "nothing uses it" },
  set: { code: "unused-set", what: "set", why: "nothing uses it" },
  define: { code: "unused-define", what: "definition", why: "nothing uses it" },
  waitable: { code: "unused-waitable", what: "waitable", why: "no machine works with it" },
  process: { code: "unused-process", what: "process", why: "nothing belongs to it" },
  channel: { code: "unused-channel", what: "channel", why: "nobody sends or receives on it" },
  trigger: { code: "unused-trigger", what: "trigger", why: "no machine knows it" },
} as const;

function unused(context: Context, trees: readonly Declared[], kind: keyof typeof KINDS): void {
  const { code, what, why } = KINDS[kind];
  for (const { name } of trees) {
    if (context.used.has(`${kind} ${name.text}`) || context.mentioned.has(name.text)) continue;
    const message = `the ${what} '${name.text}' is unused: ${why}`;
    finding(context, code, "warning", { message, span: name.span });
  }
}

function messages(context: Context): void {
  const channels = context.tree.channels.filter(c => context.used.has(`channel ${c.name.text}`));
  for (const channel of channels) {
    for (const { name } of channel.messages) oneMessage(context, channel.name.text, name);
  }
}

function oneMessage(context: Context, channel: string, name: Word): void {
  const key = `${channel}.${name.text}`;
  if (context.mentioned.has(name.text) || context.mentioned.has(key)) return;
  const sent = context.used.has(`sent ${key}`);
  const received = context.used.has(`received ${key}`);
  if (sent && received) return;
  const say = (code: ResolveCode, what: string): void => {
    const message = `the message '${name.text}' of ${channel} is ${what}`;
    finding(context, code, "warning", { message, span: name.span });
  };
  if (sent) say("message-never-received", "never received");
  else if (received) say("message-never-sent", "never sent");
  else say("unused-message", "never sent and never received");
}

function events(context: Context): void {
  const { tree } = context;
  const locals = tree.machines.flatMap(m => m.variables);
  const emitters = [...tree.variables, ...locals, ...tree.defines];
  for (const { name } of tree.events) {
    const told = emitters.some(e => e.emits?.text === name.text);
    if (told || context.used.has(`emit ${name.text}`) || context.mentioned.has(name.text)) continue;
    const message = `the event '${name.text}' is never emitted`;
    finding(context, "unused-event", "warning", { message, span: name.span });
  }
}

function variableUse(context: Context, variable: Model["variables"][number]): void {
  const { id, name, emits } = variable;
  const span = context.variable(id)?.tree.name.span ?? variable.span;
  if (context.mentioned.has(name)) return;
  const read = emits !== undefined || context.used.has(`read ${id}`);
  const written = context.used.has(`write ${id}`);
  if (!read) {
    const message = `the variable '${id}' is ${written ? "written, but never read" : "never used"}`;
    finding(context, "unused-variable", "warning", { message, span });
    return;
  }
  if (written || variable.initial.some(values => values.length > 1)) return;
  const message = `the variable '${id}' is never written: it keeps its initial value`;
  finding(context, "variable-never-written", "note", { message, span });
}
