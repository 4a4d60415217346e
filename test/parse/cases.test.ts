// Every file in cases/ names in its first line what is wrong with it: codes and places, in order of place.
// A new case costs no code. A code without a case fails, and so does a case without a mistake.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Diagnostic, renderDiagnostic } from "../../src/base/diagnostic.ts";
import { position, type Source } from "../../src/base/source.ts";
import { PARSE_CODES } from "../../src/parse/codes.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { isScenario, parseScenario } from "../../src/parse/scenario.ts";

const FOLDER = "test/parse/cases";
const files = readdirSync(FOLDER).filter(f => f.endsWith(".yaml"));

function read(file: string): Source {
  return { name: file, text: readFileSync(`${FOLDER}/${file}`, "utf8") };
}

function diagnose(source: Source): readonly Diagnostic[] {
  const asScenario = isScenario(source) && source.name !== "not-a-model.yaml";
  return (asScenario ? parseScenario(source) : parseModel(source)).diagnostics;
}

function summary(source: Source, list: readonly Diagnostic[]): string {
  const one = (d: Diagnostic) => {
    const { line, column } = position(source, d.span?.start ?? -1);
    return `${d.code} ${line}:${column}`;
  };
  return list.map(one).join(" ");
}

describe.each(files)("%s", file => {
  const source = read(file);
  const found = diagnose(source);

  test("gives exactly the codes and places of its first line", () => {
    const expected = /^# expect: (.+)$/m.exec(source.text)?.[1];
    expect(summary(source, found)).toBe(expected);
  });

  test("shows each mistake with its line and a caret", () => {
    for (const d of found) {
      const [head, line, caret] = renderDiagnostic(d).split("\n");
      expect(head).toContain(`[${d.code}]`);
      expect(line).toMatch(/^ {2}\d+ \| /);
      expect(caret).toMatch(/^ +\| *\^+$/);
    }
  });
});

test("every code of the stage has a case", () => {
  const covered = new Set(files.flatMap(f => diagnose(read(f)).map(d => d.code)));
  const elsewhere = ["too-many-errors"];
  const missing = Object.keys(PARSE_CODES).filter(c => !(covered.has(c) || elsewhere.includes(c)));
  expect(missing).toEqual([]);
});

test("a file of nothing but mistakes stops after two hundred", () => {
  const lines = Array.from({ length: 500 }, (_, i) => `key${i}: x`).join("\n");
  const { diagnostics } = parseModel({ name: "m.yaml", text: lines });
  expect(diagnostics).toHaveLength(201);
  expect(diagnostics.at(-1)?.code).toBe("too-many-errors");
});

test("a file of more than 1 MiB is refused unread", () => {
  const text = `model: m\nabout: ${"x".repeat(1024 * 1024)}\n`;
  const { tree, diagnostics } = parseModel({ name: "m.yaml", text });
  expect(tree).toBeUndefined();
  expect(diagnostics.map(d => d.code)).toEqual(["text-too-large"]);
});
