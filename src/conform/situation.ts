// What a model may be doing while an implementation runs, as far as its observations tell: a state, and the calls that are under
// way, each with what the model did with it so far. An implementation shows a few variables and the answers to its calls, so many
// situations may fit; those that lead from one to another without being seen are the closure.

import type { State, Step } from "../model/stepper.ts";

/** A trigger that was applied to the implementation. */
export interface Call {
  /** From 0, in order of application. */
  readonly id: number;
  readonly trigger: string;
  readonly agent: string | undefined;
  /** Values of its parameters; names without quotes. */
  readonly params: ReadonlyMap<string, string | number | boolean>;
}

/** What the model did with a call. `lapsed`: nothing, because nobody can take it any more. */
export type Effect = "handled" | "ignored" | "refused" | "lapsed";

/** A call that is under way. */
export interface Pending {
  readonly call: Call;
  /** Undefined: it waits. */
  readonly effect: Effect | undefined;
  /** It was answered already, with the word that it will be done: its effect may come later. */
  readonly sent: boolean;
}

/** A state the model may be in. */
export interface Situation {
  readonly state: State;
  /** In order of calls. */
  readonly pending: readonly Pending[];
  /** Whence, and by which step; undefined where it was observed. */
  readonly from: Situation | undefined;
  readonly step: Step | undefined;
}

/** Two situations with the same key are the same but for the way to them. */
export function keyOf({ state, pending }: Situation): string {
  const calls = pending.map(p => `${p.call.id}${p.sent ? "s" : ""}${p.effect ?? ""}`);
  return `${state.join(",")};${calls.join(",")}`;
}

/** Each situation once, in order. */
export function distinct(situations: Iterable<Situation>): Situation[] {
  const found = new Map<string, Situation>();
  for (const each of situations) {
    const key = keyOf(each);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

/** The steps that lead to the situation since it was last observed. */
export function wayTo(situation: Situation): Step[] {
  const steps: Step[] = [];
  for (let at: Situation | undefined = situation; at; at = at.from) {
    if (at.step) steps.push(at.step);
  }
  return steps.reverse();
}
