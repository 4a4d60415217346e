// Why nothing can happen: for each agent where it is, and for each action it could take there the
// condition that is missing.

import type { Command, Statement, Term } from "../model/program.ts";
import { showTerm, TRUTH } from "../model/show-term.ts";
import type { Explanation } from "../model/trace.ts";
import { explainSlot, isOpen, shorten, slotsOf, type View } from "./explain.ts";

const MOST_ACTIONS = 4;

/** The agents of a state in which nothing can happen, and what they wait for. */
export function explainStuck(view: View): Explanation[] {
  const { program } = view.interpreter;
  return program.agents.flatMap((agent, i) => [
    explainSlot(program, agent.state, view.state, 0),
    ...missingIn(view, i).slice(0, MOST_ACTIONS),
  ]);
}

/** For each action that the agent could take where it is, the condition that is missing. */
export function missingIn(
  view: View,
  agent: number,
  which: (command: Command) => boolean = () => true,
): Explanation[] {
  return view.interpreter.program.commands
    .filter(c => c.agent === agent && c.policy === undefined && c.kind !== "fault" && which(c))
    .flatMap(c => missing(view, c));
}

/** What keeps a command of this state from happening, as one line; nothing where the agent is elsewhere. */
function missing(view: View, command: Command): Explanation[] {
  const blocking = blockers(view, command);
  if (!blocking || blocking.kind === "const") return [];
  const text = shorten(showTerm(view.interpreter.program, blocking, { as: TRUTH, names: true }));
  return [{ text: `${command.name} needs ${text}`, value: "false", depth: 1 }];
}

function blockers(view: View, command: Command): Term | undefined {
  if (isOpen(command.guard)) return undefined;
  const conditions = [...conjuncts(command.guard), ...requirements(command.effect)];
  const missing = conditions.filter(c => view.interpreter.evaluate(c, view.state) === 0);
  const elsewhere = missing.some(c => isPlaceOf(view, c, command.agent));
  return elsewhere ? undefined : missing[0];
}

function conjuncts(term: Term): Term[] {
  if (term.kind !== "binary" || term.op !== "and") return [term];
  return [...conjuncts(term.left), ...conjuncts(term.right)];
}

/** What an effect requires before it does anything. */
function requirements(effect: readonly Statement[]): Term[] {
  const tests: Term[] = [];
  for (const statement of effect) {
    if (statement.kind === "tell") continue;
    if (statement.kind !== "require" || isOpen(statement.test)) break;
    tests.push(...conjuncts(statement.test));
  }
  return tests;
}

/** Is the condition about where the agent is: only its own state and step. */
function isPlaceOf(view: View, term: Term, agent: number | undefined): boolean {
  const slots = slotsOf(term).map(slot => view.interpreter.program.slots[slot]);
  const places = slots.filter(s => s?.role === "state" || s?.role === "step");
  return places.length > 0 && slots.every(s => s?.agent === agent && places.includes(s));
}
