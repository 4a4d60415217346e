// `races`: the differences between two orders that are meant, each with its reason.

import type { AcceptedRaceTree, RacesTree } from "../model/tree.ts";
import { report, type Sink } from "./codes.ts";
import { Fields } from "./fields.ts";
import type { Node } from "./node.ts";
import { items, list, text, word, words } from "./reader.ts";
import { expr } from "./shapes.ts";

/** `races`; an empty section declares that no difference is meant. */
export function races(node: Node | undefined, sink: Sink): RacesTree {
  const fields = node && Fields.open("races", node, sink);
  const entries = list(fields?.getOrEmpty("accepted"), "'accepted'", sink);
  return { accepted: items(entries).flatMap(item => accepted(item, sink) ?? []) };
}

function accepted(node: Node, sink: Sink): AcceptedRaceTree | undefined {
  const fields = Fields.open("accepted race", node, sink);
  if (!fields) return undefined;
  const events = two(fields);
  const because = reason(fields.required("because"), sink);
  const state = word(fields.get("state"), "'state'", sink);
  const when = expr(fields.get("when"), "'when'", sink);
  return events && because !== undefined
    ? { events, state, because, when, span: node.span }
    : undefined;
}

/** Blanks are no reason. */
function reason(node: Node | undefined, sink: Sink): string | undefined {
  const because = text(node, "'because'", sink);
  if (node && because === "")
    report(sink, "empty-value", node.span, {
      message: "'because' is empty",
      fix: "say why both outcomes are right",
    });
  return because === "" ? undefined : because;
}

function two(fields: Fields<"accepted race">): AcceptedRaceTree["events"] | undefined {
  const node = fields.required("events");
  const [one, other, ...more] = node ? words(node, "'events'", fields.sink) : [];
  if (one && other && more.length === 0) return [one, other];
  if (node)
    report(fields.sink, "race-events", node.span, {
      message: "a race is between two events",
      fix: "write both, as in 'events: [cancel, sender]'",
    });
  return undefined;
}
