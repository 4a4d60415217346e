// The door of the stage: text to tree. The file's name chooses the language; JSON is YAML.

import { hasErrors } from "../base/diagnostic.ts";
import type { Source } from "../base/source.ts";
import { report, type Sink } from "./codes.ts";
import { finished } from "./echoes.ts";
import { model } from "./model.ts";
import type { Node } from "./node.ts";
import type { Parsed } from "./parsed.ts";
import { parseTable } from "./table.ts";
import { readYaml } from "./yaml.ts";

/** The tree of a model and all that is wrong with its text. Never throws. */
export function parseModel(source: Source): Parsed {
  const parsed = source.name.endsWith(".table") ? parseTable(source) : parseYaml(source);
  const { tree, diagnostics } = parsed;
  // A name is passed over in silence only where an error was told, whatever the tree lacks.
  return tree && !hasErrors(diagnostics)
    ? { ...parsed, tree: { ...tree, unread: undefined } }
    : parsed;
}

function parseYaml(source: Source): Parsed {
  const sink: Sink = [];
  const { root, damaged } = readYaml(source, sink);
  const tree = root && !isScenarioTree(root, sink) ? model(root, sink) : undefined;
  return { tree, diagnostics: finished(sink, damaged) };
}

/** A scenario that was handed over as a model gives one message instead of one for each key. */
function isScenarioTree(root: Node, sink: Sink): boolean {
  const key = root.kind === "map" && root.entries.find(e => e.key.text === "scenario")?.key;
  if (!key) return false;
  report(sink, "not-a-model", key.span, {
    message: "this is a scenario, not a model",
    fix: "the key 'model' of a scenario names the model's file",
  });
  return true;
}
