// One file for each mistake: its first line says which diagnostics it gives, and where. A file with a clean
// first line (`nothing`) pins what must not be complained about.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { position } from "../../src/base/source.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { RESOLVE_CODES } from "../../src/resolve/codes.ts";
import { resolveModel } from "../../src/resolve/resolve.ts";

const FOLDER = new URL("./cases/", import.meta.url);

function found(name: string, text: string): { codes: string; errors: boolean; model: boolean } {
  const source = { name, text };
  const parsed = parseModel(source);
  expect(parsed.diagnostics).toEqual([]);
  if (!parsed.tree) throw new Error(`${name} does not parse`);
  const { model, diagnostics } = resolveModel(parsed.tree, NO_SETTINGS);
  const codes = diagnostics.map(d => {
    if (!d.span) return d.code;
    const { line, column } = position(source, d.span.start);
    return `${d.code} ${line}:${column}`;
  });
  return {
    codes: codes.join(", ") || "nothing",
    errors: diagnostics.some(d => d.severity === "error"),
    model: model !== undefined,
  };
}

describe("cases", () => {
  for (const file of readdirSync(FOLDER).sort()) {
    test(file, () => {
      const text = readFileSync(new URL(file, FOLDER), "utf8");
      const expected = /^# expect: (.*)/.exec(text)?.[1];
      const { codes, errors, model } = found(file, text);
      expect(codes).toBe(expected);
      expect(model).toBe(!errors);
    });
  }
});

test("every code of the stage has a case", () => {
  const all = readdirSync(FOLDER).map(file => readFileSync(new URL(file, FOLDER), "utf8"));
  const covered = all.map(text => text.slice(0, text.indexOf("\n"))).join(" ");
  // These come from settings only and are tested with them.
  const elsewhere = ["bad-setting", "unknown-variant", "unknown-fault"];
  const missing = Object.keys(RESOLVE_CODES).filter(
    code => !elsewhere.includes(code) && !new RegExp(`[ ,]${code} `).test(covered),
  );
  expect(missing).toEqual([]);
});
