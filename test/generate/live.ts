// Random programs with random formulas: agents whose commands are fair in every way, and formulas of every operator
// without the past over states and events. Small, because other checkers are asked about them.

import fc from "fast-check";
import type { Command, Program, Term } from "../../src/model/program.ts";
import type { Atom, Temporal } from "../../src/model/temporal.ts";
import { formulas } from "../explore/liveness/formulas.ts";
import { check, eq } from "../programs.ts";
import { programs } from "./program.ts";

/** How large, and what formulas are about. */
export interface LiveOptions {
  /** At most so many states can be reached. */
  readonly states: number;
  /** So many formulas each. */
  readonly formulas: number;
  /** Which formulas are wanted. */
  readonly fits: (formula: Temporal) => boolean;
  /** Also what steps raise. */
  readonly events: boolean;
}

/** Random programs, all of whose checks are of liveness. */
export function livePrograms(options: LiveOptions): fc.Arbitrary<Program> {
  const { states, fits } = options;
  const formula = fc
    .oneof(formulas(MOST_ATOMS, false, 3), patterns())
    .filter(f => sizeOf(f) <= 12 && fits(f));
  return fc
    .record({
      program: programs({ states, blocks: 6, commands: 9 }),
      picks: fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }),
      list: fc.array(formula, { minLength: options.formulas, maxLength: options.formulas }),
    })
    .map(({ program, picks, list }) => {
      const owned = withAgents(program, picks);
      const atoms = atomsOf(owned, picks, options.events);
      const checks = list.map((f, i) => check(`live-${i}`, { by: "liveness", formula: f, atoms }));
      return { ...owned, checks };
    });
}

const MOST_ATOMS = 4;

/** Formulas as people write them. */
function patterns(): fc.Arbitrary<Temporal> {
  const atom = fc.nat(MOST_ATOMS - 1).map((index): Temporal => ({ kind: "atom", atom: index }));
  const [g, f] = (["G", "F"] as const).map(
    kind =>
      (of: Temporal): Temporal => ({ kind, of }),
  );
  const implies = (left: Temporal, right: Temporal): Temporal => ({ kind: "implies", left, right });
  return fc
    .tuple(atom, atom, fc.nat(6))
    .map(
      ([p, q, which]) =>
        [
          f?.(p),
          g?.(implies(p, f?.(q) as Temporal)),
          g?.(f?.(p) as Temporal),
          f?.(g?.(p) as Temporal),
          implies(g?.(f?.(p) as Temporal) as Temporal, g?.(f?.(q) as Temporal) as Temporal),
          g?.(implies(p, { kind: "X", of: q })),
          { kind: "W", left: p, right: q },
        ][which] as Temporal,
    );
}

function sizeOf(f: Temporal): number {
  if ("left" in f) return 1 + sizeOf(f.left) + sizeOf(f.right);
  return "of" in f ? 1 + sizeOf(f.of) : 1;
}

/** Every program has agents here, and rows that may be strongly fair. */
function withAgents(program: Program, picks: readonly number[]): Program {
  const agents = [0, 1, 2].map(i => ({ name: `a${i}`, machine: `a${i}`, state: 0 }));
  const commands = program.commands.map((c, i): Command => {
    if (c.kind === "fault") return c;
    const pick = (picks[i % picks.length] as number) + i;
    const owner = { ...c, agent: pick % 3 };
    return pick % 5 < 2
      ? { ...owner, row: pick % 2, fair: "strong" }
      : { ...owner, row: undefined };
  });
  return { ...program, agents, commands };
}

/** Some of what probes look for, values of slots, and events. */
function atomsOf({ slots, probes, marks }: Program, picks: readonly number[], events: boolean) {
  const atoms: Atom[] = [];
  for (let i = 0; i < MOST_ATOMS; i++) {
    const [way, what, value] = picks.slice(3 * i, 3 * i + 3) as [number, number, number];
    const probe = probes[what % Math.max(1, probes.length)];
    const slot = slots[what % slots.length];
    if (events && marks.length > 0 && way % 4 === 0) {
      atoms.push({ kind: "step", mark: what % marks.length });
    } else if (probe?.kind === "state" && way % 4 === 1) {
      atoms.push({ kind: "state", term: probe.term });
    } else {
      const values = Math.min(4, (slot?.high ?? 0) - (slot?.low ?? 0) + 1);
      const term: Term = eq(what % slots.length, (slot?.low ?? 0) + (value % values));
      atoms.push({ kind: "state", term });
    }
  }
  return atoms;
}
