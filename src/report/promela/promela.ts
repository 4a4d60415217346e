// A program as Promela, for SPIN: one process with one loop, each action one `d_step` that starts and ends at the same
// place, so that SPIN's states are migcheck's states and its transitions are migcheck's transitions. Nothing but
// integers, guards and assignments is used, no C. docs/export.md says what is compared and how to run it.

import { type Diagnostic, diagnostic } from "../../base/diagnostic.ts";
import { place, type Span } from "../../base/source.ts";
import type { Program, Slot, Term } from "../../model/program.ts";
import { showSlot } from "../../model/show-slot.ts";
import { showValue } from "../../model/types.ts";
import { actionLines, indent, trialLines } from "./action-text.ts";
import { type Action, actionsOf, countActions, MOST_ACTIONS } from "./actions.ts";
import { readable } from "./domains.ts";
import { and, isNo } from "./fold.ts";
import { headerLines, type PromelaOptions } from "./header.ts";
import type { Variable } from "./layout.ts";
import { comment } from "./names.ts";
import {
  type Property,
  propertiesOf,
  runsAmong,
  truthOf,
  watchedMarks,
  watchingOf,
} from "./properties.ts";
import {
  formulaLines,
  lookAtRun,
  owedOf,
  paidBy,
  type Runs,
  runDeclarations,
  runEnds,
  runOptions,
} from "./runs.ts";
import { declarable, type Start, startOf } from "./start.ts";
import { TermWriter, type Trouble } from "./term-text.ts";
import { parts as termParts } from "./terms.ts";

/** What one export is made of. */
export interface Parts {
  readonly program: Program;
  readonly writer: TermWriter;
  readonly properties: readonly Property[];
  readonly actions: readonly Action[];
  readonly start: Start;
  readonly runs: Runs;
}

const NO_TEMPS = new Map<number, never>();

/** The program as Promela text. Where `promelaTroubles` has something to say, the text is not exact. */
export function promelaOf(program: Program, options: PromelaOptions = {}): string {
  return textOf(partsOf(program), options);
}

const MESSAGES: Record<Trouble, string> = {
  overflow: "a value may not fit into 32 bits, which is all that SPIN computes with",
  length: "the text for SPIN would be too long",
};

/** Why a program cannot be told to SPIN exactly; empty for all but extreme ones. */
export function promelaTroubles(program: Program, at?: Span): Diagnostic[] {
  const count = countActions(program);
  if (count > MOST_ACTIONS) {
    const message = `${count} actions are too many to write out for SPIN (at most ${MOST_ACTIONS})`;
    return [diagnostic("export-too-large", message, at)];
  }
  const parts = partsOf(program);
  textOf(parts, {});
  if (!program.slots.every(readable)) parts.writer.troubles.add("overflow");
  return [...parts.writer.troubles].map(t => diagnostic("export-not-exact", MESSAGES[t], at));
}

function partsOf(program: Program): Parts {
  const properties = propertiesOf(program);
  const writer = new TermWriter(program);
  const actions = actionsOf(program, watchedMarks(properties));
  const owed = owedOf(actions);
  return {
    program,
    properties,
    writer,
    actions,
    start: startOf(program),
    runs: { writer, actions, owed, properties: runsAmong(properties) },
  };
}

function textOf(parts: Parts, options: PromelaOptions): string {
  const process = processLines(parts);
  const looks = lookLines(parts);
  return [
    ...headerLines(parts, options),
    "",
    ...switchLines(parts),
    "",
    ...constantLines(parts),
    ...variableLines(parts, [...looks, ...process].join("\n")),
    ...runDeclarations(parts.runs),
    ...looks,
    ...process,
    ...formulaLines(parts.runs),
    "",
  ].join("\n");
}

// ---------------------------------------------------------------- declarations

/** What `-DPROPERTY=` switches. */
function switchLines({ properties }: Parts): string[] {
  const looked = properties.filter(({ look }) => look.at !== "nowhere" && look.at !== "run");
  return [
    "#ifdef PROPERTY",
    "#define CHECK(n) (PROPERTY == 0 || PROPERTY == n)",
    "#else",
    "#define CHECK(n) 0",
    "#endif",
    ...looked.flatMap(({ number }) => [
      `#if CHECK(${number})`,
      `#define violated_${number} assert(${number} == 0)`,
      "#else",
      `#define violated_${number} skip`,
      "#endif",
    ]),
  ];
}

function constantLines({ writer }: Parts): string[] {
  const lines = [...writer.constants].map(([name, value]) => `#define ${name} ${value}`);
  return lines.length === 0 ? [] : [...lines, ""];
}

/** The variables of the model; and of the others those that the rest of the text uses. */
function variableLines(parts: Parts, rest: string): string[] {
  const { writer, program, actions, properties } = parts;
  const temps = new Set(actions.flatMap(a => [...a.domains.temps.keys()]));
  const raised = properties.filter(p => p.look.at === "mark" && actions.some(a => a.tried));
  const used = new Set(rest.match(/\bold_\w+/g));
  const old = writer.layout.variables.filter(v => used.has(v.oldName));
  const helpers = [
    ...old.map(v => `${v.type} ${v.oldName}${v.array ? `[${v.size}]` : ""};`),
    ...[...temps].sort((a, b) => a - b).map(t => `int temp_${t};`),
    ...raised.map(p => `bit raised_${p.number};`),
  ];
  const about =
    "Values before the action, temporaries: 0 between actions, so they tell no states apart.";
  const values = declaredValues(parts);
  return [
    ...writer.layout.variables.map(v => declaration(v, program, values)),
    "",
    ...(helpers.length === 0 ? [] : [comment(about), ...helpers, ""]),
  ];
}

/** By slot, what its variable is declared with: the first initial state where that can be declared, else 0. */
function declaredValues({ start, program, writer }: Parts): number[] {
  const first =
    start.kind === "listed" ? start.states[0] : program.initial.map(list => list[0] ?? 0);
  if (!first) return program.slots.map(() => 0);
  return program.slots.map((_, slot) => {
    const variable = writer.layout.of[slot];
    return variable && declarable(variable, first) ? (first[slot] ?? 0) : 0;
  });
}

function declaration(v: Variable, program: Program, all: readonly number[]): string {
  const slots = program.slots.slice(v.base, v.base + v.size);
  const values = all.slice(v.base, v.base + v.size);
  const same = values.every(value => value === values[0]);
  const init = same ? String(values[0] ?? 0) : `{ ${values.join(", ")} }`;
  const names = slots.map(s => s.name).join(", ");
  const about = comment(`${names}: ${domain(program, slots[0], v.base)}`);
  return `${v.type} ${v.name}${v.array ? `[${v.size}]` : ""} = ${init}; ${about}`;
}

function domain(program: Program, slot: Slot | undefined, index: number): string {
  if (!slot) return "";
  const { show } = slot;
  if (show.kind === "scalar" && show.type.kind === "enum") {
    return show.type.values.map((_, i) => `${i} ${showValue(show.type, i)}`).join(", ");
  }
  if (show.kind === "scalar" && show.type.kind === "int") return `${slot.low}..${slot.high}`;
  return `${slot.low} ${showSlot(program, index, slot.low)} .. ${slot.high} ${showSlot(program, index, slot.high)}`;
}

// ---------------------------------------------------------------- properties

/** What steps are looked at with, as macros of each action. */
function lookLines({ properties, writer, program }: Parts): string[] {
  const steps = properties.flatMap(p => (p.look.at === "step" ? [{ ...p, bad: p.look.bad }] : []));
  if (steps.length === 0) return [];
  const domains = { slots: program.slots, temps: NO_TEMPS };
  const slots = oldSlots(steps.map(s => s.bad));
  const each = (line: (slot: number) => string) => slots.map(line).join("; ") || "skip";
  const when = (test: string, name: string, text: string) => [
    `#if${test}`,
    `#define ${name} ${text}`,
    "#else",
    `#define ${name} skip`,
    "#endif",
  ];
  return [
    "/* Steps are looked at when the new values are there and the old ones still are. */",
    ...when(
      "def PROPERTY",
      "keep_old",
      each(s => `${writer.slot(s, true)} = ${writer.slot(s)}`),
    ),
    ...when(
      "def PROPERTY",
      "forget_old",
      each(s => `${writer.slot(s, true)} = 0`),
    ),
    ...steps.flatMap(({ number, bad }) => {
      const text = `if :: ${writer.text(bad, domains)} -> violated_${number} :: else fi`;
      return when(` CHECK(${number})`, `look_${number}`, text);
    }),
    `#define look_at_step ${steps.map(s => `look_${s.number}`).join("; ")}`,
    "",
  ];
}

/** The slots whose value before the step is asked for. */
function oldSlots(terms: readonly Term[]): number[] {
  const slots = new Set<number>();
  for (const part of terms.flatMap(term => [...termParts(term)])) {
    if (part.kind === "slot" && part.old) slots.add(part.slot);
    if (part.kind !== "element" || !part.old) continue;
    for (let i = 0; i < part.size; i++) slots.add(part.base + i);
  }
  return [...slots].sort((a, b) => a - b);
}

/** What is looked at in every state, as one more option of the loop that changes nothing. */
function stateLines({ properties, writer, program, actions }: Parts): string[] {
  const domains = { slots: program.slots, temps: NO_TEMPS };
  const looks = properties.flatMap(({ number, look }): string[] => {
    const only = (lines: readonly string[]) => [`#if CHECK(${number})`, ...lines, "#endif"];
    if (look.at === "state") {
      if (isNo(look.bad)) return [];
      return only([`if :: ${writer.text(look.bad, domains)} -> violated_${number} :: else fi;`]);
    }
    if (look.at !== "deadlock") return [];
    if (look.rest.kind === "const" && look.rest.value !== 0) return [];
    const moves = actions.filter(a => a.command.kind !== "fault" && !a.command.policy);
    return only([
      ...(isNo(look.rest)
        ? []
        : [`if :: ${writer.text(look.rest, domains)} -> goto alive_${number}; :: else fi;`]),
      ...moves.flatMap(action => trialLines(action, writer, number)),
      `violated_${number};`,
      `alive_${number}: skip;`,
    ]);
  });
  return [
    "#ifdef PROPERTY",
    "/* The properties of states, looked at in each: it changes nothing. */",
    ":: d_step { true ->",
    ...indent([...looks, "skip"]),
    "}",
    "#endif",
  ];
}

// ---------------------------------------------------------------- the process

function processLines(parts: Parts): string[] {
  const { actions, writer, properties, runs } = parts;
  const watching = watchingOf(properties);
  const pays = (action: Action) => paidBy(action, runs.owed);
  const options = actions.flatMap(action => [
    comment(titleOf(action)),
    ...actionLines(action, { writer, watching, pays }),
  ]);
  const all = [...options, ...stateLines(parts), ":: false -> skip"];
  const under = (yes: readonly string[], no: readonly string[]) =>
    runs.properties.length === 0 ? no : ["#ifdef LTL", ...yes, "#else", ...no, "#endif"];
  return [
    "active proctype model() {",
    ...indent(startLines(parts)),
    "end_loop:",
    ...indent([
      ...under(["do ::", ...lookAtRun(runs), "if"], ["do"]),
      ...all,
      ...under([...runOptions(runs), "fi", "od;", ...runEnds(runs)], ["od"]),
    ]),
    "}",
  ];
}

function titleOf({ command, values }: Action): string {
  const chosen = command.params.map((p, i) => `${p.name} = ${showValue(p.type, values[i] ?? 0)}`);
  const step = command.steps > 1 ? [`step ${command.step} of ${command.steps}`] : [];
  const more = [...step, ...chosen].join(", ");
  return `${place(command.span)} ${command.name}${more ? ` (${more})` : ""}`;
}

function startLines(parts: Parts): string[] {
  const { start, program, writer } = parts;
  if (start.kind === "chosen") return chosenLines(start.slots, { program, writer });
  if (start.extra === 0) return [];
  if (start.states.length === 0) return ["false;"];
  const declared = declaredValues(parts);
  const changes = (state: readonly number[]) =>
    state.flatMap((value, slot) =>
      value === declared[slot] ? [] : [`${writer.slot(slot)} = ${value}`],
    );
  return [
    "/* The initial states. */",
    "if",
    ...start.states.map(state => `:: d_step { ${["skip", ...changes(state)].join("; ")} }`),
    "fi;",
  ];
}

/** Slot by slot, and what `initially` says at the end. */
function chosenLines(slots: readonly number[], parts: Pick<Parts, "program" | "writer">): string[] {
  const { program, writer } = parts;
  const domains = { slots: program.slots, temps: NO_TEMPS };
  const choices = slots.map(slot => {
    const values = program.initial[slot] ?? [];
    return `if ${values.map(v => `:: ${writer.slot(slot)} = ${v}`).join(" ")} fi;`;
  });
  const terms = program.initially.map(term => truthOf(term, false, domains));
  const all = terms.reduce(and, { kind: "const", value: 1 });
  return [
    "/* The initial states, too many to list. */",
    ...choices,
    `${writer.text(all, domains)};`,
  ];
}

/**
 * Is some action tried before it is known whether it is enabled. Where it is not, SPIN counts a transition that
 * changes nothing, so the number of transitions is larger there.
 */
export function triesActions(program: Program): boolean {
  return partsOf(program).actions.some(action => action.tried);
}
