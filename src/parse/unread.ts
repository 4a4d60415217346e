// What the text names and the tree lacks, because what stands there could not be read. The error is known; that something else
// uses the name is no mistake of its own.

import type { Tree } from "../model/tree.ts";
import type { Node } from "./node.ts";

/** Sections of named things that the tree has only if they could be read, as far as others can name them. */
const SECTIONS = [
  "constants",
  "types",
  "sets",
  "define",
  "variables",
  "events",
  "channels",
  "machines",
];

/** The names that are declared below these sections and that `tree` does not have. */
export function unreadNames(root: Node, tree: Tree): ReadonlySet<string> {
  const machines = keysBelow(root, ["machines"]).flatMap(([, machine]) =>
    keysBelow(machine, ["variables"]),
  );
  const fields = keysBelow(root, ["channels"])
    .flatMap(([, channel]) => keysBelow(channel, ["messages"]))
    .flatMap(([, message]) => keysBelow(message, []));
  const written = [...keysBelow(root, SECTIONS), ...machines, ...fields].map(([name]) => name);
  // By number: machines and messages may use one name for different things.
  const left = new Map<string, number>();
  for (const name of written) left.set(name, (left.get(name) ?? 0) + 1);
  for (const name of namesIn(tree)) left.set(name, (left.get(name) ?? 0) - 1);
  return new Set([...left].filter(([, n]) => n > 0).map(([name]) => name));
}

/** Of a map that has the keys the entries below each; its own where no key is named. Of a definition the name alone. */
function keysBelow(node: Node, keys: readonly string[]): [string, Node][] {
  if (node.kind !== "map") return [];
  if (keys.length > 0) {
    return node.entries.flatMap(({ key, value }) =>
      keys.includes(key.text) ? keysBelow(value, []) : [],
    );
  }
  return node.entries.map(({ key, value }) => [key.text.replace(/\(.*/s, "").trim(), value]);
}

function namesIn(tree: Tree): string[] {
  const shared = [tree.constants, tree.types, tree.sets, tree.defines, tree.variables, tree.events];
  const fields = tree.channels.flatMap(c => c.messages.flatMap(m => m.fields));
  const locals = tree.machines.flatMap(m => m.variables);
  return [...shared, tree.channels, tree.machines, fields, locals].flat().map(d => d.name.text);
}
