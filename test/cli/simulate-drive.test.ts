// What would break: a simulation that cannot be ended while it runs, one that runs longer than it may, or signals that are ours
// when it is over.

import { expect, test } from "vitest";
import { drive, type Simulating } from "../../src/cli/simulate-drive.ts";
import type { Cut, Simulated, SimulationProgress } from "../../src/model/simulation.ts";

const END: Simulated = { kind: "no-run", message: "over" };

/** Goes on until it is told to end, at most so many rounds; what it was told. */
function* rounds(told: (Cut | undefined)[], most: number, each: () => void): Simulating {
  for (let runs = 1; runs <= most; runs++) {
    each();
    told.push(yield { runs, steps: runs, states: 1 });
    if (told.at(-1) !== undefined) break;
  }
  return END;
}

function lineFor() {
  const shown: SimulationProgress[] = [];
  const said: string[] = [];
  const show = (progress: SimulationProgress) => shown.push(progress);
  return { shown, said, line: { show, say: (t: string) => said.push(t), clear: () => undefined } };
}

const wait = (ms: number): void => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

test("without a limit it goes to its end", async () => {
  const told: (Cut | undefined)[] = [];
  const { line } = lineFor();
  expect(
    await drive(
      rounds(told, 5, () => undefined),
      { line },
    ),
  ).toBe(END);
  expect(told).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test("when its time is over it is told so", async () => {
  const told: (Cut | undefined)[] = [];
  const { line } = lineFor();
  await drive(
    rounds(told, 1e9, () => wait(1)),
    { line, seconds: 0.02 },
  );
  expect(told.at(-1)).toBe("seconds");
});

test("an interrupt is heard while it runs, progress is shown, and signals are free again", async () => {
  const told: (Cut | undefined)[] = [];
  const { line, shown, said } = lineFor();
  const before = process.listenerCount("SIGINT");
  setImmediate(() => process.emit("SIGINT", "SIGINT"));
  await drive(
    rounds(told, 1e9, () => wait(10)),
    { line },
  );
  expect(told.at(-1)).toBe("interrupted");
  expect(shown.length).toBeGreaterThan(0);
  expect(said).toEqual(["stopping; press Ctrl-C again to leave without a result"]);
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test("what makes a run short is said before it begins", async () => {
  const { line, shown } = lineFor();
  function* short(): Simulating {
    yield { runs: 1, steps: 1, states: 1, short: { number: 1, of: 1 } };
    return END;
  }
  await drive(short(), { line });
  expect(shown).toMatchObject([{ short: { number: 1, of: 1 } }]);
});
