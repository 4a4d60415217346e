// Why an operation on numbers that name replicas is refused. Of whole messages it is what their channel does: no row says it.

import type { Program, Term } from "../../model/program.ts";

/** The reason; `messages`: which operands are messages that name replicas; `isTried`: all their values were tried. */
export function numberReason(
  messages: readonly Term[],
  program: Program,
  isTried: boolean,
): string {
  if (messages.length === 0) return "arithmetic or order on replicas";
  const named = messages.map(leaf => channelOf(leaf, program)).find(name => name !== undefined);
  const [channel, bag] =
    named === undefined ? ["a channel", "a bag"] : [`the channel '${named}'`, `the bag '${named}'`];
  // Nothing else compares two messages but to find a place among those that a bag has.
  if (messages.length > 1)
    return `${bag} keeps messages in the order of their numbers, and they name replicas`;
  return isTried
    ? `messages of ${channel} name replicas, and are compared by their numbers`
    : `messages of ${channel} name replicas, and there are too many different ones to try them all`;
}

/** The channel that the operand is a cell of. */
function channelOf(leaf: Term, { slots }: Program): string | undefined {
  if (leaf.kind !== "slot" && leaf.kind !== "element") return undefined;
  const slot = slots[leaf.kind === "slot" ? leaf.slot : leaf.base];
  // A cell is `wire[0]`, or `wire` where there is only one.
  return slot?.role === "channel" ? slot.name.replace(/\[\d+\]$/, "") : undefined;
}
