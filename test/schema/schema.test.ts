// The schemas that editors use say the same as the parser: all that ships is valid, structural mistakes are not,
// and every key of the parser's table is described.

import { readdirSync, readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { KEYS } from "../../src/parse/keys.ts";

const ROOT = new URL("../../", import.meta.url);
const ajv = new Ajv2020.default({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  strictRequired: false,
});

interface Schema {
  readonly $defs: Readonly<
    Record<string, { readonly description?: string; readonly properties?: object }>
  >;
}

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}

function schemaOf(kind: "model" | "scenario"): Schema {
  return JSON.parse(read(`schema/${kind}.schema.json`));
}

const validators = {
  model: ajv.compile(schemaOf("model")),
  scenario: ajv.compile(schemaOf("scenario")),
};

function problems(kind: "model" | "scenario", text: string): string[] {
  const validate = validators[kind];
  if (validate(parse(text))) return [];
  return (validate.errors ?? []).map(e => `${e.instancePath} ${e.message}`);
}

function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true })
    .map(String)
    .filter(f => /\.ya?ml$/.test(f))
    .map(f => `${folder}/${f}`)
    .sort();
}

describe("everything that ships is valid", () => {
  test.each(filesIn("models"))("%s", file => {
    expect(problems("model", read(file))).toEqual([]);
  });

  test.each(filesIn("scenarios"))("%s", file => {
    expect(problems("scenario", read(file))).toEqual([]);
  });
});

/** Cases of the parser whose mistake is one of structure and not inside a text. */
const STRUCTURAL = [
  "conflicting-keys",
  "conflicting-keys-policy",
  "conflicting-keys-steps",
  "empty-list",
  "empty-list-steps",
  "expected-boolean",
  "expected-list",
  "expected-map",
  "expected-map-root",
  "expected-text",
  "missing-key",
  "property-two-kinds",
  "property-without-kind",
  "race-events",
  "reserved-word",
  "row-empty",
  "unknown-key",
  "unknown-key-check",
  "unknown-word",
];

describe("structural mistakes are found", () => {
  test.each(STRUCTURAL)("%s", name => {
    const text = read(`test/parse/cases/${name}.yaml`);
    expect(problems("model", text)).not.toEqual([]);
  });

  test.each([
    ["a fault that is none", "scenario: s\nmodel: m.yaml\nfaults: { wire.loss: 1 }"],
    ["a negative budget", "scenario: s\nmodel: m.yaml\ntriggers: { cancel: -1 }"],
    ["a verdict that is none", "scenario: s\nmodel: m.yaml\nexpect: { p: broken }"],
    ["a length of holds", "scenario: s\nmodel: m.yaml\nexpect: { p: { holds: 3 } }"],
    ["a limit of nothing", "scenario: s\nmodel: m.yaml\nlimits: { states: 0 }"],
    ["no model", "scenario: s"],
    ["a key that is misspelt", "scenario: s\nmodel: m.yaml\nlimit: { states: 1 }"],
    ["a seed too large", "scenario: s\nmodel: m\nexplore: { random: { seed: 1000000000 } }"],
    ["a depth too large", "scenario: s\nmodel: m\nexplore: { random: { depth: 100001 } }"],
    ["half a random exploration", "scenario: s\nmodel: m.yaml\nexplore: { random: { run: 3 } }"],
  ])("in a scenario: %s", (_, text) => {
    expect(problems("scenario", text)).not.toEqual([]);
  });
});

describe("the parser's keys are the schema's", () => {
  const defs = { ...schemaOf("model").$defs, ...schemaOf("scenario").$defs };

  // A length stands only with these two verdicts, so the schema offers no others.
  const expected = { ...KEYS, expectation: ["violated", "reached"] };

  test.each(Object.entries(expected))("%s", (kind, keys) => {
    expect(Object.keys(defs[kind.replace(" ", "-")]?.properties ?? {})).toEqual([...keys]);
  });

  test("everything that an editor can show has a description", () => {
    const silent = Object.entries(defs).filter(([, def]) => !def.description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});
