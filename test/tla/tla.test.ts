// The TLA+ export says what the program says: an evaluator of its own, which parses the text and counts as TLC counts,
// finds the same states, transitions, depth and verdicts for what ships. And nothing in a stranger's model gets out of
// its place in the text.

import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { Program } from "../../src/model/program.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { tlaOf } from "../../src/report/tla/tla.ts";
import { jobs } from "../models/shipped.ts";
import { expectSame, exploreProgram } from "./agree.ts";
import { parseModule } from "./syntax.ts";

/** The evaluator makes some ten thousand transitions a second; the heavy tests and TLC take the larger ones. */
const MOST = 150;

function programIn(text: string): Program {
  const { program, diagnostics } = compile({ name: "test.yaml", text }, NO_SETTINGS);
  if (!program) throw new Error(diagnostics.map(d => d.message).join("\n"));
  return program;
}

describe("what ships", () => {
  const models = jobs(false).filter(([file]) => file.startsWith("models/"));
  const shipped = models.flatMap(([file, job]) => {
    const { program } = compile(job.source, job.plan.settings);
    const outcome = program && exploreProgram(program, MOST);
    return program && outcome ? [[file, program, outcome] as const] : [];
  });

  test("most of it is small enough to be compared", () => {
    expect(shipped.length).toBeGreaterThan(60);
  });

  test.each(shipped)("%s", (_, program, outcome) => expectSame(program, outcome));
});

const STRANGE = `
model: "x \\n==== \\n(* ---- MODULE evil ----"
variables:
  "Init": { type: bool, initial: false }
  "status": { type: ["TRUE", "a b", "a-b", "WF_vars", "\\\\* x"], initial: TRUE }
  "WF_x": { type: 0..1, initial: 0 }
machines:
  "LET":
    initial: "IN"
    states:
      "IN":
        always: { name: "*) \\n Next == FALSE (*", target: "THEN", actions: WF_x = 1 }
      "THEN": { type: final }
properties:
  "CONSTANT": { always: WF_x == 0, because: "*) ==== \\n INVARIANT x" }
`;

describe("names and texts", () => {
  test("from strangers stay names and comments", () => {
    const program = programIn(STRANGE);
    const { name, module, config } = tlaOf(program);
    expect(name).toMatch(/^[A-Za-z]\w*$/);
    const { variables, definitions } = parseModule(module);
    expect(variables).not.toContain("Init");
    expect(definitions.filter(d => d.name === "Next")).toHaveLength(1);
    expect(config.split("\n").filter(line => line.startsWith("INVARIANT"))).toEqual(["INVARIANTS"]);
    const outcome = exploreProgram(program, 10);
    if (outcome) expectSame(program, outcome);
    expect(outcome?.states).toBe(2);
  });

  test("are no names of TLC's own modules", () => {
    const program = { ...programIn(STRANGE), name: "Integers" };
    expect(tlaOf(program).name).toBe("x_Integers");
  });

  test("are printable ASCII on lines of their own", () => {
    const { module } = tlaOf({ ...programIn(STRANGE), name: "grün\u2028\r\nInit == TRUE" });
    expect(module).toMatch(/^[ -~\n]*$/);
    expect(parseModule(module).definitions.filter(d => d.name === "Init")).toHaveLength(1);
  });
});

describe("the configuration", () => {
  const LIVE = `
model: m
variables: { x: { type: 0..2, initial: 0 } }
machines:
  m:
    initial: a
    states: { a: { always: { guard: x < 2, actions: x = x + 1 } } }
properties:
  small: { always: x < 3 }
  grows: { step: "x >= old(x)" }
  there: { reachable: x == 2 }
  ends: { eventually: x == 2 }
  back: { possible: x == 0 }
  follows: { ltl: "G (x == 1 -> F x == 2)" }
  until: { ltl: "x == 0 U x == 1" }
`;

  test("asks for what TLC finds in states and steps, and names the rest", () => {
    const { config } = tlaOf(programIn(LIVE), { name: "m" });
    expect(config).toMatchInlineSnapshot(`
      "SPECIFICATION Spec
      CHECK_DEADLOCK FALSE
      INVARIANTS
        small
        grows_still
        deadlock
      PROPERTIES
        grows

      \\* Not asked for here:
      \\* there: TLC reports it violated exactly if the goal is reached
      \\* INVARIANT there
      \\* ends: under FairSpec
      \\* PROPERTY ends
      \\* back: from every state some way leads to the goal: TLC has no formula for that
      \\* follows: under FairSpec
      \\* PROPERTY follows
      \\* until: the formula has X, U, W, R or emits: TLC knows [] and <> only
      \\* range: nothing in the model can break it
      "
    `);
  });

  test.each([
    ["small", /^INVARIANTS\n {2}small$/m],
    ["there", /^INVARIANTS\n {2}there$/m],
    ["ends", /^SPECIFICATION FairSpec\n[\s\S]*^PROPERTIES\n {2}ends$/m],
    ["follows", /^SPECIFICATION FairSpec\n[\s\S]*^PROPERTIES\n {2}follows$/m],
    ["until", /^\\\* until: .*TLC knows/m],
    ["back", /^\\\* back: .*TLC has no formula/m],
  ])("for %s alone", (property, expected) => {
    expect(tlaOf(programIn(LIVE), { property }).config).toMatch(expected);
  });

  test("liveness stands under the fairness of the agents' own steps", () => {
    const { module } = tlaOf(programIn(LIVE));
    expect(module).toContain("ends == <>(x = 2)");
    expect(module).toContain("follows == (x = 1) ~> (x = 2)");
    expect(module).toMatch(/^Fairness ==\n {2}\/\\ WF_vars\(m_a\)$/m);
  });
});
