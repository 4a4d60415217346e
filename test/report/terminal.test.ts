import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextSteps, oneLine, summary } from "../../src/report/terminal.ts";
import { duration } from "../../src/report/words.ts";
import { displayWidth } from "../../src/report/wrap.ts";
import { clean, cut, hostile, NASTY, rich } from "./fixtures.ts";
import { isCalm, reworded, sentence, word } from "./words.ts";

const PIPE = { width: 120, colour: false, unicode: true };

describe("what a designer reads", () => {
  test.each([60, 120])("one of everything at width %i", async width => {
    await expect(summary(rich, { ...PIPE, width })).toMatchFileSnapshot(
      `golden/summary-${width}.txt`,
    );
  });

  test("the reason of a violation that is expected does not read as a claim that holds", () => {
    const verdicts = rich.verdicts.map(v =>
      v.property === "cancel-wins" ? { ...v, ok: true, expected: { verdict: v.verdict } } : v,
    );
    const told = summary({ ...rich, verdicts }, PIPE);
    expect(summary(rich, PIPE)).toContain("because libvirt expects cancelled");
    expect(told).not.toContain("because libvirt expects cancelled");
    expect(told.split("broken promise: libvirt expects cancelled")).toHaveLength(3);
  });

  test("on a very wide terminal sentences stay as wide as eyes can follow", () => {
    const story = (width: number) => summary(rich, { ...PIPE, width }).split("── monitor")[0];
    expect(story(200)).toBe(story(120));
  });

  test("in ASCII at width 60", async () => {
    const text = summary(rich, { ...PIPE, width: 60, unicode: false });
    expect(text).toMatch(/^[\x20-\x7e\n]+$/);
    await expect(text).toMatchFileSnapshot("golden/summary-60-ascii.txt");
  });

  test("a clean result is short and asks for nothing", () => {
    expect(summary(clean, { ...PIPE, width: 80 })).toMatchInlineSnapshot(`
      "✓ cancel-fixed  as expected  scenarios/cancel-fixed.yaml
        1,063 states · 2,121 transitions · depth 17 · all states seen · 19 ms

        ✓ holds      no-way-back
        ✓ reached    can-finish   3 steps, as expected
        ✓ holds      deadlock, range, assert, observer libvirt"
    `);
  });

  test("a limit that was hit says so and nothing is called holds", () => {
    const text = summary(cut, { ...PIPE, width: 80 });
    expect(text).toContain("not all states seen (memory)");
    expect(text).toContain("the memory limit was reached after 1063 states");
    expect(text).not.toContain("holds");
  });

  test("colour adds codes and changes nothing else", () => {
    const coloured = summary(rich, { ...PIPE, colour: true });
    expect(coloured).toContain("\u001b[31m");
    expect(withoutCodes(coloured)).toBe(summary(rich, PIPE));
  });

  test("what was not expected stands before what was, whatever the order of the file", () => {
    const lines = summary(rich, PIPE).split("\n");
    const at = (name: string) => lines.findIndex(l => / {2}. \w+ +/.test(l) && l.includes(name));
    expect(at("cancel-wins")).toBeLessThan(at("ends-at-last"));
    expect(at("ends-at-last")).toBeLessThan(at("no-way-back"));
  });
});

describe("how much is told", () => {
  test("the first unexpected story only, the others by command; all of them when asked", () => {
    const short = summary(rich, PIPE);
    expect(short).toContain("cancel-wins is violated in 5 steps");
    expect(short).not.toContain("unhandled is violated in 1 step");
    expect(short).toContain("--property unhandled");
    expect(summary(rich, { ...PIPE, verbose: true })).toContain("unhandled is violated in 1 step");
  });

  test("notes of one kind are cut to three unless all are wanted", () => {
    const shown = (verbose: boolean) =>
      summary(rich, { ...PIPE, verbose }).split("the row never fires").length - 1;
    expect(shown(false)).toBe(3);
    expect(shown(true)).toBe(5);
    expect(summary(rich, PIPE)).toContain("… 2 more with --verbose");
  });

  test("the matrix stands there only where a cell is open", () => {
    expect(summary(rich, PIPE)).toContain("monitor: state x trigger");
    expect(summary(clean, PIPE)).not.toContain("state x trigger");
  });
});

describe("what to do next", () => {
  test("commands carry the settings that the run needs", () => {
    expect(nextSteps(rich).map(s => s.command)).toEqual([
      "migcheck replay models/cancel-versus-error.yaml --set fixed=false --property cancel-wins",
      "migcheck replay models/cancel-versus-error.yaml --set fixed=false --property unhandled",
      "migcheck show models/cancel-versus-error.yaml --set fixed=false",
    ]);
  });

  test("a stranger's name cannot become a command of its own when pasted", () => {
    const { command } = nextSteps(hostile("$(rm -rf ~) 'x'; y"))[0] ?? { command: "" };
    expect(command).toContain(`--property '$(rm -rf ~) '\\''x'\\''; y'`);
  });
});

describe("one line for a list", () => {
  test.each([60, 80, 120])("at width %i", async width => {
    const lines = [rich, clean, cut].map(r => oneLine(r, { ...PIPE, width }));
    await expect(lines.join("\n")).toMatchFileSnapshot(`golden/one-line-${width}.txt`);
  });

  test("names the culprits, also a count that is off", () => {
    expect(oneLine(rich, PIPE)).toContain("cancel-wins violated, depth 17");
  });
});

test.each([
  [{ parse: 3.2, explore: 12.4 }, "16 ms"],
  [{ explore: 999.4 }, "999 ms"],
  [{ explore: 999.6 }, "1.0 s"],
  [{ explore: 59_949 }, "59.9 s"],
  [{ explore: 59_960 }, "1 min 0 s"],
  [{ explore: 200_000 }, "3 min 20 s"],
])("%j lasts %s", (timing, words) => {
  expect(duration(timing)).toBe(words);
});

describe("for all results", () => {
  test("no line is wider than the terminal", () => {
    const words = fc.array(sentence, { minLength: 1, maxLength: 9 });
    const names = fc.array(word, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(names, words, fc.integer({ min: 40, max: 200 }), (n, w, width) => {
        const result = reworded(n, w);
        const options = { ...PIPE, width, verbose: true, next: [] };
        const lines = [...summary(result, options).split("\n"), oneLine(result, options)];
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test.each(NASTY)("a name such as %j does not reach the terminal raw", name => {
    const result = hostile(name);
    expect(isCalm(summary(result, { ...PIPE, verbose: true }))).toBe(true);
    expect(oneLine(result, PIPE).split("\n")).toHaveLength(1);
    expect(isCalm(oneLine(result, PIPE))).toBe(true);
  });
});

function withoutCodes(text: string): string {
  return text
    .split("\u001b[")
    .map((part, i) => (i === 0 ? part : part.replace(/^\d+m/, "")))
    .join("");
}
