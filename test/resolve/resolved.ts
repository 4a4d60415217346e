// Texts to models, for the tests of this folder.

import { type Diagnostic, renderDiagnostic } from "../../src/base/diagnostic.ts";
import type { Model } from "../../src/model/model.ts";
import { NO_SETTINGS, type Settings } from "../../src/model/settings.ts";
import { parseModel } from "../../src/parse/parse.ts";
import { resolveModel } from "../../src/resolve/resolve.ts";

export interface Result {
  readonly model: Model | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves a text that parses without errors. */
export function resolveText(text: string, settings: Partial<Settings> = {}): Result {
  const { tree, diagnostics } = parseModel({ name: "test.yaml", text });
  const errors = diagnostics.filter(d => d.severity === "error");
  if (!tree || errors.length > 0) throw new Error(errors.map(renderDiagnostic).join("\n"));
  return resolveModel(tree, { ...NO_SETTINGS, ...settings });
}

/** The model of a text without errors. */
export function modelOf(text: string, settings: Partial<Settings> = {}): Model {
  const { model, diagnostics } = resolveText(text, settings);
  if (!model) throw new Error(diagnostics.map(renderDiagnostic).join("\n"));
  return model;
}

/** The codes of the errors of a text. */
export function errorsOf(text: string, settings: Partial<Settings> = {}): string[] {
  const { diagnostics } = resolveText(text, settings);
  return diagnostics.filter(d => d.severity === "error").map(d => d.code);
}
