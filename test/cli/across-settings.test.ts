// Findings that something never happens, for one model checked under several settings: what a second setting shows
// must not be called absent, and what neither shows must stay.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { unite } from "../../src/cli/across-settings.ts";
import type { Result } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";

const text = readFileSync(new URL("files/settings/model.yaml", import.meta.url), "utf8");

function under(fixed: boolean, from = text): Result {
  const settings = { ...NO_SETTINGS, constants: new Map([["fixed", String(fixed)]]) };
  const plan = { settings, limits: {}, all: false, graph: false, command: "", now: () => 0 };
  const found = check({ name: "m.yaml", text: from }, plan);
  if (found.kind === "refused") throw new Error("refused");
  return found.result;
}

/** As of a run that a limit stopped at the start. */
function unseen(result: Result): Result {
  return { ...result, complete: false, findings: [], charts: [] };
}

function said(result: Result | undefined): string[] {
  return result?.findings.map(f => `${f.code}: ${f.message}`) ?? [];
}

const NEVER = "this row of a never fires: s: go [x == 3] / x = 0";

test("one setting alone says that it speaks of itself", () => {
  const [only] = unite([under(false)]);
  expect(said(only)).toContain("state-never-reached: under this setting a never gets to state 't'");
  expect(said(only)).toContain(`row-never-fires: under this setting ${NEVER}`);
});

test("what another setting shows is not called absent, what none shows is", () => {
  const all = unite([under(false), under(true)]);
  for (const result of all) {
    expect(said(result)).toEqual([`row-never-fires: in all 2 settings checked, ${NEVER}`]);
  }
});

test("a setting in which the row does not exist, or that has not seen all, contradicts nothing", () => {
  const off = text.replace("guard: x == 3,", "guard: x == 3, when: not fixed,");
  const [, before] = unite([under(true, off), under(false, off)]);
  expect(said(before)).toContain(`row-never-fires: in all 2 settings checked, ${NEVER}`);
  const [, seen] = unite([unseen(under(true)), under(false)]);
  expect(said(seen)).toContain(
    "state-never-reached: in all 2 settings checked, a never gets to state 't'",
  );
});

test("findings of what does happen stay where they are", () => {
  const open = text.replace("t: { type: rest, ignore: [go] }", "t: { type: rest }");
  const twice = open.replace("times: 1", "times: 2");
  const [before, after] = unite([under(false, twice), under(true, twice)]);
  expect(said(before).filter(f => f.startsWith("cell-open"))).toEqual([]);
  expect(said(after).filter(f => f.startsWith("cell-open"))).toHaveLength(1);
});

test("only what one setting says alone is marked as such", () => {
  const marked = (results: Result[]) =>
    results.flatMap(r => r.findings).filter(f => f.oneSetting === true).length;
  expect(marked(unite([under(false)]))).toBeGreaterThan(0);
  expect(marked(unite([under(false), under(true)]))).toBe(0);
});

test("an accepted race that another setting needs is not called useless", () => {
  const race = `model: m
constants: { fixed: false }
variables: { x: 0..2 = 0 }
machines:
  a: { initial: s, states: { s: { on: { go: { guard: fixed, actions: x = 1 } } } } }
  b: { initial: s, states: { s: { on: { stop: { actions: x = 2 } } } } }
races: { accepted: [{ events: [go, stop], because: the last wins }] }
`;
  const useless = (result: Result | undefined) =>
    said(result).filter(f => f.startsWith("race-unused"));
  expect(useless(unite([under(false, race)])[0])).toHaveLength(1);
  expect(unite([under(false, race), under(true, race)]).flatMap(useless)).toEqual([]);
  expect(unite([under(false, race), under(false, race)]).flatMap(useless)).toHaveLength(2);
});
