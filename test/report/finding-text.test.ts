// What a setting merely leaves out must not hide what is wrong with the table, and must still be found by whoever asks.

import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/result.ts";
import { findingLines } from "../../src/report/finding-text.ts";
import { resultPage } from "../../src/report/html.ts";
import { markdown } from "../../src/report/markdown.ts";
import { render } from "../../src/report/style.ts";
import { raceResult } from "./picture-fixtures.ts";

const OPTIONS = { width: 100, colour: false, unicode: true };

function never(count: number, oneSetting: boolean): Finding[] {
  return Array.from({ length: count }, (_, i) => ({
    code: "row-never-fires",
    severity: "warning",
    message: `row ${i} never fires`,
    oneSetting,
  }));
}

function terminal(findings: readonly Finding[], verbose = false): string {
  return render(findingLines(findings, { ...OPTIONS, verbose }), OPTIONS);
}

const OPEN: Finding = { code: "cell-open", severity: "warning", message: "nothing is said" };

describe("what never happens under one setting", () => {
  test("is one line with its number, and others stay in full", () => {
    const text = terminal([...never(20, true), OPEN]);
    expect(text.split("\n").filter(l => l.includes("never"))).toEqual([
      "  ! warning: row-never-fires (20) under this setting; --verbose lists them",
    ]);
    expect(text).toContain("nothing is said");
    expect(text).toContain("findings: 21 warnings");
  });

  test("is listed where it is asked for, where it is little, or where it is so in all settings", () => {
    for (const text of [
      terminal(never(20, true), true),
      terminal(never(3, true)),
      terminal(never(20, false)),
    ]) {
      expect(text).toContain("row 0 never fires");
      expect(text).not.toContain("--verbose");
    }
  });

  test("is folded away in Markdown and on the page, all of it", () => {
    const result = { ...raceResult, findings: [...never(20, true), OPEN] };
    for (const text of [markdown(result, OPTIONS), resultPage(result, new Map())]) {
      const at = text.indexOf("row-never-fires: 20 under this setting");
      const folded = text.lastIndexOf("<details><summary>", at);
      expect(folded).toBeGreaterThan(-1);
      expect(text.indexOf("row 19 never fires")).toBeLessThan(text.indexOf("</details>", at));
      expect(text.indexOf("nothing is said")).toBeLessThan(folded);
    }
  });
});
