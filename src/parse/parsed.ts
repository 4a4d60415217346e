// What the stage `parse` hands on: the tree, as far as the text made sense, and everything that was wrong with it.

import type { Diagnostic } from "../base/diagnostic.ts";
import type { Tree } from "../model/tree.ts";

/** A tree is there whenever the text could be read at all; with errors in `diagnostics` it may lack parts. */
export interface Parsed {
  readonly tree: Tree | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
