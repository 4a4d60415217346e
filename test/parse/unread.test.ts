// A declaration that cannot be read gives one message: whatever uses what it declares gives none.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { model as parsedModel } from "../../src/parse/model.ts";
import { readYaml } from "../../src/parse/yaml.ts";

function messagesOf(text: string, name = "m.yaml"): string[] {
  return compile({ name, text }, NO_SETTINGS).diagnostics.map(d => d.message);
}

interface Parts {
  readonly N?: string;
  readonly T?: string;
  readonly E?: string;
  readonly v?: string;
  readonly w?: string;
  readonly k?: string;
  readonly f?: string;
}

/** Everything that it declares is used in many ways. */
function model({ N, T, E, v, w, k, f }: Parts): string {
  return `model: m
constants: { N: ${N ?? "3"} }
types: { T: ${T ?? "0..N"}, E: ${E ?? "[one, two]"} }
define: { full: v == N, first: w == one, above(x): x > v }
variables:
  v: ${v ?? "{ type: T, initial: 0 }"}
  w: ${w ?? "{ type: E, initial: one, emits: W }"}
channels: { c: { messages: { hello: { x: ${f ?? "T"} } } } }
machines:
  m:
    initial: s
    variables: { k: ${k ?? "0..3 = 0"} }
    states:
      s:
        on:
          c.hello: { guard: message.x > 0 and not full, actions: v = message.x }
        always:
          - { guard: first and k < 3, actions: ["v = min(v + 1, N)", w = two, k = k + 1, "send hello(x = 0) to c"] }
observers: { o: { follows: W, allowed: [one -> two, two -> one] } }
properties:
  p: { always: "v < 9 and w in [one, two] and m.k < 9 and all x in T (x < 9)" }
  q: { always: "all e in E (e in [one, two]) and (above(2) implies first)" }
`;
}

/** All that ships is read whole: what seemed unread there would be a name that the tree has in another form. */
const MODELS = new URL("../../models/", import.meta.url).pathname;
const SHIPPED = readdirSync(MODELS, { recursive: true, encoding: "utf8" })
  .filter(file => file.endsWith(".yaml"))
  .sort();
test.each(SHIPPED)("%s has nothing unread", name => {
  const { root } = readYaml({ name, text: readFileSync(join(MODELS, name), "utf8") }, []);
  const tree = root && parsedModel(root, []);
  expect([...(tree?.unread ?? ["no tree"])]).toEqual([]);
});

test("as it is it has no mistake", () => {
  expect(compile({ name: "m.yaml", text: model({}) }, NO_SETTINGS).model).toBeDefined();
});

describe("only the mistake itself is told", () => {
  const LARGE = "numbers end at 2147483647";
  test.each<[Parts, string]>([
    [{ v: "{ type: 0..9999999999999, initial: 0 }" }, LARGE],
    [{ v: "0..9999999999999 = 0" }, LARGE],
    [{ v: "{ type: T, initial: 9999999999999 }" }, LARGE],
    [{ v: "{ type: 9..0, initial: 0 }" }, "the range is empty: 9 is above 0"],
    [{ v: "{ type: 0.., initial: 0 }" }, "expected an expression, found the end"],
    [{ T: "0..9999999999999" }, LARGE],
    [{ T: "0..1.5" }, "'1.5' is not a whole decimal number"],
    [{ T: "9..0" }, "the range is empty: 9 is above 0"],
    [{ T: "0..x" }, "there is no variable, definition or constant 'x'"],
    [{ T: "array of bool" }, "this is not a type"],
    [{ T: "{}" }, "expected a text for the type 'T', found a map"],
    [{ E: "[]" }, "an enum has at least one value"],
    [{ E: "'[one, two'" }, "'[' is not closed"],
    [{ N: "9999999999999" }, LARGE],
    [{ w: "{ type: E one, initial: one, emits: W }" }, "this is not a type"],
    [{ k: "0..9999999999999 = 0" }, LARGE],
    [{ f: "0..9999999999999" }, LARGE],
    [{ f: "9..0" }, "the range is empty: 9 is above 0"],
  ])("%j", (parts, message) => {
    expect(messagesOf(model(parts))).toEqual([message]);
  });

  test.each([
    ["variable v: 0..9999999999999 = 0", LARGE],
    ["constant v: 9999999999999", LARGE],
  ])("of the table's line %s", (line, message) => {
    const text = `${line}\ninitial: A\nfinal: B\nA -> B : go [v < 3]\nproperty p: always v < 9\n`;
    expect(messagesOf(text, "m.table")).toEqual([message]);
  });
});

test("what nobody declares is told beside it", () => {
  const text = model({ T: "0..9999999999999", k: "0..3 = nobody" });
  expect(messagesOf(text)).toEqual([
    "numbers end at 2147483647",
    "there is no variable, definition or constant 'nobody'",
  ]);
});
