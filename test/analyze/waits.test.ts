// The waits of a model from its text to the table and the findings.

import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../../src/base/diagnostic.ts";
import { check } from "../../src/check.ts";
import type { Result, Wait } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";
import { resultPage } from "../../src/report/html.ts";
import { resultObject } from "../../src/report/json.ts";
import { markdown } from "../../src/report/markdown.ts";
import { summary } from "../../src/report/terminal.ts";

function checked(text: string, states?: number): Result {
  const plan = { limits: { states }, all: false, graph: false, command: "", now: () => 0 };
  const found = check({ name: "test.yaml", text }, { ...plan, settings: NO_SETTINGS });
  if (found.kind === "checked") return found.result;
  throw new Error(found.refusal.diagnostics.map(renderDiagnostic).join("\n"));
}

function waits(result: Result): string[] {
  return (result.waits?.waits ?? []).map(lineOf);
}

function lineOf(wait: Wait): string {
  const wakers = wait.wakers.map(w => `${w.machine} ${w.text}`).join(" | ") || "nobody";
  const never = wait.never === undefined ? "" : `, never after ${wait.never}`;
  const outside = wait.outside === undefined ? "" : `, outside after ${wait.outside}`;
  const stay = wait.mayStay ? ", may stay" : "";
  return `${wait.machine} ${wait.state} ${wait.step ?? "-"} (${wait.text}): ${wakers}${never}${outside}${stay}`;
}

function forsaken(result: Result): string[] {
  return result.findings.filter(f => f.code === "wait-without-waker").map(f => f.message);
}

/** A wake-up that is lost where the sleeper looks first and sleeps later. */
const SLEEPER = `
model: sleeper
variables: { wanted: bool = false }
level-events: [bell]
machines:
  sleeper:
    initial: looking
    states:
      looking:
        always:
          - { guard: wanted, target: done }
          - name: sleeps
            guard: not wanted
            steps: [reset bell, wait bell]
            target: done
      done: { type: final }
  caller:
    initial: there
    states:
      there: { always: { actions: [wanted = true, set bell], target: gone } }
      gone: { type: final }
`;

describe("a lost wake-up", () => {
  const result = checked(SLEEPER);

  test("is a finding with the shortest run to it", () => {
    expect(waits(result)).toEqual([
      "sleeper looking 2/2 (wait bell): caller / wanted = true; set bell",
    ]);
    const lost = checked(SLEEPER.replace("steps: [reset bell,", "steps: [skip, reset bell,"));
    expect(waits(lost)).toEqual([
      "sleeper looking 3/3 (wait bell): caller / wanted = true; set bell, never after 3",
    ]);
    expect(forsaken(lost)).toEqual([
      "sleeper can wait in state 'looking', step 3/3 (wait bell), and nobody ever wakes it; in other runs it is woken by caller",
    ]);
    const [finding] = lost.findings.filter(f => f.code === "wait-without-waker");
    expect(finding?.witness?.steps.length).toBe(3);
    expect(finding?.witness?.ending).toContain("from here on nobody wakes it");
    expect(finding?.position?.line).toBe(12);
  });

  test("is told in every report", () => {
    const lost = checked(SLEEPER.replace("steps: [reset bell,", "steps: [skip, reset bell,"));
    const options = { width: 100, colour: false, unicode: true };
    const screen = summary(lost, { ...options, verbose: true });
    expect(screen).toContain("waits: who wakes whom");
    expect(screen).toContain("nobody ever, after 3 steps");
    expect(summary(lost, options)).not.toContain("who wakes whom");
    expect(markdown(lost, options)).toContain(
      "| `sleeper, looking, step 3/3` | `wait bell` | `caller: / wanted = true; set bell` | nobody ever, after 3 steps |",
    );
    const html = resultPage(lost, new Map());
    expect(html).toContain('<h2 id="waits">Waits</h2>');
    expect(html).toContain("nobody ever, after 3 steps");
    expect(resultObject(lost)).toMatchObject({ waits: { waits: [{ never: 3, mayStay: false }] } });
  });
});

const SERVER = `
model: server
triggers: { start: { times: 1 } }
channels: { wire: { messages: [ask, answer], capacity: 2, losses: LOSSES } }
processes: { p: { crashes: CRASHES } }
machines:
  client:
    initial: idle
    states:
      idle: { type: rest, on: { start: { target: asking, actions: send ask to wire } } }
      asking: { on: { answer: idle }, ignore: [start] }
  server:
    process: p
    initial: serving
    states:
      serving: { SERVING on: { ask: { actions: send answer to wire } } }
`;

function server(change: { losses?: number; crashes?: number; serving?: string }): Result {
  const { losses = 0, crashes = 0, serving = "" } = change;
  return checked(
    SERVER.replace("LOSSES", String(losses))
      .replace("CRASHES", String(crashes))
      .replace("SERVING", serving),
  );
}

describe("waits that the operator ends", () => {
  test("are no finding: who rests, or waits for a trigger, may stay", () => {
    const result = server({ serving: "type: rest," });
    expect(forsaken(result)).toEqual([]);
    const [, serving] = waits(result);
    expect(serving).toMatch(/^server serving - \(ask\): client .*send ask to wire, may stay$/);
  });

  test("a budget that is used up is nobody's fault where it may stay, and is told where it may not", () => {
    expect(forsaken(server({}))).toHaveLength(1);
  });

  test("a loss leaves the client waiting", () => {
    const result = server({ losses: 1, serving: "type: rest," });
    expect(forsaken(result)).toEqual([
      "client can wait in state 'asking' (answer), and nobody ever wakes it; in other runs it is woken by server",
    ]);
  });

  test("a crash is nobody who wakes", () => {
    const result = server({ losses: 1, crashes: 1, serving: "type: rest," });
    expect(waits(result).find(w => w.startsWith("client asking"))).toMatch(/never after 2$/);
  });
});

test("a step that ends in a broken assert is told by the assert, not by who waits", () => {
  const text = `
model: m
variables: { x: bool = false }
machines:
  a: { initial: s, states: { s: { always: { guard: x, target: t } }, t: { type: final } } }
  b: { initial: s, states: { s: { always: { actions: [assert x, x = true], target: t } }, t: { type: final } } }
`;
  expect(forsaken(checked(text))).toEqual([]);
});

test("where not all was seen, the table says why it is empty", () => {
  const result = checked(SLEEPER, 2);
  expect(result.waits).toEqual({ waits: [], reason: "not all states were seen" });
  const options = { width: 100, colour: false, unicode: true, verbose: true };
  expect(summary(result, options)).toContain("who wakes whom was not looked for: not all states");
});
