// A command as definitions. `NAME_can` says whether the action is enabled, `NAME` is the action. Where an action may
// fault, or is found not to be enabled half-way, `NAME_does` works out all of it once and both read that.
// Guards stand behind IF: as a conjunct of an action TLC would take each disjunct of a guard for a way of its own and
// count the same successor twice.

import { place } from "../../base/source.ts";
import type { Command, Parameter } from "../../model/program.ts";
import { faultOf } from "./fault.ts";
import type { Module } from "./module.ts";
import { comment } from "./names.ts";
import { type Effect, effectOf } from "./run.ts";
import { type Reader, Terms } from "./term.ts";
import { ATOM, at, CONJUNCTION, number, type Piece, type Value } from "./value.ts";

/** A command as the rest of the module refers to it. */
export interface Action {
  readonly command: Command;
  readonly name: string;
  /** `\E h_ \in {0, 1} : `, or nothing. */
  readonly some: string;
  /** `\A h_ \in {0, 1} : `, or nothing. */
  readonly every: string;
  /** `(h_)`, or nothing. */
  readonly args: string;
  readonly lines: readonly string[];
  readonly faults: boolean;
  readonly asserts: boolean;
  readonly marks: boolean;
}

/** Prints a command. `marks`: those that some check asks for. */
export function actionOf(module: Module, command: Command, marks: ReadonlySet<number>): Action {
  const name = module.names.family(command.name, ["can", "does"]);
  const params = parameters(command.params);
  const some = quantifier("\\E", command.params, params);
  const every = quantifier("\\A", command.params, params);
  const args = params.length === 0 ? "" : `(${params.map(p => p.text).join(", ")})`;
  const effect = effectOf(module, command, params, marks);
  const guard = guardOf(module, command, params);
  const parts: Parts = { module, name, some, args, guard, effect };
  const plain = !guard.fault && !effect.run && !effect.marks;
  return {
    command,
    name,
    some,
    every,
    args,
    lines: [...heading(module, command), ...(plain ? direct(parts) : worked(parts))],
    faults: guard.fault !== undefined || effect.endings.has("range"),
    asserts: effect.endings.has("assert"),
    marks: effect.marks !== undefined,
  };
}

interface Guard {
  readonly fault: Piece | undefined;
  readonly conjuncts: readonly string[];
}

interface Parts {
  readonly module: Module;
  readonly name: string;
  readonly some: string;
  readonly args: string;
  readonly guard: Guard;
  readonly effect: Effect;
}

function heading(module: Module, command: Command): string[] {
  const row = command.row === undefined ? undefined : module.program.rows[command.row];
  const step = command.steps > 1 ? `, step ${command.step} of ${command.steps}` : "";
  return [
    "",
    comment(`${place(command.span)}: ${command.name}${step}`),
    ...(row ? [comment(row.text)] : []),
  ];
}

// ---------------------------------------------------------------- parameters and guards

function parameters(params: readonly Parameter[]): Value[] {
  const counts = new Map<string, number>();
  return params.map(param => {
    const stem = localName(param.name);
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    const text = count === 1 ? `${stem}_` : `${stem}__${count}_`;
    const low = Math.min(...param.values);
    return { text, level: ATOM, low, high: Math.max(low, ...param.values) };
  });
}

function localName(name: string): string {
  const safe = name
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 40);
  return /^[A-Za-z]/.test(safe) && !/^[WS]F_/.test(safe) ? safe : `p_${safe || "p"}`;
}

function quantifier(sign: string, params: readonly Parameter[], names: readonly Value[]): string {
  if (params.length === 0) return "";
  const bounds = params.map((param, i) => `${names[i]?.text} \\in ${setOf(param.values)}`);
  return `${sign} ${bounds.join(", ")} : `;
}

/** Values as a set, as an interval where they are one. */
export function setOf(values: readonly number[]): string {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return "{}";
  const whole = values.length > 2 && last - first === values.length - 1;
  const texts = (whole ? [first, last] : values).map(v => at(number(v), ATOM));
  return whole ? texts.join("..") : `{${texts.join(", ")}}`;
}

function guardOf(module: Module, command: Command, params: readonly Value[]): Guard {
  const terms = new Terms(module, beforeOf(module, command, params));
  const fault = faultOf(terms, command.guard);
  const truth = terms.truth(command.guard);
  return { fault, conjuncts: conjunctsOf(truth) };
}

/** The pieces that a chain of conjunctions is made of; what is always true is none. */
export function conjunctsOf(piece: Piece): string[] {
  if (piece.text === "TRUE") return [];
  return piece.parts && piece.level === CONJUNCTION ? [...piece.parts] : [piece.text];
}

/** What terms read in the state as it is. */
export function beforeOf(module: Module, command?: Command, params: readonly Value[] = []): Reader {
  return {
    variable: base => {
      const { name, range } = module.variableOf(base);
      return { text: name, level: ATOM, ...range };
    },
    temp: () => ({ text: "0", level: ATOM, low: 0, high: 0 }),
    param: param => params[param] ?? { text: "0", level: ATOM, low: 0, high: 0 },
    paramShow: param => {
      const type = command?.params[param]?.type;
      return type && { kind: "scalar", type };
    },
  };
}

// ---------------------------------------------------------------- definitions

function direct({ module, name, some, args, guard, effect }: Parts): string[] {
  const conditions = [...guard.conjuncts, ...effect.requires.flatMap(conjunctsOf)];
  const inner = some === "" ? "  " : "    ";
  return [
    `${name}_can${args} ==`,
    ...list(conditions, "/\\", "  "),
    `${name} ==`,
    ...(some === "" ? [] : [`  ${some.trimEnd()}`]),
    `${inner}IF ${name}_can${args}`,
    ...letIn(
      effect,
      `${inner}THEN `,
      next(module, effect, piece => piece.text),
    ),
    `${inner}ELSE FALSE`,
  ];
}

function worked(parts: Parts): string[] {
  const { module, name, some, args, effect } = parts;
  const inner = some === "" ? "  " : "    ";
  return [
    ...doing(parts),
    `${name}_can${args} == ${name}_does${args}.run # "off"`,
    `${name} ==`,
    ...(some === "" ? [] : [`  ${some.trimEnd()}`]),
    `${inner}\\E does__ \\in {${name}_does${args}} :`,
    `${inner}  IF does__.run = "step"`,
    ...after(
      `${inner}  THEN `,
      next(module, effect, (_, variable) => `does__.${variable}`),
    ),
    `${inner}  ELSE FALSE`,
  ];
}

/** A record: how the action ends, the marks it raises, and where it steps what it writes. */
function doing({ module, name, args, guard, effect }: Parts): string[] {
  const marks = effect.marks ? `, marks |-> ${effect.marks.text}` : "";
  const none = effect.marks ? ", marks |-> {}" : "";
  const writes = [...effect.writes].map(
    ([base, piece]) => `${module.variableOf(base).name} |-> ${piece.text}`,
  );
  const step = record([`run |-> "step"${marks}`, ...writes]);
  const end = effect.run && `ELSE [run |-> ${effect.run.text}${marks}]`;
  const body = effect.run ? [`IF ${effect.run.text} = "step" THEN ${step}`, end ?? ""] : [step];
  const conditions = [...guard.conjuncts, ...effect.requires.flatMap(conjunctsOf)];
  const fault = guard.fault ? [`  IF ${guard.fault.text} THEN [run |-> "range"${none}] ELSE`] : [];
  return [
    `${name}_does${args} ==`,
    ...fault,
    ...(conditions.length === 0
      ? letIn(effect, "  ", body)
      : [
          "  IF",
          ...list(conditions, "/\\", "    "),
          ...letIn(effect, "  THEN ", body),
          `  ELSE [run |-> "off"${none}]`,
        ]),
  ];
}

function record(fields: readonly string[]): string {
  return `[${fields.join(", ")}]`;
}

type Write = (piece: Piece, variable: string) => string;

/** The variables after the action, as a list of conjuncts. */
function next(module: Module, effect: Effect, write: Write): string[] {
  const { list: variables } = module.variables;
  const changed = variables.flatMap(({ base, name }) => {
    const piece = effect.writes.get(base);
    return piece ? [`${name}' = ${write(piece, name)}`] : [];
  });
  const same = variables.filter(({ base }) => !effect.writes.has(base)).map(v => v.name);
  const unchanged = changed.length === 0 ? "vars" : `<<${same.join(", ")}>>`;
  const rest = same.length === 0 && changed.length > 0 ? [] : [`UNCHANGED ${unchanged}`];
  return list([...changed, ...rest], "/\\", "");
}

// ---------------------------------------------------------------- layout

/** A bulleted list; `TRUE` or `FALSE` where it is empty. */
export function list(items: readonly string[], bullet: "/\\" | "\\/", indent: string): string[] {
  if (items.length === 0) return [`${indent}${bullet === "/\\" ? "TRUE" : "FALSE"}`];
  return items.map(item => `${indent}${bullet} ${item}`);
}

function letIn(effect: Effect, before: string, body: readonly string[]): string[] {
  const { definitions } = effect;
  if (definitions.length === 0) return after(before, body);
  const pad = " ".repeat(before.length);
  return [
    ...definitions.map(
      ({ name, text }, i) => `${i === 0 ? `${before}LET` : `${pad}   `} ${name} == ${text}`,
    ),
    ...after(`${pad}IN  `, body),
  ];
}

/** The lines behind a beginning, those after the first below it. */
function after(before: string, lines: readonly string[]): string[] {
  const pad = " ".repeat(before.length);
  return lines.map((line, i) => `${i === 0 ? before : pad}${line}`);
}
