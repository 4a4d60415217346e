// Accepted races: their events and states by name. An event may be called by any of its words, see model/races.ts. A row that the
// constants switch off has no name, and what is accepted of it is left out with it.

import { hasErrors } from "../base/diagnostic.ts";
import type { Span } from "../base/source.ts";
import type { Model } from "../model/model.ts";
import { type AcceptedRace, eventWords } from "../model/races.ts";
import type { Word } from "../model/syntax.ts";
import type { AcceptedRaceTree, RacesTree } from "../model/tree.ts";
import { type Context, reportUnknown } from "./context.ts";

/** The accepted races of the model; beside other errors their names would only be echoes. */
export function acceptedRaces(
  context: Context,
  { accepted }: RacesTree,
  model: Model,
): AcceptedRace[] {
  if (hasErrors(context.diagnostics)) return [];
  const words = new Map([...eventWords(model)].map(word => [word, placeOf(model, word)] as const));
  return accepted.flatMap(tree => {
    const off = tree.events.some(event => isOff(context, event, words));
    const known = tree.events.map(event => off || isEvent(context, event, words));
    const state = tree.state && stateOf(context, tree.state, model);
    const fine = known.every(Boolean) && (tree.state === undefined || state !== undefined);
    return fine && !off ? [raceOf(tree, state)] : [];
  });
}

function raceOf(tree: AcceptedRaceTree, state: AcceptedRace["state"]): AcceptedRace {
  const [one, other] = tree.events;
  return { events: [one.text, other.text], state, because: tree.because, span: tree.span };
}

type Words = ReadonlyMap<string, Span | undefined>;

/** A row's name that stands only in what is switched off; triggers and the like need the same `when`. */
function isOff(context: Context, { text }: Word, words: Words): boolean {
  if (words.has(text) || context.removed.has(text)) return false;
  return context.mentioned.has(text) || context.mentioned.has(text.slice(text.indexOf(".") + 1));
}

function isEvent(context: Context, word: Word, known: Words): boolean {
  if (known.has(word.text)) return true;
  reportUnknown(context, { code: "unknown-race-event", what: "event", word, known });
  return false;
}

function placeOf({ triggers, machines }: Model, word: string): Span | undefined {
  return [...triggers, ...machines].find(({ name }) => name === word)?.span;
}

/** Of `machine.state`. */
function stateOf(context: Context, word: Word, { machines }: Model): AcceptedRace["state"] {
  for (const machine of machines) {
    const state = machine.states.findIndex(s => `${machine.name}.${s.name}` === word.text);
    if (state >= 0) return { machine: machine.name, state };
  }
  const known = new Map(
    machines.flatMap(m => m.states.map(s => [`${m.name}.${s.name}`, s.span] as const)),
  );
  return reportUnknown(context, { code: "unknown-state", what: "state", word, known });
}
