// Runs that never end, in every form: a cycle is told and drawn as one, and a run that stops for good is not mistaken for one
// whose last step is wrong.

import { describe, expect, test } from "vitest";
import type { Trace } from "../../src/model/trace.ts";
import { traceDot } from "../../src/report/dot-trace.ts";
import { itf } from "../../src/report/itf.ts";
import { sequenceDiagram } from "../../src/report/mermaid.ts";
import { sequencePlantuml } from "../../src/report/plantuml.ts";
import { sequenceSvg } from "../../src/report/sequence-svg.ts";
import { story } from "../../src/report/story.ts";
import { runLength, shortLength } from "../../src/report/words.ts";
import { lassoTrace } from "./trace-fixtures.ts";

const idle = [{ agent: "target", text: "blocked in running: target: go needs x" }];
const cycle: Trace = { ...lassoTrace, idle };
const stop: Trace = { ...cycle, loop: 3, states: lassoTrace.states.slice(0, 4) };
const whole: Trace = { ...cycle, loop: 0 };
const options = { width: 100, colour: false, unicode: true } as const;

describe("how long it is", () => {
  test.each([
    ["a cycle after a stem", cycle, "3 steps: 1, and then 2 again and again", "1 + 2 steps"],
    ["a cycle from the start", whole, "3 steps that repeat for ever", "0 + 3 steps"],
    ["a stop", stop, "3 steps, after which nothing more happens", "3 steps"],
    ["a run that ends", { ...cycle, loop: undefined }, "3 steps", "3 steps"],
  ])("%s", (_, trace, long, short) => {
    expect(runLength(trace)).toBe(long);
    expect(shortLength(trace)).toBe(short);
  });
});

describe("the story", () => {
  test("of a cycle says where it begins, where it leads back to, and who never acts", () => {
    const text = story(cycle, options);
    expect(text.indexOf("the cycle begins")).toBeLessThan(text.indexOf("   2   "));
    expect(text).toContain("back to the state after step 1");
    expect(text).toContain("never gets a turn meanwhile:");
    expect(text).toContain("target: blocked in running");
  });

  test("of a stop says where everybody is", () => {
    const text = story(stop, options);
    expect(text).not.toContain("cycle");
    expect(text).toContain("where everybody is, for good:");
  });
});

describe("the sequence", () => {
  test("of a cycle has a bracket, and no step that is marked as wrong", () => {
    const svg = sequenceSvg(cycle);
    expect(svg).toContain("again and again, for ever");
    expect(svg).toContain("never gets a turn meanwhile:");
    expect(svg).not.toContain("nothing more happens<");
  });

  test("of a stop has a bar below all lanes", () => {
    expect(sequenceSvg(stop)).toContain(">nothing more happens<");
    expect(sequenceSvg(stop)).not.toContain("again and again");
  });

  test.each([
    ["Mermaid", sequenceDiagram],
    ["PlantUML", sequencePlantuml],
  ])("in %s has a loop that is closed where there is a cycle only", (_, draw) => {
    const lines = draw(cycle).split("\n");
    const at = lines.findIndex(l => l.trim().startsWith("loop "));
    expect(at).toBeGreaterThan(0);
    expect(lines.slice(at).filter(l => l.trim() === "end")).toHaveLength(1);
    expect(draw(stop)).not.toMatch(/^ *(loop .*|end)$/m);
  });
});

describe("the chain of states", () => {
  test("of a cycle: the last step leads back, and the state where it begins stands once", () => {
    const dot = traceDot(cycle);
    expect(dot).toMatch(/^ {2}s2 -> s1 .*and again, for ever/m);
    expect(dot).not.toContain("s3");
  });

  test("of a stop: the last state says so", () => {
    expect(traceDot(stop)).toMatch(/^ {2}s3 \[.*nothing more happens/m);
  });
});

test("ITF has the index of the state where the loop begins", () => {
  expect(JSON.parse(itf(cycle))).toMatchObject({ loop: 1 });
  expect(JSON.parse(itf(stop))).toMatchObject({ loop: 3 });
});
