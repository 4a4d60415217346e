// What would break: `show --stage` on a stranger's model, whose texts would steer the terminal or make up lines.

import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { printTree } from "../../src/parse/print.ts";
import { printBehaviour, printProgram } from "../../src/replay/print-program.ts";
import { printModel } from "../../src/resolve/print-model.ts";

/** A model in which `nasty` stands in every place that takes any text. */
function stages(nasty: string): Record<string, string> {
  const text = JSON.stringify({
    model: `c${nasty}`,
    about: nasty,
    source: [nasty],
    machines: {
      m: {
        initial: "s",
        states: {
          s: { always: { name: `row${nasty}`, target: "e", because: `b${nasty}` } },
          e: { type: "final" },
        },
      },
    },
    properties: { p: { always: "true", because: nasty } },
  });
  const { tree, model, program, diagnostics } = compile({ name: "m.json", text }, NO_SETTINGS);
  if (!tree || !model || !program) throw new Error(diagnostics.map(d => d.message).join("\n"));
  return {
    tree: printTree(tree),
    model: printModel(model),
    program: printProgram(program),
    behaviour: printBehaviour(program),
  };
}

test.each(["tree", "model", "program"])("the %s has nothing that steers a terminal", stage => {
  const lines = stages("\u001b[31mRED\u202e\r\n\u2028\u0007x")[stage]?.split("\n");
  for (const line of lines ?? []) expect(line).toMatch(/^[^\p{Cc}\u202e\u2028]*$/u);
  expect(lines).toHaveLength(stages("x")[stage]?.split("\n").length ?? 0);
});

test("what replay files are tied to keeps names as they are", () => {
  expect(stages("\u0007")["behaviour"]).toContain("program c\u0007\n");
});
