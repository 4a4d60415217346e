// The quotient by brute force: every state of the whole space, all renamings of each, and the least of them in
// lexical order. What exploring by orbits says is compared with it.

import { expect } from "vitest";
import { compile } from "../../../src/compile.ts";
import { interpret } from "../../../src/engine/interpret.ts";
import { explore } from "../../../src/explore/breadth-first.ts";
import { Orbits } from "../../../src/explore/orbits.ts";
import { type FoundSymmetry, findSymmetry } from "../../../src/lower/symmetry/symmetry.ts";
import type { Outcome } from "../../../src/model/outcome.ts";
import type { Program } from "../../../src/model/program.ts";
import { NO_SETTINGS, type Settings } from "../../../src/model/settings.ts";
import {
  movedSlot,
  movedValue,
  type Renaming,
  type SlotNaming,
  type Symmetry,
} from "../../../src/model/symmetry.ts";
import { judge } from "../../../src/replay/judge.ts";

/** A program without its liveness checks, and its symmetry. */
export interface Found extends FoundSymmetry {
  readonly program: Program;
}

/** Compiles the text; undefined where it has errors. */
export function symmetryOfText(text: string, settings: Settings = NO_SETTINGS): Found | undefined {
  const { model, program } = compile({ name: "model.yaml", text }, settings);
  if (!model || !program) return;
  const checks = program.checks.filter(c => c.meaning.by !== "liveness");
  const safe = { ...program, checks };
  return { program: safe, ...findSymmetry(model, safe) };
}

/** One state of each orbit. */
export function exploreOrbits(program: Program, symmetry: Symmetry): Outcome {
  const interpreter = interpret(program);
  const orbits = new Orbits(symmetry, interpreter);
  return explore(interpreter, { limits: {}, now: () => 0, orbits, all: true });
}

/** Property, verdict, length. */
export function verdictsOf(program: Program, outcome: Outcome): string[] {
  const verdicts = judge(program, outcome, interpret(program), { all: true, by: new Map() });
  return verdicts.map(v => `${v.property} ${v.verdict} ${v.length ?? "-"}`);
}

/** Fails where orbits and brute force part; false where the whole space has more states than that. */
export function expectQuotient(program: Program, symmetry: Symmetry, most: number): boolean {
  const whole = explore(interpret(program), { limits: { states: most }, now: () => 0, all: true });
  if (!whole.complete) return false;
  const reduced = exploreOrbits(program, symmetry);
  const brute = bruteForce(whole, symmetry, program.slots.length);
  const rows = (outcome: Outcome) =>
    new Set(program.commands.flatMap((c, i) => (outcome.fired[i] ? [c.row ?? c.kind] : [])));
  expect({
    states: reduced.states,
    depth: reduced.depth,
    transitions: reduced.transitions,
    outside: 0,
    fired: rows(reduced),
    probes: reduced.probes.map((hit, i) => hit && `${i} ${reduced.space.depthOf(hit.state)}`),
    verdicts: verdictsOf(program, reduced),
  }).toEqual({
    states: brute.orbits,
    depth: whole.depth,
    transitions: brute.transitions,
    outside: brute.outside,
    fired: rows(whole),
    probes: whole.probes.map((hit, i) => hit && `${i} ${whole.space.depthOf(hit.state)}`),
    verdicts: verdictsOf(program, whole),
  });
  return true;
}

interface Brute {
  readonly orbits: number;
  /** Out of one state of each orbit. */
  readonly transitions: number;
  /** Images of found states that were not found. */
  readonly outside: number;
}

function bruteForce(whole: Outcome, symmetry: Symmetry, slots: number): Brute {
  const renamings = allRenamings(symmetry.families.map(f => f.size));
  const degrees = new Map<string, number>();
  const state = new Int32Array(slots);
  const edges = whole.edges?.();
  const first = typeof edges === "object" ? edges.first : new Int32Array();
  let outside = 0;
  for (let n = 0; n < whole.states; n++) {
    whole.space.read(n, state);
    const images = renamings.map(r => image(state, symmetry, r));
    for (const each of images) if (whole.space.find(each) < 0) outside++;
    const least = images.map(each => [...each].join()).sort()[0] ?? "";
    const degree = (first[n + 1] ?? 0) - (first[n] ?? 0);
    if ((degrees.get(least) ?? degree) !== degree) outside++;
    degrees.set(least, degree);
  }
  const transitions = [...degrees.values()].reduce((sum, d) => sum + d, 0);
  return { orbits: degrees.size, transitions, outside };
}

function image(state: Int32Array, { slots, families }: Symmetry, renaming: Renaming): Int32Array {
  const moved = new Int32Array(state.length);
  for (const [slot, value] of state.entries()) {
    const naming = slots[slot] as SlotNaming;
    moved[movedSlot(slot, naming, renaming)] = movedValue(naming.value, value, renaming, families);
  }
  return moved;
}

function allRenamings(sizes: readonly number[]): Renaming[] {
  return sizes.reduce<Renaming[]>(
    (all, size) => all.flatMap(r => orders(size).map(order => [...r, order])),
    [[]],
  );
}

function orders(size: number): number[][] {
  if (size === 0) return [[]];
  return orders(size - 1).flatMap(order =>
    Array.from({ length: size }, (_, at) => order.toSpliced(at, 0, size - 1)),
  );
}
