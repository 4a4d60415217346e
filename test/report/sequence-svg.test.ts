// The sequence picture: every step has its number, arrows keep to their lanes, cards do not touch, and
// names cannot draw.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Trace } from "../../src/model/trace.ts";
import { sequenceOf } from "../../src/report/sequence-content.ts";
import { type CardPlace, type Point, planSequence } from "../../src/report/sequence-layout.ts";
import { sequenceSvg } from "../../src/report/sequence-svg.ts";
import { longTrace, raceTrace, traceOf } from "./picture-traces.ts";
import { HOSTILE, renamed, wellFormed } from "./well-formed.ts";

const TRACES: readonly (readonly [string, Trace])[] = [
  ["race", raceTrace],
  ["long", longTrace],
];

const AGENTS = ["a", "b", "c", "d"];

/** Any traffic of messages between four machines. */
const traffic = fc
  .array(
    fc.record({
      agent: fc.constantFrom(...AGENTS),
      kind: fc.constantFrom("send", "receive", "lose", "none"),
      message: fc.constantFrom("ping", "pong(n = 3)", "a-very-long-message-name(with = fields)"),
      trigger: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map(list =>
    traceOf(
      "p",
      AGENTS,
      AGENTS.map(agent => [`${agent}.state`, "s"] as const),
      list.map(({ agent, kind, message, trigger }) => ({
        agent: kind === "lose" ? undefined : agent,
        kind: kindOf(kind, trigger),
        cause: "t",
        by: "operator",
        happenings: kind === "none" ? [] : [{ kind: kind as "send", channel: "w", message }],
      })),
    ),
  );

function kindOf(kind: string, trigger: boolean): "fault" | "trigger" | "own" {
  if (kind === "lose") return "fault";
  return trigger ? "trigger" : "own";
}

/** Does the line between the points pass through the inside of the card. */
function crosses(from: Point, to: Point, card: CardPlace): boolean {
  for (let t = 0.01; t < 1; t += 0.01) {
    const x = from.x + (to.x - from.x) * t;
    const y = from.y + (to.y - from.y) * t;
    const insideX = x > card.left + 0.5 && x < card.left + card.width - 0.5;
    if (insideX && y > card.top && y < card.top + card.height) return true;
  }
  return false;
}

function checkPlan(trace: Trace): void {
  const plan = planSequence(trace, 100, "violated");
  plan.cards.forEach((card, i) => {
    const next = plan.cards[i + 1];
    if (next) expect(next.top).toBeGreaterThan(card.top + card.height);
    expect(card.left).toBe(plan.lanes[card.lane]?.left);
  });
  plan.lanes.forEach((lane, i) => {
    const next = plan.lanes[i + 1];
    if (next) expect(next.left).toBeGreaterThan(lane.left + lane.width);
    expect(lane.left + lane.width).toBeLessThanOrEqual(plan.width);
  });
  for (const flight of plan.flights) {
    flight.points.slice(1).forEach((to, i) => {
      const from = flight.points[i] ?? to;
      expect(to.y).toBeGreaterThanOrEqual(from.y);
      expect(plan.cards.filter(card => crosses(from, to, card))).toEqual([]);
    });
  }
}

describe("sequenceSvg", () => {
  test.each(TRACES)("%s: every step has its number once", (_, trace) => {
    const svg = sequenceSvg(trace);
    for (const { number } of trace.steps) {
      expect(svg.match(new RegExp(`text-anchor="middle">${number}</text>`, "g"))).toHaveLength(1);
    }
    wellFormed(svg);
  });

  test.each(TRACES)("%s: no arrow crosses a card and no card another", (_, trace) => {
    checkPlan(trace);
  });

  test("no arrow crosses a card, whatever is sent, received and lost", () => {
    fc.assert(fc.property(traffic, checkPlan));
  });

  test("the picture is the same each time", () => {
    expect(sequenceSvg(longTrace)).toBe(sequenceSvg(longTrace));
  });

  test("a loss is a cross and a word, and what is never received says so", () => {
    expect(sequenceSvg(longTrace)).toContain(">lost</text>");
    const unread = traceOf(
      "p",
      ["a", "b"],
      [],
      [{ agent: "a", happenings: [{ kind: "send", channel: "w", message: "ping" }] }],
    );
    expect(sequenceSvg(unread)).toContain(">not received</text>");
  });

  test("the step that decided has a flag only where that is proven", () => {
    expect(sequenceSvg(raceTrace)).toContain(">last chance</text>");
    expect(sequenceSvg(longTrace)).not.toContain(">last chance</text>");
  });

  test("a cycle says that it repeats", () => {
    expect(sequenceSvg({ ...raceTrace, loop: 2 })).toContain("again and again");
    expect(sequenceSvg(raceTrace)).not.toContain("again and again");
  });

  test.each(HOSTILE)("%j as every text stays text", text => {
    const svg = sequenceSvg(renamed(longTrace, () => text));
    const { elements, attributes } = wellFormed(svg);
    expect(elements).not.toContain("script");
    expect(elements).not.toContain("img");
    expect([...attributes].filter(name => /^on|href/.test(name))).toEqual([]);
  });

  test("a run without steps is a picture, too", () => {
    wellFormed(sequenceSvg(traceOf("p", ["a"], [["a.state", "s"]], [])));
  });
});

describe("sequenceOf", () => {
  test("each receive belongs to the send of its message", () => {
    const { flights } = sequenceOf(longTrace, "violated");
    const ends = flights.map(f => [f.label, f.from + 1, (f.to ?? -1) + 1, f.fate]);
    expect(ends).toEqual([
      ["device-state(pages = 2)", 4, 6, "received"],
      ["pong", 7, 8, "lost"],
      ["probe", 9, 10, "received"],
      ["pong", 10, 15, "received"],
    ]);
  });

  test("a message that is doubled arrives twice from one send", () => {
    const happening = (kind: "send" | "receive" | "duplicate") => [
      { kind, channel: "w", message: "m" },
    ];
    const trace = traceOf(
      "p",
      ["a", "b"],
      [],
      [
        { agent: "a", happenings: happening("send") },
        { kind: "fault", happenings: happening("duplicate") },
        { agent: "b", happenings: happening("receive") },
        { agent: "b", happenings: happening("receive") },
      ],
    );
    const { flights } = sequenceOf(trace, "violated");
    expect(flights.map(f => [f.from, f.to, f.label])).toEqual([
      [0, 2, "m"],
      [0, 3, "m (double)"],
    ]);
  });

  test("a row under way and a lock held last until they end", () => {
    const { stretches } = sequenceOf(longTrace, "violated");
    const sender = stretches.map(s => [s.kind, s.label, s.from + 1, (s.to ?? -1) + 1]);
    expect(sender).toEqual([
      ["busy", "", 1, 4],
      ["lock", "bql", 1, 4],
    ]);
  });

  test("budgets and step counters are not shown as changes", () => {
    const text = sequenceSvg(raceTrace);
    expect(text).not.toContain("cancel.left");
    expect(text).not.toContain("sender.state:");
  });
});
