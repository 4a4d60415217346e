// A finding: a new name that hides a variable, a definition or a constant. Legal, but the reader will stumble.

import type { Span } from "../base/source.ts";
import type { Word } from "../model/syntax.ts";
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

function hides(context: Context, word: Word, what: string, at: Span | undefined): void {
  const message = `'${word.text}' hides the ${what} of the same name`;
  const notes = at ? [{ message: "what is hidden is declared here", span: at }] : [];
  report(context, "name-hidden", { message, span: word.span }, { severity: "warning", notes });
}
