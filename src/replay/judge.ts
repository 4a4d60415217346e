// Outcome to verdicts, one per check in order. What was found becomes a trace that the interpreter has
// executed again and in which it has confirmed what is claimed; what was not found `holds` only where the whole space was seen.

import { Bug, unreachable } from "../base/bug.ts";
import { place } from "../base/source.ts";
import type { Endless, Endlessly, Outcome } from "../model/outcome.ts";
import type { Check, Probe, Program } from "../model/program.ts";
import type { Verdict, VerdictWord } from "../model/result.ts";
import type { Interpreter } from "../model/stepper.ts";
import type { Decision, Trace } from "../model/trace.ts";
import { decide, type Unavoidable } from "./decide.ts";
import { cycleText, lostText, partlySeen, stopText } from "./ending.ts";
import { type Found, hitsOf } from "./hits.ts";
import { type Run, rerun } from "./run.ts";
import { storyOf } from "./story.ts";
import { showsIt } from "./violation.ts";

export interface JudgeOptions {
  /** All violations, distinct by the row that breaks it; otherwise the nearest only. */
  readonly all: boolean;
  /** Trigger to who sends it. */
  readonly by: ReadonlyMap<string, string>;
  /**
   * For a check by index: does every continuation of a state, by number, violate it. Undefined where the space was
   * too large to tell.
   */
  readonly unavoidable?: ((check: number) => ((state: number) => boolean) | undefined) | undefined;
  /** Decides a liveness check, by index; only asked where the whole space was seen. */
  readonly endless?: ((check: number) => Endlessly) | undefined;
  /** Words and lengths only: what was found is confirmed as always, but no trace is made of it. */
  readonly untold?: boolean | undefined;
}

interface Court {
  readonly program: Program;
  readonly outcome: Outcome;
  readonly interpreter: Interpreter;
  readonly options: JudgeOptions;
}

/** The verdicts, in order of checks; what was expected is not looked at here. */
export function judge(
  program: Program,
  outcome: Outcome,
  interpreter: Interpreter,
  options: JudgeOptions,
): Verdict[] {
  const court = { program, outcome, interpreter, options };
  return program.checks.map((check, i) => judgeCheck(court, check, i));
}

function judgeCheck(court: Court, check: Check, index: number): Verdict {
  const { program, outcome, options } = court;
  if (check.meaning.by === "liveness") return judgeEndless(court, check, index);
  const found = hitsOf(program, outcome, index);
  const shown = options.all ? found : found.slice(0, 1);
  const verdict = word(check, outcome, found.length > 0);
  const why = verdict === "undecided" ? reason(outcome) : undefined;
  const confirmed = shown.map(f => confirm(court, check, f));
  const length = confirmed[0] && lengthOf(confirmed[0]);
  if (options.untold) return verdictOf(check, { verdict, reason: why, length });
  const doomed = found.length > 0 ? doom(court, index) : undefined;
  const [trace, ...more] = confirmed.map(c => traceOfHit(court, check, c, doomed));
  return verdictOf(check, { verdict, reason: why, length, trace, more });
}

function verdictOf(
  check: Check,
  found: Pick<Verdict, "verdict" | "reason" | "length" | "trace"> & Partial<Pick<Verdict, "more">>,
): Verdict {
  const { verdict, reason, length, trace, more = [] } = found;
  return {
    property: check.property,
    kind: check.kind,
    verdict,
    reason,
    length,
    trace,
    more,
    because: check.because,
    text: check.text,
    place: place(check.span),
    ok: verdict === "holds" || verdict === "reached",
  };
}

// ---------------------------------------------------------------- runs that never end

function judgeEndless(court: Court, check: Check, index: number): Verdict {
  const { outcome, options } = court;
  if (!outcome.complete || !options.endless) {
    return verdictOf(check, { verdict: "undecided", reason: partlySeen(outcome) });
  }
  const found = options.endless(index);
  switch (found.kind) {
    case "holds":
      return verdictOf(check, { verdict: "holds" });
    case "violated":
      return violatedForever(court, check, found.run);
    case "stopped":
      return verdictOf(check, { verdict: "undecided", reason: cycleText(found.reason) });
    case "refused":
      return verdictOf(check, { verdict: "undecided", reason: found.message });
    default:
      return unreachable(found);
  }
}

function violatedForever({ interpreter, options }: Court, check: Check, found: Endless): Verdict {
  const run: Run = { ...rerun(interpreter, found.path), loop: found.loop };
  if (showsIt(interpreter, check, run) !== true) {
    throw new Bug(`the interpreter does not confirm the endless run of ${check.property}`);
  }
  const trace = options.untold ? undefined : storyOf(interpreter, check, run, { by: options.by });
  return verdictOf(check, { verdict: "violated", length: run.moves.length, trace });
}

// ---------------------------------------------------------------- runs that end

function word(check: Check, outcome: Outcome, found: boolean): VerdictWord {
  const good = check.meaning.by === "good-probe";
  if (found) return good ? "reached" : "violated";
  if (!outcome.complete) return "undecided";
  if (check.meaning.by === "possible" && outcome.lostReason) return "undecided";
  return good ? "unreached" : "holds";
}

function reason(outcome: Outcome): string {
  const lost = outcome.complete ? outcome.lostReason : undefined;
  return lost ? lostText(lost) : stopText(outcome);
}

/** A run that the interpreter has executed again and that shows what was found. */
interface Confirmed {
  readonly run: Run;
  /** The open cell into which a trigger arrives after the run. */
  readonly cell: Extract<Probe["about"], { kind: "cell" }> | undefined;
}

function confirm({ program, outcome, interpreter }: Court, check: Check, found: Found): Confirmed {
  const run = rerun(interpreter, outcome.space.path(found.hit.state), found.hit.step);
  if (showsIt(interpreter, check, run) === false) {
    throw new Bug(`the interpreter does not confirm the trace of ${check.property}`);
  }
  const about = program.probes[found.probe ?? -1]?.about;
  return { run, cell: about?.kind === "cell" ? about : undefined };
}

/** In steps; an arrival is one. */
function lengthOf({ run, cell }: Confirmed): number {
  return run.moves.length + (cell ? 1 : 0);
}

function traceOfHit(
  { interpreter, options }: Court,
  check: Check,
  { run, cell }: Confirmed,
  doomed: Unavoidable | undefined,
): Trace {
  const trace = storyOf(interpreter, check, run, { by: options.by, cell });
  return { ...trace, decision: decisionOf(interpreter, check, run, doomed) };
}

function decisionOf(
  interpreter: Interpreter,
  { meaning }: Check,
  run: Run,
  unavoidable: Unavoidable | undefined,
): Decision | undefined {
  if (meaning.by === "good-probe") return undefined;
  const decision = decide(interpreter, run, { unavoidable, arrival: meaning.by === "cells" });
  // The first state from which a goal is lost: before its last step it was not.
  return decision && meaning.by === "possible" && !meaning.from
    ? { ...decision, proven: true }
    : decision;
}

/** By state instead of by number; of a state that was not found nothing is known. */
function doom({ options, outcome }: Court, check: number): Unavoidable | undefined {
  const unavoidable = options.unavoidable?.(check);
  return (
    unavoidable &&
    (state => {
      const number = outcome.space.find(state);
      return number < 0 ? undefined : unavoidable(number);
    })
  );
}
