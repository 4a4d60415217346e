// Which names of a run the model must have, so that the run can be judged: who acts, what must be chosen, and of a trigger that
// nobody handles the machine, the state and the trigger. An action itself may be gone, that is what repairs do; where one is
// there that differs by one letter, it is not: of a slip or a rename nothing could be told from a repair.

import { didYouMean, editDistance } from "../base/nearest.ts";
import { refuseGiven } from "../base/settings-of.ts";
import type { Runnable } from "../given.ts";
import type { Command, Program } from "../model/program.ts";
import type { ReplayFile, ReplayStep } from "../replay/file.ts";

/** Throws at the first name that the model must have and does not have. */
export function refuseUnknown(of: Runnable, file: ReplayFile): void {
  const { model, interpreter } = of;
  const { program } = interpreter;
  const properties = program.checks.map(c => c.property);
  refuseName(program, file.property, properties, p => `property '${p}'`);
  refuseStart(program, file);
  const names: Names = {
    program,
    actors: [...program.agents, ...model.channels, ...model.processes].map(a => a.name),
    commands: new Map(program.commands.map(c => [c.name, c])),
    bare: new Set(program.commands.map(c => bare(c.name))),
    own: new Set(file.steps.map(s => bare(s.action))),
  };
  for (const [i, step] of file.steps.entries()) {
    if (step.unhandled) refuseCell(of, step, i + 1 === file.steps.length);
    else refuseAction(names, step);
  }
}

interface Names {
  readonly program: Program;
  /** Who can act: replicas, channels, processes. */
  readonly actors: readonly string[];
  readonly commands: ReadonlyMap<string, Command>;
  readonly bare: ReadonlySet<string>;
  /** Bare names of the run itself. */
  readonly own: ReadonlySet<string>;
}

function refuseName(
  { name }: Pick<Program, "name">,
  word: string,
  known: readonly string[],
  what: (word: string) => string,
): void {
  if (known.includes(word)) return;
  const near = didYouMean(word, known) ?? `there is ${known.join(", ")}`;
  refuseGiven(`${name} has no ${what(word)}; ${near}`);
}

function refuseStart(program: Program, { start }: ReplayFile): void {
  const given = new Set(start.map(b => b.name));
  const open = program.slots.find(
    ({ name }, i) => (program.initial[i] ?? []).length > 1 && !given.has(name),
  );
  if (!open) return;
  const key = JSON.stringify(open.name);
  refuseGiven(`${open.name} can start in several ways; say how: start: { ${key}: ... }`);
}

/** A trigger that arrives where nothing is said of it. */
function refuseCell({ model }: Runnable, { action, unhandled }: ReplayStep, last: boolean): void {
  if (!last) refuseGiven(`nothing can come after '${action}', which is unhandled`);
  const { machine = "", state = "" } = unhandled ?? {};
  const { machines, triggers } = model;
  const names = machines.map(m => m.name);
  refuseName(model, machine, names, name => `machine '${name}'`);
  const states = machines.find(m => m.name === machine)?.states.map(s => s.name) ?? [];
  refuseName(model, state, states, name => `state '${name}' of ${machine}`);
  const known = triggers.map(t => t.name);
  refuseName(model, action, known, name => `trigger '${name}'`);
}

// ---------------------------------------------------------------- actions

/** What is there must be chosen as it asks for; what is not there must be somebody's, and no slip. */
function refuseAction(names: Names, { action, params }: ReplayStep): void {
  const command = names.commands.get(action);
  const open = command?.params.find(p => !params.some(b => b.name === p.name))?.name;
  if (open !== undefined) {
    refuseGiven(`the action '${action}' needs a value of '${open}': params: { ${open}: ... }`);
  }
  if (command) return;
  refuseActor(names, action);
  if (names.bare.has(bare(action))) return;
  const others = [...names.bare].filter(name => !names.own.has(name));
  const meant = others.find(name => isSlip(bare(action), name));
  if (meant === undefined) return;
  refuseGiven(`${names.program.name} has no action '${action}'; did you mean '${meant}'?`);
}

function refuseActor({ program, actors, commands }: Names, action: string): void {
  const [actor] = /^[^:]*(?=: )/.exec(action) ?? [];
  if (actor !== undefined) {
    refuseName(program, actor, actors, name => `'${name}', which acts in this run`);
    return;
  }
  const whole = [...commands.keys()].find(name => name.endsWith(`: ${action}`));
  const right = whole === undefined ? "write 'machine: action'" : `did you mean '${whole}'?`;
  refuseGiven(`the action '${action}' does not say who acts; ${right}`);
}

/** Without the numbers of a row and of a step in it: they are others when a row or a step is added. */
function bare(action: string): string {
  return action.replaceAll(/ \(\d+\/\d+\)| #\d+/g, "");
}

const LONG = 4;

/** One letter of a longer word left out, added, another or swapped with its neighbour; another number is no slip. */
function isSlip(given: string, name: string): boolean {
  if (Math.abs(given.length - name.length) > 1 || editDistance(given, name) !== 1) return false;
  const words = name.split(" ");
  const [i, word = ""] = [...given.split(" ").entries()].find(([k, w]) => w !== words[k]) ?? [0];
  const letters = (text = "") => text.replaceAll(/\d/g, "");
  return word.length >= LONG && letters(word) !== letters(words[i]);
}
