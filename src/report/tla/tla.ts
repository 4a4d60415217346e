// A program as a TLA+ module with a configuration for TLC. The module says what the interpreter says: TLC finds the
// same distinct states at the same depths, and generates as many states, less the initial ones, as there are
// transitions. An action that faults has no successor; so that it is counted all the same it is a step that changes
// nothing (`Faults`), and the invariants of faults and asserts see it one state earlier.

import type { Command, Program } from "../../model/program.ts";
import { type Action, actionOf, list } from "./action.ts";
import { configOf } from "./config.ts";
import { headerOf } from "./header.ts";
import { helperDefinitions } from "./helpers.ts";
import { initial, typeOk } from "./initial.ts";
import { Module } from "./module.ts";
import { moduleName } from "./names.ts";
import { atRest, type Property, propertiesOf } from "./property.ts";

/** What to export. */
export interface TlaOptions {
  /** The module's name, which is also that of the files; by default made from the program's. */
  readonly name?: string | undefined;
  /** Only this property, by the model's name. */
  readonly property?: string | undefined;
}

/** Two files: `NAME.tla` and `NAME.cfg`. */
export interface TlaExport {
  readonly name: string;
  readonly module: string;
  readonly config: string;
}

/** The program as a TLA+ module, and the configuration with which TLC checks it. */
export function tlaOf(program: Program, options: TlaOptions = {}): TlaExport {
  const { name, module, properties } = moduleOf(program, options.name ?? program.name);
  return { name, module, config: configOf(properties, options.property) };
}

/** The module, and what of it a configuration may ask for (see configOf). */
export function moduleOf(program: Program, wanted: string): ModuleText {
  const name = moduleName(wanted);
  const module = new Module(program, name);
  const marks = askedMarks(program);
  const actions = program.commands.map(command => actionOf(module, command, marks));
  const properties = propertiesOf(module, actions);
  const body = [
    ...initial(module),
    ...actions.flatMap(action => action.lines),
    ...specification(actions),
    ...fairness(actions),
    ...typeOk(module),
    ...atRest(module),
    ...properties.flatMap(property => property.lines),
  ];
  const lines = [
    `---- MODULE ${name} ----`,
    ...headerOf(module, name),
    "EXTENDS Integers",
    ...declarations(module),
    ...body,
    "",
    "====",
    "",
  ];
  return { name, module: lines.join("\n"), properties };
}

/** A module without a configuration. */
export interface ModuleText {
  readonly name: string;
  readonly module: string;
  readonly properties: readonly Property[];
}

function askedMarks({ checks }: Program): ReadonlySet<number> {
  return new Set(checks.flatMap(c => (c.meaning.by === "marks" ? c.meaning.marks : [])));
}

function declarations(module: Module): string[] {
  const names = module.variables.list.map(v => v.name);
  const helpers = helperDefinitions(module.helpers);
  const constants = module.constants.definitions();
  return [
    "",
    ...names.map(
      (name, i) =>
        `${i === 0 ? "VARIABLES " : "          "}${name}${i < names.length - 1 ? "," : ""}`,
    ),
    "",
    `vars == <<${names.join(", ")}>>`,
    ...(helpers.length === 0 ? [] : ["", ...helpers]),
    ...(constants.length === 0 ? [] : ["", ...constants]),
  ];
}

function specification(actions: readonly Action[]): string[] {
  const faulty = actions.filter(a => a.faults || a.asserts);
  const faults = faulty.map(
    ({ some, name, args }) =>
      `(${some}${name}_does${args}.run \\in {"range", "assert"} /\\ UNCHANGED vars)`,
  );
  return [
    "",
    "Moves ==",
    ...list(
      actions.map(a => a.name),
      "\\/",
      "  ",
    ),
    ...(faults.length === 0 ? ["Next == Moves"] : withFaults(faults)),
    "Spec == Init /\\ [][Next]_vars",
  ];
}

function withFaults(faults: readonly string[]): string[] {
  return [
    "\\* Actions that are enabled and have no successor, counted as steps that change nothing.",
    "Faults ==",
    ...list(faults, "\\/", "  "),
    "Next == Moves \\/ Faults",
  ];
}

/** Each agent's own steps as one weakly fair action; what is strongly fair, by agent and row. */
function fairness(actions: readonly Action[]): string[] {
  const weak = new Map<number, string[]>();
  const strong = new Map<string, string[]>();
  for (const { command, name } of actions) {
    const { agent, row } = command;
    if (!isOwed(command) || agent === undefined) continue;
    if (command.fair !== "strong") weak.set(agent, [...(weak.get(agent) ?? []), name]);
    else if (row !== undefined) {
      const key = `${agent} ${row}`;
      strong.set(key, [...(strong.get(key) ?? []), name]);
    }
  }
  const lines = [
    ...[...weak.values()].map(names => `WF_vars(${names.join(" \\/ ")})`),
    ...[...strong.values()].map(names => `SF_vars(${names.join(" \\/ ")})`),
  ];
  return [
    "",
    "\\* The agents go on where they can; triggers and faults are never owed.",
    "Fairness ==",
    ...list(lines, "/\\", "  "),
    "FairSpec == Spec /\\ Fairness",
  ];
}

function isOwed({ kind, policy, fair }: Command): boolean {
  return kind !== "trigger" && kind !== "fault" && policy === undefined && fair !== "none";
}
