// A model written in TypeScript. It becomes JSON text and goes the way of every other text, so that there is one
// meaning and one set of messages; the types only catch misspelt names while they are written.

import type { Source } from "./base/source.ts";
import type { Checked, ModelShape } from "./define-shape.ts";

/** A model as a source for `check` and `parseModel`, named `defineModel(NAME)`. */
export function defineModel<const M extends ModelShape>(
  model: M extends Checked<M> ? M : Checked<M>,
): Source {
  return { name: `defineModel(${model.model})`, text: `${JSON.stringify(model, null, 2)}\n` };
}
