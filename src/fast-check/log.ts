// What happened in one run of an implementation, and what the model would have allowed: the story of a test that fails.

import type * as fc from "fast-check";
import type { Rules, Seen } from "../conform/rules.ts";
import { type Situation, wayTo } from "../conform/situation.ts";
import type { Reply } from "../conform/tracker.ts";
import { isOwn } from "../model/quiet.ts";
import { actionName } from "../replay/action.ts";
import { type Line, piece, type ReportOptions, render, symbols } from "../report/style.ts";
import { hang, padEnd, padStart } from "../report/wrap.ts";
import { type AppliedTrigger, triggerText } from "./action.ts";

type TaskStatus = fc.SchedulerReportItem["status"];

/** Something that happened, in order. */
export type Event =
  | { readonly kind: "applied"; readonly trigger: AppliedTrigger }
  /** The model lets it not come. */
  | { readonly kind: "skipped"; readonly trigger: AppliedTrigger }
  | { readonly kind: "answered"; readonly trigger: AppliedTrigger; readonly reply: Reply }
  /** A task of the scheduler was done. */
  | { readonly kind: "task"; readonly label: string; readonly status: TaskStatus }
  | { readonly kind: "observed"; readonly seen: readonly Seen[] };

const LOOK: ReportOptions = { width: 100, colour: false, unicode: true };
const MARGIN = 7;

/** Lines of a story at its beginning and at its end. */
const MOST_LINES = 100;

/** The run as a story. */
export function runStory(events: readonly Event[], last: string): string {
  const lines: Line[] = [];
  let before: readonly Seen[] | undefined;
  let number = 0;
  for (const event of events) {
    if (event.kind === "observed") {
      lines.push(...observed(event.seen, before));
      before = event.seen;
      continue;
    }
    number++;
    const prefix = [piece(padStart(String(number), MARGIN - 3)), piece("   ")];
    lines.push(...hang(prefix, [piece(eventText(event))], LOOK.width));
  }
  const end = hang([piece(padEnd("end", MARGIN))], [piece(last)], LOOK.width);
  return render([...shortened(lines), ...end], LOOK);
}

/** Without the middle of what is too long to be read. */
function shortened(lines: readonly Line[]): readonly Line[] {
  const left = lines.length - 2 * MOST_LINES;
  if (left <= 1) return lines;
  const gap = [piece(`${" ".repeat(MARGIN)}${symbols(LOOK).more} ${left} lines`)];
  return [...lines.slice(0, MOST_LINES), gap, ...lines.slice(-MOST_LINES)];
}

function eventText(event: Exclude<Event, { kind: "observed" }>): string {
  const arrow = symbols(LOOK).arrow;
  switch (event.kind) {
    case "applied":
      return triggerText(event.trigger).replace("->", arrow);
    case "skipped":
      return `${triggerText(event.trigger).replace("->", arrow)}: left out, it cannot come any more`;
    case "answered":
      return `${event.trigger.name} is answered: ${event.reply}`;
    case "task": {
      const text = event.label === "" ? "the system goes on" : `the system goes on: ${event.label}`;
      return event.status === "rejected" ? `${text} (fails)` : text;
    }
  }
}

/** At the start all values, later those that have changed. */
function observed(seen: readonly Seen[], before: readonly Seen[] | undefined): Line[] {
  if (!before) return hang([piece(padEnd("start", MARGIN))], [piece(valuesText(seen))], LOOK.width);
  const old = new Map(before.map(s => [s.watched.name, s.value]));
  const changed = seen.filter(s => old.get(s.watched.name) !== s.value);
  const arrow = symbols(LOOK).arrow;
  const words = changed.map(
    s => `${s.watched.name}: ${old.get(s.watched.name)} ${arrow} ${s.value}`,
  );
  if (words.length === 0) return [];
  return hang([piece(" ".repeat(MARGIN))], [piece(words.join(", "))], LOOK.width);
}

function valuesText(seen: readonly Seen[]): string {
  return seen.map(s => `${s.watched.name} = ${s.value}`).join(", ");
}

// ---------------------------------------------------------------- what the model allows

const MOST_TOLD = 4;

/** What the model would have shown instead, what is nearest to the observation first. */
export function allowedInstead(
  rules: Rules,
  seen: readonly Seen[],
  possible: readonly Situation[],
): string {
  const ways = new Map<string, { unlike: number; way: string }>();
  for (const situation of possible) {
    const shown = seen.map(s => ({ ...s, value: s.watched.show(situation.state) }));
    const unlike = shown.filter((s, i) => s.value !== seen[i]?.value).length;
    const text = valuesText(shown);
    if (!ways.has(text)) ways.set(text, { unlike, way: wayText(rules, situation) });
  }
  const nearest = [...ways].toSorted(([, a], [, b]) => a.unlike - b.unlike);
  return listed(nearest.map(([text, { way }]) => `${text}  (${way})`));
}

/** What the model would have done with the call instead. */
export function effectsInstead(rules: Rules, id: number, possible: readonly Situation[]): string {
  const ways = new Map<string, string>();
  for (const situation of possible) {
    const effect = situation.pending.find(p => p.call.id === id)?.effect;
    if (effect && !ways.has(effect)) ways.set(effect, wayText(rules, situation));
  }
  if (ways.size === 0) return "  nothing comes of it yet: who takes it is busy, or fails";
  return listed([...ways].map(([effect, way]) => `${effect}  (${way})`));
}

/** What would go on in the model. */
export function goesOn(rules: Rules, possible: readonly Situation[]): string {
  const { interpreter } = rules;
  const { commands } = interpreter.program;
  const steps = possible.flatMap(({ state, pending }) => [
    ...pending.map(p => `${p.call.trigger}, which was sent`),
    ...interpreter
      .enabled(state)
      .filter(step => isOwn(commands[step.command]))
      .map(step => actionName(interpreter.program, step)),
  ]);
  return listed([...new Set(steps)]);
}

function wayText({ interpreter }: Rules, situation: Situation): string {
  const steps = wayTo(situation).map(step => actionName(interpreter.program, step));
  return steps.length === 0 ? "nothing happens" : `after ${steps.join("; ")}`;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_TOLD);
  const more = texts.length - shown.length;
  const all = more > 0 ? [...shown, `and ${more} more`] : shown;
  return render(
    all.flatMap(text => hang([piece("  ")], [piece(text)], LOOK.width)),
    LOOK,
  );
}
