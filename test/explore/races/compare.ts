// What was found by walks over edges, put into the words of the reference and compared with it.

import { expect } from "vitest";
import { explore } from "../../../src/explore/breadth-first.ts";
import { racesOf } from "../../../src/explore/races/races.ts";
import { Sides } from "../../../src/explore/races/sides.ts";
import type { Program } from "../../../src/model/program.ts";
import type { RaceEnd } from "../../../src/model/races.ts";
import type { Interpreter } from "../../../src/model/stepper.ts";
import { type Expected, racesByDefinition, sideOf } from "./reference.ts";

/** Expects all races of the program to be those of the definition; how many there were, and how many differ. */
export function sameAsDefinition(interpreter: Interpreter): { pairs: number; differ: number } {
  const expected = racesByDefinition(interpreter);
  const races = told(interpreter);
  expect(Object.fromEntries(races)).toEqual(Object.fromEntries(expected));
  const differ = [...races.values()].filter(r => r.first).length;
  return { pairs: races.size, differ };
}

/** Sides by the names of the reference. */
function names(program: Program): string[] {
  const sides = new Sides(program);
  const list: string[] = [];
  program.commands.forEach((command, c) => {
    list[sides.of[c] as number] = sideOf(program, command);
  });
  return list;
}

function told(interpreter: Interpreter): Map<string, Expected> {
  const { program } = interpreter;
  const outcome = explore(interpreter, { limits: {}, now: () => 0 });
  const { space } = outcome;
  const list = names(program);
  const text = ({ kind, state }: RaceEnd): string => {
    if (kind === "fault") return "fault";
    const values = new Int32Array(program.slots.length);
    space.read(state, values);
    return `${kind === "disabled" ? "off " : ""}${[...values].join(" ")}`;
  };
  return new Map(
    racesOf(program, outcome, false).races.map(({ sides, states, differing, difference }) => {
      const both = sides.map(s => list[s] ?? "");
      const first = difference && {
        state: difference.state,
        ends: difference.ends.map((end, i) => `${both[i]} first: ${text(end)}`).sort(),
      };
      return [both.toSorted().join(" & "), { states, differing, ...(first ? { first } : {}) }];
    }),
  );
}
