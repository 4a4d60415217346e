import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Happening, Trace } from "../../src/model/trace.ts";
import { happening, story } from "../../src/report/story.ts";
import { displayWidth } from "../../src/report/wrap.ts";
import { hostile, NASTY } from "./fixtures.ts";
import { faultTrace, lassoTrace, raceTrace } from "./trace-fixtures.ts";
import { isCalm, reworded, sentence, word } from "./words.ts";

const WIDE = { width: 120, colour: false, unicode: true };
const because = "libvirt expects cancelled once it has asked for it";

describe("what people read", () => {
  test.each([60, 120])("the race at width %i", async width => {
    const text = story(raceTrace, { ...WIDE, width, because });
    await expect(text).toMatchFileSnapshot(`golden/story-race-${width}.txt`);
  });

  test("a cycle at width 80, in ASCII", async () => {
    const text = story(lassoTrace, { ...WIDE, width: 80, unicode: false });
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
    await expect(text).toMatchFileSnapshot("golden/story-cycle-80.txt");
  });

  test("a step that failed at width 80", async () => {
    const text = story(faultTrace, { ...WIDE, width: 80 });
    await expect(text).toMatchFileSnapshot("golden/story-fault-80.txt");
  });
});

describe("nothing that happened is left out", () => {
  test("every step of a long run, with aligned numbers", () => {
    const steps = Array.from({ length: 250 }, (_, i) => ({
      ...(raceTrace.steps[0] as Trace["steps"][number]),
      number: i + 1,
    }));
    const lines = story({ ...raceTrace, steps, decision: undefined }, WIDE).split("\n");
    const heads = lines.filter(l => /^ +\d+ {3}network: stream-error/.test(l));
    expect(heads).toHaveLength(250);
    expect(new Set(heads.map(l => l.indexOf("network"))).size).toBe(1);
  });

  test("the name of a row that a trigger started", () => {
    const [first] = raceTrace.steps;
    if (!first) throw new Error("no step");
    const row = { id: "m: 1", name: "special-row", text: "go [free]", place: "race.yaml:7" };
    const step = { ...first, kind: "trigger" as const, row };
    const text = story({ ...raceTrace, steps: [step], decision: undefined }, WIDE);
    expect(text).toContain("special-row: go [free]  race.yaml:7");
  });

  test.each<[Happening, string]>([
    [{ kind: "emit", event: "STOP" }, "emits STOP"],
    [{ kind: "emit", event: "MIGRATION", value: "failed" }, "emits MIGRATION(failed)"],
    [{ kind: "send", channel: "wire", message: "ping" }, "sends ping to wire"],
    [{ kind: "receive", channel: "wire", message: "ping" }, "receives ping from wire"],
    [{ kind: "lose", channel: "wire", message: "ping" }, "ping is lost from wire"],
    [{ kind: "duplicate", channel: "wire", message: "ping" }, "ping is doubled in wire"],
    [{ kind: "acquire", on: "bql" }, "acquires bql"],
    [{ kind: "wait", on: "sem" }, "has waited for sem"],
    [{ kind: "cas", variable: "status", stored: false }, "cas of status found another value"],
    [{ kind: "crash", process: "source" }, "source crashes"],
  ])("%j reads: %s", (h, words) => {
    expect(happening(h)).toBe(words);
  });

  test("ignored and refused triggers, timeouts, faults and rendezvous have words", () => {
    const step = raceTrace.steps[0] as Trace["steps"][number];
    const bare = { ...step, row: undefined, changes: [], happenings: [] };
    const steps = [
      { ...bare, number: 1, policy: "refused" as const },
      { ...bare, number: 2, kind: "timeout" as const, cause: "patience" },
      {
        ...bare,
        number: 3,
        kind: "fault" as const,
        agent: undefined,
        cause: undefined,
        happenings: [{ kind: "crash" as const, process: "source" }],
      },
      { ...bare, number: 4, kind: "own" as const, partner: "target" },
    ];
    const text = story({ ...raceTrace, steps, decision: undefined }, WIDE);
    expect(text).toContain("network: stream-error → sender, refused");
    expect(text).toContain("sender runs out of patience");
    expect(text).toContain("fault: source crashes");
    expect(text).toContain("sender acts on its own → target");
  });

  test("a row of many actions is cut after two lines, unless all is asked for", () => {
    const text = Array.from({ length: 60 }, (_, i) => `x${i} = ${i}`).join("; ");
    const steps = raceTrace.steps.map(s => ({
      ...s,
      row: { id: "r", text, place: "long.yaml:7" },
    }));
    const cut = story({ ...raceTrace, steps }, WIDE);
    expect(cut).toContain("x0 = 0; x1 = 1;");
    expect(cut).toContain("long.yaml:7");
    expect(cut).not.toContain("x59");
    const row = cut.split("\n").filter(line => /x\d+ = /.test(line));
    expect(row.length).toBeLessThanOrEqual(3 * steps.length);
    expect(story({ ...raceTrace, steps }, { ...WIDE, verbose: true })).toContain("x59 = 59");
  });

  test("the reason is said as it is asked for", () => {
    const text = story(raceTrace, { ...WIDE, because: "it must", reason: "broken promise:" });
    expect(text).toContain("broken promise: it must");
    expect(text).not.toContain("because it must");
  });

  test("of many variables the start shows those that matter and counts the others", () => {
    const start = Array.from({ length: 40 }, (_, i) => ({ name: `v${i}`, value: "0" }));
    const changed = { name: "v7", from: "0", to: "1" };
    const steps = raceTrace.steps.slice(0, 1).map(s => ({ ...s, changes: [changed] }));
    const text = story({ ...raceTrace, start, steps, explanation: [] }, WIDE);
    expect(text).toContain("start  v7 = 0 (and 39 that never change)");
  });
});

describe("for all traces", () => {
  test("no line is wider than the terminal", () => {
    const words = fc.array(sentence, { minLength: 1, maxLength: 9 });
    const names = fc.array(word, { minLength: 1, maxLength: 5 });
    const widths = fc.integer({ min: 40, max: 200 });
    fc.assert(
      fc.property(names, words, widths, fc.boolean(), (n, w, width, unicode) => {
        const trace = reworded(n, w).verdicts[1]?.trace as Trace;
        const text = story({ ...trace, loop: 1 }, { width, colour: false, unicode, because: w[0] });
        const widest = Math.max(...text.split("\n").map(displayWidth));
        expect(widest).toBeLessThanOrEqual(width);
      }),
    );
  });

  test.each(NASTY)("a name such as %j does not reach the terminal raw", name => {
    const trace = hostile(name).verdicts[1]?.trace as Trace;
    expect(isCalm(story(trace, { ...WIDE, because: name }))).toBe(true);
  });
});
