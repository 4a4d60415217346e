import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { toJson } from "../../src/report/json.ts";
import { clean, cut, hostile, NASTY, rich } from "./fixtures.ts";
import { lassoTrace } from "./trace-fixtures.ts";

const SCHEMA = new URL("../../schema/result.schema.json", import.meta.url);
const schema = JSON.parse(readFileSync(SCHEMA, "utf8"));
const ajv = new Ajv2020.default({ strict: true, allErrors: true });
const validate = ajv.compile(schema);

function problems(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe("the published schema", () => {
  test.each([
    ["a result with everything", rich],
    ["a clean result", clean],
    ["a result that a limit cut", cut],
    [
      "a liveness trace",
      { ...rich, verdicts: rich.verdicts.map(v => ({ ...v, trace: lassoTrace })) },
    ],
  ])("accepts %s", (_, result) => {
    expect(problems(toJson([result]))).toEqual([]);
  });

  test("accepts an array for several models", () => {
    expect(problems(toJson([rich, clean]))).toEqual([]);
  });

  test("refuses a key that it does not describe, so that it cannot lag behind the reporter", () => {
    expect(problems(JSON.stringify({ ...JSON.parse(toJson([rich])), surprise: 1 }))).not.toEqual(
      [],
    );
  });

  test("requires what the contract promises", () => {
    const promised = ["model", "engine", "states", "transitions", "depth", "complete"];
    const lists = ["verdicts", "findings", "timing"];
    expect(schema.$defs.result.required).toEqual(expect.arrayContaining([...promised, ...lists]));
  });

  test("describes every field", () => {
    expect(undescribed(schema.$defs, "$defs")).toEqual([]);
  });
});

/** Paths of properties without a description. */
function undescribed(node: unknown, path: string): string[] {
  if (node === null || typeof node !== "object") return [];
  const own = Object.entries(node).flatMap(([key, value]) => undescribed(value, `${path}/${key}`));
  const properties = "properties" in node ? Object.entries(node.properties as object) : [];
  return [
    ...own,
    ...properties
      .filter(([, value]) => typeof value.description !== "string" && value.$ref === undefined)
      .map(([key]) => `${path}/${key}`),
  ];
}

describe("toJson", () => {
  test("one result is an object, several are an array, none is an empty array", () => {
    expect(JSON.parse(toJson([rich])).model).toBe("cancel-versus-error");
    expect(JSON.parse(toJson([rich, rich]))).toHaveLength(2);
    expect(JSON.parse(toJson([]))).toEqual([]);
  });

  test("the order of keys does not follow the order in which the result was built", () => {
    const shuffled = Object.fromEntries(Object.entries(rich).reverse()) as unknown as typeof rich;
    expect(toJson([shuffled])).toBe(toJson([rich]));
  });

  test("a verdict carries its trace with steps, states and decision", () => {
    const verdict = JSON.parse(toJson([rich])).verdicts[1];
    expect(verdict).toMatchObject({ property: "cancel-wins", kind: "never", length: 5 });
    expect(verdict.trace.steps).toHaveLength(5);
    expect(verdict.trace.states).toHaveLength(6);
    expect(verdict.trace.decision.step).toBe(3);
  });

  test.each(NASTY)("names survive exactly and nothing raw reaches a terminal: %j", name => {
    const text = toJson([hostile(name)]);
    expect(JSON.parse(text).model).toBe(name);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
  });
});
