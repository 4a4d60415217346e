// docs/diagnostics.md lists every code that a message or a finding may carry, from the tables in the code.
// After a change of a table: UPDATE_DOCS=1 npx vitest run test/docs

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PARSE_CODES } from "../../src/parse/codes.ts";
import { OPEN_CODES, TABLE_CODES } from "../../src/parse/table-codes.ts";
import { REDUCTION_CODES } from "../../src/reduce.ts";
import { RESOLVE_CODES } from "../../src/resolve/codes.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FILE = join(ROOT, "docs/diagnostics.md");

/** Codes of the stages that have no table of their own. */
const OTHER = {
  "no-initial-state": "No state satisfies 'initially'.",
  "unreadable-model": "The model that a scenario names cannot be read.",
  "expectation-unmatched": "Something is expected of what was not checked.",
  "export-not-exact": "Another checker cannot compute with numbers as large as the model's.",
  "export-too-large": "Written out for another checker, the model has too many actions.",
};

const EXPLORED = {
  "cell-open": "A trigger can arrive in a state that says nothing about it.",
  "guard-gap": "A trigger can arrive while no guard of its rows is true.",
  "rows-overlap": "Two rows for the same cause can be enabled at once.",
  "row-never-fires": "No reachable state enables the row.",
  "state-never-reached": "The machine never gets to the state.",
  "cas-never-stores": "A compare-and-set never finds what it expects.",
  "property-vacuous": "The property holds for want of anything it speaks of.",
  "property-part-idle": "A part of a temporal formula could be anything: it holds in any case.",
  "wait-without-waker": "A machine can wait where nothing that may still happen lets it go on.",
  "race-undeclared":
    "The order of two events matters, and the model does not say that this is meant.",
  "race-unused": "An accepted race whose order does not matter, or that cannot happen.",
  "no-way-to-end": "No rows lead from the state to a final one.",
};

const SECTIONS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["The text", PARSE_CODES],
  ["Tables", TABLE_CODES],
  ["What a table leaves open", OPEN_CODES],
  ["Names, types, meaning", RESOLVE_CODES],
  ["Scenarios and start", OTHER],
  ["Smaller spaces", REDUCTION_CODES],
  ["Findings of exploration", EXPLORED],
];

function page(): string {
  const sections = SECTIONS.map(([title, codes]) => {
    const rows = Object.entries(codes).map(
      ([code, text]) => `| \`${code}\` | ${text.replaceAll("|", "\\|")} |`,
    );
    return [`## ${title}`, "", "| code | |", "|---|---|", ...rows].join("\n");
  });
  const head =
    "# Codes\n\nEvery message and every finding carries a code that stays the same when its wording changes. " +
    "This page is made from the tables in the code.";
  return `${[head, ...sections].join("\n\n")}\n`;
}

test("the page is up to date", () => {
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(FILE, page());
  expect(readFileSync(FILE, "utf8")).toBe(page());
});

test("every code of the findings of exploration is listed", () => {
  const folder = join(ROOT, "src/analyze");
  const text = readdirSync(folder)
    .map(f => readFileSync(join(folder, f), "utf8"))
    .join("\n");
  const codes = [...text.matchAll(/(?:finding\(\s*|code: )"([a-z-]+)"/g)].map(m => m[1] ?? "");
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter(code => !(code in EXPLORED))).toEqual([]);
});
