// What is explored. Two-phase commit is there for every tool, written by hand for each; the real models go to
// the other tools as migcheck exports them.

import { join } from "node:path";

/** Workloads by name; `n` where it is two-phase commit with n resource managers. */
export function workloadsOf(root, { quick, only }) {
  const sizes = quick ? [7, 8] : [7, 8, 9];
  const all = [
    ...sizes.map(n => twoPhaseCommit(root, n)),
    scenario(root, "migration-source", "qemu/migration-source-large"),
    scenario(root, "nova-live-migration", "nova/live-migration-everything"),
    scenario(root, "libvirt-v3-protocol", "libvirt/v3-protocol-everything"),
  ];
  return only.length === 0 ? all : all.filter(w => only.some(word => w.name.includes(word)));
}

/** Two-phase commit with n resource managers: 2^n + 4^n + 6^n states. */
export function twoPhaseCommit(root, n) {
  return {
    name: `two-phase-commit-${n}`,
    n,
    file: join(root, "models/classics/two-phase-commit.yaml"),
    constants: { n },
    size: 2 ** n + 4 ** n + 6 ** n,
  };
}

function scenario(root, name, path) {
  const file = join(root, "scenarios/large", `${path}.yaml`);
  return { name, file, scenario: true, size: 2 ** 21 };
}

/** A grid of k counters from 0 to 9: 10^k states, each action one step up, 9k deep. */
export function grid(file, k) {
  return { name: `grid-${k}`, file, constants: { k }, size: 10 ** k };
}

/** The model of `grid`. */
export const GRID = `
model: grid
constants: { k: 4 }
variables:
  level: { type: array counter of 0..9, initial: 0 }
machines:
  counter:
    count: k
    initial: counting
    states:
      counting:
        type: rest
        always:
          - { name: up, guard: "level[self] < 9", actions: "level[self] = level[self] + 1" }
properties:
  top:
    reachable: all c in counter (level[c] == 9)
`;

/** A model of about so many rows: machines with five states of five rows each, guards and effects of every usual kind. */
export function modelOfRows(rows) {
  const machines = Array.from({ length: Math.max(1, Math.round(rows / 25)) }, (_, m) => machine(m));
  return [
    "model: rows",
    "types: { Status: [none, setup, active, failed, done] }",
    "variables:",
    ...machines.flatMap((_, m) => [
      `  status${m}: Status = none`,
      `  tries${m}: 0..3 = 0`,
      `  asked${m}: bool = false`,
    ]),
    "machines:",
    ...machines.flatMap((lines, m) => [`  worker${m}:`, ...lines]),
    "properties:",
    ...machines.map(
      (_, m) => `  calm${m}: { never: "status${m} == failed and tries${m} == 3 and asked${m}" }`,
    ),
    "",
  ].join("\n");
}

function machine(m) {
  const next = (m * 7 + 1) % 8;
  const row = (name, guard, actions, target) =>
    `          - { name: ${name}, guard: "${guard}", actions: "${actions}", target: ${target} }`;
  const state = s => {
    const other = (s + 1) % 5;
    return [
      `      s${s}:`,
      "        type: rest",
      "        always:",
      row("begin", `status${m} in [none, done]`, `status${m} = setup`, `s${other}`),
      row(
        "again",
        `tries${m} < 3 and not asked${m}`,
        `tries${m} = tries${m} + 1`,
        `s${(s + 2) % 5}`,
      ),
      row("ask", `status${m} == setup`, `asked${m} = not asked${m}`, `s${s}`),
      row("go", `asked${m}`, `cas(status${m}, setup, active)`, `s${(s + 3) % 5}`),
      row(
        "stop",
        `tries${m} >= ${s % 3}`,
        `if status${m} == active then status${m} = ${next > 4 ? "failed" : "done"} else tries${m} = 0`,
        `s${other}`,
      ),
    ];
  };
  return ["    initial: s0", "    states:", ...[0, 1, 2, 3, 4].flatMap(state)];
}
