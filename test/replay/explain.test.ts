// An explanation must show the parts that decide, and only those, with the values they had.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/engine/interpret.ts";
import type { Program, Term } from "../../src/model/program.ts";
import type { Explanation } from "../../src/model/trace.ts";
import { explainTerm } from "../../src/replay/explain.ts";
import { explainStuck } from "../../src/replay/stuck.ts";
import {
  all,
  bin,
  bound,
  choose,
  command,
  element,
  eq,
  not,
  num,
  old,
  program,
  range,
  set,
} from "../programs.ts";

const slots = ["a", "b", "c", "d"].map(name => range(name, 0, 3));
const subject = program([...slots, range("e[0]", 0, 9), range("e[1]", 0, 9)], []);
const state = Int32Array.from([0, 1, 2, 3, 7, 8]);
const before = Int32Array.from([3, 1, 2, 0, 7, 8]);

function lines(of: Program, term: Term): string[] {
  return explainTerm({ interpreter: interpret(of), state, old: before }, term).map(line);
}

function line({ text, value, depth }: Explanation): string {
  return `${"  ".repeat(depth)}${text}: ${value}`;
}

const or = (left: Term, right: Term) => bin("or", left, right);
const implies = (left: Term, right: Term) => or(not(left), right);

const TRUE_A = eq(0, 0);
const FALSE_B = eq(1, 0);
const FALSE_C = eq(2, 0);
const TRUE_D = eq(3, 3);

const cases: [string, Term, string[]][] = [
  [
    "of a false conjunction the false side",
    all(TRUE_A, FALSE_B, FALSE_C),
    ["b == 0: false", "  b: 1"],
  ],
  [
    "of a true conjunction all",
    all(TRUE_A, TRUE_D),
    ["a == 0: true", "  a: 0", "d == 3: true", "  d: 3"],
  ],
  ["of a true disjunction the first true side", or(FALSE_B, TRUE_A), ["a == 0: true", "  a: 0"]],
  [
    "of a false disjunction all",
    or(FALSE_B, FALSE_C),
    ["b == 0: false", "  b: 1", "c == 0: false", "  c: 2"],
  ],
  [
    "of a false implication the true premise and the false conclusion",
    not(implies(TRUE_A, FALSE_B)),
    ["a == 0: true", "  a: 0", "b == 0: false", "  b: 1"],
  ],
  [
    "of a choice the test and the branch taken",
    choose(FALSE_B, TRUE_A, TRUE_D),
    ["b == 0: false", "  b: 1", "d == 3: true", "  d: 3"],
  ],
  ["membership as one", or(or(eq(2, 0), eq(2, 1)), eq(2, 3)), ["c in [0, 1, 3]: false", "  c: 2"]],
  [
    "a variable once",
    or(FALSE_B, bin(">", { kind: "slot", slot: 1 }, num(2))),
    ["b == 0: false", "  b: 1", "b > 2: false"],
  ],
  [
    "old and new values",
    bin("==", old(0), { kind: "slot", slot: 0 }),
    ["old(a) == a: false", "  old(a): 3", "  a: 0"],
  ],
  [
    "the element that was read, and its index",
    bin("==", element(4, 2, bound({ kind: "slot", slot: 1 }, 0, 1)), num(7)),
    ["e[b] == 7: false", "  e[1]: 8", "  b: 1"],
  ],
  [
    "an index outside, in words",
    bin("==", element(4, 2, bound({ kind: "slot", slot: 2 }, 0, 1)), num(7)),
    ["e[c] == 7: index 2 outside 0..1", "  c: 2"],
  ],
  ["nothing of a constant", num(1), []],
];

describe("explainTerm", () => {
  test.each(cases)("%s", (_, term, wanted) => {
    expect(lines(subject, term)).toEqual(wanted);
  });

  test("many parts are cut and counted", () => {
    const many = program(
      Array.from({ length: 20 }, (_, i) => range(`x${i}`, 0, 1)),
      [],
    );
    const term = all(...many.slots.map((_, i) => eq(i, 0)));
    const view = { interpreter: interpret(many), state: new Int32Array(20) };
    expect(line(explainTerm(view, term).at(-1) as Explanation)).toBe("8 more parts: ");
  });

  test("the parts shown alone decide: no other variable can change the truth", () => {
    const atom = fc.tuple(fc.nat(3), fc.nat(3)).map(([i, n]) => eq(i, n));
    const { term } = fc.letrec<{ term: Term }>(tie => ({
      term: fc.oneof(
        { depthSize: "small" },
        atom,
        tie("term").map(not),
        fc.tuple(tie("term"), tie("term")).map(([l, r]) => all(l, r)),
        fc.tuple(tie("term"), tie("term")).map(([l, r]) => or(l, r)),
        fc.tuple(tie("term"), tie("term"), tie("term")).map(([t, y, n]) => choose(t, y, n)),
      ),
    }));
    const values = fc.array(fc.nat(3), { minLength: 6, maxLength: 6 });
    const engine = interpret(subject);
    fc.assert(
      fc.property(term, values, values, (of, here, there) => {
        const now = Int32Array.from(here);
        const shown = explainTerm({ interpreter: engine, state: now }, of).map(e => e.text);
        fc.pre(!shown.some(text => text.endsWith("more parts")));
        const other = now.map((value, i) =>
          shown.includes(subject.slots[i]?.name ?? "") ? value : (there[i] ?? 0),
        );
        expect(engine.evaluate(of, other)).toBe(engine.evaluate(of, now));
      }),
    );
  });
});

describe("explainStuck", () => {
  const A = 0;
  const B = 1;
  const LOCK_1 = 2;
  const LOCK_2 = 3;
  const place = { kind: "enum", name: "place", values: ["free", "waiting", "done"] } as const;
  const agentSlot = (name: string, agent: number) => ({
    ...range(name, 0, 2, "state"),
    show: { kind: "scalar", type: place } as const,
    agent,
  });
  const waits = (agent: number, lock: number) =>
    command(
      `${agent === A ? "a" : "b"}: waiting`,
      eq(agent, 1),
      [{ kind: "require", test: eq(lock, 0) }, set(lock, agent + 1), set(agent, 2)],
      { agent },
    );
  const stuck = program(
    [agentSlot("a.state", A), agentSlot("b.state", B), range("one", 0, 2), range("two", 0, 2)],
    [
      waits(A, LOCK_2),
      waits(B, LOCK_1),
      command("a: elsewhere", eq(A, 0), [set(A, 1)], { agent: A }),
      command("b: guard", all(eq(B, 1), eq(LOCK_2, 0)), [set(B, 2)], { agent: B }),
    ],
    {
      agents: [
        { name: "a", machine: "m", state: A },
        { name: "b", machine: "m", state: B },
      ],
    },
  );

  test("each agent, where it is, and what its actions there are missing", () => {
    const view = { interpreter: interpret(stuck), state: Int32Array.from([1, 1, 1, 2]) };
    expect(explainStuck(view).map(line)).toEqual([
      "a.state: waiting",
      "  a: waiting needs two == 0: false",
      "b.state: waiting",
      "  b: waiting needs one == 0: false",
      "  b: guard needs two == 0: false",
    ]);
  });
});
