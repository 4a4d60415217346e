// A finding: a new name that hides a variable, a definition or a constant. Legal, but the reader will stumble.

import type { DiagnosticExtras } from "../base/diagnostic.ts";
import type { Span } from "../base/source.ts";
import type { TypeSyntax, Word } from "../model/syntax.ts";
import { type Context, describe, type Env, report } from "./context.ts";
import { meaning } from "./meaning.ts";

/** Reports a bound name that hides something. */
export function warnHidden(context: Context, word: Word, env: Env): void {
  const name = { kind: "name", name: word.text, quoted: true, span: word.span } as const;
  const found = meaning(context, name, env);
  if (!found || found.kind === "self") return;
  if (found.kind === "entity") {
    hides(context, word, describe(found.entity), found.entity.tree.name.span);
  } else if (found.kind === "local") {
    const at = env.machine?.locals.get(word.text)?.name.span;
    hides(context, word, `variable of ${env.machine?.name}`, at);
  } else hides(context, word, "outer name", undefined);
}

/** Reports variables of machines that hide what is shared. */
export function warnHiddenByLocals(context: Context): void {
  for (const machine of context.tree.machines) {
    for (const { name } of machine.variables) {
      const entity = context.entities.get(name.text);
      if (entity?.kind !== "variable" && entity?.kind !== "define" && entity?.kind !== "constant") {
        continue;
      }
      hides(context, name, describe(entity), entity.tree.name.span);
    }
  }
}

/** Reports definitions that have the name of a state, which no expression can then name. */
export function warnHiddenStates(context: Context): void {
  for (const { name } of context.tree.defines) {
    const hidden = hiddenState(context, name.text);
    if (hidden) hides(context, name, `state of ${hidden.machine}`, hidden.span);
  }
}

function hiddenState(
  context: Context,
  name: string,
): { readonly machine: string; readonly span: Span } | undefined {
  for (const machine of context.tree.machines) {
    const state = machine.states.find(s => s.name.text === name);
    if (state) return { machine: machine.name.text, span: state.name.span };
  }
  return undefined;
}

/** What to say of definitions in a circle: perhaps one of them has the name of the value that it should speak of. */
export function circleAdvice(context: Context, names: readonly string[]): DiagnosticExtras {
  for (const name of names) {
    const state = hiddenState(context, name);
    if (state) {
      const message = `'${name}' is also a state of ${state.machine}, which the definition hides`;
      return { notes: [{ message, span: state.span }], fix: "rename the definition" };
    }
    const type = context.tree.types.find(t => valuesOf(t.type).includes(name));
    if (!type) continue;
    const fix = `for the value write ${type.name.text}.${name}, or rename the definition`;
    const message = `'${name}' is also a value of ${type.name.text}, which the definition hides`;
    return { notes: [{ message, span: type.name.span }], fix };
  }
  return {};
}

function valuesOf(type: TypeSyntax): readonly string[] {
  return type.kind === "enum" ? type.values.map(v => v.text) : [];
}

function hides(context: Context, word: Word, what: string, at: Span | undefined): void {
  const message = `'${word.text}' hides the ${what} of the same name`;
  const notes = at ? [{ message: "what is hidden is declared here", span: at }] : [];
  report(context, "name-hidden", { message, span: word.span }, { severity: "warning", notes });
}
