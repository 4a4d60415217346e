// Does a mutant do what the original does? Each state of the mutant's space is read as a state of the original (reading.ts).
// They are the same where all initial states and, of each state, the set of steps agree: where a step leads, who acts, what it
// raises for others to see, and what fairness it owes. Then the reading is a bisimulation: no property can tell them apart, and
// lengths are the same. What changes and raises nothing is no step here if it comes from outside, or if its agent has no other:
// fairness never asks for more because of it, and who counts steps or asks for the next state has been asked. A slot that only
// one of them has must never change. States come in order of discovery, so the first that disagrees ends a shortest run on
// which they part. One correspondence of slots under which all this is so is proof enough; of several the first is told.

import type { Parting, PartingStep } from "../model/mutation.ts";
import type { Edges, Raised } from "../model/outcome.ts";
import type { Command, Program } from "../model/program.ts";
import { showSlot } from "../model/show-slot.ts";
import { type Correspondence, correspondences } from "./correspondence.ts";
import { type Explored, Reading } from "./reading.ts";

/** What a comparison comes to. */
export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly parting?: Omit<Parting, "setting"> | undefined }
  | { readonly kind: "unknown"; readonly reason: string };

/** Compares two spaces that were seen whole. */
export function compareSpaces(original: Explored, mutant: Explored): Comparison {
  const names = new Map<string, number>();
  const here = sideOf(original, names);
  const there = sideOf(mutant, names);
  if (typeof here === "string") return { kind: "unknown", reason: here };
  if (typeof there === "string") return { kind: "unknown", reason: there };
  const sides = { original, mutant, here, there };
  let told: Comparison | undefined;
  for (const by of correspondences(original.program, mutant.program)) {
    const compared = compareBy(by, sides);
    if (compared.kind === "same") return compared;
    told ??= compared;
  }
  return told ?? { kind: "different" };
}

interface Sides {
  readonly original: Explored;
  readonly mutant: Explored;
  readonly here: Side;
  readonly there: Side;
}

function compareBy(by: Correspondence, { original, mutant, here, there }: Sides): Comparison {
  const reading = new Reading(original, mutant, by);
  const read = reading.states();
  if (startsDiffer(original, mutant, read)) return { kind: "different" };
  for (let state = 0; state < read.length; state++) {
    const known = read[state] as number;
    if (known < 0) continue;
    const mine = stepsOf(here, known, target => target);
    const theirs = stepsOf(there, state, target => read[target] as number);
    const lost = missing(mine, theirs);
    const gained = missing(theirs, mine);
    if (lost === undefined && gained === undefined) continue;
    const parting = {
      steps: pathWords(mutant, state),
      original: lost === undefined ? undefined : stepWords(original, here, known, lost),
      mutant: gained === undefined ? undefined : stepWords(mutant, there, state, gained),
    };
    return { kind: "different", parting };
  }
  return reading.isFaithful && !read.includes(-1) ? { kind: "same" } : { kind: "different" };
}

function startsDiffer(original: Explored, mutant: Explored, read: Int32Array): boolean {
  const starts = new Set(read.subarray(0, mutant.outcome.initial));
  return (
    starts.size !== original.outcome.initial || [...starts].some(at => at < 0 || at >= starts.size)
  );
}

// ---------------------------------------------------------------- steps

/** The edges of one side, with a number for what each step is to others. */
interface Side {
  readonly edges: Edges;
  /** By action: its number. */
  readonly actions: readonly number[];
  /** By label: its number. */
  readonly labels: readonly number[];
  /** By action: its command. */
  readonly commands: readonly Command[];
}

function sideOf({ program, outcome }: Explored, names: Map<string, number>): Side | string {
  const edges = outcome.edges?.();
  if (edges === undefined || typeof edges === "string") return edges ?? "not all states were seen";
  const number = (name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const byCommand = program.commands.map(command => ({
    command,
    key: number(commandKey(program, command)),
    choices: command.params.reduce((n, p) => n * p.values.length, 1),
  }));
  const byAction = byCommand.flatMap(one => Array.from({ length: one.choices }, () => one));
  return {
    edges,
    actions: byAction.map(one => one.key),
    commands: byAction.map(one => one.command),
    labels: edges.raised.map(raised => number(raisedKey(program, raised))),
  };
}

/** Who acts, and what the step owes to fairness. */
function commandKey({ agents, rows }: Program, command: Command): string {
  const { kind, agent, policy, fair, row } = command;
  const owner = fair === "strong" && row !== undefined ? (rows[row]?.span.start ?? "") : "";
  return ["does", kind, agents[agent ?? -1]?.name ?? "", policy ?? "", fair, owner].join(" ");
}

function raisedKey({ marks, slots }: Program, { fault, marks: raised }: Raised): string {
  const texts = raised.flatMap(mark => {
    const of = marks[mark];
    switch (of?.kind) {
      case "assert":
        return [`assert ${of.span.start}`];
      case "observer":
        return [`observer ${of.observer} ${of.state} ${of.event}`];
      case "event":
        return [`event ${of.text}`];
      default:
        return [];
    }
  });
  const slot = fault?.kind === "range" ? (slots[fault.slot]?.name ?? "") : "";
  return ["raises", fault?.kind ?? "", slot, ...texts.toSorted()].join(" ");
}

/** By what a step is to others: its edge. */
type Steps = ReadonlyMap<string, number>;

function stepsOf(side: Side, state: number, read: (target: number) => number): Steps {
  const { targets, actions, labels } = side.edges;
  const steps = new Map<string, number>();
  const edges = edgesOf(side, state);
  for (const edge of edges) {
    if (isIdle(side, state, edge, edges)) continue;
    const action = side.actions[actions[edge] as number] as number;
    const label = side.labels[labels[edge] as number] as number;
    const raw = targets[edge] as number;
    const target = raw < 0 ? "fault" : read(raw);
    // What leads out of the original's space is a step of its own each time.
    const key = target === -1 ? `new ${edge}` : `${action} ${label} ${target}`;
    if (!steps.has(key)) steps.set(key, edge);
  }
  return steps;
}

function edgesOf({ edges: { first } }: Side, state: number): number[] {
  const from = first[state] as number;
  return Array.from({ length: (first[state + 1] as number) - from }, (_, i) => from + i);
}

/** It changes and raises nothing, and nobody owes another step for it. */
function isIdle(side: Side, state: number, edge: number, all: readonly number[]): boolean {
  const command = commandAt(side, edge);
  if (!command || !isSilent(side, state, edge)) return false;
  const { kind, fair, agent } = command;
  if (kind === "trigger") return true;
  const others = all.some(other => {
    const of = commandAt(side, other);
    return of?.kind !== "trigger" && of?.agent === agent && !isSilent(side, state, other);
  });
  return fair !== "strong" && !others;
}

function commandAt({ edges, commands }: Side, edge: number): Command | undefined {
  return commands[edges.actions[edge] as number];
}

function isSilent({ edges }: Side, state: number, edge: number): boolean {
  const raised = edges.raised[edges.labels[edge] as number];
  const isLoop = edges.targets[edge] === state;
  return isLoop && raised?.fault === undefined && raised?.marks.length === 0;
}

function missing(of: Steps, among: Steps): number | undefined {
  for (const [key, edge] of of) if (!among.has(key)) return edge;
  return undefined;
}

// ---------------------------------------------------------------- words

function pathWords({ program, outcome }: Explored, state: number): string[] {
  return outcome.space.path(state).steps.map(({ command, choice }) => {
    const of = program.commands[command];
    return of ? `${of.name}${choiceWords(of, choice)}` : "";
  });
}

function choiceWords({ params }: Command, choice: number): string {
  const choices = params.reduce((n, p) => n * p.values.length, 1);
  return choices > 1 ? ` (choice ${choice + 1})` : "";
}

function stepWords({ program, outcome }: Explored, side: Side, state: number, edge: number) {
  const command = commandAt(side, edge);
  const target = side.edges.targets[edge] as number;
  const action = command?.name ?? "";
  if (target < 0) return { action, changes: ["a fault"] } satisfies PartingStep;
  const before = new Int32Array(program.slots.length);
  const after = new Int32Array(program.slots.length);
  outcome.space.read(state, before);
  outcome.space.read(target, after);
  const changes = program.slots.flatMap(({ name }, slot) => {
    const [old, now] = [before[slot] as number, after[slot] as number];
    if (old === now) return [];
    return [`${name}: ${showSlot(program, slot, old)} -> ${showSlot(program, slot, now)}`];
  });
  return { action, changes } satisfies PartingStep;
}
