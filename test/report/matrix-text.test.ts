import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/model/result.ts";
import { code } from "../../src/report/markdown-text.ts";
import { hasOpenCells, matrixMarkdown, matrixText } from "../../src/report/matrix-text.ts";
import { displayWidth } from "../../src/report/wrap.ts";
import { clean } from "./fixtures.ts";
import { monitorMatrix } from "./table-fixtures.ts";

const WIDE = { width: 120, colour: false, unicode: true };

const MANY = Array.from({ length: 30 }, (_, j) => `trigger-number-${j}`);
const wide: Matrix = {
  machine: "many",
  states: ["idle", "a state whose name is longer than a third of the line"],
  triggers: MANY,
  cells: [0, 1].map(() => MANY.map(() => ({ status: "ignored", rows: [], gap: false }))),
};

describe("on a terminal", () => {
  test.each([40, 60, 120])("every status at width %i", async width => {
    const text = matrixText(monitorMatrix, { ...WIDE, width, unicode: width !== 60 });
    await expect(text).toMatchFileSnapshot(`golden/matrix-${width}.txt`);
  });

  test("thirty triggers come in blocks with numbered columns and a list of names", async () => {
    await expect(matrixText(wide, { ...WIDE, width: 60 })).toMatchFileSnapshot(
      "golden/matrix-many-60.txt",
    );
  });

  test.each([40, 41, 50, 60, 80, 200])("no line is wider than %i", width => {
    for (const matrix of [monitorMatrix, wide]) {
      const lines = matrixText(matrix, { ...WIDE, width }).split("\n");
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  test("each of the nine signs is different, in ASCII too, and the legend names only those used", () => {
    for (const unicode of [true, false]) {
      const text = matrixText(monitorMatrix, { ...WIDE, width: 400, unicode });
      const legend = text.split("\n").at(-1) ?? "";
      const signs = legend
        .trim()
        .split("   ")
        .map(entry => entry.split(" ")[0]);
      expect(new Set(signs).size).toBe(9);
    }
    expect(matrixText(wide, WIDE)).not.toContain("open");
  });
});

test("open cells and gaps ask for attention, other cells do not", () => {
  expect(hasOpenCells(monitorMatrix)).toBe(true);
  expect(clean.matrices.some(hasOpenCells)).toBe(false);
});

test("as Markdown, with targets; a pipe in a name does not make a column", () => {
  expect(matrixMarkdown(monitorMatrix, code)).toMatchInlineSnapshot(`
    "|  | \`cancel\` | \`pause\` | \`resume\` | \`stream-error\` |
    | --- | --- | --- | --- | --- |
    | \`idle\` | ● \`idle\` | ◐ \`paused\` | ✗1 | – |
    | \`paused\` | ⊘ | ○ | ● \`idle\` | ✗12 |
    | \`postcopy-recover\` | ∅ | ∅ | ? | ∅ |
    | \`done\` | ■ | ■ | ■ | ■ |

    ● handled · ◐ handled, with a gap · ○ ignored · ⊘ refused · ✗ open (after that many steps) · – cannot arrive · ∅ state not reachable · ■ final · ? not known"
  `);
  const piped = matrixMarkdown({ ...monitorMatrix, triggers: ["a|b", "c", "d", "e"] }, code);
  expect(piped.split("\n")[0]?.split("|")).toHaveLength(7);
});
