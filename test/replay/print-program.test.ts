// The listing is what `show --stage program` prints, so people read it: golden text. The fingerprint
// must survive an edit of texts and not survive an edit of what the program does.

import { describe, expect, test } from "vitest";
import type { Command, Program } from "../../src/model/program.ts";
import { fingerprint } from "../../src/replay/fingerprint.ts";
import { printProgram } from "../../src/replay/print-program.ts";
import {
  bin,
  branch,
  eq,
  num,
  set,
  setTemp,
  slot,
  twoPhaseCommitByParameter,
} from "../programs.ts";
import { example, STATUS_SLOT, TRIES } from "./example.ts";

describe("printProgram", () => {
  test("the example", async () => {
    await expect(`${printProgram(example)}\n`).toMatchFileSnapshot("golden/example.txt");
  });

  test("two-phase commit with parameters and arrays", async () => {
    const text = `${printProgram(twoPhaseCommitByParameter(2))}\n`;
    await expect(text).toMatchFileSnapshot("golden/two-phase-commit.txt");
  });

  test("nested statements are indented and say what they need", () => {
    const program = withCommand(example, {
      effect: [
        branch(
          eq(STATUS_SLOT, 1),
          [{ kind: "require", test: eq(TRIES, 0) }, set(TRIES, 1)],
          [setTemp(0, num(3)), { kind: "assert", test: bin(">", slot(TRIES), num(0)), mark: 0 }],
        ),
      ],
    });
    expect(printProgram(program)).toContain(
      [
        "    if status == cancelling",
        "      require tries == 0",
        "      tries = 1",
        "    else",
        "      temp 0 = 3",
        "      assert tries > 0  (0)",
      ].join("\n"),
    );
  });
});

describe("fingerprint", () => {
  const before = fingerprint(example);

  test("sixteen hex digits, the same for an equal program", () => {
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(structuredClone(example))).toBe(before);
  });

  const kept: [string, Program][] = [
    ["a moved line", moved(example)],
    ["another row text", { ...example, rows: example.rows.map(r => ({ ...r, text: "new" })) }],
    ["another property", { ...example, checks: example.checks.slice(1), probes: [] }],
  ];
  test.each(kept)("survives %s", (_, program) => {
    expect(fingerprint(program)).toBe(before);
  });

  const lost: [string, Program][] = [
    ["a guard", withCommand(example, { guard: num(1) })],
    ["an effect", withCommand(example, { effect: [] })],
    ["a name", withCommand(example, { name: "monitor: stop" })],
    ["a parameter's values", withParams(example)],
    ["an initial value", { ...example, initial: [[1], ...example.initial.slice(1)] }],
    ["a condition on initial states", { ...example, initially: [eq(0, 0)] }],
    ["a range", { ...example, slots: example.slots.map(s => ({ ...s, high: s.high + 1 })) }],
    ["the order of commands", { ...example, commands: example.commands.toReversed() }],
  ];
  test.each(lost)("does not survive a change of %s", (_, program) => {
    expect(fingerprint(program)).not.toBe(before);
  });
});

function withCommand(program: Program, more: Partial<Command>): Program {
  return {
    ...program,
    commands: program.commands.map((c, i) => (i === 0 ? { ...c, ...more } : c)),
  };
}

function withParams(program: Program): Program {
  const commands = program.commands.map(c => ({
    ...c,
    params: c.params.map(p => ({ ...p, values: p.values.slice(0, 1) })),
  }));
  return { ...program, commands };
}

function moved(program: Program): Program {
  const span = { source: { name: "elsewhere", text: "\n\n# new\n" }, start: 3, end: 4 };
  return {
    ...program,
    commands: program.commands.map(c => ({ ...c, span })),
    rows: program.rows.map(r => ({ ...r, span })),
  };
}
