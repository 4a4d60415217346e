// PlantUML text of a machine and of a run. As in Mermaid, names stand in labels only; every character that
// Creole, the preprocessor or the grammar may read is written as `<U+0023>`.

import { unreachable } from "../base/bug.ts";
import { printable } from "../base/printable.ts";
import type { Chart } from "../model/result.ts";
import type { Trace } from "../model/trace.ts";
import { edgeWords, stepsOnEdge } from "./mermaid.ts";
import { type SequenceItem, sequenceText } from "./sequence-text.ts";

/** A text as it may stand in any PlantUML label. */
export function escapePlantuml(text: string): string {
  const codes = printable(text).replaceAll(/[^\p{L}\p{N} .,=()/→-]/gu, code);
  return codes.replaceAll(/-{2,}|\.{2,}|={2,}|\/{2,}|^[ =./-]+| +$/g, run =>
    [...run].map(code).join(""),
  );
}

function code(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `<U+${hex.padStart(4, "0")}>`;
}

function label(text: string): string {
  return text === "" ? code(" ") : escapePlantuml(text);
}

/** The states and rows of one machine; the rows that a trace took are numbered and thick. */
export function machinePlantuml(chart: Chart, trace?: Trace): string {
  const ids = new Map(chart.states.map((s, i) => [s.name, `s${i}`]));
  const id = (name: string) => ids.get(name) ?? "s0";
  return [
    "@startuml",
    "hide empty description",
    ...chart.states.map(
      s =>
        `state "${label(s.name)}" as ${id(s.name)}${s.reached === false ? " ##[dashed]gray" : ""}`,
    ),
    ...chart.initial.map(s => `[*] --> ${id(s)}`),
    ...chart.edges.map(e => {
      const numbers = trace ? stepsOnEdge(e, chart, trace) : [];
      const arrow = numbers.length > 0 ? "-[#B45309,bold]->" : "-->";
      const words = (numbers.length > 0 ? `(${numbers.join(", ")}) ` : "") + edgeWords(e);
      return `${id(e.from)} ${arrow} ${id(e.to)} : ${label(words)}`;
    }),
    ...chart.states.filter(s => s.type === "final").map(s => `${id(s.name)} --> [*]`),
    "@enduml",
  ].join("\n");
}

/** The run with a lane for everybody who acts. */
export function sequencePlantuml(trace: Trace): string {
  const { lanes, items } = sequenceText(trace);
  return [
    "@startuml",
    ...lanes.map(l => `${l.actor ? "actor" : "participant"} "${label(l.title)}" as ${l.id}`),
    ...items.map(itemText),
    "@enduml",
  ].join("\n");
}

const ARROWS = { call: "->", message: "->>", event: "-->>" } as const;

function itemText(item: SequenceItem): string {
  switch (item.kind) {
    case "arrow":
      return `${item.from} ${ARROWS[item.style]} ${item.to} : ${label(item.text)}`;
    case "note": {
      const tone = { plain: "", decisive: " #FFF3C4", end: " #FFD6D6" }[item.tone];
      return `note over ${item.over.join(", ")}${tone} : ${item.text.map(label).join("\\n")}`;
    }
    case "loop":
      return `loop ${label(item.text)}`;
    case "loop-end":
      return "end";
    default:
      return unreachable(item, "sequence item");
  }
}
