import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { textOf } from "../../src/base/source.ts";
import type { MachineTree, RowTree, StateTree } from "../../src/model/tree.ts";
import { PARSE_CODES } from "../../src/parse/codes.ts";
import type { Parsed } from "../../src/parse/parsed.ts";
import { parseTable } from "../../src/parse/table.ts";
import { OPEN_CODES, TABLE_CODES } from "../../src/parse/table-codes.ts";
import { at, printParsed } from "./table-print.ts";

const CASES = new URL("table-cases/", import.meta.url);
const MODELS = new URL("../../models/", import.meta.url);

function read(file: string, from: URL = CASES): string {
  return readFileSync(new URL(file, from), "utf8");
}

function parse(text: string, name = "case"): Parsed {
  return parseTable({ name, text });
}

function machineOf(parsed: Parsed): MachineTree {
  const machine = parsed.tree?.machines[0];
  if (!machine) throw new Error("no machine");
  return machine;
}

function rowsOf(of: MachineTree | StateTree): RowTree[] {
  return [...of.on.flatMap(on => on.rows), ...of.always];
}

/** `name`, input, `#####`, what is expected: a case of a case file. */
function casesOf(file: string): { name: string; input: string; expected: string }[] {
  return read(file)
    .split(/^##### /mu)
    .slice(1)
    .map(part => {
      const end = part.indexOf("\n");
      const [input = "", expected = ""] = part.slice(end + 1).split(/^#####\n/mu);
      return { name: part.slice(0, end), input, expected: expected.trim() };
    });
}

const files = readdirSync(CASES).filter(f => f.endsWith(".txt") && f !== "mistakes.txt");

describe.each(files)("%s", file => {
  test.each(casesOf(file))("$name", ({ input, expected }) => {
    expect(printParsed(parse(input))).toBe(expected);
  });
});

/** Lines 1 and 2 of every mistake; the places in the file count from the line behind them. */
const AROUND = ["ACTIVE -> t:go -> PAUSED", "PAUSED -> t:back -> ACTIVE"];

const mistakes = read("mistakes.txt")
  .trimEnd()
  .split("\n")
  .map(line => line.split(" ||| "))
  .map(([expected = "", input = ""]) => ({ expected, input }));

describe("a mistake in a table is not skipped as prose", () => {
  test.each(mistakes)("$input", ({ expected, input }) => {
    const { diagnostics } = parse([...AROUND, ...input.split(" ⏎ ")].join("\n"));
    const found = diagnostics.map(d => {
      const [line = "", column = ""] = at(d.span).split(":");
      return `${d.code} ${Number(line) - AROUND.length}:${column}`;
    });
    expect(found.join(", ")).toBe(expected);
  });

  test("the cases are of many kinds", () => {
    const kinds = new Set(mistakes.flatMap(m => m.expected.split(", ").map(e => e.split(" ")[0])));
    expect(kinds.size).toBeGreaterThanOrEqual(35);
    expect(mistakes.every(m => m.expected !== "")).toBe(true);
  });

  test("carets stand under the mistake, and the fix says what to write", () => {
    const text = "ACTIVE -> t:go -> PAUSED\nPAUSED -> t: back -> ACTIVE";
    expect(parse(text).diagnostics.map(renderDiagnostic).join("\n")).toBe(
      [
        "case:2:11: error: a space stands between 't:' and the trigger [trigger-space]",
        "  2 | PAUSED -> t: back -> ACTIVE",
        "    |           ^^",
        "  help: write 't:back'",
      ].join("\n"),
    );
  });
});

describe("the mail of 2026, fed in as it stands", () => {
  const parsed = parse(read("qemu-2026.mail"), "mail/x.table");

  test("rows with their places, and everything it leaves open", () => {
    expect(printParsed(parsed)).toBe(
      [
        "model x",
        "machine x",
        "initial START",
        "START -> t:connection-established -> ACTIVE @45:11",
        "ACTIVE -> t:error -> END @79:3",
        "ACTIVE -> t:cancel -> END @81:3",
        "ACTIVE -> t:pause -> PAUSED @83:3",
        "ACTIVE -> END (phase running) @77:48",
        "final END",
        "PAUSED -> t:resume -> ACTIVE @83:28",
        ". repeated-row 77:10",
        "? prose-skipped 1:1",
        "? initial-not-said 45:11",
        "? phase-without-trigger 77:59",
        "? final-not-said 77:72",
      ].join("\n"),
    );
  });

  test("the prose is listed by lines, and no line of the table is among them", () => {
    const prose = parsed.tree?.open.find(q => q.code === "prose-skipped");
    expect(prose?.message).toBe("lines 1-43, 47-75, 86-177 were read as prose");
  });

  test("a row's span is its part of the chain", () => {
    const active = machineOf(parsed).states.find(s => s.name.text === "ACTIVE");
    expect(active?.always.map(r => textOf(r.span))).toEqual(["ACTIVE ->  running   -> END"]);
  });

  test("the table cut out of it, in models/, says the same", () => {
    const cut = parse(read("mail/qemu-2026-triggers.table", MODELS), "cut");
    const facts = (p: Parsed): string[] =>
      printParsed(p)
        .split("\n")
        .filter(l => l.includes("->"))
        .map(l => l.replace(/ @.*/u, ""));
    expect(facts(cut)).toEqual(facts(parsed));
  });
});

describe("the tables in models/", () => {
  const names = ["qemu/runstate", "qemu/job", "nova/resize-2015", "nova/live-migration-2015"];
  test.each([...names, "nova/evacuation-2015"])("%s has no diagnostic", name => {
    expect(parse(read(`${name}.table`, MODELS)).diagnostics).toEqual([]);
  });

  test("the run state: 16 states, 85 pairs, every state reachable from every other", () => {
    const machine = machineOf(parse(read("qemu/runstate.table", MODELS)));
    const next = new Map(
      machine.states.map(s => [s.name.text, s.always.map(r => r.target?.text ?? "")]),
    );
    expect(next.size).toBe(16);
    expect([...next.values()].flat()).toHaveLength(85);
    for (const state of next.keys()) expect(reach(state, next).size).toBe(16);
  });

  test("the run state: how many pairs lead into each state", () => {
    const machine = machineOf(parse(read("qemu/runstate.table", MODELS)));
    const into = (name: string): number =>
      machine.states.flatMap(rowsOf).filter(r => r.target?.text === name).length;
    expect(machine.states.map(s => into(s.name.text))).toEqual([
      1, 1, 3, 3, 6, 3, 13, 12, 2, 7, 13, 2, 5, 8, 3, 3,
    ]);
  });

  test("the job: 11 states, 20 pairs, 31 accepted commands, the rest refused", () => {
    const { states } = machineOf(parse(read("qemu/job.table", MODELS)));
    const cells = states.flatMap(s => s.on);
    expect(states).toHaveLength(11);
    expect(states.flatMap(s => s.always)).toHaveLength(20);
    expect(cells).toHaveLength(31);
    expect(cells.flatMap(on => on.rows).every(r => r.target === undefined)).toBe(true);
    // The final state hears no command; the other ten answer each of the eight.
    expect(states.flatMap(s => s.refuse)).toHaveLength(8 * 10 - 31);
  });
});

function reach(from: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([from]);
  for (const state of seen) for (const to of next.get(state) ?? []) seen.add(to);
  return seen;
}

describe("the examples of docs/tables.md", () => {
  const page = read("../docs/tables.md", MODELS);
  const blocks = [...page.matchAll(/^```\n(.*?)^```$/gmsu)].map(m => m[1] ?? "");
  test.each(blocks)("%s", block => {
    expect(parse(block).diagnostics).toEqual([]);
    expect(parse(block).tree?.open.filter(q => q.code === "prose-skipped")).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    ["models/mail/x.table", "x"],
    ["C:\\tables\\my table.table", "my-table"],
    ["2026.table", "table-2026"],
    ["any.table", "table-any"],
    [".table", "table"],
    ["", "table"],
    ["defineModel(x)", "defineModel-x"],
  ])("the file %j makes the machine %s", (file, name) => {
    const tree = parse("A -> B -> A", file).tree;
    expect([tree?.name.text, tree?.machines[0]?.name.text]).toEqual([name, name]);
  });

  test("every code has one line of prose, and no table code repeats a shared one", () => {
    const shared = new Set(Object.keys(PARSE_CODES));
    for (const [code, prose] of Object.entries({ ...TABLE_CODES, ...OPEN_CODES })) {
      expect(shared.has(code), code).toBe(false);
      expect(prose).toMatch(/\.$/u);
    }
  });
});
