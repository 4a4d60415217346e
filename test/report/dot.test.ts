// The declared machine, the graph and the trace as DOT: what is marked how, and that no name leads out of its string.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StateGraph } from "../../src/model/result.ts";
import { machineDot } from "../../src/report/dot.ts";
import { graphDot, isDrawable } from "../../src/report/dot-graph.ts";
import { quoted } from "../../src/report/dot-text.ts";
import { traceDot } from "../../src/report/dot-trace.ts";
import { chartOf, raceResult, senderChart } from "./picture-fixtures.ts";
import { longTrace, raceTrace } from "./picture-traces.ts";
import { HOSTILE } from "./well-formed.ts";

/** The line of an edge. */
function edge(dot: string, from: string, to: string): string {
  const line = dot.split("\n").find(text => text.startsWith(`  "${from}" -> "${to}"`));
  expect(line, `${from} -> ${to} in\n${dot}`).toBeDefined();
  return line ?? "";
}

function node(dot: string, name: string): string {
  const line = dot.split("\n").find(text => text.startsWith(`  "${name}" [`));
  expect(line).toBeDefined();
  return line ?? "";
}

describe("machineDot", () => {
  test("is this text for a small machine", () => {
    const chart = chartOf(
      "door",
      ["shut", "open"],
      [{ from: "shut", to: "open", label: "pull", guard: "not locked", actions: ["n = n + 1"] }],
    );
    expect(machineDot(chart)).toBe(`digraph "machine door" {
  graph [rankdir="TB" bgcolor="#ffffff" pad="0.15" nodesep="0.4" ranksep="0.5" fontname="Arial"]
  node [shape="box" style="rounded,filled" fillcolor="#f8fafc" color="#475467" fontcolor="#1f2937" fontname="Arial" fontsize="13" margin="0.16,0.09" height="0.42"]
  edge [color="#475467" fontcolor="#1f2937" fontname="Arial" fontsize="11" arrowsize="0.75"]
  "start" [shape="point" width="0.16" color="#1f2937" fillcolor="#1f2937"]
  { rank=source; "start" }
  "shut" [label=<<b>shut</b>>]
  "open" [peripheries="2" label=<<b>open</b>>]
  "start" -> "shut"
  "shut" -> "open" [label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr><td align="left" colspan="2" cellpadding="3"><b>pull</b><br align="left"/>[not locked]<br align="left"/><font color="#667085">/ n = n + 1</font><br align="left"/></td></tr></table>>]
}
`);
  });

  test("a row of the whole machine is one edge from one node, however many states have it", () => {
    const states = ["a", "b", "c", "end"];
    const wide = states.map(from => ({ from, to: "end", row: "w", label: "kill", wide: true }));
    const dot = machineDot(chartOf("m", states, wide));
    expect(dot.match(/kill/g)).toHaveLength(1);
    expect(edge(dot, "any", "end")).toContain("kill");
  });

  test("a row of the whole machine without a target stays at that node", () => {
    const wide = ["a", "b"].map(from => ({ from, to: from, row: "w", label: "ping", wide: true }));
    expect(edge(machineDot(chartOf("m", ["a", "b"], wide)), "any", "any")).toContain("ping");
  });

  test("states that are called like the extra nodes keep their own edges", () => {
    const dot = machineDot(
      chartOf("m", ["start", "any"], [{ from: "start", to: "any", label: "go", wide: true }]),
    );
    expect(dot).toContain('"start*" -> "start"');
    expect(edge(dot, "any*", "any")).toContain("go");
  });

  test("rows between the same states are one edge, and a row that never fired says so", () => {
    const dot = machineDot(
      chartOf(
        "m",
        ["a", "b"],
        [
          { from: "a", to: "b", label: "one" },
          { from: "a", to: "b", label: "two", fired: false },
        ],
      ),
    );
    expect(dot.match(/"a" -> "b"/g)).toHaveLength(1);
    expect(edge(dot, "a", "b")).toMatch(/one.*two.*never fired/);
    expect(edge(dot, "a", "b")).not.toContain("dashed");
  });

  test("an edge none of whose rows fired is dashed, an unreached state dashed and named so", () => {
    const chart = chartOf("m", ["a", "b"], [{ from: "a", to: "b", label: "x", fired: false }]);
    const states = chart.states.map(state => ({ ...state, reached: state.name === "a" }));
    const dot = machineDot({ ...chart, states });
    expect(edge(dot, "a", "b")).toContain('style="dashed"');
    expect(node(dot, "b")).toMatch(/dashed.*unreached/);
    expect(node(dot, "a")).not.toContain("unreached");
  });

  test("steps of a trace stand at their rows, and the last chance in words", () => {
    const dot = machineDot(senderChart, raceTrace);
    expect(edge(dot, "sending", "sending")).toMatch(/style="bold".*<b>1<\/b>/);
    expect(edge(dot, "sending", "done")).toMatch(/<b>2<\/b>.*<b>4<\/b>.*last chance/);
    expect(node(dot, "done")).toContain("sender ends here");
  });

  test("there and back without labels is one line, but not where a trace goes", () => {
    const chart = chartOf(
      "m",
      ["a", "b"],
      [
        { from: "a", to: "b" },
        { from: "b", to: "a" },
      ],
    );
    expect(edge(machineDot(chart), "a", "b")).toContain('dir="both"');
    expect(machineDot(chart)).not.toContain('"b" -> "a"');
  });

  test("long labels are cut, and many rows counted", () => {
    const rows = Array.from({ length: 9 }, (_, i) => ({
      from: "a",
      to: "b",
      label: `t${i}`,
      guard: "x == 1 and ".repeat(40),
    }));
    const dot = machineDot(chartOf("m", ["a", "b"], rows));
    expect(dot).toContain("… 4 more rows");
    expect(edge(dot, "a", "b").length).toBeLessThan(2500);
  });
});

describe("quoted", () => {
  test.each(HOSTILE)("keeps %j inside the string", text => {
    expect(quoted(text)).toMatch(/^"(?:[^"\\\n]|\\["\\])*"$/);
  });

  test("any text ends where it should", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), text => {
        expect(quoted(text)).toMatch(/^"(?:[^"\\\n]|\\["\\])*"$/u);
      }),
    );
  });
});

describe("graphDot", () => {
  const graph = raceResult.graph as StateGraph;

  test("marks the way of the trace by step numbers and its end in words", () => {
    const dot = graphDot(graph, raceTrace);
    expect(dot).toMatch(/n0 -> n1 \[style="bold".*<b>3<\/b>/);
    expect(dot).toMatch(/n2 \[.*the run ends here/);
    expect(dot).not.toMatch(/n3 \[.*the run ends here/);
  });

  test("a variable that never changes is named once", () => {
    const constant = {
      ...graph,
      variables: [...graph.variables, "limit"],
      nodes: graph.nodes.map(n => ({ ...n, values: [...n.values, "42"] })),
    };
    expect(graphDot(constant).match(/42/g)).toHaveLength(1);
  });

  test("a graph that nobody could read is not drawn", () => {
    const nodes = Array.from({ length: 500 }, (_, i) => ({
      values: [`${i}`],
      initial: i === 0,
      states: 1,
    }));
    expect(isDrawable({ ...graph, nodes })).toBe(false);
    expect(isDrawable(graph)).toBe(true);
  });
});

describe("traceDot", () => {
  test("has a box for every state and one numbered edge for every step", () => {
    const dot = traceDot(longTrace);
    for (const step of longTrace.steps) {
      expect(dot).toMatch(new RegExp(`^  s\\d+ -> s\\d+ .*<b>${step.number}</b>`, "m"));
      expect(dot).toMatch(new RegExp(`^  s${step.number} \\[`, "m"));
    }
  });

  test("a cycle has an edge back to where it begins", () => {
    expect(traceDot({ ...longTrace, loop: 6 })).toMatch(/s14 -> s6 .*for ever/);
  });
});
