import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable } from "../../src/base/printable.ts";
import { markdown } from "../../src/report/markdown.ts";
import { code, entities, fence, prose } from "../../src/report/markdown-text.ts";
import { clean, hostile, NASTY, rich } from "./fixtures.ts";
import { anything, isCalm } from "./words.ts";

const OPTIONS = { width: 100, colour: true, unicode: true };

describe("the report", () => {
  test("of one of everything", async () => {
    await expect(markdown(rich, OPTIONS)).toMatchFileSnapshot("golden/report.md");
  });

  test("of a clean result has no stories, no findings and no failed counts", () => {
    const text = markdown(clean, OPTIONS);
    expect(text).not.toMatch(/<details>|### Findings|expected 1,063/);
    expect(text).toContain("✓ as expected");
  });

  test("never holds colour codes", () => {
    expect(isCalm(markdown(rich, OPTIONS))).toBe(true);
  });
});

describe("a stranger's text", () => {
  test.each(NASTY)("%j keeps the structure of the report", name => {
    const lines = markdown(hostile(name), OPTIONS).split("\n");
    const expected = markdown(rich, OPTIONS).split("\n");
    const shape = (all: readonly string[]) => ({
      headings: outside(all).filter(l => l.startsWith("#")).length,
      details: all.filter(l => l.startsWith("<details>")).length,
      rows: outside(all).filter(l => l.startsWith("| ")).length,
      fences: all.filter(l => l.startsWith("```")).length,
      findings: outside(all).filter(l => l.startsWith("- ")).length,
    });
    expect(shape(lines)).toEqual(shape(expected));
  });

  test.each(NASTY)("%j brings no tag, link, picture or mention of its own", name => {
    const text = outside(markdown(hostile(name), OPTIONS).split("\n")).join("\n");
    const inert = text.replaceAll(/`[^`\n]*`/g, "").replaceAll(/\\./g, "");
    const tags = [...inert.matchAll(/<[^>]*>/g)].map(m => m[0]);
    const ours = ["<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>"];
    expect(tags.filter(t => ![...ours, "<!-- -->"].includes(t))).toEqual([]);
    expect(inert).not.toMatch(/\]\(|!\[|@[a-z]/);
  });

  test("code shows exactly the text, in tables too", () => {
    fc.assert(
      fc.property(anything, text => {
        expect(uncode(code(text))).toBe(printable(text));
      }),
    );
    fc.assert(
      fc.property(anything, text => {
        expect(code(text)).not.toContain("|");
      }),
    );
  });

  test("prose shows exactly the text", () => {
    fc.assert(
      fc.property(anything, text => {
        const back = prose(text)
          .replaceAll("@<!-- -->", "@")
          .replaceAll(/\\(\p{P}|\p{S})/gu, "$1");
        expect(back).toBe(printable(text));
      }),
    );
  });

  test.each([
    ["* a list", "\\* a list"],
    ["- a list", "\\- a list"],
    ["1. a list", "1\\. a list"],
    ["# a heading", "\\# a heading"],
    ["snake_case stays", "snake_case stays"],
    ["_stressed_", "\\_stressed\\_"],
    ["<b>bold</b>", "\\<b\\>bold\\</b\\>"],
    ["ask @qemu", "ask @<!-- -->qemu"],
  ])("prose: %s", (raw, escaped) => {
    expect(prose(raw)).toBe(escaped);
  });

  test("entities leave nothing that HTML or Markdown reads", () => {
    fc.assert(
      fc.property(anything, text => {
        const escaped = entities(text);
        expect(decode(escaped)).toBe(printable(text));
        expect(escaped.replaceAll(/&#\d+;/g, "")).toMatch(/^[\p{L}\p{N} -]*$/u);
      }),
    );
  });

  test("a fence is longer than every fence in its content", () => {
    expect(fence("text", "```\n````\n")).toBe("`````text\n```\n````\n\n`````");
  });
});

/** Lines that are not inside a fenced block. */
function outside(lines: readonly string[]): string[] {
  let fenced = false;
  return lines.filter(line => {
    const border = line.startsWith("```");
    if (border) fenced = !fenced;
    return !fenced && !border;
  });
}

function decode(text: string): string {
  return text.replaceAll(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)));
}

function uncode(text: string): string {
  if (text.startsWith("`")) return text.slice(1, -1);
  return decode(text.replace(/^<code>/, "").replace(/<\/code>$/, ""));
}
