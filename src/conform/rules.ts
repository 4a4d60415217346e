// What of a model may happen unseen, and what is done from outside: machines act by themselves; triggers are applied, but for those
// that the implementation raises itself; crashes and losses happen only where they are said to.

import { didYouMean } from "../base/nearest.ts";
import type { Model } from "../model/model.ts";
import type { Command, Program } from "../model/program.ts";
import { isOwn } from "../model/quiet.ts";
import { readValue, textOf } from "../model/read-value.ts";
import { showSlot } from "../model/show-slot.ts";
import type { Interpreter, State } from "../model/stepper.ts";
import { plainValue, type ScalarType, showType, showValue } from "../model/types.ts";
import type { Call } from "./situation.ts";

/** What happens unseen beside the machines' own steps. */
export interface Unseen {
  /** Triggers that the implementation raises itself. */
  readonly triggers: readonly string[];
  /** Crashes, losses, doubled messages. */
  readonly faults: boolean;
}

/** The model as an implementation is compared with it. */
export interface Rules {
  readonly interpreter: Interpreter;
  /** By command: may it happen unseen. */
  readonly unseen: readonly boolean[];
  /** By command: how many of its parameters the caller gives; the others are the model's own choice. */
  readonly given: readonly number[];
  /** By agent: the states in which it has ended, as ordinals. */
  readonly final: readonly ReadonlySet<number>[];
  /** Triggers with a guard: they come only where some machine can take them. */
  readonly guarded: ReadonlySet<string>;
  /** By agent: the slots that say that a row of its is under way. */
  readonly stepSlots: readonly (readonly number[])[];
}

/** The rules of a model. */
export function rulesOf(model: Model, interpreter: Interpreter, unseen: Unseen): Rules {
  const { agents, commands, slots } = interpreter.program;
  const machines = new Map(model.machines.map(m => [m.name, m]));
  return {
    interpreter,
    unseen: commands.map(c => happensUnseen(c, unseen)),
    given: givenOf(model, interpreter.program),
    final: agents.map(a => {
      const states = machines.get(a.machine)?.states ?? [];
      return new Set(states.flatMap((s, i) => (s.type === "final" ? [i] : [])));
    }),
    guarded: new Set(model.triggers.filter(t => t.guard).map(t => t.name)),
    stepSlots: agents.map((_, agent) =>
      slots.flatMap((s, i) => (s.role === "step" && s.agent === agent ? [i] : [])),
    ),
  };
}

/** By command: how many of its parameters, from the first, come with the trigger: those that its row chooses. */
export function givenOf(model: Model, { commands, rows }: Program): number[] {
  const chosen = new Map(model.machines.flatMap(m => m.rows.map(r => [r.id, r.choose.length])));
  return commands.map(c =>
    c.kind === "trigger" ? (chosen.get(rows[c.row ?? -1]?.id ?? "") ?? 0) : 0,
  );
}

function happensUnseen(command: Command, { triggers, faults }: Unseen): boolean {
  if (command.kind === "fault") return faults;
  return isOwn(command) || triggers.includes(command.cause ?? "");
}

/** Is the command, with this choice, what the call asks for. */
export function takes(rules: Rules, call: Call, command: number, choice: number): boolean {
  const { commands, agents } = rules.interpreter.program;
  const of = commands[command];
  if (of?.kind !== "trigger" || of.cause !== call.trigger || rules.unseen[command]) return false;
  if (call.agent !== undefined && agents[of.agent ?? -1]?.name !== call.agent) return false;
  let rest = choice;
  for (let p = of.params.length - 1; p >= 0; p--) {
    const param = of.params[p];
    if (!param) continue;
    const value = param.values[rest % param.values.length] ?? 0;
    rest = Math.floor(rest / param.values.length);
    const wanted = p < (rules.given[command] ?? 0) ? call.params.get(param.name) : undefined;
    if (wanted !== undefined && wanted !== plainValue(param.type, value)) return false;
  }
  return true;
}

/** Some machine that could take the call is between the steps of a row: the call waits. */
export function isBusy(rules: Rules, call: Call, state: State): boolean {
  return addressees(rules, call).some(agent =>
    (rules.stepSlots[agent] ?? []).some(slot => state[slot] !== 0),
  );
}

/** All machines that could take the call have ended. */
export function hasEnded(rules: Rules, call: Call, state: State): boolean {
  const { agents } = rules.interpreter.program;
  return addressees(rules, call).every(agent => {
    const slot = agents[agent]?.state ?? -1;
    return rules.final[agent]?.has(state[slot] ?? -1) ?? false;
  });
}

function addressees({ interpreter }: Rules, { trigger, agent }: Call): number[] {
  const { agents, commands } = interpreter.program;
  const all = commands.flatMap(c => (c.cause === trigger && c.kind === "trigger" ? [c.agent] : []));
  const known = new Set(all.filter(a => a !== undefined));
  return [...known].filter(a => agent === undefined || agents[a]?.name === agent);
}

// ---------------------------------------------------------------- what can be observed

/** Something of a state that an implementation can show. */
export interface Watched {
  readonly name: string;
  /** Undefined of messages and holders of locks. */
  readonly type: ScalarType | undefined;
  /** Its value in a state, as the model writes it. */
  readonly show: (state: State) => string;
  /** The values it can have; undefined where they are too many to tell. */
  readonly values: readonly string[] | undefined;
}

/** Values that are told one by one. */
const MOST_VALUES = 1000;

/** The variables of the program by name. */
export function watchedSlots({ program }: Interpreter): Watched[] {
  return program.slots.map((slot, i) => {
    const size = slot.high - slot.low + 1;
    const all = Array.from({ length: Math.min(size, MOST_VALUES) }, (_, n) => slot.low + n);
    return {
      name: slot.name,
      type: slot.show.kind === "scalar" ? slot.show.type : undefined,
      show: state => showSlot(program, i, state[i] ?? 0),
      values: size > MOST_VALUES ? undefined : all.map(v => showSlot(program, i, v)),
    };
  });
}

/** Something observed: what, and the value as text. */
export interface Seen {
  readonly watched: Watched;
  readonly value: string;
}

/** The observation in the model's words, or what is wrong with it. */
export function seenIn(
  watched: readonly Watched[],
  observed: ReadonlyMap<string, unknown>,
): readonly Seen[] | string {
  const seen: Seen[] = [];
  for (const [name, given] of observed) {
    const of = watched.find(w => w.name === name);
    if (!of)
      return unknown(
        `there is no variable '${short(name)}'`,
        name,
        watched.map(w => w.name),
      );
    const value = writtenAs(of, given);
    if (value === undefined) {
      const text = short(wordsOf(given));
      const known = of.values ?? (of.type ? [showType(of.type)] : []);
      return unknown(`'${text}' is no value of ${name}`, text, known);
    }
    seen.push({ watched: of, value });
  }
  return seen;
}

/** The value as the model writes it; undefined where it is none. */
function writtenAs({ type, values }: Watched, given: unknown): string | undefined {
  const text = wordsOf(given);
  if (!type) return values ? values.find(v => v === text) : text;
  const value = readValue(type, given);
  return value === undefined ? values?.find(v => v === text) : showValue(type, value);
}

function wordsOf(given: unknown): string {
  const isSet = Array.isArray(given) || given instanceof Set;
  return isSet ? `[${[...given].map(textOf).join(", ")}]` : textOf(given);
}

const LONGEST = 60;

/** It is told on one line. */
function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

function unknown(what: string, word: string, known: readonly string[]): string {
  const few = known.slice(0, 12).join(", ");
  return `${what}; ${didYouMean(word, known) ?? `there is ${few}`}`;
}
