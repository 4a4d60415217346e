// Liveness: what four leads-to properties cost beside the plain check of the same space, in whole processes and in turns. The
// plain check is the model with what is decided during the exploration only; its `possible` properties are left
// out, since they need the edges of the space, which liveness needs as well.

import { join } from "node:path";
import process from "node:process";
import { digits, median, whole } from "./statistics.mjs";
import { table } from "./tables.mjs";

/** The mark: at most so many times the plain check. */
const MOST = 4;

const PAIR = {
  "cancel-is-cancelled": {
    "leads-to": { from: "src-status == cancelling", to: "src-status == cancelled" },
    because: "a cancel ends in cancelled",
  },
  "handshake-comes-back": {
    "leads-to": {
      from: "src-status == postcopy-recover",
      to: "src-status in [postcopy-active, postcopy-paused]",
    },
    because: "a handshake that fails goes back to paused",
  },
  "join-is-woken": {
    "leads-to": { from: "thread.state == closing", to: "thread.state == checking" },
    because: "who waits for the return path has a waker",
  },
  "big-lock-is-given-back": {
    "leads-to": { from: "not big-lock-free", to: "big-lock-free" },
    because: "nothing is left held",
  },
};

const WORKLOADS = [
  { name: "migration-pair-everything", path: "qemu/migration-pair-everything", live: PAIR },
];

/** The cost of each workload with and without its leads-to properties. */
export async function liveness(context, { meter, rounds, say }) {
  const entries = [];
  for (const { name, path, live } of WORKLOADS) {
    say(`liveness: ${name}`);
    const file = join(context.root, "scenarios/large", `${path}.yaml`);
    const runs = [{}, live].map(properties => ({ properties, samples: [] }));
    for (let round = 0; round <= rounds; round++) {
      for (const { properties, samples } of runs) {
        const sample = await checked(context, meter, { file, properties });
        // The first round warms up.
        if (round > 0) samples.push(sample);
      }
    }
    entries.push(entryOf(name, runs));
  }
  return entries;
}

async function checked({ bench, dist }, meter, job) {
  const args = [join(bench, "live-check.mjs"), JSON.stringify({ dist, ...job })];
  const { output, ...cost } = await meter.run({ command: process.execPath, args });
  return { ...JSON.parse(output), ...cost };
}

function entryOf(name, runs) {
  const [plain, live] = runs.map(({ samples }) => {
    const middle = figure => median(samples.map(s => s[figure]));
    const figures = ["cpu", "compile", "explore", "judge", "peak"];
    return Object.fromEntries(figures.map(figure => [figure, middle(figure)]));
  });
  const { states, transitions, verdicts } = runs[1].samples[0];
  if (states !== runs[0].samples[0].states) throw new Error(`${name}: the spaces differ`);
  const ratio = live.cpu / plain.cpu;
  return { name, states, transitions, verdicts, plain, live, ratio, met: ratio <= MOST };
}

/** The table of the document. */
export function livenessTable(entries) {
  return table(
    [
      "",
      "states",
      "processor",
      "compile",
      "explore",
      "the rest",
      "peak MiB",
      "times the plain check",
      "",
    ],
    entries.flatMap(({ name, states, plain, live, ratio, met }) => [
      [`${name}, plain`, whole(states), ...costs(plain), "", ""],
      [`${name}, four leads-to`, "", ...costs(live), digits(ratio), met ? "met" : "missed"],
    ]),
  );
}

function costs({ cpu, compile, explore, judge, peak }) {
  return [cpu, compile, explore, judge, peak / 2 ** 20].map(digits);
}
