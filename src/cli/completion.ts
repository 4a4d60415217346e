// What a shell completes beyond commands and flags: the properties and machines of the file on the line.

import type { Tree } from "../model/tree.ts";
import { parseModel } from "../parse/parse.ts";
import { kindOf } from "./inputs.ts";
import { readSource } from "./read.ts";

const NAMES: ReadonlyMap<
  string,
  (tree: Tree) => readonly { readonly name: { readonly text: string } }[]
> = new Map<string, (tree: Tree) => readonly { readonly name: { readonly text: string } }[]>([
  ["--property", tree => tree.properties],
  ["-P", tree => tree.properties],
  ["--machine", tree => tree.machines],
  ["--variant", tree => tree.variants],
]);

/** The names for the flag before the last word. */
export function namesFor(words: readonly string[]): string[] {
  const names = NAMES.get(words.at(-2) ?? "");
  if (!names) return [];
  const current = words.at(-1) ?? "";
  const trees = words.slice(0, -2).flatMap(treeIn);
  const all = trees.flatMap(tree => names(tree).map(n => n.name.text));
  return [...new Set(all)].filter(name => name.startsWith(current)).sort();
}

function treeIn(path: string): Tree[] {
  if (path.startsWith("-") || !/\.(?:ya?ml|json|table)$/.test(path)) return [];
  try {
    const source = readSource(path);
    const tree = kindOf(source) === "model" ? parseModel(source).tree : undefined;
    return tree ? [tree] : [];
  } catch {
    return [];
  }
}
