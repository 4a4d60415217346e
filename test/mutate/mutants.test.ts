// What each kind of change makes of a row, in words and as a tree, and that nothing else of the tree changes.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MutationOperator } from "../../src/model/mutation.ts";
import { mutantsOf, selected } from "../../src/mutate/mutants.ts";
import { listMutants } from "../../src/mutate.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { printTree } from "../../src/parse/print.ts";
import { RACE, suiteOf } from "./models.ts";

function treeOf(text: string) {
  const { tree, diagnostics } = parseModel({ name: "m.yaml", text });
  if (!tree) throw new Error(diagnostics.map(d => d.message).join("\n"));
  return tree;
}

const mutants = mutantsOf(treeOf(RACE), () => true);
const original = printTree(treeOf(RACE)).split("\n");

/** Lines that the mutant's tree has and the original's has not, and the other way round. */
function changed(id: string): { gone: string[]; new: string[] } {
  const mutant = mutants.find(m => m.id === id);
  if (!mutant) throw new Error(`no mutant ${id}`);
  const lines = printTree(mutant.tree()).split("\n");
  return {
    gone: original.filter(l => !lines.includes(l)).map(l => l.trim()),
    new: lines.filter(l => !original.includes(l)).map(l => l.trim()),
  };
}

describe("the mutants of a model", () => {
  test("are these, in order of rows and of kinds", () => {
    expect(mutants.map(m => `${m.id}: ${m.words}`)).toEqual([
      "drop-cancel worker/working/cancel/1: cancel is lost by worker in working (row 'in-time')",
      "retarget worker/working/cancel/1: row 'in-time' of worker in working leads to working instead of ended",
      "negate-guard worker/working/cancel/1: the guard 'status == active' of row 'in-time' of worker in working is negated",
      "drop-guard worker/working/cancel/1: row 'in-time' of worker in working does not ask for 'status == active'",
      "drop-row worker/working/always/1: row 'finish' of worker in working is gone",
      "retarget worker/working/always/1: row 'finish' of worker in working leads to working instead of ended",
      "negate-guard worker/working/always/1: the guard 'status == active' of row 'finish' of worker in working is negated",
      "drop-guard worker/working/always/1: row 'finish' of worker in working does not ask for 'status == active'",
      "swap-actions worker/working/always/1#1.1: 'spare = true' comes before 'cas(status, active, done)' in row 'finish' of worker in working",
      "split-step worker/working/always/1#1.1: others may act between 'cas(status, active, done)' and 'spare = true' in row 'finish' of worker in working",
      "drop-check worker/working/always/1#1.1: 'cas(status, active, done)' stores without looking in row 'finish' of worker in working",
    ]);
  });

  test("have ids that differ, also where rows share a cause", () => {
    expect(new Set(mutants.map(m => m.id)).size).toBe(mutants.length);
  });

  test("say their place", () => {
    const mutant = mutants.find(m => m.operator === "drop-check");
    const { start, end, source } = mutant?.span ?? { start: 0, end: 0, source: { text: "" } };
    expect(source.text.slice(start, end)).toBe("cas(status, active, done)");
  });

  test.each([
    ["retarget worker/working/cancel/1", /-> ended/, /-> working/],
    ["negate-guard worker/working/always/1", /status == active/, /not status == active/],
    ["drop-check worker/working/always/1#1.1", /cas\(/, /status = done/],
  ])("%s changes one line", (id, gone, added) => {
    const lines = changed(id);
    expect(lines.gone.join("\n")).toMatch(gone);
    expect(lines.new.join("\n")).toMatch(added);
    expect(lines.new.length).toBeLessThanOrEqual(lines.gone.length);
  });

  test("leave the original alone", () => {
    const tree = treeOf(RACE);
    for (const mutant of mutantsOf(tree, () => true)) mutant.tree();
    expect(printTree(tree).split("\n")).toEqual(original);
  });
});

describe("operators", () => {
  const ids = (rows: string, more = "") =>
    mutantsOf(treeOf(modelWith(rows, more)), () => true).map(m =>
      m.id.replace(/ m\/.*?(#|$)/, " $1"),
    );

  test("a compare-and-set is found inside branches and as a test", () => {
    const rows =
      "{ actions: [ 'if a then cas(x, 0, 1) else skip', 'if cas(x, 0, 1) then a = true' ] }";
    expect(ids(rows).filter(id => id.startsWith("drop-check"))).toEqual([
      "drop-check #1.1",
      "drop-check #1.1t1",
    ]);
  });

  test("steps are swapped, but not with one that does nothing", () => {
    const rows = "{ steps: [ x = 1, skip, a = true, x = 0 ] }";
    expect(ids(rows).filter(id => id.startsWith("swap-steps"))).toEqual(["swap-steps #3"]);
  });

  test("a step is not cut before a lock is released", () => {
    const rows = "{ actions: [ acquire l, x = 1, release l ] }";
    expect(ids(rows, "locks: [l]\n").filter(id => id.startsWith("split"))).toEqual([
      "split-step #1.1",
    ]);
  });
});

function modelWith(row: string, more: string): string {
  return `model: m
${more}variables:
  x: { type: 0..1, initial: 0 }
  a: { type: bool, initial: false }
machines:
  m: { initial: s, states: { s: { type: rest, always: ${row} } } }
`;
}

describe("a selection", () => {
  test("keeps to the operators", () => {
    const operators: MutationOperator[] = ["drop-check", "retarget"];
    expect(selected(mutants, { operators }).map(m => m.operator)).toEqual([
      "retarget",
      "retarget",
      "drop-check",
    ]);
  });

  test("draws as many as asked for, in order, the same for the same seed", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(1000), (count, seed) => {
        const drawn = selected(mutants, { sample: { count, seed } });
        expect(drawn.length).toBe(Math.min(count, mutants.length));
        expect(drawn).toEqual(mutants.filter(m => drawn.includes(m)));
        expect(selected(mutants, { sample: { count, seed } })).toEqual(drawn);
      }),
    );
  });

  test("differs with the seed", () => {
    const draws = [1, 2, 3, 4, 5].map(seed =>
      selected(mutants, { sample: { count: 3, seed } })
        .map(m => m.id)
        .join(),
    );
    expect(new Set(draws).size).toBeGreaterThan(1);
  });
});

describe("rows that are switched off", () => {
  test("are not changed", () => {
    const text = RACE.replace("model: race\n", "model: race\nconstants: { on: false }\n").replace(
      "name: finish\n",
      "name: finish\n            when: on\n",
    );
    const rows = listMutants(suiteOf(text)).mutants.map(m => m.row);
    expect(new Set(rows)).toEqual(new Set(["worker/working/cancel/1"]));
  });

  test("a text with errors has no mutants and says why", () => {
    const { mutants: none, diagnostics } = listMutants(suiteOf("model: m\nmachines: 3\n"));
    expect(none).toEqual([]);
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});
