// A machine as a small sign for lists: its shape without words.

import type { Chart, ChartState } from "../model/result.ts";
import { attributes, quoted } from "./dot-text.ts";
import { COLORS } from "./picture-style.ts";

/** States as dots, rows as lines; final states have a ring, unreached ones are hollow. */
export function thumbnailDot(chart: Chart): string {
  const numbers = new Map(chart.states.map(({ name }, i) => [name, i]));
  const lines = new Set(
    chart.edges
      .filter(edge => edge.from !== edge.to && !edge.wide)
      .map(edge => `  n${numbers.get(edge.from) ?? 0} -> n${numbers.get(edge.to) ?? 0}`),
  );
  return [
    `digraph ${quoted(`machine ${chart.machine}`)} {`,
    `  graph${attributes({ rankdir: "LR", nodesep: 0.3, ranksep: 0.4, pad: 0.1, bgcolor: COLORS.paper })}`,
    `  node${attributes({ shape: "circle", style: "filled", width: 0.3, fixedsize: "true", label: "", penwidth: 2, color: COLORS.path, fillcolor: COLORS.path })}`,
    `  edge${attributes({ color: COLORS.line, penwidth: 2, arrowsize: 0.9 })}`,
    ...chart.states.map((state, i) => `  n${i}${attributes(look(state, chart.initial))}`),
    ...lines,
    "}",
    "",
  ].join("\n");
}

function look(state: ChartState, initial: readonly string[]): Record<string, string | number> {
  if (state.reached === false) return { color: COLORS.faint, fillcolor: COLORS.paper };
  if (initial.includes(state.name)) return { color: COLORS.ink, fillcolor: COLORS.ink };
  return state.type === "final" ? { peripheries: 2, width: 0.34 } : {};
}
