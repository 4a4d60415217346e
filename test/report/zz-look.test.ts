import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { summary, oneLine } from "../../src/report/terminal.ts";
import { itf } from "../../src/report/itf.ts";
import { graphDiagram, machineDiagram, sequenceDiagram, escapeMermaid } from "../../src/report/mermaid.ts";
import { machinePlantuml, sequencePlantuml } from "../../src/report/plantuml.ts";
import { rich, clean, cut, hostile, NASTY } from "./fixtures.ts";
import { raceTrace, lassoTrace } from "./trace-fixtures.ts";
import { senderChart, smallGraph } from "./table-fixtures.ts";
test("look", () => {
  for (const width of [40, 60, 120]) writeFileSync(`/tmp/look-${width}.txt`, summary(rich, { width, colour: false, unicode: width !== 60 }));
  writeFileSync("/tmp/look-one.txt", [60, 80, 120].flatMap(width => [rich, clean, cut].map(r => oneLine(r, { width, colour: false, unicode: true }))).join("\n"));
  writeFileSync("/tmp/look-d.txt", [machineDiagram(senderChart, raceTrace), sequenceDiagram(raceTrace), sequenceDiagram(lassoTrace), graphDiagram(smallGraph, [0, 2]), machinePlantuml(senderChart, raceTrace), sequencePlantuml(raceTrace), itf(raceTrace)].join("\n\n"));
  const all = [rich, ...NASTY.map(hostile)].flatMap(r => [
    ["m", machineDiagram(r.charts[0]!, r.verdicts[1]!.trace)], ["s", sequenceDiagram(r.verdicts[1]!.trace!)], ["s", sequenceDiagram({ ...r.verdicts[1]!.trace!, loop: 1 })], ["g", graphDiagram(r.graph!, [0, 2])]]);
  writeFileSync("/tmp/mm/all.json", JSON.stringify({ all, nasty: NASTY.map(n => [n, escapeMermaid(n)]) }));
});
import { markdown } from "../../src/report/markdown.ts";
test("md", () => {
  writeFileSync("/tmp/look.md", markdown(rich, { width: 100, colour: false, unicode: true }));
  writeFileSync("/tmp/mm/nasty.json", JSON.stringify(NASTY.map(n => markdown(hostile(n), { width: 100, colour: false, unicode: true }))));
});
