// Races straight from the definition: every state, every two actions, both orders, asked of the interpreter one by one.

import { explore } from "../../../src/explore/breadth-first.ts";
import type { Command, Program } from "../../../src/model/program.ts";
import { eventOf } from "../../../src/model/races.ts";
import type { Interpreter, State, Step } from "../../../src/model/stepper.ts";

export interface Expected {
  states: number;
  differing: number;
  /** Of the first state that differs: its number, and how it ends with each side first, in order of the alphabet. */
  first?: { state: number; ends: string[] };
}

/** Of an event in a state of its machine; rows that look alike are told apart by the place of the row. */
export function sideOf(program: Program, command: Command): string {
  const { kind, name } = eventOf(program, command);
  const machine = program.agents[command.agent ?? -1]?.machine ?? "-";
  return `${kind} ${name} ${kind === "row" ? command.row : ""} ${machine} ${command.from ?? "-"}`;
}

/** By two sides in order of the alphabet. */
export function racesByDefinition(interpreter: Interpreter): Map<string, Expected> {
  const { program } = interpreter;
  const { space, states } = explore(interpreter, { limits: {}, now: () => 0 });
  const found = new Map<string, Expected>();
  for (let n = 0; n < states; n++) {
    const state = new Int32Array(program.slots.length);
    space.read(n, state);
    const enabled = interpreter.enabled(state);
    const here = new Map<string, { differs: boolean; ends: string[] }>();
    enabled.forEach((a, i) => {
      for (const b of enabled.slice(i + 1)) {
        if (!races(program, a, b)) continue;
        const sides = [a, b].map(step => sideOf(program, commandOf(program, step)));
        const key = sides.toSorted().join(" & ");
        const known = here.get(key) ?? { differs: false, ends: [] };
        here.set(key, known);
        const one = ends(interpreter, state, a, b);
        const other = ends(interpreter, state, b, a);
        const states = [one, other].map(end => end.map(e => e.replace("off ", "")));
        if (known.differs || states[0]?.some(end => states[1]?.includes(end))) continue;
        if (tooLate(program, b, one, other) || tooLate(program, a, other, one)) continue;
        known.differs = true;
        known.ends = [one, other].map((end, i) => `${sides[i]} first: ${end[0]}`).sort();
      }
    });
    for (const [key, { differs, ends: how }] of here) {
      const race = found.get(key) ?? { states: 0, differing: 0 };
      found.set(key, race);
      race.states++;
      if (!differs) continue;
      race.differing++;
      race.first ??= { state: n, ends: how };
    }
  }
  return found;
}

function commandOf(program: Program, { command }: Step): Command {
  return program.commands[command] as Command;
}

function races(program: Program, one: Step, other: Step): boolean {
  const [a, b] = [commandOf(program, one), commandOf(program, other)];
  const [x, y] = [eventOf(program, a), eventOf(program, b)];
  const same = x.kind === y.kind && x.name === y.name;
  if (same && x.kind === "trigger") return false;
  if (same && x.kind === "fault") return false;
  const shared = [a.agent, a.partner].some(
    who => who !== undefined && [b.agent, b.partner].includes(who),
  );
  if (!shared) return true;
  return x.kind === "row" && y.kind === "row" ? false : !same;
}

/** All ends of the first and then the second: states as text, `fault`; `off` and a state where the second cannot happen. */
function ends(interpreter: Interpreter, state: State, first: Step, second: Step): string[] {
  const { program } = interpreter;
  const next = interpreter.apply(state, first)?.next;
  if (!next) return ["fault"];
  const wanted = commandOf(program, second);
  const after = interpreter.enabled(next);
  const itself = after.filter(s => s.command === second.command && s.choice === second.choice);
  const moves = (wanted.kind === "message" || wanted.kind === "fault") && wanted.params.length > 0;
  const taken =
    itself.length > 0 && !moves
      ? itself
      : after.filter(s => alike(program, wanted, commandOf(program, s)));
  if (taken.length === 0) return [`off ${[...next].join(" ")}`];
  return taken.map(step => {
    const end = interpreter.apply(next, step)?.next;
    return end ? [...end].join(" ") : "fault";
  });
}

/** Does the outside miss its turn, and nothing but its budget show it. */
function tooLate(program: Program, step: Step, without: string[], after: string[]): boolean {
  const { kind } = commandOf(program, step);
  const missed = without[0]?.startsWith("off ") === true;
  if (!missed || (kind !== "trigger" && kind !== "fault")) return false;
  const seen = (text: string) => {
    const values = text.replace("off ", "").split(" ");
    return values.filter((_, slot) => program.slots[slot]?.role !== "budget").join(" ");
  };
  return after.some(end => end !== "fault" && without.some(miss => seen(miss) === seen(end)));
}

function alike(program: Program, a: Command, b: Command): boolean {
  const [x, y] = [eventOf(program, a), eventOf(program, b)];
  const row = x.kind === "row" ? a.row === b.row : true;
  return x.kind === y.kind && x.name === y.name && row && a.agent === b.agent && a.step === b.step;
}
