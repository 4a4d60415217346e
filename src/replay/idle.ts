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
}

/** The agents that take no part in what is repeated, in order. */
export function idleIn(interpreter: Interpreter, run: Run): Idle[] {
  const { program } = interpreter;
  const states = cycleStates(run);
  const open = states.map(state => stepsIn(interpreter, state));
  const round = { interpreter, program, states, open };
  const active = new Set(
    cycleOf(run).flatMap(({ step }) => {
      const { agent, partner } = program.commands[step.command] ?? {};
      return [agent, partner];
    }),
  );
  return program.agents.flatMap(({ name }, agent) =>
    active.has(agent) ? [] : [{ agent: name, text: why(round, agent) }],
  );
}

function why(round: Round, agent: number): string {
  const own = commandsOf(round, agent, c => c.kind !== "trigger" || c.step > 1);
  const able = own.filter(c => round.open.some(here => here.has(c)));
  if (able.length > 0) return overtaken(round, able);
  const place = placeOf(round, agent);
  const blocked = missingAll(round, agent);
  if (blocked.length > 0) return `blocked in ${place}: ${blocked.join("; ")}`;
  const asked = commandsOf(round, agent, c => c.kind === "trigger" && c.policy === undefined);
  const coming = asked.filter(c => round.open.some(here => here.has(c)));
  if (coming.length === 0) return `in ${place}, where it has nothing to do`;
  const causes = [...new Set(coming.map(c => round.program.commands[c]?.cause ?? ""))];
  return `in ${place}, where it waits for ${causes.join(" or ")}, which need not come`;
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
function missingAll({ interpreter, states }: Round, agent: number): string[] {
  const texts = states.flatMap(state => missingIn({ interpreter, state }, agent));
  const each = [...new Set(texts.map(line => line.text))];
  const rest = each.length - MOST_NAMES;
  return [...each.slice(0, MOST_NAMES), ...(rest > 0 ? [`${rest} more`] : [])];
}
