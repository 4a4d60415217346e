// Who never gets a turn in what goes on for ever, and why that is allowed: an agent is blocked all the while, or it
// could act now and then but nothing obliges it to, or it has nothing of its own to do.

import type { Command, Program } from "../model/program.ts";
import { showSlot } from "../model/show-slot.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import type { Idle } from "../model/trace.ts";
import { cycleOf, cycleStates, stepsIn } from "./lasso.ts";
import type { Run } from "./run.ts";
import { missingIn } from "./stuck.ts";

interface Round {
  readonly interpreter: Interpreter;
  readonly program: Program;
  readonly states: readonly State[];
  /** By state, the commands that can be taken there. */
  readonly open: readonly ReadonlySet<number>[];
  /** Commands that are enabled somewhere and can only end in a fault. */
  readonly failing: ReadonlySet<number>;
}

/** The agents that take no part in what is repeated, first those of whom there is most to say. */
export function idleIn(interpreter: Interpreter, run: Run): Idle[] {
  const { program } = interpreter;
  const states = cycleStates(run);
  const open = states.map(state => stepsIn(interpreter, state));
  const enabled = states.flatMap(state => interpreter.enabled(state).map(s => s.command));
  const failing = new Set(enabled.filter(c => !open.some(here => here.has(c))));
  const round = { interpreter, program, states, open, failing };
  const active = new Set(
    cycleOf(run).flatMap(({ step }) => {
      const { agent, partner } = program.commands[step.command] ?? {};
      return [agent, partner];
    }),
  );
  const idle = program.agents.flatMap(({ name }, agent) =>
    active.has(agent) ? [] : [{ agent: name, why: why(round, agent) }],
  );
  return idle
    .toSorted((a, b) => a.why.rank - b.why.rank)
    .map(({ agent, why: { text } }) => ({ agent, text }));
}

/** Why an agent does not act; the lower the rank, the more it tells. */
interface Why {
  readonly rank: number;
  readonly text: string;
}

function why(round: Round, agent: number): Why {
  const able = commandsOf(round, agent, isOwn).filter(c => isOpen(round, c));
  if (able.length > 0) return { rank: 0, text: overtaken(round, able) };
  const place = placeOf(round, agent);
  const blocked = missingAll(round, agent, isOwn);
  if (blocked.length > 0) {
    return {
      rank: isBusy(round, agent) ? 1 : 2,
      text: `blocked in ${place}: ${blocked.join("; ")}`,
    };
  }
  const coming = commandsOf(round, agent, c => !isOwn(c)).filter(c => isOpen(round, c));
  if (coming.length > 0) {
    const text = `in ${place}, where it waits for ${causesOf(round, coming)}, which need not come`;
    return { rank: 3, text };
  }
  const spent = missingAll(round, agent, c => !isOwn(c));
  if (spent.length === 0) return { rank: 5, text: `in ${place}, where it has nothing to do` };
  return {
    rank: 4,
    text: `in ${place}, where only the outside could move it: ${spent.join("; ")}`,
  };
}

/** Anything but a trigger that arrives. */
function isOwn({ kind, step }: Command): boolean {
  return kind !== "trigger" || step > 1;
}

function isOpen({ open }: Round, command: number): boolean {
  return open.some(here => here.has(command));
}

/** Is it between the steps of a row. */
function isBusy({ program, states }: Round, agent: number): boolean {
  return program.slots.some(
    (slot, i) => slot.role === "step" && slot.agent === agent && states[0]?.[i] !== 0,
  );
}

function causesOf({ program }: Round, commands: readonly number[]): string {
  return [...new Set(commands.map(c => program.commands[c]?.cause ?? ""))].join(" or ");
}

function commandsOf({ program }: Round, agent: number, which: (c: Command) => boolean): number[] {
  return program.commands.flatMap((c, i) => (c.agent === agent && which(c) ? [i] : []));
}

function overtaken(round: Round, able: readonly number[]): string {
  const { program, open } = round;
  const names = [...new Set(able.map(c => `\`${program.commands[c]?.name}\``))];
  const what = names.slice(0, MOST_NAMES).join(" or ");
  const owed = able.some(c => program.commands[c]?.fair !== "none");
  if (!owed) return `could take ${what}, but nothing obliges it to (fair: none)`;
  const times = open.filter(here => able.some(c => here.has(c))).length;
  return `could take ${what} in ${times} of ${open.length} states of the cycle, and is overtaken: weak fairness allows that to who is blocked in between`;
}

const MOST_NAMES = 3;

function placeOf({ program, states }: Round, agent: number): string {
  const slot = program.agents[agent]?.state ?? -1;
  const names = new Set(states.map(state => showSlot(program, slot, state[slot] ?? 0)));
  return [...names].join(" and ");
}

/** What keeps the agent's commands from happening in every state, each once. */
function missingAll(round: Round, agent: number, which: (command: Command) => boolean): string[] {
  const { interpreter, states, failing, program } = round;
  const texts = states.flatMap(state => missingIn({ interpreter, state }, agent, which));
  const faults = commandsOf(round, agent, which)
    .filter(c => failing.has(c))
    .map(c => `${program.commands[c]?.name} would end in a fault`);
  const each = [...new Set([...faults, ...texts.map(line => line.text)])];
  const rest = each.length - MOST_NAMES;
  return [...each.slice(0, MOST_NAMES), ...(rest > 0 ? [`${rest} more`] : [])];
}
