// The runs of a model as arbitraries of fast-check: everything drawn can happen, shrinks to shorter runs that can happen too, and
// is drawn again from the same seed and path.

import type * as fc from "fast-check";
import { didYouMean } from "../base/nearest.ts";
import { printable } from "../base/printable.ts";
import { fields, oneOf, type Shape, TEXTS, wholeFrom } from "../base/settings-of.ts";
import { plain } from "../cli/usage.ts";
import { givenOf } from "../conform/rules.ts";
import { schedules as paths, type ScheduleOptions } from "../explore/simulate/arbitrary.ts";
import { type CheckSettings, type Given, type Runnable, runnable } from "../given.ts";
import { MODEL_SHAPE } from "../given-settings.ts";
import type { Path } from "../model/outcome.ts";
import type { Program } from "../model/program.ts";
import { STRATEGY_NAMES } from "../model/simulation.ts";
import type { Step } from "../model/stepper.ts";
import { plainValue } from "../model/types.ts";
import {
  type AppliedTrigger,
  type NamedAction,
  namedAction,
  type Params,
  printed,
  record,
  type Schedule,
  scheduleText,
  triggerText,
} from "./action.ts";

/** Settings of the model. */
export type ModelSettings = Pick<CheckSettings, "set" | "variant" | "times" | "faults">;

/** Which runs of which model. */
export interface ScheduleSettings extends ModelSettings {
  /** The most actions of a run; 50 when left out. */
  readonly depth?: number | undefined;
  /** How the next action is chosen. */
  readonly strategy?: ScheduleOptions["strategy"];
}

const SCHEDULE_SHAPE: Shape<ScheduleSettings> = {
  ...MODEL_SHAPE,
  depth: wholeFrom(0),
  strategy: oneOf(STRATEGY_NAMES),
};
const lookAtSchedule = fields(SCHEDULE_SHAPE);

/**
 * Runs of the model: triggers, messages, timeouts, faults and own steps of machines, each possible in its turn. To draw one
 * throws where no initial state is found among the first few million values tried.
 */
export function schedules(model: Given, settings: ScheduleSettings = {}): fc.Arbitrary<Schedule> {
  lookAtSchedule(settings, "");
  const { depth, strategy, ...checks } = settings;
  const { interpreter } = runnable(model, checks);
  const { program } = interpreter;
  return paths(interpreter, { depth, strategy }).map(path => scheduleOf(program, path));
}

function scheduleOf(program: Program, { start, steps }: Path): Schedule {
  const actions = steps.map(step => namedAction(program, step));
  const from = startOf(program, start);
  const values = Object.defineProperty(actions, "start", { value: from });
  return printed(values as NamedAction[] & { start: Params }, () => scheduleText(actions, from));
}

function startOf(program: Program, start: Path["start"]): Params {
  return record(
    program.slots.flatMap(({ name, show }, i) => {
      if ((program.initial[i] ?? []).length < 2 || show.kind !== "scalar") return [];
      return [[name, plainValue(show.type, start[i] ?? 0)] as const];
    }),
  );
}

/** Which triggers. */
export interface TriggerSettings extends ScheduleSettings {
  /** Triggers that are left out: those that nobody outside sends. */
  readonly except?: readonly string[] | undefined;
}

const lookAtTriggers = fields<TriggerSettings>({ ...SCHEDULE_SHAPE, except: TEXTS });

/** Triggers in an order in which they can come: those of a run of the model. */
export function triggerSequences(
  model: Given,
  settings: TriggerSettings = {},
): fc.Arbitrary<readonly AppliedTrigger[]> {
  lookAtTriggers(settings, "");
  const { except = [], depth, strategy, ...checks } = settings;
  const of = runnable(model, checks);
  refuseUnknown(of, { except });
  return triggersOf(of, { depth, strategy }, except);
}

/** Refuses a setting that names what is no trigger of the model. */
export function refuseUnknown(
  { model }: Runnable,
  lists: Readonly<Record<string, readonly string[]>>,
): void {
  const known = model.triggers.map(t => t.name);
  for (const [setting, names] of Object.entries(lists)) {
    const unknown = names.find(name => !known.includes(name));
    if (unknown === undefined) continue;
    const near = didYouMean(unknown, known) ?? `there is ${known.join(", ")}`;
    throw new Error(`'${setting}' names '${plain(unknown)}', which is no trigger; ${near}`);
  }
}

/** The same of a model that is compiled already. */
export function triggersOf(
  { model, interpreter }: Runnable,
  options: ScheduleOptions,
  except: readonly string[],
): fc.Arbitrary<readonly AppliedTrigger[]> {
  const { program } = interpreter;
  const given = givenOf(model, program);
  return paths(interpreter, options).map(({ steps }) => {
    const triggers = steps
      .map(step => ({ ...namedAction(program, step), params: givenParams(program, step, given) }))
      .filter(isTrigger)
      .filter(({ name }) => !except.includes(name));
    return printed(triggers, () => `[${triggers.map(t => printable(triggerText(t))).join(", ")}]`);
  });
}

/** What comes with the trigger; what the model chooses by itself is not the caller's. */
function givenParams(program: Program, step: Step, given: readonly number[]): Params {
  const { params } = namedAction(program, step);
  return record(Object.entries(params).slice(0, given[step.command] ?? 0));
}

function isTrigger(action: NamedAction): action is AppliedTrigger {
  return action.kind === "trigger";
}
