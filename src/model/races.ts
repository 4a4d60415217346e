// Races: pairs of things that can happen in the same state, and whether their order matters. What happens is named by
// events, groups of commands that a reader takes for one thing: a trigger, a message, a timeout, a fault, the own steps of a
// row. An event in one state of its machine is a side; a race has two sides. The words here are those of the model's `races:`.

import type { Span } from "../base/source.ts";
import type { Model } from "./model.ts";
import type { StopReason } from "./outcome.ts";
import type { Command, Program } from "./program.ts";
import type { Step } from "./stepper.ts";

export type RaceEventKind = "trigger" | "message" | "timeout" | "row" | "fault";

/** Something that can happen. */
export interface RaceEvent {
  readonly kind: RaceEventKind;
  /** As reports name it: `cancel`, `wire.ping`, `sender.patience`, `sender: sending -> done`, `source.crash`. */
  readonly name: string;
  /** The words by which `accepted` may name it. */
  readonly words: readonly string[];
}

/** An event in a state of the machine to which it happens; a fault has neither. */
export interface RaceSide {
  readonly event: RaceEvent;
  readonly machine?: string | undefined;
  /** State ordinal. */
  readonly state?: number | undefined;
  readonly span: Span;
}

/** How one order ends: after both, in a broken range or assert, or after its first event, which makes the other impossible. */
export interface RaceEnd {
  readonly kind: "both" | "fault" | "disabled";
  /** The number of the state at the end; -1 where there is a fault. */
  readonly state: number;
  /** What was taken. */
  readonly steps: readonly Step[];
}

/** The first state in which the order matters: how it ends with the first side first, and with the second. */
export interface RaceDifference {
  readonly state: number;
  readonly ends: readonly [RaceEnd, RaceEnd];
}

/** Two sides that can happen in the same state. */
export interface RaceSeen {
  /** Numbers of sides, ascending. */
  readonly sides: readonly [number, number];
  /** In how many states both can happen, and in how many of them the order matters. */
  readonly states: number;
  readonly differing: number;
  readonly difference?: RaceDifference | undefined;
}

/** All races of a space; with a reason, they were not looked for. */
export interface RacesSeen {
  readonly sides: readonly RaceSide[];
  /** In order of sides. */
  readonly races: readonly RaceSeen[];
  /** Pairs of sides that both happen, but never in the same state. */
  readonly never: number;
  readonly reason?: StopReason | "size" | "symmetry" | undefined;
}

/** What is known where replicas are not told apart. */
export const UNSEEN_RACES: RacesSeen = { sides: [], races: [], never: 0, reason: "symmetry" };

/** A difference that the model says is meant. */
export interface AcceptedRace {
  readonly events: readonly [string, string];
  /** One of the sides is in this state. */
  readonly state?: { readonly machine: string; readonly state: number } | undefined;
  readonly because: string;
  readonly span: Span;
}

/** The word for every event. */
export const ANY_EVENT = "any";

/** Does the entry speak of these two sides, in either order. */
export function accepts(accepted: AcceptedRace, sides: readonly [RaceSide, RaceSide]): boolean {
  const [one, other] = accepted.events;
  const [a, b] = sides;
  const named = (word: string, { event }: RaceSide) =>
    word === ANY_EVENT || event.words.includes(word);
  const events = (named(one, a) && named(other, b)) || (named(one, b) && named(other, a));
  const { state } = accepted;
  const there = (side: RaceSide) => side.machine === state?.machine && side.state === state?.state;
  return events && (state === undefined || there(a) || there(b));
}

/** The event that the command is part of. */
export function eventOf(program: Program, command: Command): RaceEvent {
  const machine = program.agents[command.agent ?? -1]?.machine ?? "";
  const cause = command.cause ?? "";
  switch (command.kind) {
    case "trigger":
      return { kind: "trigger", name: cause, words: [cause] };
    case "message":
      return { kind: "message", name: cause, words: messageWords(cause) };
    case "timeout":
      return { kind: "timeout", name: `${machine}.${cause}`, words: timeoutWords(machine, cause) };
    case "own":
      return rowEvent(program, command, machine);
    case "fault": {
      const name = faultName(command.name);
      return { kind: "fault", name, words: [name] };
    }
  }
}

/** Later steps of a row that something else began are named after it. */
function rowEvent(program: Program, command: Command, machine: string): RaceEvent {
  const row = program.rows[command.row ?? -1];
  const label = command.name.slice(command.name.indexOf(": ") + 2).replace(/ #\d+$/, "");
  const plain = label.replace(/ \(\d+\/\d+\)(?= with |$)/, "");
  const begun = command.step > 1 && !/\/always\/\d+$/.test(row?.id ?? "");
  const name = `${machine}: ${plain}${begun ? ", later steps" : ""}`;
  return { kind: "row", name, words: rowWords(machine, row?.name) };
}

function messageWords(name: string): string[] {
  return [name, name.slice(name.indexOf(".") + 1)];
}

function timeoutWords(machine: string, name: string): string[] {
  return [`${machine}.${name}`, name];
}

function rowWords(machine: string, name: string | undefined): string[] {
  return [machine, ...(name === undefined ? [] : [`${machine}.${name}`, name])];
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ["crash", "crash"],
  ["lose", "loss"],
  ["duplicate", "duplicate"],
]);

/** `source: crash` as `source.crash`. */
function faultName(command: string): string {
  const at = command.lastIndexOf(": ");
  const what = command.slice(at + 2);
  return `${command.slice(0, at)}.${FAULTS.get(what) ?? what}`;
}

/** Every word that names an event of the model, whatever the budgets are. */
export function eventWords(model: Model): ReadonlySet<string> {
  return new Set([
    ANY_EVENT,
    ...model.triggers.map(t => t.name),
    ...model.channels.flatMap(c => c.messages.flatMap(m => messageWords(`${c.name}.${m.name}`))),
    ...model.machines.flatMap(({ name, rows }) =>
      rows.flatMap(({ cause, name: row }) => [
        ...rowWords(name, row),
        ...(cause.kind === "timeout" ? timeoutWords(name, cause.name) : []),
      ]),
    ),
    ...model.processes.map(p => `${p.name}.crash`),
    ...model.channels.flatMap(c => [`${c.name}.loss`, `${c.name}.duplicate`]),
  ]);
}
