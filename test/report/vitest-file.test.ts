// A counterexample as a test file: names of strangers are string literals and never code.

import { parse } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/base/printable.ts";
import { type TestedRun, vitestFile } from "../../src/report/vitest-file.ts";

const RUN: TestedRun = {
  file: { path: "../models/race.yaml", from: "test" },
  model: "race",
  property: "cancel-is-kept",
  settings: {
    set: [{ name: "careful", value: "false" }],
    variant: "before fix",
    times: [{ name: "cancel", value: "2" }],
    faults: [{ name: "wire.losses", value: "1" }],
  },
  start: [{ name: "up[h1]", value: "true" }],
  steps: [
    { action: "monitor: cancel", params: [] },
    { action: "rm[1]: vote", params: [{ name: "to", value: "h1" }] },
    { action: "cancel", params: [], unhandled: { machine: "m", state: "paused" } },
  ],
  loop: 1,
  ending: "the last step breaks the property",
  alone: true,
};

test("a run with everything", () => {
  expect(
    vitestFile(RUN),
  ).toBe(`// A run that breaks cancel-is-kept of race: the last step breaks the property.
// It fails until this run is not possible any more, or does not break the property.
// Written by migcheck replay --as vitest.

import { runOf } from "migcheck/vitest";
import { expect, test } from "vitest";

const model = new URL("../models/race.yaml", import.meta.url);

test("race: this run does not break cancel-is-kept", () => {
  const run = runOf(
    model,
    [
      "monitor: cancel",
      { action: "rm[1]: vote", params: { to: "h1" } },
      { action: "cancel", unhandled: { machine: "m", state: "paused" } },
    ],
    { set: { careful: "false" }, variant: "before fix", times: { cancel: 2 }, faults: { "wire.losses": 1 }, start: { "up[h1]": "true" }, loop: 1 },
  );
  expect(run).not.toBreak("cancel-is-kept");
});
`);
});

test("where one run cannot tell, the whole model is checked", () => {
  const file = vitestFile({ ...RUN, alone: false });
  expect(file).toContain('import "migcheck/vitest";');
  expect(file).toContain('  expect(model).toHold("cancel-is-kept", { set: { careful: "false" }, ');
  expect(file).not.toContain("runOf");
});

test("the test's name steers no terminal", () => {
  const nasty = "m\u001b[2J\n::error::pwned";
  for (const alone of [true, false]) {
    const name = /^test\((.*), \(\) => \{$/m.exec(vitestFile({ ...RUN, model: nasty, alone }))?.[1];
    expect(name).toMatch(/^"m\ufffd\[2J ::error::pwned: /);
  }
});

// ---------------------------------------------------------------- strangers

interface Heard {
  readonly names: string[];
  readonly model: string;
  readonly steps: unknown;
  readonly settings: object | undefined;
  readonly property: string;
}

/** Runs the file's code with its imports replaced; what it says of the run. */
function execute(file: string): Heard {
  const code = file
    .replace(/^import [^\n]*$/gm, "")
    .replace("import.meta.url", '"file:///test/x.test.ts"');
  let heard: Heard | undefined;
  const names: string[] = [];
  const runOf = (model: URL | string, steps: unknown, settings?: object) => ({
    model,
    steps,
    settings,
  });
  const expected = ({ model, steps, settings }: ReturnType<typeof runOf>) => ({
    not: {
      toBreak: (property: string) => {
        heard = { names, model: String(model), steps, settings, property };
      },
    },
  });
  const run = (name: string, body: () => void) => {
    names.push(name);
    body();
  };
  new Function("runOf", "expect", "test", code)(runOf, expected, run);
  if (!heard) throw new Error("it says nothing");
  return heard;
}

const NASTY = [
  '"); process.exit(1); ("',
  "`$" + "{process.exit(1)}`",
  "*/ process.exit(1) //",
  "x\nprocess.exit(1)",
  "x\u2028process.exit(1)",
  "x\r\nprocess.exit(1)//",
  "__proto__",
  "constructor",
  "\\",
  "\\u0022",
  "</script>",
  "a\u202eb",
  "\ud800",
  "",
];
const anyText = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" }));
const binding = fc.record({ name: anyText, value: anyText });
const bindings = fc.uniqueArray(binding, { selector: b => b.name, maxLength: 3 });

const asObject = (list: readonly { name: string; value: string }[]) =>
  list.map(b => [b.name, b.value]).toSorted();
const entries = (of: unknown) => Object.entries(of ?? {}).toSorted();

describe("whatever the names are", () => {
  test("the file says them and does nothing else", () => {
    fc.assert(
      fc.property(
        fc.record({
          model: anyText,
          property: anyText,
          ending: anyText,
          action: anyText,
          path: anyText,
        }),
        bindings,
        bindings,
        (texts, params, set) => {
          const run: TestedRun = {
            ...RUN,
            ...texts,
            file: { path: texts.path, from: "here" },
            steps: [{ action: texts.action, params }],
            settings: { ...RUN.settings, set },
          };
          const file = vitestFile(run);
          const heard = execute(file);
          expect(heard.property).toBe(texts.property);
          expect(heard.model).toBe(texts.path);
          expect(heard.names).toEqual([
            printable(`${texts.model}: this run does not break ${texts.property}`),
          ]);
          const [step] = heard.steps as [unknown];
          if (params.length === 0) expect(step).toBe(texts.action);
          else expect(entries((step as { params: object }).params)).toEqual(asObject(params));
          const said = (heard.settings as { set?: object }).set;
          expect(entries(said)).toEqual(asObject(set));
          expect(Object.getPrototypeOf(said ?? {})).toBe(Object.prototype);
          expect(file).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029\p{Cs}]/u);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("the model's address from the test is that of its file", () => {
    for (const path of [
      "a b.yaml",
      "c:d.yaml",
      "x/ä?#%.yaml",
      "../..//y'\".yaml",
      "//host/x.yaml",
    ]) {
      const { model } = execute(vitestFile({ ...RUN, file: { path: `../${path}`, from: "test" } }));
      expect(new URL(model).protocol).toBe("file:");
      expect(parse(decodeURIComponent(new URL(model).pathname)).base).toBe(parse(path).base);
    }
  });
});
