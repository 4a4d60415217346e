// DOT to SVG: the same bytes each time, nothing in it but what draws, whatever the names are.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { machineDot } from "../../src/report/dot.ts";
import { renderSvg } from "../../src/report/svg.ts";
import { textWidth, wrapPixels, wrapText } from "../../src/report/svg-text.ts";
import { chartOf, senderChart } from "./picture-fixtures.ts";
import { raceTrace } from "./picture-traces.ts";
import { HOSTILE, renamed, wellFormed } from "./well-formed.ts";

const DRAWING = new Set(
  "svg g title desc text polygon polyline ellipse circle path tspan".split(" "),
);

function checkDrawing(svg: string): void {
  const { elements, attributes } = wellFormed(svg);
  expect([...elements].filter(name => !DRAWING.has(name))).toEqual([]);
  expect([...attributes].filter(name => /^on|href|^id$|^class$/.test(name))).toEqual([]);
}

function hostileChart(name: string): string {
  const chart = chartOf(
    name,
    [name, `${name}2`],
    [
      { from: name, to: `${name}2`, label: name, guard: name, actions: [name], row: name },
      { from: name, to: name, label: name, wide: true, row: `${name}w` },
    ],
  );
  return machineDot(
    chart,
    renamed(raceTrace, () => name),
  );
}

describe("renderSvg", () => {
  test("gives the same bytes for the same text, with a title and without comments", async () => {
    const dot = machineDot(senderChart);
    const svg = await renderSvg(dot);
    expect(await renderSvg(dot)).toBe(svg);
    expect(svg).toMatch(/^<svg xmlns="[^"]*" role="img"[^>]*><title>machine sender<\/title>/);
    expect(svg).not.toMatch(/<!--|<\?|graphviz|DOCTYPE/i);
    checkDrawing(svg);
  });

  test("a caption takes the place of the graph's name", async () => {
    const svg = await renderSvg("digraph x { a }", { title: "A & B", about: "<i>" });
    expect(svg).toContain("<title>A &amp; B</title><desc>&lt;i&gt;</desc>");
  });

  test("attributes that link are not taken over", async () => {
    const svg = await renderSvg('digraph { a [URL="javascript:alert(1)" tooltip="x" target="y"] }');
    expect(svg).not.toMatch(/javascript|href|<a\b/);
    checkDrawing(svg);
  });

  test.each(HOSTILE)("%j as every name draws a picture and nothing else", async name => {
    checkDrawing(await renderSvg(hostileChart(name)));
  });

  test("what looks like an entity is shown as it was written", async () => {
    const svg = await renderSvg(machineDot(chartOf("m", ["&lt;b&gt;"], [])));
    expect(svg).toContain("&amp;lt;b&amp;gt;");
  });

  test("any name draws a picture and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async name => {
        checkDrawing(await renderSvg(hostileChart(name)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("wrapping", () => {
  test("no line is longer than allowed, nor are there more lines", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 4, max: 40 }),
        (text, width) => {
          const lines = wrapText(text, width, 3);
          expect(lines.length).toBeLessThanOrEqual(3);
          for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  test("what fits is not lost", () => {
    expect(wrapText("a bc  def", 5, 3).join(" ")).toBe("a bc def");
    expect(wrapText("x = very-long-name-of-something", 12, 5).join("")).toBe(
      "x = very-long-name-of-something",
    );
  });

  test("what does not fit ends in an ellipsis", () => {
    expect(wrapText("one two three four five six", 9, 2)).toEqual(["one two", "three …"]);
  });

  test("pixels are measured, so that wide letters break earlier", () => {
    expect(wrapPixels("WWWW WWWW", 60, 12, 4)).toHaveLength(2);
    expect(wrapPixels("iiii iiii", 60, 12, 4)).toHaveLength(1);
    expect(textWidth("W", 10)).toBeGreaterThan(textWidth("i", 10));
  });
});
