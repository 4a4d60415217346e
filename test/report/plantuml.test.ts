import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/base/printable.ts";
import type { Trace } from "../../src/model/trace.ts";
import { escapePlantuml, machinePlantuml, sequencePlantuml } from "../../src/report/plantuml.ts";
import { hostile, NASTY } from "./fixtures.ts";
import { senderChart } from "./table-fixtures.ts";
import { lassoTrace, raceTrace } from "./trace-fixtures.ts";
import { anything } from "./words.ts";

describe("what people see", () => {
  test.each<[string, string]>([
    ["machine", machinePlantuml(senderChart, raceTrace)],
    ["sequence", sequencePlantuml(raceTrace)],
    ["sequence-cycle", sequencePlantuml(lassoTrace)],
  ])("%s", async (name, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}.puml`);
  });
});

describe("a stranger's text", () => {
  test("escaping can be undone, so nothing is lost", () => {
    fc.assert(
      fc.property(anything, t => {
        expect(decode(escapePlantuml(t))).toBe(printable(t));
      }),
    );
  });

  test("nothing that Creole, the preprocessor or the grammar reads is left", () => {
    fc.assert(
      fc.property(anything, t => {
        const left = escapePlantuml(t).replaceAll(/<U\+[0-9A-F]+>/g, "x");
        expect(left).not.toMatch(/["#;:%{}<>|`[\]&\n@$\\_*!~']|--|==|\/\/|^\s|\s$/);
      }),
    );
  });

  test.each(NASTY)("%j adds no line and no directive to a diagram", name => {
    const bad = hostile(name);
    const trace = bad.verdicts[1]?.trace as Trace;
    const texts = [...bad.charts.map(c => machinePlantuml(c, trace)), sequencePlantuml(trace)];
    for (const text of texts) {
      const lines = text.split("\n");
      expect([lines[0], lines.at(-1)]).toEqual(["@startuml", "@enduml"]);
      for (const line of lines.slice(1, -1)) expect(line).toMatch(LINE);
    }
  });
});

const LINE =
  /^(hide empty description|state "[^"]*" as s\d+.*|(\[\*\]|s\d+) -\S*-?> (\[\*\]|s\d+).*|(actor|participant) "[^"]*" as \w+|\w+ --?>>? \w+ : .*|note over .*|loop .*|end)$/;

function decode(text: string): string {
  return text.replaceAll(/<U\+([0-9A-F]+)>/g, (_, hex) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
