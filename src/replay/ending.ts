// What ended a run, in one sentence, and why a check has no verdict.

import { unreachable } from "../base/bug.ts";
import type { Outcome, StopReason } from "../model/outcome.ts";
import type { Check, Mark, Program } from "../model/program.ts";
import { showFault, showSlot } from "../model/show-slot.ts";
import { endOf, type Run } from "./run.ts";

/** Of a run that shows what the check looks for. */
export function endingOf(program: Program, check: Check, run: Run): string {
  const { meaning } = check;
  switch (meaning.by) {
    case "bad-probe":
      return BROKEN[check.kind] ?? `here ${check.property} is violated`;
    case "good-probe":
      return "here it is reached";
    case "possible":
      return meaning.from
        ? "from here nothing leads there any more"
        : `from here nothing leads to ${check.text}`;
    case "quiet":
      return "everything is at rest, but something is still held";
    case "deadlock":
      return `nothing can happen any more: ${whereAgentsAre(program, run)}`;
    case "cells":
      return "a trigger arrives of which nothing is said";
    case "marks":
      return raised(program, meaning.marks, run);
    case "faults":
      return run.fault ? showFault(program, run.fault) : "a value leaves its range";
    case "liveness":
      return run.loop === run.moves.length
        ? "nothing more happens, and nothing has to"
        : "this can go round for ever";
    default:
      return unreachable(meaning);
  }
}

const BROKEN: Readonly<Record<string, string>> = {
  always: "here what must always be true is false",
  never: "here what must never be true is true",
  step: "the last step breaks the property",
  stable: "the last step makes false again what must stay true",
};

const MOST_AGENTS = 6;

function whereAgentsAre(program: Program, run: Run): string {
  const end = endOf(run);
  const all = program.agents.map(
    a => `${a.name} is in ${showSlot(program, a.state, end[a.state] ?? 0)}`,
  );
  const rest = all.length - MOST_AGENTS;
  return [...all.slice(0, MOST_AGENTS), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function raised(program: Program, marks: readonly number[], run: Run): string {
  const index = run.moves.at(-1)?.applied.marks.find(m => marks.includes(m));
  const mark = index === undefined ? undefined : program.marks[index];
  return mark ? markText(mark) : "a mark is raised";
}

/** What a mark says where it is raised. */
export function markText(mark: Mark): string {
  switch (mark.kind) {
    case "assert":
      return `failed: ${mark.text}`;
    case "observer":
      return `observer ${mark.observer} is in ${mark.state}, where no row allows ${mark.event}`;
    case "event":
      return mark.text;
    case "cas-tried":
      return "a cas is tried";
    case "cas-stored":
      return `${mark.text} stores`;
    default:
      return unreachable(mark);
  }
}

const STOPPED: Record<StopReason, string> = {
  states: "limit on states",
  seconds: "limit on time",
  memory: "limit on memory",
  interrupted: "interrupted",
  random: "random walks",
  compact: "compact store",
};

/** Why the whole space was not seen, and what was: for `undecided`. */
export function stopText(outcome: Outcome): string {
  if (outcome.reason === "compact") return compactText(outcome.states);
  const why = outcome.reason ? ` (${STOPPED[outcome.reason]})` : "";
  const stopped = `stopped after ${counted(outcome.states, "state")}${why}, depth ${outcome.depth}`;
  if (outcome.frontier === 0) return stopped;
  return `${stopped}; ${counted(outcome.frontier, "state")} not yet explored`;
}

/** At most so many pairs of states, each with the same hash by one chance in 2^64 (the birthday bound); never 0. */
function compactText(states: number): string {
  const chance = Math.max(1, states) ** 2 / 2 ** 65;
  return `nothing found among ${counted(states, "state")}, but a compact store tells states apart by hashes of 64 bits: the chance that it missed one is at most about ${chance.toExponential(0)}`;
}

/** Of a liveness property where not all was seen: what goes on for ever can only be told in the whole space. */
export function partlySeen(outcome: Outcome): string {
  if (outcome.reason === "random")
    return "random walks end somewhere: they cannot tell what never happens";
  if (outcome.reason === "compact")
    return "a compact store keeps no states to go round in: liveness needs the exact store";
  return stopText(outcome);
}

/** The space was seen whole, but what goes round in it was not looked for to the end. */
export function cycleText(reason: StopReason): string {
  return `every state was seen, but the search for a run that never ends stopped (${STOPPED[reason]})`;
}

/** The space was seen whole, but not backward from a goal. */
export function lostText(reason: StopReason): string {
  return `every state was seen, but the search back from the goal stopped (${STOPPED[reason]})`;
}

function counted(n: number, what: string): string {
  const digits = String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${digits} ${what}${n === 1 ? "" : "s"}`;
}
