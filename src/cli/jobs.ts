// An input and what the flags ask for become a job: a model's source and the plan of its check. A
// scenario names its model's file; flags go before what the scenario says, and they take the
// expectations away where they change what is checked.

import { isAbsolute, posix } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../base/diagnostic.ts";
import type { Source } from "../base/source.ts";
import type { Plan } from "../model/job.ts";
import type { Limits } from "../model/outcome.ts";
import type { ScenarioTree } from "../model/scenario.ts";
import type { Settings } from "../model/settings.ts";
import { parseScenario } from "../parse/scenario.ts";
import { planOf, type ScenarioPlan } from "../scenario/scenario.ts";
import { type Asked, changesMeaning } from "./asked.ts";
import type { Input } from "./inputs.ts";
import { namedModel } from "./named-model.ts";
import { commandLine, flagsOf } from "./shell.ts";
import { plain, UsageError } from "./usage.ts";

/** A check that can be run. */
export interface Job {
  readonly kind: "job";
  /** The file as given: the model's, or the scenario's. */
  readonly file: string;
  /** The model. */
  readonly source: Source;
  readonly plan: Plan;
  readonly scenario?: ScenarioTree | undefined;
}

/** A file that cannot be checked, and why: a line, or diagnostics. */
export interface Refused {
  readonly kind: "refused";
  readonly file: string;
  readonly message?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** MiB, where nobody says otherwise. */
const MEMORY = 2048;

/** The job of an input. */
export function jobOf(input: Input, asked: Asked, graph: boolean): Job | Refused {
  switch (input.kind) {
    case "unreadable":
      return { kind: "refused", file: input.file, message: input.message, diagnostics: [] };
    case "model":
      return modelJob(input.source, asked, graph);
    case "scenario":
      return scenarioJob(input.source, asked, graph);
  }
}

function modelJob(source: Source, asked: Asked, graph: boolean): Job {
  const plan = { ...common(source.name, asked, {}), graph, settings: asked.settings };
  return {
    kind: "job",
    file: source.name,
    source,
    plan: { ...plan, random: asked.random, expect: changesMeaning(asked) ? [] : undefined },
  };
}

function scenarioJob(source: Source, asked: Asked, graph: boolean): Job | Refused {
  const { scenario: tree, diagnostics } = parseScenario(source);
  const file = source.name;
  if (!tree || hasErrors(diagnostics)) return { kind: "refused", file, diagnostics };
  const said = planOf(tree);
  if (hasErrors(said.diagnostics)) return { kind: "refused", file, diagnostics: said.diagnostics };
  const { reduce, needs } = reductionsOf(said, asked);
  if (needs !== undefined) {
    const message = `'${plain(file)}' reduces by symmetry, which needs ${needs}`;
    return { kind: "refused", file, message, diagnostics: [] };
  }
  const model = modelOf(tree);
  if ("kind" in model) return model;
  const plan: Plan = {
    ...common(file, asked, said.limits),
    graph,
    settings: merged(said.settings, asked.settings),
    reduce,
    random: asked.random ?? said.random,
    expect: expectOf(said.expect, asked),
    scenario: said.scenario,
  };
  return { kind: "job", file, source: model, plan, scenario: tree };
}

/** What the scenario says holds where the flags say nothing; the way the flags want it explored must allow it. */
function reductionsOf(
  { reduce }: ScenarioPlan,
  asked: Asked,
): { readonly reduce?: Plan["reduce"]; readonly needs?: string } {
  if (asked.reduce || asked.random || !reduce?.includes("symmetry")) {
    return { reduce: asked.reduce ?? (asked.random ? undefined : reduce) };
  }
  if (asked.engine === "wasm") return { needs: "the engine interpreter" };
  return asked.store === "compact" ? { needs: "the store exact" } : { reduce };
}

function common(file: string, asked: Asked, limits: Limits) {
  return {
    limits: { memory: MEMORY, ...defined(limits), ...defined(asked.limits) },
    all: asked.all,
    engine: asked.engine,
    workers: asked.workers,
    store: asked.store,
    reduce: asked.reduce,
    races: asked.races,
    command: commandLine("check", file, flagsOf(asked)),
  };
}

/** Without expectations of properties that the flags leave out, and of counts where they say what is counted. */
function expectOf(expect: NonNullable<Plan["expect"]>, asked: Asked): Plan["expect"] {
  if (changesMeaning(asked)) return [];
  const only = asked.settings.properties;
  return expect.filter(e =>
    e.count === undefined ? !only || only.includes(e.name.text) : asked.reduce === undefined,
  );
}

function defined(limits: Limits): Limits {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function merged(base: Settings, over: Settings): Settings {
  return {
    constants: new Map([...base.constants, ...over.constants]),
    variant: over.variant ?? base.variant,
    times: new Map([...base.times, ...over.times]),
    faults: new Map([...base.faults, ...over.faults]),
    properties: over.properties ?? base.properties,
  };
}

/** The model's text; what is wrong with its file is said at the key `model` of the scenario. */
function modelOf(tree: ScenarioTree): Source | Refused {
  const { source } = tree.span;
  const bad = (message: string): Refused => ({
    kind: "refused",
    file: source.name,
    diagnostics: [diagnostic("unreadable-model", message, tree.model.span)],
  });
  if (isAbsolute(tree.model.text)) {
    return bad("a scenario names its model from its own folder, as in '../model.yaml'");
  }
  try {
    return namedModel(posix.join(posix.dirname(source.name), tree.model.text));
  } catch (error) {
    if (error instanceof UsageError) return bad(error.message);
    throw error;
  }
}
