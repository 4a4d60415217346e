// One action (a command with values for its parameters) as code: guard, effect, what is noted, and the
// record of the next state. The code stands in functions over the words of a state, see expand.ts.
// A step that changes nothing is counted and noted like any other, but has no record: it finds nothing new.

import { place } from "../../base/source.ts";
import type { Interval } from "../../model/interval.ts";
import { EDGE_LABEL, recordBytes } from "../../model/machine-code.ts";
import type { Command, Probe, Program, Slot, Statement } from "../../model/program.ts";
import { noteOnce, record } from "./emit.ts";
import { guardCode, isNever } from "./guard.ts";
import {
  block,
  br,
  brIf,
  call,
  comment,
  get,
  type Instruction,
  i32,
  i64,
  op,
  set,
  store,
  type Variable,
  when,
} from "./instruction.ts";
import { KEYED_FAULTS, marksOf } from "./keys.ts";
import type { ProgramScope } from "./program-scope.ts";
import { around, prune } from "./prune.ts";
import { FAULT_KINDS, type FaultKind, type Scope, scopeOf, tempLocal } from "./scope.ts";
import { specialise } from "./specialise.ts";
import { EffectCode } from "./statements.ts";
import type { StepProbe } from "./step-probe.ts";
import { type Around, size, stepTerm } from "./step-term.ts";
import { tempIntervals } from "./temps.ts";
import { mayFault, truthCode } from "./terms.ts";
import { slotsWritten } from "./touches.ts";

/** The code of an action and the locals it wants. */
export interface ActionCode {
  readonly code: readonly Instruction[];
  readonly locals: readonly Variable[];
}

/** More choices than this are tried in a loop instead of one after the other. */
const UNROLLED = 64;

/** An effect with so many branches is short enough as it stands. */
const FEW_BRANCHES = 2;

/** A choice of a command, or all of its choices. */
export interface Piece {
  readonly index: number;
  /** Undefined where all choices are tried in a loop. */
  readonly choice?: number | undefined;
}

/** What code is made for: each action apart, in the order of the contract, as long as a command has not too many. */
export function piecesOf({ commands }: Program): Piece[] {
  return commands.flatMap(({ params }, index): Piece[] => {
    const choices = params.reduce((product, p) => product * p.values.length, 1);
    if (choices > UNROLLED) return [{ index }];
    return Array.from({ length: choices }, (_, choice) => ({ index, choice }));
  });
}

/** The code of a piece; none where it can never happen. */
export function pieceCode(all: ProgramScope, { index, choice }: Piece): ActionCode {
  const command = all.program.commands[index] as Command;
  if (choice === undefined) return looped(all, index);
  const digits = digitsOf(command, choice);
  const params = digits.map(v => ({ code: i32(v), bounds: { low: v, high: v } }));
  const action = i64(BigInt((all.firstAction[index] as number) + choice));
  // Where actions are many, working out what cannot happen costs more than it saves in those with few branches.
  const simple = all.shortly && branches(command.effect) <= FEW_BRANCHES;
  const special = simple ? specialise(command, digits) : prune(command, digits, all.values);
  const { code, locals } = actionCode(all, { command: special, index, action, params });
  const named = command.params.map((p, i) => ` ${p.name}=${digits[i]}`).join("");
  return { code: remarked(command, named, code), locals };
}

function remarked(
  command: Command,
  named: string,
  code: readonly Instruction[],
): readonly Instruction[] {
  if (code.length === 0) return code;
  return [comment(() => `${place(command.span)}  ${command.name}${named}`), ...code];
}

/** How often a statement may go on in two ways. */
function branches(list: readonly Statement[]): number {
  let count = 0;
  for (const s of list) {
    if (s.kind === "if") count += 1 + branches(s.then) + branches(s.else);
    else if (s.kind === "assert") count++;
  }
  return count;
}

/** The values of the parameters; the last one is the fastest. */
function digitsOf(command: Command, choice: number): number[] {
  if (command.params.length === 0) return [];
  let rest = choice;
  return command.params
    .toReversed()
    .map(p => {
      const value = p.values[rest % p.values.length] as number;
      rest = Math.floor(rest / p.values.length);
      return value;
    })
    .reverse();
}

/** One code for all choices, with the choice in a local. */
function looped(all: ProgramScope, index: number): ActionCode {
  const command = all.program.commands[index] as Command;
  const choices = command.params.reduce((product, p) => product * p.values.length, 1);
  const first = all.firstAction[index] as number;
  const params = command.params.map((p, i) => ({
    code: get(`param${i}`),
    bounds: { low: Math.min(...p.values), high: Math.max(...p.values) },
  }));
  const action = op("i64.extend_i32_u", op("i32.add", get("choice"), i32(first)));
  const special = specialise(command, []);
  const inner = actionCode(all, { command: special, index, action, params });
  const locals = [...inner.locals, { name: "choice", type: "i32" as const }];
  const bind: Instruction[] = [];
  let divisor = 1;
  for (const [i, p] of [...command.params.entries()].reverse()) {
    locals.push({ name: `param${i}`, type: "i32" });
    const digit = op(
      "i32.rem_u",
      op("i32.div_u", get("choice"), i32(divisor)),
      i32(p.values.length),
    );
    bind.push(set(`param${i}`, digit), ...valueOfDigit(`param${i}`, p.values));
    divisor *= p.values.length;
  }
  const code: Instruction[] = [
    set("choice", i32(0)),
    {
      kind: "loop",
      label: "choices",
      body: [
        ...bind,
        ...inner.code,
        set("choice", op("i32.add", get("choice"), i32(1))),
        brIf("choices", op("i32.lt_u", get("choice"), i32(choices))),
      ],
    },
  ];
  return { code: inner.code.length === 0 ? [] : remarked(command, " (all choices)", code), locals };
}

/** Turns the digit in the local into the value it stands for. */
function valueOfDigit(local: string, values: readonly number[]): Instruction[] {
  const [low = 0] = values;
  if (values.every((v, i) => v === low + i)) {
    return low === 0 ? [] : [set(local, op("i32.add", get(local), i32(low)))];
  }
  let value = i32(values.at(-1) ?? 0);
  for (let i = values.length - 2; i >= 0; i--) {
    value = op("select", i32(values[i] as number), value, op("i32.eq", get(local), i32(i)));
  }
  return [set(local, value)];
}

interface Action {
  readonly command: Command;
  readonly index: number;
  /** Its number, 64 bits. */
  readonly action: Instruction;
  readonly params: Scope["params"];
}

function actionCode(all: ProgramScope, { command, index, action, params }: Action): ActionCode {
  const slots: readonly Slot[] = all.program.slots;
  const temps = tempIntervals(
    command,
    slots,
    params.map((p): Interval => p.bounds),
  );
  const { fields, words } = all;
  const before = scopeOf({ slots, fields, words, now: "s", old: "s", params, temps });
  if (isNever(command.guard, before)) return { code: [], locals: [] };
  const marks = new Map(marksOf(command).map((mark, bit) => [mark, bit]));
  const markLocals = markWords(marks.size);
  const tempLocals = temps.map((_, t) => tempLocal(before, t));
  const work = [
    ...markLocals.map(name => set(name, i32(0))),
    ...guardCode(command.guard, before, "disabled"),
    ...tempLocals.map(l => set(l.name, l.type === "i32" ? i32(0) : i64(0n))),
    ...all.locals.begin,
    ...new EffectCode({ ...before, now: "n" }, marks).code(command.effect),
  ];
  const locals = [...tempLocals, ...markLocals.map(name => ({ name, type: "i32" as const }))];
  const faults = before.raised;
  if (all.label > 0)
    return { code: edgeCode(all, work, { action, marks: markLocals, faults }), locals };
  const note = (key: number) => noteOnce(all, key, op("i32.wrap_i64", action));
  const fired = () => note(all.keys.fired(index));
  const happened = [...counted(command), ...marksNoted(all, index, marks, note)];
  const faulted = () => [...happened, ...fired(), ...faultNoted(all, index, { note, faults })];
  const code = [
    block("disabled", [
      ...(faults.size === 0 ? work : tried(work, faulted())),
      ...happened,
      ...(all.shortly ? [] : fired()),
      ...stepped(all, { command, index, action, params }),
    ]),
  ];
  return { code, locals };
}

/** The locals that hold so many marks. */
function markWords(marks: number): string[] {
  if (marks === 0) return [];
  return Array.from({ length: Math.ceil(marks / 32) }, (_, i) => `marks${i}`);
}

interface Edge {
  readonly action: Instruction;
  readonly marks: readonly string[];
  readonly faults: ReadonlySet<FaultKind>;
}

/** Every enabled action is a record: its next state (of no meaning where there is a fault), itself, and its label. */
function edgeCode(
  all: ProgramScope,
  work: readonly Instruction[],
  { action, marks, faults }: Edge,
): Instruction[] {
  const { words } = all;
  const wide = (name: string) => op("i64.extend_i32_u", get(name));
  const at = (mark: number, shift: number) => {
    const name = marks[mark];
    return name === undefined ? [] : [op("i64.shl", wide(name), i64(BigInt(shift)))];
  };
  const either = (parts: readonly Instruction[]) =>
    parts.length === 0 ? i64(0n) : parts.reduce((a, b) => op("i64.or", a, b));
  const fault = faults.size === 0 ? [] : [wide("fault")];
  const label = Array.from({ length: all.label }, (_, w) =>
    either(
      w === 0
        ? [...fault, ...at(0, EDGE_LABEL.faultBits)]
        : [...at(2 * w - 1, 0), ...at(2 * w, 32)],
    ),
  );
  return [
    block("disabled", [
      ...(faults.size === 0 ? work : [set("fault", i32(0)), block("fault", work)]),
      ...Array.from({ length: words }, (_, w) =>
        store("i64.store", get("out"), get(`n${w}`), w * 8),
      ),
      store("i64.store", get("out"), op("i64.or", get("origin"), action), words * 8),
      ...label.map((word, w) => store("i64.store", get("out"), word, (words + 1 + w) * 8)),
      set("out", op("i32.add", get("out"), i32(recordBytes(words, all.label)))),
    ]),
  ];
}

/** A guard and an effect that may fault, and what is done then. */
function tried(work: readonly Instruction[], faulted: readonly Instruction[]): Instruction[] {
  return [block("stepped", [block("fault", [...work, br("stepped")]), ...faulted, br("disabled")])];
}

function counted(command: Command): Instruction[] {
  const moves = command.kind !== "fault" && command.policy === undefined;
  const count = set("count", op("i32.add", get("count"), i32(1)));
  return moves ? [count, set("alive", i32(1))] : [count];
}

function marksNoted(
  all: ProgramScope,
  index: number,
  marks: ReadonlyMap<number, number>,
  note: (key: number) => Instruction[],
): Instruction[] {
  return [...marks].map(([mark, bit]) =>
    when(
      op("i32.and", get(`marks${bit >> 5}`), i32(1 << (bit & 31))),
      note(all.keys.mark(mark, index)),
    ),
  );
}

function faultNoted(
  all: ProgramScope,
  index: number,
  { note, faults }: { note: (key: number) => Instruction[]; faults: ReadonlySet<FaultKind> },
): Instruction[] {
  return KEYED_FAULTS.filter(kind => faults.has(kind)).map(kind =>
    when(op("i32.eq", get("fault"), i32(FAULT_KINDS[kind])), note(all.keys.fault(kind, index))),
  );
}

/**
 * The probes that read what the command writes are evaluated. The others see the step as one that changes nothing, and
 * whether such a step is of interest was found out once for the state, in the local `still`.
 */
function probesAfter(
  all: ProgramScope,
  { command, params }: Action,
  args: readonly Instruction[],
): Instruction[] {
  if (all.stepProbes.length === 0) return [];
  const written = slotsWritten(command);
  const near = all.stepProbes.filter(p => meet(written, p.reads));
  const far = all.stepProbes.filter(p => !meet(written, p.reads));
  const isKnown = near.length > 0 && params.every(p => p.code.kind === "const");
  const known = isKnown ? around(command, written, all.values) : undefined;
  const looks = (p: StepProbe) => call(`step${p.probe}`, ...args);
  return [
    ...near.flatMap(p => {
      const asked = known ? askedAfter(all, known, p) : i32(1);
      if (asked === undefined) return [];
      const always = asked.kind === "const";
      return [when(isHot(all, p), [always ? looks(p) : when(asked, [looks(p)])])];
    }),
    ...(far.length === 0 ? [] : [when(get("still"), far.map(looks))]),
  ];
}

/** What is asked before a probe is evaluated after the command; undefined where it cannot be met then. */
function askedAfter(
  all: ProgramScope,
  known: Around,
  { probe }: StepProbe,
): Instruction | undefined {
  const { slots, probes } = all.program;
  const { term } = probes[probe] as Probe;
  const { fields, words } = all;
  const scope = scopeOf({ slots, fields, words, now: "n", old: "s", params: [], temps: [] });
  if (mayFault(term, scope)) return i32(1);
  const left = stepTerm(term, known);
  if (left.kind === "const") return left.value === 0 ? undefined : i32(1);
  return size(left) * 2 < size(term) ? truthCode(left, scope) : i32(1);
}

function meet(written: ReadonlySet<number>, read: ReadonlySet<number>): boolean {
  for (const slot of written) if (read.has(slot)) return true;
  return false;
}

/** Not met yet, and what it asks of the state before the step is true; beyond 32 probes nobody knows. */
function isHot(all: ProgramScope, probe: StepProbe): Instruction {
  const bit = all.stepProbes.indexOf(probe);
  return bit < 32 ? op("i32.and", get("hot"), i32(1 << bit)) : i32(1);
}

/** Looks at the step and writes the record of its next state. */
function stepped(all: ProgramScope, of: Action): Instruction[] {
  const { now, next } = all.locals;
  const { action } = of;
  const number = op("i32.wrap_i64", action);
  const look = probesAfter(all, of, [get("from"), number, ...now, ...next]);
  if (all.shortly) {
    const key = i32(all.keys.fired(of.index));
    const emitted = call("emit", get("out"), get("from"), key, number, ...now, ...next);
    return [...look, set("out", emitted)];
  }
  return [...look, ...record(all, op("i64.or", get("origin"), action))];
}
