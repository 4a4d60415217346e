import { expect, test } from "vitest";
import { progressLine, progressText, simulationText } from "../../src/cli/progress.ts";

const PROGRESS = { states: 1_234_567, transitions: 0, frontier: 8_900, depth: 12, memory: 41.7 };

test("the line says how much, how fast, how far and how large", () => {
  expect(progressText(PROGRESS, 2)).toBe(
    "1,234,567 states, 617,284/s, frontier 8,900, depth 12, 42 MiB",
  );
});

test("of a simulation it says how many runs, and then which of them is made short", () => {
  const progress = { runs: 64_000, steps: 400_000, states: 3_363 };
  expect(simulationText(progress, 100_000, 2)).toBe(
    "64,000 of 100,000 runs, 400,000 steps, 200,000/s, 3,363 states",
  );
  const short = { ...progress, short: { number: 2, of: 5 } };
  expect(simulationText(short, 100_000, 2)).toBe("64,000 runs, making run 2 of 5 short");
});

function terminal(isTTY: boolean, columns = 40) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

test("on a terminal it stays on one line and is erased at the end", () => {
  const to = terminal(true);
  const line = progressLine(to, "models/x.yaml");
  line.show(PROGRESS);
  line.clear();
  expect(to.written).toEqual([
    `\r\u001b[K${"models/x.yaml: 1,234,567 states, 0/s, frontier".slice(0, 39)}`.replace(
      /0\/s.*/,
      to.written[0]?.split("states, ")[1] ?? "",
    ),
    "\r\u001b[K",
  ]);
  expect(to.written[0]?.length).toBeLessThanOrEqual(4 + 39);
});

test("a file's name steers no terminal", () => {
  const to = terminal(true, 80);
  progressLine(to, "x\n\u001b[2J.yaml").show(PROGRESS);
  expect(to.written[0]).toContain("\r\u001b[Kx\ufffd\ufffd[2J.yaml: 1,234,567 states");
});

test("it is not written more than ten times a second", () => {
  const to = terminal(true);
  const line = progressLine(to, "x");
  for (let i = 0; i < 1000; i++) line.show(PROGRESS);
  expect(to.written.length).toBeLessThanOrEqual(2);
});

test("where stderr is no terminal nothing is written", () => {
  const to = terminal(false);
  const line = progressLine(to, "x");
  line.show(PROGRESS);
  line.say("stopping");
  line.clear();
  expect(to.written).toEqual([]);
});
