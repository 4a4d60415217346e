// Text to program, the way that checking, simulating and showing begin with; and the one mistake in a text that only exploring finds.

import { type Diagnostic, diagnostic, hasErrors, sortDiagnostics } from "./base/diagnostic.ts";
import type { Source } from "./base/source.ts";
import { lowerModel } from "./lower/lower.ts";
import type { Model } from "./model/model.ts";
import type { Program } from "./model/program.ts";
import type { Settings } from "./model/settings.ts";
import type { Tree } from "./model/tree.ts";
import { parseModel } from "./parse/parse.ts";
import { resolveModel } from "./resolve/resolve.ts";

/** What the stages before exploration made of a text; what an error stopped is undefined. */
export interface Compiled {
  readonly tree: Tree | undefined;
  readonly model: Model | undefined;
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Text to program. */
export function compile(source: Source, settings: Settings): Compiled {
  const { tree, diagnostics: syntax } = parseModel(source);
  const resolved = tree && resolveModel(tree, settings);
  const diagnostics = sortDiagnostics(telling([...syntax, ...(resolved?.diagnostics ?? [])]));
  const model = hasErrors(diagnostics) ? undefined : resolved?.model;
  return { tree, model, program: model && lowerModel(model), diagnostics };
}

/** Beside an error, findings about the rest of the text would only be echoes of it. */
function telling(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return hasErrors(diagnostics) ? diagnostics.filter(d => d.severity === "error") : diagnostics;
}

/** What is said of a model that can start nowhere. */
export function noStart(model: Model): Diagnostic {
  const message = "no state satisfies 'initially': there is nowhere to start";
  return diagnostic("no-initial-state", message, model.initially[0]?.span ?? model.span);
}
