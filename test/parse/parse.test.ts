// Whole models to trees. The golden texts are what `show --stage tree` prints.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Tree } from "../../src/model/tree.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { printTree } from "../../src/parse/print.ts";

const FOLDER = "test/parse/texts";

function parse(text: string, name = "m.yaml"): Tree {
  const { tree, diagnostics } = parseModel({ name, text });
  expect(diagnostics).toEqual([]);
  if (!tree) throw new Error("no tree");
  return tree;
}

test.each(["design", "everything"])("%s.yaml gives the tree of its golden text", async name => {
  const text = readFileSync(`${FOLDER}/${name}.yaml`, "utf8");
  await expect(printTree(parse(text))).toMatchFileSnapshot(`texts/${name}.tree.txt`);
});

test("JSON is the same language", () => {
  const yaml = readFileSync(`${FOLDER}/design.yaml`, "utf8");
  const json = JSON.stringify({
    model: "m",
    machines: {
      m: { initial: "a", states: { a: { on: { t: { guard: "x == 1", target: "b" } } }, b: null } },
    },
  });
  const written =
    "model: m\nmachines:\n  m:\n    initial: a\n    states:\n      a:\n        on:\n          t: { guard: x == 1, target: b }\n      b:\n";
  expect(printTree(parse(json, "m.json"))).toBe(printTree(parse(written)));
  expect(printTree(parse(yaml.replaceAll("\n", "\r\n")))).toBe(printTree(parse(yaml)));
  expect(printTree(parse(`\ufeff${yaml}`))).toBe(printTree(parse(yaml)));
});

describe("names", () => {
  const machine = "machines: { m: { initial: a, states: [a] } }\n";

  test("that YAML 1.1 takes for booleans are names", () => {
    const tree = parse(`model: m\ntypes: { S: [on, off, yes, no, y, n, none, "~x"] }\n${machine}`);
    const [type] = tree.types;
    expect(type?.type.kind === "enum" && type.type.values.map(v => v.text)).toEqual([
      "on",
      "off",
      "yes",
      "no",
      "y",
      "n",
      "none",
      "~x",
    ]);
  });

  test("that objects inherit do no harm", () => {
    const text = `model: m\nvariables: { __proto__: bool = true, constructor: 0..1 = 0, hasOwnProperty: bool = false }\n${machine}`;
    expect(parse(text).variables.map(v => v.name.text)).toEqual([
      "__proto__",
      "constructor",
      "hasOwnProperty",
    ]);
    expect(Object.keys({})).toEqual([]);
  });
});

test("a section that is missing differs from one that is empty only for triggers", () => {
  const machine = "machines: { m: { initial: a, states: [a] } }\n";
  expect(parse(`model: m\n${machine}`).triggers).toBeUndefined();
  expect(parse(`model: m\ntriggers: {}\nproperties:\n${machine}`).triggers).toEqual([]);
});

test("what is right is kept beside what is wrong", () => {
  const text =
    "model: m\nvariables: { x: bool =, y: 0..3 = 0 }\nmachines:\n  m:\n    initial: a\n    states:\n      a: { on: { t: [{ guard: x &&, target: a }, b] } }\n";
  const { tree, diagnostics } = parseModel({ name: "m.yaml", text });
  expect(diagnostics.length).toBeGreaterThan(1);
  expect(tree?.variables.map(v => v.name.text)).toEqual(["y"]);
  expect(tree?.machines[0]?.states[0]?.on[0]?.rows).toHaveLength(2);
});

test("deep nesting of YAML itself ends in a diagnostic before anything is built", () => {
  for (const part of ["[", "- ", "{a: ", "? ", "- [{a: "]) {
    const { tree, diagnostics } = parseModel({ name: "m.yaml", text: part.repeat(50_000) });
    expect(tree).toBeUndefined();
    expect(diagnostics.map(d => d.code)).toEqual(["nesting-too-deep"]);
  }
  const stairs = Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}a:`).join("\n");
  const codes = parseModel({ name: "m.yaml", text: stairs }).diagnostics.map(d => d.code);
  expect(codes).toEqual(["nesting-too-deep"]);
});

test("brackets and dashes in texts are not nesting", () => {
  const many = "[{- ".repeat(500);
  const lists = "  - x == 1\n".repeat(300);
  const machine = "machines: { m: { initial: a, states: [a] } }\n";
  const text = `model: m # ${many}\nabout: "${many}"\nsource: |\n  ${many}\n  ${many}\ninitially:\n${lists}${machine}`;
  const tree = parse(text);
  expect(tree.about).toBe(many.trim());
  expect(tree.initially).toHaveLength(300);
});
