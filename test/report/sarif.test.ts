// SARIF: of the shape that GitHub's upload and the standard ask for (the parts of its schema that we use), with paths that are
// URIs from the root, the same finding once, and no text that a viewer takes for a link.

import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { TestRun } from "../../src/model/test-run.ts";
import { sarif } from "../../src/report/sarif.ts";
import { refused, runOf, tested } from "../cli/test-runs.ts";
import { hostile, NASTY, rich } from "./fixtures.ts";
import { FILE } from "./trace-fixtures.ts";
import { HOSTILE } from "./well-formed.ts";

const text = {
  type: "object",
  required: ["text"],
  additionalProperties: false,
  properties: { text: { type: "string" } },
};
const location = {
  type: "object",
  required: ["physicalLocation"],
  additionalProperties: false,
  properties: {
    id: { type: "integer", minimum: 0 },
    message: text,
    physicalLocation: {
      type: "object",
      required: ["artifactLocation", "region"],
      additionalProperties: false,
      properties: {
        artifactLocation: {
          type: "object",
          required: ["uri"],
          additionalProperties: false,
          properties: {
            // RFC 3986, and no backslash, blank or bare percent sign.
            uri: { type: "string", pattern: "^(?:[\\w.~/!$&'()*+,;=:@-]|%[0-9A-F]{2})*$" },
            uriBaseId: { const: "%SRCROOT%" },
          },
        },
        region: {
          type: "object",
          required: ["startLine"],
          additionalProperties: false,
          properties: {
            startLine: { type: "integer", minimum: 1 },
            startColumn: { type: "integer", minimum: 1 },
          },
        },
      },
    },
  },
};
const level = { enum: ["error", "warning", "note"] };
const result = {
  type: "object",
  required: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
  additionalProperties: false,
  properties: {
    ruleId: { type: "string", minLength: 1 },
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message: text,
    locations: { type: "array", minItems: 1, maxItems: 1, items: location },
    relatedLocations: { type: "array", items: location },
    partialFingerprints: { type: "object", additionalProperties: { type: "string", minLength: 1 } },
    codeFlows: {
      type: "array",
      items: {
        type: "object",
        required: ["threadFlows"],
        additionalProperties: false,
        properties: {
          threadFlows: {
            type: "array",
            minItems: 1,
            items: {
              type: "object",
              required: ["locations"],
              additionalProperties: false,
              properties: {
                locations: {
                  type: "array",
                  minItems: 1,
                  items: {
                    type: "object",
                    required: ["location"],
                    additionalProperties: false,
                    properties: { executionOrder: { type: "integer", minimum: 0 }, location },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
const rule = {
  type: "object",
  required: ["id", "shortDescription"],
  additionalProperties: false,
  properties: {
    id: { type: "string", minLength: 1 },
    shortDescription: text,
    defaultConfiguration: { type: "object", properties: { level } },
  },
};
const run = {
  type: "object",
  required: ["tool", "results"],
  additionalProperties: false,
  properties: {
    tool: {
      type: "object",
      required: ["driver"],
      properties: {
        driver: {
          type: "object",
          required: ["name"],
          properties: { name: { const: "migcheck" }, rules: { type: "array", items: rule } },
        },
      },
    },
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    invocations: { type: "array", items: { type: "object", required: ["executionSuccessful"] } },
    results: { type: "array", items: result },
  },
};
const validate = new Ajv({ strict: false }).compile({
  type: "object",
  required: ["version", "runs"],
  properties: { version: { const: "2.1.0" }, runs: { type: "array", minItems: 1, items: run } },
});

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly codeFlows?: unknown;
    }[];
  }[];
}

function log(of: TestRun, where = (file: string) => file): Log["runs"][number] {
  const parsed: Log = JSON.parse(sarif(of, { where }));
  validate(parsed);
  expect(validate.errors ?? []).toEqual([]);
  return parsed.runs[0]!;
}

const ALL = runOf([tested(rich, "a.yaml"), refused("b.yaml")]);

test("every rule of a result is described, at its index", () => {
  const { tool, results } = log(ALL);
  for (const r of results) expect(tool.driver.rules[r.ruleIndex]?.id).toBe(r.ruleId);
  expect(new Set(results.map(r => r.ruleId)).size).toBe(tool.driver.rules.length);
});

test("a counterexample stands at its row, with its steps; what is as expected is not there", () => {
  const { results } = log(ALL);
  const broken = results.filter(r => r.ruleId.startsWith("violated/"));
  expect(broken.map(r => r.message.text)).toEqual([
    expect.stringContaining("cancel-wins: violated in 5"),
  ]);
  expect(broken[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(FILE);
  expect(broken[0]?.codeFlows).toBeDefined();
});

test("the same finding under two settings is one result", () => {
  const findings = rich.findings.filter(f => f.position);
  const of = (files: readonly string[]) =>
    log(runOf(files.map(f => tested({ ...rich, verdicts: [], counts: [], findings }, f)))).results;
  expect(of(["a.yaml", "b.yaml"])).toEqual(of(["a.yaml"]));
  expect(of(["a.yaml"])).toHaveLength(findings.length);
});

describe("paths", () => {
  test.each([
    ["./a b/ü#.yaml", "a%20b/%C3%BC%23.yaml", "%SRCROOT%"],
    ["/abs/x.yaml", "file:///abs/x.yaml", undefined],
    ["a\\b.yaml", "a/b.yaml", "%SRCROOT%"],
    ["100%.yaml", "100%25.yaml", "%SRCROOT%"],
  ])("%s", (path, uri, uriBaseId) => {
    const { results } = log(runOf([refused("b.yaml")]), () => path);
    const at = results[0]?.locations[0]?.physicalLocation.artifactLocation;
    expect(at).toEqual(JSON.parse(JSON.stringify({ uri, uriBaseId })));
  });
});

describe("names of strangers", () => {
  test.each([...NASTY, ...HOSTILE])("%j", name => {
    const { results } = log(runOf([tested(hostile(name), "a.yaml"), refused(name)]));
    for (const { message } of results) {
      expect(message.text).not.toContain("](");
      expect(message.text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
      expect(message.text).not.toMatch(/\p{Cc}/u);
    }
  });
});
