// Outcome to verdicts, one per check in order. What was found becomes a trace that the interpreter has
// executed again and in which it has confirmed what is claimed; what was not found `holds` only where the whole space was seen.

import { Bug, unreachable } from "../base/bug.ts";
import { place } from "../base/source.ts";
import type { Endless, Endlessly, Outcome } from "../model/outcome.ts";
import type { Check, Program } from "../model/program.ts";
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
  const doomed = found.length > 0 ? doom(court, index) : undefined;
  const [trace, ...more] = shown.map(f => traceOfHit(court, check, f, doomed));
  const verdict = word(check, outcome, trace !== undefined);
  const why = verdict === "undecided" ? reason(outcome) : undefined;
  return verdictOf(check, { verdict, reason: why, trace, more });
}

function verdictOf(
  check: Check,
  found: Pick<Verdict, "verdict" | "reason" | "trace" | "more">,
): Verdict {
  const { verdict, reason, trace, more } = found;
  return {
    property: check.property,
    kind: check.kind,
    verdict,
    reason,
    length: trace?.steps.length,
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
    return verdictOf(check, { verdict: "undecided", reason: partlySeen(outcome), more: [] });
  }
  const found = options.endless(index);
  switch (found.kind) {
    case "holds":
      return verdictOf(check, { verdict: "holds", more: [] });
    case "violated":
      return verdictOf(check, {
        verdict: "violated",
        trace: traceOfEndless(court, check, found.run),
        more: [],
      });
    case "stopped":
      return verdictOf(check, { verdict: "undecided", reason: cycleText(found.reason), more: [] });
    case "refused":
      return verdictOf(check, { verdict: "undecided", reason: found.message, more: [] });
    default:
      return unreachable(found);
  }
}

function traceOfEndless({ interpreter, options }: Court, check: Check, found: Endless): Trace {
  const run: Run = { ...rerun(interpreter, found.path), loop: found.loop };
  if (showsIt(interpreter, check, run) !== true) {
    throw new Bug(`the interpreter does not confirm the endless run of ${check.property}`);
  }
  return storyOf(interpreter, check, run, { by: options.by });
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

function traceOfHit(
  { program, outcome, interpreter, options }: Court,
  check: Check,
  found: Found,
  doomed: Unavoidable | undefined,
): Trace {
  const run = rerun(interpreter, outcome.space.path(found.hit.state), found.hit.step);
  if (showsIt(interpreter, check, run) === false) {
    throw new Bug(`the interpreter does not confirm the trace of ${check.property}`);
  }
  const about = program.probes[found.probe ?? -1]?.about;
  const cell = about?.kind === "cell" ? about : undefined;
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
