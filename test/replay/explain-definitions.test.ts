// A status that is a cascade over sets of flags must be explained in the words of the model: its name, its value, and
// the flags that made it so. A number in place of a value's name would be what everybody reads first.

import { expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { check } from "../../src/check.ts";
import type { Result } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";

const MODEL = `
model: m
types:
  Status: [none, active, completed]
  Event: [begun, done]
  Level: 2..4
variables:
  seen: { type: set of Event, initial: [] }
  levels: { type: set of Level, initial: [] }
  unrelated: { type: bool, initial: false }
define:
  status:
    type: Status
    cases:
      - { if: begun not in seen, then: none }
      - { if: done in seen, then: completed }
      - { if: unrelated, then: completed }
      - { else: active }
machines:
  a:
    initial: s
    states:
      s:
        type: rest
        on:
          begin: { actions: "seen = seen + [Event.begun]; levels = levels + [3]" }
triggers:
  begin: { times: 1 }
properties:
  stays: { always: 'status in [none, completed]' }
  grows: { step: old(status) == none implies status == none }
  goes-on: { possible: status == completed }
  low: { never: 3 in levels }
`;

function explained(result: Result, property: string): string[] {
  const { trace } = result.verdicts.find(v => v.property === property) ?? {};
  return trace?.explanation.map(e => `${"  ".repeat(e.depth)}${e.text}: ${e.value}`) ?? [];
}

const plan = { settings: NO_SETTINGS, limits: {}, all: true, graph: false, command: "" };
const found = check({ name: "m.yaml", text: MODEL }, { ...plan, now: () => 0 });
if (found.kind === "refused") {
  throw new Error(found.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}
const { result } = found;

const cases: readonly (readonly [string, readonly string[]])[] = [
  [
    "stays",
    [
      "status in [none, completed]: false",
      "  status == none: false",
      "    status: active",
      "      seen: [begun]",
      "      unrelated: false",
      "  status == completed: false",
    ],
  ],
  [
    "grows",
    [
      "old(status) == none implies status == none: false",
      "  old(status) == none: true",
      "    old(status): none",
      "      old(seen): []",
      "  status == none: false",
      "    status: active",
      "      seen: [begun]",
      "      unrelated: false",
    ],
  ],
  ["goes-on", ["status == completed: false", "  status: none", "    seen: []"]],
  ["low", ["3 in levels: true", "  3 in levels: true", "    levels: [3]"]],
];

test.each(cases)("%s", (property, lines) => {
  expect(explained(result, property)).toEqual(lines);
});
