// What is checked, made from a program: who owes which action, and what states and steps say.

import { expect, test } from "vitest";
import { atomsOf, fairnessOf } from "../../../src/explore/liveness/system.ts";
import type { Atom } from "../../../src/model/temporal.ts";
import { showTemporal } from "../../../src/model/temporal.ts";
import { command, eq, num, parameter } from "../../programs.ts";
import { and, leadsTo, not, p, q, unary } from "./formulas.ts";

test("own steps, messages and timeouts are owed, by agent or by row; the rest is not", () => {
  const own = (more: object) => ({
    ...command("c", num(1), []),
    kind: "own" as const,
    agent: 0,
    ...more,
  });
  const { constraints, of } = fairnessOf({
    commands: [
      own({ fair: "weak", params: [parameter("x", [1, 2])] }),
      own({ fair: "weak", kind: "timeout" }),
      own({ fair: "weak", agent: 1, kind: "message" }),
      own({ fair: "strong", row: 4 }),
      own({ fair: "strong", row: 4, step: 2 }),
      own({ fair: "strong", row: 4, agent: 1 }),
      own({ fair: "none" }),
      own({ fair: "weak", kind: "trigger" }),
      own({ fair: "weak", kind: "fault", agent: undefined }),
      own({ fair: "weak", policy: "ignored" }),
    ],
  });
  expect(constraints).toEqual([
    { kind: "weak", agent: 0 },
    { kind: "weak", agent: 1 },
    { kind: "strong", agent: 0, row: 4 },
    { kind: "strong", agent: 1, row: 4 },
  ]);
  expect([...of]).toEqual([0, 0, 0, 1, 2, 2, 3, -1, -1, -1, -1]);
});

test("atoms become bits of states and of steps", () => {
  const term = eq(0, 7);
  const list: Atom[] = [
    { kind: "state", term },
    { kind: "step", mark: 3 },
    { kind: "step", mark: 5 },
  ];
  const edges = {
    labels: Uint16Array.of(0, 1, 2),
    raised: [{ marks: [] }, { marks: [3] }, { marks: [5, 3] }],
  };
  const atoms = atomsOf(list, edges, of => state => of === term && state === 2);
  expect([atoms.steps, atoms.state(1), atoms.state(2)]).toEqual([6, 0, 1]);
  expect([atoms.step(0), atoms.step(1), atoms.step(2)]).toEqual([0, 2, 6]);
});

test("formulas are printed as they are written", () => {
  const show = (index: number) => ["sent", "x == 1"][index] ?? "";
  expect(showTemporal(leadsTo(p, q), show)).toBe("G (sent -> F (x == 1))");
  expect(showTemporal(and(not(p), unary("O", { kind: "const", value: true })), show)).toBe(
    "not sent and O true",
  );
});
