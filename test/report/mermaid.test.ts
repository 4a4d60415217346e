import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/base/printable.ts";
import type { Trace, TraceStep } from "../../src/model/trace.ts";
import {
  escapeMermaid,
  graphDiagram,
  MERMAID_EDGES,
  machineDiagram,
  sequenceDiagram,
} from "../../src/report/mermaid.ts";
import { hostile, NASTY } from "./fixtures.ts";
import { senderChart, smallGraph, targetChart } from "./table-fixtures.ts";
import { faultTrace, lassoTrace, raceTrace } from "./trace-fixtures.ts";
import { anything } from "./words.ts";

describe("what people see", () => {
  test.each<[string, string]>([
    ["machine", machineDiagram(senderChart, raceTrace)],
    ["machine-alone", machineDiagram(targetChart)],
    ["sequence", sequenceDiagram(raceTrace)],
    ["sequence-cycle", sequenceDiagram(lassoTrace)],
    ["sequence-fault", sequenceDiagram(faultTrace)],
    ["graph", graphDiagram(smallGraph, [0, 2])],
  ])("%s", async (name, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}.mmd`);
  });
});

describe("a machine", () => {
  test("the rows that a trace took carry its step numbers, others none", () => {
    const lines = machineDiagram(senderChart, raceTrace).split("\n");
    expect(lines.filter(l => /: \(/.test(l)).map(l => l.match(/\(([\d, ]+)\)/)?.[1])).toEqual([
      "1",
      "2, 5",
    ]);
  });

  test("a machine-wide row is numbered in the state where it fired only", () => {
    const edge = { ...senderChart.edges[0], wide: true };
    const chart = {
      ...senderChart,
      edges: ["sending", "waiting"].map(
        from => ({ ...edge, from }) as (typeof senderChart.edges)[0],
      ),
    };
    expect(machineDiagram(chart, raceTrace).match(/: \(1\)/g)).toHaveLength(1);
  });

  test("a state may be called end, or nothing at all", () => {
    const states = ["end", ""].map(name => ({ name, type: "plain" as const, reached: true }));
    const text = machineDiagram({ ...targetChart, states, initial: ["end"], edges: [] });
    expect(text).toContain('state "#101;nd" as s0');
    expect(text).toContain('state "#32;" as s1');
  });
});

describe("a run", () => {
  const step = raceTrace.steps[1] as TraceStep;
  const move = (number: number, kind: "send" | "receive" | "lose", agent: string): TraceStep => ({
    ...step,
    number,
    kind: kind === "receive" ? "message" : "own",
    agent,
    changes: [],
    happenings: [{ kind, channel: "wire", message: "m" }],
  });
  const arrows = (steps: readonly TraceStep[]) =>
    sequenceDiagram({ ...raceTrace, steps, decision: undefined })
      .split("\n")
      .filter(l => l.includes("-)"));

  test("a message goes from the lane that sent it to the one that takes it, in order", () => {
    const steps = [
      move(1, "send", "sender"),
      move(2, "send", "monitor"),
      move(3, "receive", "target"),
      move(4, "receive", "target"),
    ];
    expect(arrows(steps)).toEqual([
      "  m1-)m2: 3 m (sent in step 1)",
      "  m0-)m2: 4 m (sent in step 2)",
    ]);
  });

  test("a lost message does not arrive", () => {
    const steps = [
      move(1, "send", "sender"),
      move(2, "send", "monitor"),
      move(3, "lose", "target"),
      move(4, "receive", "target"),
    ];
    expect(arrows(steps)).toEqual(["  m0-)m2: 4 m (sent in step 2)"]);
  });

  test("a rendezvous is one arrow from agent to partner", () => {
    const happenings = (["send", "receive"] as const).map(kind => ({
      kind,
      channel: "wire",
      message: "m",
    }));
    const steps = [{ ...move(1, "send", "sender"), partner: "target", happenings }];
    expect(arrows(steps)).toEqual(["  m1-)m2: 1 m"]);
  });

  test("the violation stands at the end, over all lanes", () => {
    expect(sequenceDiagram(raceTrace).split("\n").at(-1)).toMatch(
      /^ {2}Note over o0,ev: cancel-wins/,
    );
  });
});

test("a graph that Mermaid would refuse to draw says so instead", () => {
  const edges = Array.from({ length: MERMAID_EDGES + 1 }, () => ({ from: 0, to: 1, labels: [] }));
  expect(graphDiagram({ ...smallGraph, edges })).toContain("too many to draw here");
});

describe("a stranger's text", () => {
  test("escaping can be undone, so nothing is lost", () => {
    fc.assert(
      fc.property(anything, t => {
        expect(decode(escapeMermaid(t))).toBe(printable(t));
      }),
    );
  });

  test("nothing that any Mermaid grammar reads is left", () => {
    fc.assert(
      fc.property(anything, t => {
        const left = escapeMermaid(t).replaceAll(/#\d+;/g, "x");
        expect(left).not.toMatch(/["#;:%{}<>|`[\]&\n@$\\_*]|--|==|^\s|\s$/);
      }),
    );
  });

  test.each(NASTY)("%j adds no line to a diagram", name => {
    const bad = hostile(name);
    const trace = bad.verdicts[1]?.trace as Trace;
    for (const chart of bad.charts) {
      for (const line of machineDiagram(chart, trace).split("\n")) expect(line).toMatch(STATE_LINE);
    }
    for (const line of sequenceDiagram(trace).split("\n")) expect(line).toMatch(SEQUENCE_LINE);
  });
});

const STATE_LINE =
  /^stateDiagram-v2$|^ {2}(state "[^"]*" as s\d+|(\[\*\]|s\d+) --> (\[\*\]|s\d+)( : [^:;]*(#\d+;[^:;]*)*)?|class(Def)? .*)$/;
const SEQUENCE_LINE =
  /^sequenceDiagram$|^ {2}((actor|participant) \w+ as .*|\w+-?->>?\w+: .*|\w+-?-\)\w+: .*|Note over [\w,]+: .*|loop .*|end)$/;

function decode(text: string): string {
  return text.replaceAll(/#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)));
}
