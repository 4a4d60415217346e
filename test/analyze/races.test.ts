// Races of a model from its text to the table, the findings and the reports.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { check } from "../../src/check.ts";
import type { Race, RaceTable, Result } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { resultPage } from "../../src/report/html.ts";
import { toJson } from "../../src/report/json.ts";
import { markdown } from "../../src/report/markdown.ts";
import { summary } from "../../src/report/terminal.ts";

const ORDERS = readFileSync("test/cli/files/orders.yaml", "utf8");
const OPTIONS = { width: 100, colour: false, unicode: true };

function checked(text: string, more: object = {}): Result {
  const plan = { limits: {}, all: false, graph: false, command: "", now: () => 0, ...more };
  const found = check({ name: "test.yaml", text }, { ...plan, settings: NO_SETTINGS });
  if (found.kind === "checked") return found.result;
  throw new Error(found.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

function tableOf({ races }: Result): RaceTable {
  if (!races) throw new Error("no races");
  return races;
}

function lineOf(table: RaceTable, race: Race): string {
  const [a, b] = race.sides.map(i => table.sides[i]?.event);
  const { difference } = race;
  if (!difference) return `${a} = ${b}`;
  const ends = difference.orders.map((order, i) => {
    const values = difference.values.map(v => `${v.name}=${v.ends[i]}`).join(" ");
    return `${order.end} ${values}`.trim();
  });
  return `${a} / ${b} after ${difference.after}: ${ends.join(" | ")}`;
}

describe("orders of a cancel, an error and own steps", () => {
  const result = checked(ORDERS);
  const table = tableOf(result);

  test("are told pair by pair", () => {
    expect(table.races.map(r => lineOf(table, r))).toEqual([
      "cancel / error after 0: both status=cancelled | both status=failed",
      "cancel / sender: sends after 0: disabled sent=0 | both sent=1",
      "cancel / sender: ends after 2: both status=cancelled | both status=completed",
      "cancel = error",
      "error / sender: sends after 0: disabled sent=0 | both sent=1",
      "error / sender: ends after 2: disabled status=failed | both status=completed",
    ]);
    const { pairs, same, differ, never, accepted } = table;
    expect({ pairs, same, differ, never, accepted }).toEqual({
      pairs: 6,
      same: 1,
      differ: 5,
      never: 0,
      accepted: 2,
    });
  });

  test("that are not declared are findings with the run", () => {
    const findings = result.findings.filter(f => f.code === "race-undeclared");
    expect(findings.map(f => [f.position?.line, f.witness?.steps.length])).toEqual([
      [12, 2],
      [17, 1],
      [17, 3],
    ]);
    expect(findings[0]?.message).toBe(
      "it matters which comes first, 'cancel' (monitor in idle) or 'error' (sender in sending): 'cancel' first: status = cancelled; 'error' first: status = failed",
    );
    expect(findings[0]?.witness?.ending).toBe(findings[0]?.message);
  });

  test("that are declared and do not matter are a finding", () => {
    const [finding] = result.findings.filter(f => f.code === "race-unused");
    expect(finding?.message).toContain("the order of 'cancel' and 'error' in sender.gone");
    expect(finding?.about).toEqual({ kind: "race", place: table.declared[2]?.place });
    expect(table.declared.map(d => d.matches)).toEqual([1, 1, 0]);
  });

  test("change no exit code", () => {
    expect(result.exitCode).toBe(0);
  });

  test("of a model that says nothing of races are one note for all, at the nearest", () => {
    const silent = checked(ORDERS.slice(0, ORDERS.indexOf("races:")));
    expect(tableOf(silent)).toMatchObject({ differ: 5, accepted: undefined, declared: [] });
    const notes = silent.findings.filter(f => f.code.startsWith("race"));
    expect(notes).toMatchObject([{ code: "race-undeclared", severity: "note" }]);
    expect(notes[0]?.message).toMatch(/^5 pairs of events end differently/);
    expect(notes[0]?.witness?.steps.length).toBeGreaterThan(0);
    const strict = checked(`${ORDERS.slice(0, ORDERS.indexOf("races:"))}races: {}\n`);
    expect(strict.findings.filter(f => f.code === "race-undeclared").length).toBe(5);
  });

  test("are known by each of an event's names", () => {
    const declare = (entry: string) =>
      tableOf(
        checked(
          `${ORDERS.slice(0, ORDERS.indexOf("races:"))}races:\n  accepted:\n    - { ${entry}, because: x }\n`,
        ),
      );
    const matches = (entry: string) => declare(entry).declared[0]?.matches;
    expect(matches("events: [cancel, error]")).toBe(1);
    expect(matches("events: [error, cancel]")).toBe(1);
    expect(matches("events: [cancel, sender]")).toBe(2);
    expect(matches("events: [sender.ends, cancel]")).toBe(1);
    expect(matches("events: [cancel, any]")).toBe(3);
    expect(matches("events: [any, any], state: sender.sending")).toBe(5);
    expect(matches("events: [any, any], state: sender.gone")).toBe(0);
    expect(matches("events: [sender, sender]")).toBe(0);
  });
});

describe("reports", () => {
  const result = checked(ORDERS);

  test("the screen has a line, and with --races all pairs", () => {
    const line = "races  6 pairs, 1 same either way, 5 differ (2 accepted), 0 never together";
    expect(summary(result, { ...OPTIONS, width: 120 })).toContain(
      `  ${line}  check --races lists them`,
    );
    const all = summary(result, { ...OPTIONS, races: true });
    expect(all).toContain(
      "cancel first        status = cancelled\n    sender: ends first  status = completed",
    );
    expect(all).toContain("accepted: a cancel of what is complete is too late");
    expect(all).toContain("cancel (monitor in idle) with error (sender in gone)");
  });

  test("the page has a matrix with forks to follow", () => {
    const html = resultPage(result, new Map());
    const section = html.slice(html.indexOf('<h2 id="races"'), html.indexOf('<h2 id="findings"'));
    expect(
      section.match(/<td class="race-(?:open|accepted)"[^>]*><a href="#race-\d+"/g)?.length,
    ).toBe(8);
    expect(section.match(/<td class="race-same">/g)?.length).toBe(1);
    for (const [, name] of section.matchAll(/href="#(race-\d+)"/g)) {
      expect(section).toContain(`<div id="${name}">`);
    }
    expect(section).toContain(
      '<tr class="end"><th scope="row">status</th><td>cancelled</td><td>failed</td></tr>',
    );
    expect(section).toContain("sender: sends cannot happen any more");
  });

  test("only the nearest differences tell their run", () => {
    const rows = Array.from({ length: 15 }, (_, i) => `t${i}: { actions: "x = ${i}" }`).join(", ");
    const many = checked(
      `model: m\nvariables: { x: 0..20 = 20 }\nmachines: { a: { initial: s, states: { s: { on: { ${rows} } } } } }\nchecks: { deadlock: off }`,
    );
    const told = tableOf(many).races.filter(r => r.difference?.run);
    expect([tableOf(many).differ, told.length]).toEqual([105, 8]);
    expect(resultPage(many, new Map())).toContain("the nearest 8 of 105");
  });

  test("Markdown has what differs", () => {
    expect(markdown(result, OPTIONS)).toContain(
      "| `cancel (monitor in idle)` | `error (sender in sending)` | `status = cancelled` | `status = failed` | 0 |  |",
    );
  });

  test("JSON is as its schema says", () => {
    const schema = JSON.parse(readFileSync("schema/result.schema.json", "utf8"));
    const validate = new Ajv2020.default({ allErrors: true }).compile(schema);
    const json = JSON.parse(toJson([result]));
    validate(json);
    expect(validate.errors).toBe(null);
    expect(json.races.differences.length).toBe(5);
    expect(json.races.alike).toEqual([{ side: 0, with: [expect.any(Number)] }]);
  });

  test("where races were not looked for, every report says why", () => {
    const cut = checked(ORDERS, { limits: { states: 5 } });
    const why = "not looked for: not all states were seen";
    expect(tableOf(cut).reason).toBe("not all states were seen");
    expect(summary(cut, OPTIONS)).not.toContain("races");
    expect(summary(cut, { ...OPTIONS, verbose: true })).toContain(`races  ${why}`);
    expect(resultPage(cut, new Map())).toContain(`Races were ${why}.`);
  });
});
