// `send` and `receive`: which channel carries which message, and the message's fields by name, in any order, each once.

import type { Action, Expr } from "../model/expression.ts";
import type { Channel, MessageType } from "../model/model.ts";
import type { ActionSyntax, Argument, Word } from "../model/syntax.ts";
import { showName, showType } from "../model/types.ts";
import { type Context, type Env, namesOf, report, reportUnknown, use } from "./context.ts";
import { typedWithin } from "./expect.ts";

type Kind<K extends ActionSyntax["kind"]> = Extract<ActionSyntax, { kind: K }>;

interface Carried {
  readonly channel: Channel;
  readonly message: MessageType;
}

/** A `send`, its arguments in the order of the fields. */
export function sendAction(context: Context, syntax: Kind<"send">, env: Env): Action | undefined {
  const found = carried(context, syntax.channel, syntax.message);
  if (!found) return undefined;
  const { channel, message } = found;
  use(context, "sent", `${channel.name}.${message.name}`);
  const args = fieldValues(context, syntax, message, env);
  return (
    args && { kind: "send", channel: channel.name, message: message.name, args, span: syntax.span }
  );
}

/** A `receive`, after which `message.field` is known. */
export function receiveAction(
  context: Context,
  syntax: Kind<"receive">,
  env: Env,
  already: boolean,
): { readonly action: Action | undefined; readonly env: Env } {
  const found = carried(context, syntax.channel, syntax.message);
  if (!found) return { action: undefined, env };
  const { channel, message } = found;
  const { span } = syntax;
  if (already) {
    const text = "this step already receives the message that started the row";
    const fix = "receive the second message in a step of its own";
    report(context, "receive-twice", { message: text, span }, { fix });
  }
  use(context, "received", `${channel.name}.${message.name}`);
  return {
    action: { kind: "receive", channel: channel.name, message: message.name, span },
    env: { ...env, message: { channel: channel.name, message } },
  };
}

/** An `empty`: for channels that hold messages. */
export function emptyAction(context: Context, syntax: Kind<"empty">): Action | undefined {
  const { span } = syntax;
  const channel = channelNamed(context, syntax.channel);
  if (channel?.kind !== "rendezvous")
    return channel && { kind: "empty", channel: channel.name, span };
  const message = `'empty' does not work on a rendezvous: it never holds a message`;
  return report(context, "wrong-verb", { message, span });
}

function channelNamed(context: Context, word: Word): Channel | undefined {
  const entity = context.entities.get(word.text);
  if (entity?.kind !== "channel") {
    const known = namesOf(context.tree.channels);
    return reportUnknown(context, { code: "unknown-channel", what: "channel", word, known });
  }
  use(context, "channel", word.text);
  return context.channel(word.text);
}

function carried(context: Context, word: Word, name: Word): Carried | undefined {
  const channel = channelNamed(context, word);
  if (!channel) return undefined;
  const message = channel.messages.find(m => m.name === name.text);
  if (message) return { channel, message };
  const tree = context.tree.channels.find(c => c.name.text === word.text);
  const known = namesOf(tree?.messages ?? []);
  const what = `message in the channel ${channel.name} called`;
  return reportUnknown(context, { code: "unknown-message", what, word: name, known });
}

function fieldValues(
  context: Context,
  syntax: Kind<"send">,
  message: MessageType,
  env: Env,
): Expr[] | undefined {
  const given = argumentsByName(context, syntax.args, message);
  const values = message.fields.map(field => {
    const argument = given.get(field.name);
    return argument && typedWithin(context, argument.value, env, field.type);
  });
  const missing = message.fields.filter(field => !given.has(field.name));
  const strange = syntax.args.some(a => !message.fields.some(f => f.name === a.name.text));
  if (missing.length > 0 && !strange) {
    const list = missing.map(f => `'${f.name}' (${showType(f.type)})`).join(", ");
    const text = `the message '${message.name}' is sent without ${list}`;
    const all = message.fields.map(f => `${showName(f.name)} = ...`).join(", ");
    const fix = `write ${showName(message.name)}(${all})`;
    report(context, "missing-argument", { message: text, span: syntax.message.span }, { fix });
  }
  const good = values.filter(v => v !== undefined);
  return good.length === values.length ? good : undefined;
}

function argumentsByName(
  context: Context,
  args: readonly Argument[],
  message: MessageType,
): Map<string, Argument> {
  const given = new Map<string, Argument>();
  const known = new Map(message.fields.map(f => [f.name, undefined]));
  for (const argument of args) {
    const { name } = argument;
    const before = given.get(name.text);
    if (!known.has(name.text)) {
      const what = `field of ${message.name}`;
      reportUnknown(context, { code: "unknown-field", what, word: name, known });
    } else if (before) {
      const text = `the field '${name.text}' is given twice`;
      const notes = [{ message: "the first one is here", span: before.name.span }];
      report(context, "duplicate-argument", { message: text, span: name.span }, { notes });
    } else given.set(name.text, argument);
  }
  return given;
}
