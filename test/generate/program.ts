// Random programs: well formed, small spaces, every construct of model/program.ts but liveness. Each part
// (block of slots, command, probe, check) is made from a tape of its own, so that shrinking drops parts
// whole before it simplifies what is left.

import fc from "fast-check";
import type {
  Agent,
  Check,
  Mark,
  Meaning,
  Parameter,
  Probe,
  ProbeAbout,
  Program,
  SourceRow,
  Tell,
  Term,
} from "../../src/model/program.ts";
import { check, nowhere } from "../programs.ts";
import { command } from "./commands.ts";
import { type Block, type Memory, memory } from "./slots.ts";
import { Tape, tapes } from "./tape.ts";
import { constant, Terms } from "./terms.ts";

/** How large. */
export interface ProgramOptions {
  /** At most so many states can be reached. */
  readonly states?: number | undefined;
  /** At most so many blocks of slots, a block being a slot or an array. */
  readonly blocks?: number | undefined;
  readonly commands?: number | undefined;
}

/** The decisions of a program; made public so that a seed can be kept as text. */
export interface Decisions {
  readonly frame: readonly number[];
  readonly blocks: readonly (readonly number[])[];
  readonly commands: readonly (readonly number[])[];
  readonly probes: readonly (readonly number[])[];
  readonly checks: readonly (readonly number[])[];
}

/** Random programs. */
export function programs(options: ProgramOptions = {}): fc.Arbitrary<Program> {
  const { states = 3000, blocks = 12, commands = 18 } = options;
  return fc
    .record({
      frame: tapes(100),
      blocks: lists(tapes(48), 1, blocks),
      commands: lists(tapes(240), 0, commands),
      probes: lists(tapes(80), 0, 5),
      checks: lists(tapes(60), 0, 7),
    })
    .map(decisions => programOf(decisions, states));
}

/** Two halves, so that lists of a middling length are the most frequent. */
function lists<T>(of: fc.Arbitrary<T>, minLength: number, maxLength: number): fc.Arbitrary<T[]> {
  const half = Math.ceil(maxLength / 2);
  const [first, rest] = [half, maxLength - half].map((most, i) =>
    fc.array(of, { minLength: i === 0 ? minLength : 0, maxLength: most, size: "max" }),
  ) as [fc.Arbitrary<T[]>, fc.Arbitrary<T[]>];
  return fc.tuple(first, rest).map(halves => halves.flat());
}

/** The program that the decisions make. */
export function programOf(decisions: Decisions, states: number): Program {
  const frame = new Tape(decisions.frame);
  const found = memory(each(decisions.blocks), states);
  const budget = frame.below(4) === 3 ? budgetOf(found) : undefined;
  const cells = budget === undefined ? found : startingHigh(found, budget);
  const agents = agentsOf(cells, frame);
  const asserts = frame.below(3);
  const marks = frame.list(asserts + frame.below(3), i => mark(i, asserts));
  const tells = frame.list(frame.below(4), () => tell(frame));
  const rows = frame.list(frame.below(3), row);
  const around = {
    memory: cells,
    agents,
    rows: rows.length,
    asserts,
    marks: marks.length,
    tells,
    budget,
  };
  const commands = each(decisions.commands).map((tape, i) => command(tape, i, around));
  const probes = each(decisions.probes).map((tape, i) => probe(tape, i, { cells, agents, rows }));
  const checks = each(decisions.checks).flatMap((tape, i) =>
    checkOf(tape, i, { cells, probes, marks: marks.length }),
  );
  return {
    name: "random",
    slots: cells.slots,
    initial: cells.initial,
    initially: narrowing(frame, cells),
    agents,
    rows,
    commands,
    probes,
    marks,
    tells,
    checks,
    atRest: frame.below(4) < 3 ? constant(0).term : truth(frame, cells),
  };
}

function budgetOf({ blocks, slots }: Memory): number | undefined {
  const fits = ({ base, size, pool }: Block) =>
    pool === undefined && size === 1 && (slots[base]?.high ?? 0) - (slots[base]?.low ?? 0) > 1;
  return blocks.find(fits)?.base;
}

function startingHigh(memory: Memory, slot: number): Memory {
  const initial = memory.initial.map((values, i) =>
    i === slot ? [memory.slots[i]?.high ?? 0] : values,
  );
  return { ...memory, initial };
}

function each(lists: readonly (readonly number[])[]): Tape[] {
  return lists.map(numbers => new Tape(numbers));
}

function truth(tape: Tape, cells: Memory, old = false): Term {
  return new Terms(tape, { memory: cells, params: [], temps: [], old }).truth(tape.below(3) + 1)
    .term;
}

/** Now and then some initial states are left out. */
function narrowing(tape: Tape, cells: Memory): Term[] {
  if (tape.below(8) < 7) return [];
  return tape.list(tape.below(2) + 1, () => truth(tape, cells));
}

function agentsOf({ slots }: Memory, tape: Tape): Agent[] {
  const process = tape.once(3) ? "p" : undefined;
  return slots.flatMap((slot, state) =>
    slot.role === "state" ? [{ name: slot.name, machine: slot.name, state, process }] : [],
  );
}

function row(index: number): SourceRow {
  const text = `row ${index}`;
  return {
    id: `m/s/t/${index}`,
    machine: "m",
    text,
    head: text,
    does: ["something"],
    span: nowhere,
  };
}

function mark(index: number, asserts: number): Mark {
  const text = `mark ${index}`;
  if (index < asserts) return { kind: "assert", text, span: nowhere };
  if (index % 2 === 0) return { kind: "cas-stored", cas: index, text, span: nowhere };
  const event = { observer: "watcher", state: "idle", event: "E" };
  return { kind: "observer", ...event, span: nowhere };
}

function tell(tape: Tape): Tell {
  const type: Parameter["type"] = { kind: "int", low: 0, high: 9 };
  const codes = {
    messages: [{ name: "ping", first: 1, size: 10, fields: [{ name: "n", type }] }],
    end: 11,
  };
  return tape.pick<Tell>([
    { kind: "emit", event: "E", type },
    { kind: "emit", event: "F" },
    { kind: "send", channel: "wire", codes },
    { kind: "receive", channel: "wire", codes },
    { kind: "lose", channel: "wire", codes },
    { kind: "duplicate", channel: "wire", codes },
    { kind: "acquire", on: "lock" },
    { kind: "cas", variable: "v0" },
    { kind: "crash", process: "p" },
  ]);
}

interface Known {
  readonly cells: Memory;
  readonly agents: readonly Agent[];
  readonly rows: readonly SourceRow[];
}

function probe(tape: Tape, index: number, { cells, agents, rows }: Known): Probe {
  const kind = tape.pick(["state", "step"] as const);
  const property: ProbeAbout = { kind: "property", property: `p${index}` };
  const about = kind === "state" && tape.below(2) === 1 ? aboutTable(tape, agents, rows) : property;
  const term = truth(tape, cells, kind === "step");
  return { kind, term, onFault: tape.below(2) === 1, about: about ?? property };
}

function aboutTable(
  tape: Tape,
  agents: readonly Agent[],
  rows: readonly SourceRow[],
): ProbeAbout | undefined {
  const agent = tape.pick(agents);
  if (!agent) return;
  const at = { machine: agent.machine, state: 0 };
  const id = rows[0]?.id ?? "none";
  return tape.pick<ProbeAbout>([
    { kind: "cell", ...at, trigger: "t" },
    { kind: "cell", ...at, state: 1, trigger: "u" },
    { kind: "gap", ...at, trigger: "t" },
    { kind: "state", ...at },
    { kind: "overlap", rows: [id, id], state: 0 },
    { kind: "premise", property: "p0" },
  ]);
}

interface Judged {
  readonly cells: Memory;
  readonly probes: readonly Probe[];
  readonly marks: number;
}

/** A check of a kind for which there is what it needs, or none. */
function checkOf(tape: Tape, index: number, judged: Judged): Check[] {
  const meaning = meaningOf(tape, judged);
  if (!meaning) return [];
  const policy = tape.once(4) ? "finding" : "on";
  return [{ ...check(`check-${index}`, meaning), policy }];
}

function meaningOf(tape: Tape, { cells, probes, marks }: Judged): Meaning | undefined {
  const about = (...kinds: readonly ProbeAbout["kind"][]) =>
    probes.flatMap((p, i) => (kinds.includes(p.about.kind) ? [i] : []));
  const by = tape.weighted<Exclude<Meaning["by"], "liveness">>({
    deadlock: 2,
    faults: 2,
    "bad-probe": 4,
    "good-probe": 3,
    possible: 3,
    quiet: 3,
    marks: 2,
    cells: 2,
  });
  switch (by) {
    case "deadlock":
    case "faults":
      return { by };
    case "possible":
      return {
        by,
        goal: truth(tape, cells),
        from: tape.below(2) === 0 ? truth(tape, cells) : undefined,
      };
    case "quiet":
      return { by, bad: truth(tape, cells), debts: [] };
    case "marks":
      return { by, marks: tape.list(marks, i => i).filter(() => tape.below(3) < 2) };
    case "cells":
      return about("cell").length === 0 ? { by: "deadlock" } : { by, probes: about("cell") };
    default: {
      const which = tape.pick(about("property"));
      return which === undefined ? undefined : { by, probe: which };
    }
  }
}
