// Channels and their messages: capacity, budgets of losses and duplicates, and how many different messages there can be.

import { textOf } from "../base/source.ts";
import type { Channel, MessageType } from "../model/model.ts";
import type { Syntax } from "../model/syntax.ts";
import type { ChannelTree, MessageTree } from "../model/tree.ts";
import { bounds } from "../model/types.ts";
import { type Context, report } from "./context.ts";
import { ANY_INT, typedConstant } from "./expect.ts";
import { scalarTypeOf } from "./type.ts";
import { budget, processOf } from "./waitable.ts";

const LARGEST_CAPACITY = 64;
const LARGEST_CODE = 2 ** 31;

/** The channel of that name. */
export function resolveChannel(context: Context, name: string): Channel | undefined {
  const entity = context.entities.get(name);
  if (entity?.kind !== "channel") return undefined;
  const { tree } = entity;
  const capacity = capacityOf(context, tree);
  const messages = tree.messages.map(m => message(context, m));
  const good = messages.filter(m => m !== undefined);
  repeated(context, tree);
  const losses = faults(context, tree, "losses");
  const duplicates = faults(context, tree, "duplicates");
  const process = processOf(context, tree.process);
  if (capacity === undefined || losses === undefined || duplicates === undefined) return undefined;
  if (good.length < messages.length || codesTooMany(context, tree, good)) return undefined;
  const { kind, about, span } = tree;
  return { name, about, kind, capacity, messages: good, losses, duplicates, process, span };
}

function faults(
  context: Context,
  tree: ChannelTree,
  which: "losses" | "duplicates",
): number | undefined {
  const syntax = tree[which];
  const none = tree.kind === "rendezvous" || (tree.kind === "register" && which === "duplicates");
  if (none && syntax) return impossible(context, tree, which, syntax);
  const written = syntax ? budget(context, syntax, `the number of ${which}`) : 0;
  return context.settings.faults.get(`${tree.name.text}.${which}`) ?? written;
}

function impossible(
  context: Context,
  tree: ChannelTree,
  which: "losses" | "duplicates",
  at: Syntax,
): undefined {
  const why = tree.kind === "register" ? "the newest value wins" : "no message is ever on its way";
  const message = `a ${tree.kind} has no ${which}: ${why}`;
  const fix = `remove '${which}: ${textOf(at.span)}'`;
  return report(context, "needless-capacity", { message, span: at.span }, { fix });
}

function capacityOf(context: Context, tree: ChannelTree): number | undefined {
  const fixed = { register: 1, rendezvous: 0, fifo: undefined, bag: undefined }[tree.kind];
  if (!tree.capacity) return fixed ?? 1;
  if (fixed !== undefined) return needless(context, tree, tree.capacity);
  const { capacity } = tree;
  const n = typedConstant(context, capacity, "the capacity", ANY_INT);
  if (n === undefined || (n >= 1 && n <= LARGEST_CAPACITY)) return n;
  const code = n < 1 ? "value-outside-range" : "too-large";
  const limit = n < 1 ? "at least 1" : `at most ${LARGEST_CAPACITY}`;
  const message = `the capacity is ${n}; a channel holds ${limit}`;
  return report(context, code, { message, span: capacity.span });
}

function needless(context: Context, tree: ChannelTree, at: Syntax): undefined {
  const why = tree.kind === "register" ? "holds one message" : "holds none";
  const message = `a ${tree.kind} has no capacity to choose: it ${why}`;
  const fix = `remove 'capacity: ${textOf(at.span)}'`;
  return report(context, "needless-capacity", { message, span: at.span }, { fix });
}

function message(context: Context, tree: MessageTree): MessageType | undefined {
  const name = tree.name.text;
  const fields = tree.fields.map(field => {
    const type = scalarTypeOf(context, field.type, `${name}.${field.name.text}`);
    return type && { name: field.name.text, type };
  });
  const good = fields.filter(f => f !== undefined);
  return good.length === fields.length ? { name, fields: good } : undefined;
}

function repeated(context: Context, tree: ChannelTree): void {
  const lists = [tree.messages, ...tree.messages.map(m => m.fields)];
  for (const list of lists) {
    const seen = new Set<string>();
    for (const { name } of list) {
      const text = `'${name.text}' stands twice`;
      if (seen.has(name.text))
        report(context, "duplicate-name", { message: text, span: name.span });
      seen.add(name.text);
    }
  }
}

function codesTooMany(
  context: Context,
  tree: ChannelTree,
  messages: readonly MessageType[],
): boolean {
  const codes = messages.reduce((sum, m) => {
    const sizes = m.fields.map(f => bounds(f.type).high - bounds(f.type).low + 1);
    return sum + sizes.reduce((product, size) => product * size, 1);
  }, 1);
  if (codes <= LARGEST_CODE) return false;
  const text = `the channel '${tree.name.text}' has more different messages than 32 bits can number`;
  report(
    context,
    "too-large",
    { message: text, span: tree.name.span },
    { fix: "narrow the fields" },
  );
  return true;
}
