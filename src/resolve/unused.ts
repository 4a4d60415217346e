// Findings: what is declared and never used. What only something switched off uses is left alone, because
// under other constants it is used.

import type { Span } from "../base/source.ts";
import type { Model } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import { type Context, report, use } from "./context.ts";

interface Declared {
  readonly name: Word;
}

/** Reports what is never used. */
export function unusedFindings(context: Context, model: Model): void {
  const { tree } = context;
  for (const define of tree.defines) if (define.emits) use(context, "define", define.name.text);
  unused(context, tree.constants, "constant", "constant");
  unused(context, tree.types, "type", "type");
  unused(context, tree.sets, "set", "set");
  unused(context, tree.defines, "define", "define");
  unused(context, tree.waitables, "waitable", "lock");
  unused(context, tree.processes, "process", "process");
  unused(context, tree.channels, "channel", "channel");
  unused(context, tree.triggers ?? [], "trigger", "trigger");
  messages(context);
  events(context);
  for (const variable of model.variables) variableUse(context, variable);
}

function finding(
  context: Context,
  code: string,
  severity: "warning" | "note",
  at: { readonly message: string; readonly span: Span },
): void {
  report(context, code, at, { severity });
}

const MISSING: Record<string, string> = {
  lock: "no machine waits for it",
  trigger: "no machine knows it",
  process: "nothing belongs to it",
  channel: "nobody sends or receives on it",
};

const CODES: Record<string, string> = { lock: "unused-waitable" };

function unused(context: Context, trees: readonly Declared[], kind: string, what: string): void {
  for (const { name } of trees) {
    if (context.used.has(`${kind} ${name.text}`) || context.mentioned.has(name.text)) continue;
    const why = MISSING[what] ?? "nothing uses it";
    const message = `the ${what === "lock" ? "waitable" : what} '${name.text}' is unused: ${why}`;
    const code = CODES[what] ?? `unused-${what}`;
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
  const say = (code: string, what: string): void => {
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
