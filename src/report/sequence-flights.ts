// What spans several steps of a sequence picture: a message from its send to its receive or its loss, a row from
// its first step to its last, a lock from being taken to being free.

import type { Happening } from "../model/trace.ts";
import type { Card, Flight, Stretch } from "./sequence-nouns.ts";

interface Pending {
  readonly card: number;
  readonly lane: number;
  readonly message: string;
  readonly double: boolean;
}

/** Each receive takes the oldest send of the same message on the channel. */
export function flightsOf(
  cards: readonly Card[],
  agents: ReadonlyMap<string, number>,
): readonly Flight[] {
  const pending = new Map<string, Pending[]>();
  const flights: Flight[] = [];
  cards.forEach((card, index) => {
    for (const h of sendsFirst(card.step.happenings)) {
      if (!("channel" in h)) continue;
      const at = JSON.stringify([h.channel, h.message]);
      const queue = pending.get(at) ?? [];
      pending.set(at, queue);
      const sent = enqueue(queue, h, card, index);
      if (sent) flights.push(landed(sent, index, receiver(card, h, agents)));
    }
  });
  const left = [...pending.values()]
    .flat()
    .map(sent => ({ ...taken(sent), fate: "under way" as const }));
  return [...flights, ...left].sort((a, b) => a.from - b.from);
}

/** Sends wait in the queue; a receive or a loss takes one out of it. */
function enqueue(queue: Pending[], h: Happening, card: Card, index: number): Pending | undefined {
  if (h.kind === "send") {
    queue.push({ card: index, lane: card.lane, message: h.message, double: false });
    return undefined;
  }
  if (h.kind !== "duplicate") return queue.shift();
  if (queue[0]) queue.push({ ...queue[0], double: true });
  return undefined;
}

/** With a rendezvous both ends are in one step. */
function sendsFirst(list: readonly Happening[]): Happening[] {
  return [...list.filter(h => h.kind === "send"), ...list.filter(h => h.kind !== "send")];
}

function receiver(
  card: Card,
  h: Happening,
  agents: ReadonlyMap<string, number>,
): number | undefined {
  if (h.kind !== "receive") return undefined;
  const partner = card.step.partner;
  return partner === undefined ? card.lane : (agents.get(partner) ?? card.lane);
}

function taken(sent: Pending): { label: string; from: number; fromLane: number } {
  return {
    label: sent.double ? `${sent.message} (double)` : sent.message,
    from: sent.card,
    fromLane: sent.lane,
  };
}

function landed(sent: Pending, index: number, lane: number | undefined): Flight {
  if (lane === undefined) return { ...taken(sent), to: index, fate: "lost" };
  return { ...taken(sent), to: index, toLane: lane, fate: "received" };
}

/** Rows under way and locks held. */
export function stretchesOf(cards: readonly Card[]): readonly Stretch[] {
  return [...busyStretches(cards), ...lockStretches(cards)];
}

function busyStretches(cards: readonly Card[]): Stretch[] {
  const open = new Map<number, number>();
  const done: Stretch[] = [];
  const close = (lane: number, to: number | undefined) => {
    const from = open.get(lane);
    if (from !== undefined) done.push({ lane, from, to, kind: "busy", label: "" });
    open.delete(lane);
  };
  cards.forEach((card, index) => {
    const { step } = card;
    if (step.agent === undefined) for (const other of card.others) close(other.lane, index);
    else if (step.steps > 1 && step.step >= step.steps) close(card.lane, index);
    else if (step.steps > 1 && !open.has(card.lane)) open.set(card.lane, index);
  });
  for (const lane of [...open.keys()]) close(lane, undefined);
  return done;
}

function lockStretches(cards: readonly Card[]): Stretch[] {
  const open = new Map<string, { lane: number; from: number }>();
  const done: Stretch[] = [];
  const close = (lock: string, to: number | undefined) => {
    const held = open.get(lock);
    if (held) done.push({ ...held, to, kind: "lock", label: lock });
    open.delete(lock);
  };
  cards.forEach((card, index) => {
    for (const { name } of card.step.changes) close(name, index);
    for (const h of card.step.happenings) {
      if (h.kind === "release") close(h.on, index);
      if (h.kind === "acquire") {
        close(h.on, index);
        open.set(h.on, { lane: card.lane, from: index });
      }
    }
  });
  for (const lock of [...open.keys()]) close(lock, undefined);
  return done;
}
