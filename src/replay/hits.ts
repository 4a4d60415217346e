// Where exploration met what a check looks for: the nearest place first, and further ones that are
// distinct by the row (or the cell) that is to blame.

import type { Hit, Outcome } from "../model/outcome.ts";
import type { Meaning, Program } from "../model/program.ts";

/** A hit, and for an open cell the probe that told it. */
export interface Found {
  readonly hit: Hit;
  readonly probe?: number | undefined;
}

/** In order of distance from the start, each culprit once. */
export function hitsOf(program: Program, outcome: Outcome, check: number): readonly Found[] {
  const meaning = program.checks[check]?.meaning;
  if (!meaning) return [];
  const found = nearestFirst(outcome, candidates(outcome, check, meaning));
  if (found.length < 2) return found;
  const seen = new Set<string>();
  return found.filter(f => {
    const key = culprit(program, outcome, f);
    return !seen.has(key) && seen.add(key);
  });
}

function candidates(outcome: Outcome, check: number, meaning: Meaning): Found[] {
  const one = (hit: Hit | undefined): Found[] => (hit ? [{ hit }] : []);
  switch (meaning.by) {
    case "bad-probe":
    case "good-probe":
      return [outcome.probes[meaning.probe], ...(outcome.more[meaning.probe] ?? [])].flatMap(one);
    case "possible":
    case "quiet":
      return one(outcome.lost.get(check));
    case "deadlock":
      return one(outcome.deadlock);
    case "cells":
      return meaning.probes.flatMap(probe => {
        const hit = outcome.probes[probe];
        return hit ? [{ hit, probe }] : [];
      });
    case "marks":
      return meaning.marks.flatMap(mark => (outcome.marks[mark] ?? []).flatMap(one));
    case "faults":
      return outcome.faults.flatMap(one);
    case "liveness":
      return [];
  }
}

function nearestFirst(outcome: Outcome, found: readonly Found[]): Found[] {
  const depth = (f: Found) => outcome.space.depthOf(f.hit.state);
  const keys = (f: Found) => [
    depth(f),
    f.hit.state,
    f.probe ?? 0,
    f.hit.step?.command ?? 0,
    f.hit.step?.choice ?? 0,
  ];
  return found.toSorted((a, b) => lexical(keys(a), keys(b)));
}

function lexical(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((n, k) => n !== b[k]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

/** The cell, or the row of the action that is wrong or that led to the state that is. */
function culprit(program: Program, outcome: Outcome, { hit, probe }: Found): string {
  if (probe !== undefined) return `probe ${probe}`;
  const step = hit.step ?? outcome.space.path(hit.state).steps.at(-1);
  const row = program.commands[step?.command ?? -1]?.row;
  return row === undefined ? `command ${step?.command ?? -1}` : `row ${row}`;
}
