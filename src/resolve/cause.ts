// What the keys under `on` mean: a trigger, a message of the only channel that carries it, or `channel.message`. Where the
// section `triggers` is missing, every other name is a trigger.

import type { Span } from "../base/source.ts";
import type { Cause, Channel } from "../model/model.ts";
import type { Word } from "../model/syntax.ts";
import type { MachineTree, OnTree, Tree } from "../model/tree.ts";
import {
  type Context,
  namesOf,
  type ReceivedMessage,
  report,
  reportUnknown,
  use,
} from "./context.ts";
import { exists } from "./switch.ts";

/** What lets a row fire, and the message it receives. */
export interface Received {
  readonly cause: Cause;
  readonly message?: ReceivedMessage | "broken" | undefined;
}

interface Carrier {
  readonly channel: string;
  readonly message: string;
}

/** The cause that a key names, or undefined after an error. */
export function causeOf(context: Context, word: Word, machine: string): Received | undefined {
  const carriers = carriersOf(context, word.text);
  const trigger = isTrigger(context, word.text);
  const [first, second] = carriers;
  if (first && trigger) return ambiguous(context, word, first);
  if (first && second) return severalChannels(context, word, carriers);
  if (first) return received(context, first);
  return triggerNamed(context, word, machine) ? asTrigger(context, word) : undefined;
}

function asTrigger(context: Context, word: Word): Received {
  use(context, "trigger", word.text);
  return { cause: { kind: "trigger", trigger: word.text } };
}

function received(context: Context, { channel, message }: Carrier): Received | undefined {
  use(context, "channel", channel);
  use(context, "received", `${channel}.${message}`);
  const found: Channel | undefined = context.channel(channel);
  const type = found?.messages.find(m => m.name === message);
  const cause: Cause = { kind: "message", channel, message };
  return type && { cause, message: { channel, message: type } };
}

/** Is it a trigger that this machine may know? Reports it where not. */
export function triggerNamed(context: Context, word: Word, machine: string): boolean {
  const head = isTrigger(context, word.text) ? context.trigger(word.text) : undefined;
  if (!head && isMessage(context, word.text)) return waitingMessage(context, word);
  if (!head) {
    unknownTrigger(context, word);
    return false;
  }
  if (head.to === undefined || head.to === machine) return true;
  const message = `the trigger '${word.text}' goes to ${head.to} only, not to ${machine}`;
  const declared = context.tree.triggers?.find(t => t.name.text === word.text)?.to;
  const notes = declared ? [{ message: "'to' is here", span: declared.span }] : [];
  report(context, "trigger-elsewhere", { message, span: word.span }, { notes });
  return false;
}

function isMessage(context: Context, name: string): boolean {
  const { channels } = context.tree;
  return channels.some(c =>
    c.messages.some(m => m.name.text === name || `${c.name.text}.${m.name.text}` === name),
  );
}

function waitingMessage(context: Context, word: Word): false {
  const message = `'${word.text}' is a message: it is not ignored, it waits in its channel until it is received`;
  const fix = `a row that takes it and does nothing: 'on: { ${word.text}: { actions: skip } }'`;
  report(context, "message-in-list", { message, span: word.span }, { fix });
  return false;
}

function unknownTrigger(context: Context, word: Word): void {
  const dot = word.text.indexOf(".");
  const channel = context.tree.channels.find(
    c => c.name.text === word.text.slice(0, Math.max(0, dot)),
  );
  if (channel) {
    const known = namesOf(channel.messages);
    const inner: Word = { text: word.text.slice(dot + 1), span: word.span };
    const what = `message in the channel ${channel.name.text} called`;
    reportUnknown(context, { code: "unknown-message", what, word: inner, known });
    return;
  }
  const known = new Map<string, Span | undefined>(triggerNames(context));
  for (const each of context.tree.channels) {
    for (const message of each.messages) known.set(message.name.text, message.name.span);
  }
  reportUnknown(context, { code: "unknown-trigger", what: "trigger or message", word, known });
}

function isTrigger(context: Context, name: string): boolean {
  const { triggers } = context.tree;
  if (triggers) return triggers.some(t => t.name.text === name);
  if (carriersOf(context, name).length > 0) return false;
  const dot = name.indexOf(".");
  return dot < 0 || !context.tree.channels.some(c => c.name.text === name.slice(0, dot));
}

function carriersOf(context: Context, name: string): Carrier[] {
  return context.tree.channels.flatMap(c =>
    c.messages
      .filter(m => name === m.name.text || name === `${c.name.text}.${m.name.text}`)
      .map(m => ({ channel: c.name.text, message: m.name.text })),
  );
}

function ambiguous(context: Context, word: Word, carrier: Carrier): undefined {
  const message = `'${word.text}' is a trigger and a message of ${carrier.channel}`;
  const at = context.tree.triggers?.find(t => t.name.text === word.text)?.name.span;
  const notes = at ? [{ message: "the trigger is declared here", span: at }] : [];
  const fix = `rename one of them; the message alone is '${carrier.channel}.${carrier.message}'`;
  return report(context, "ambiguous-cause", { message, span: word.span }, { notes, fix });
}

function severalChannels(context: Context, word: Word, carriers: readonly Carrier[]): undefined {
  const list = carriers.map(c => c.channel).join(", ");
  const message = `several channels carry '${word.text}': ${list}`;
  const fix = `write ${carriers.map(c => `'${c.channel}.${c.message}'`).join(" or ")}`;
  return report(context, "ambiguous-message", { message, span: word.span }, { fix });
}

const known = new WeakMap<Tree, ReadonlyMap<string, Span | undefined>>();

/** Every trigger of the model: as declared, or, without the section, in order of first use. */
export function triggerNames(context: Context): ReadonlyMap<string, Span | undefined> {
  const before = known.get(context.tree);
  const names = before ?? collect(context);
  if (!before) known.set(context.tree, names);
  return names;
}

function collect(context: Context): ReadonlyMap<string, Span | undefined> {
  const { triggers, machines } = context.tree;
  if (triggers) return namesOf(triggers);
  const found = new Map<string, Span>();
  for (const word of machines.flatMap(m => usedIn(context, m))) {
    if (!found.has(word.text) && isTrigger(context, word.text)) found.set(word.text, word.span);
  }
  return found;
}

function usedIn(context: Context, machine: MachineTree): Word[] {
  const keys = (on: readonly OnTree[]): Word[] =>
    on.filter(o => o.rows.some(row => exists(context, row.when))).map(o => o.key);
  const states = machine.states.flatMap(s => [...keys(s.on), ...s.ignore, ...s.refuse]);
  return [...states, ...keys(machine.on), ...machine.ignore, ...machine.refuse];
}
