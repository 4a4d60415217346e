// What of a model's states an implementation can show: variables by name, and definitions, for a derived status is what an
// implementation has, though it is no variable of the model.

import { type Watched, watchedSlots } from "../conform/rules.ts";
import type { Runnable } from "../given.ts";
import { lowerModel } from "../lower/lower.ts";
import type { Model, Property } from "../model/model.ts";
import type { Interpreter } from "../model/stepper.ts";
import { bounds, type ScalarType, showValue } from "../model/types.ts";

/** What of a state can be shown by name: variables, and definitions. */
export function watchedIn({ model, interpreter }: Runnable): Watched[] {
  return [...watchedSlots(interpreter), ...watchedDefines(model, interpreter)];
}

/** A definition becomes a term of the program as the goal of a property would: lowering is then the same for both. */
function watchedDefines(model: Model, interpreter: Interpreter): Watched[] {
  const { checks } = lowerModel({ ...model, properties: model.defines.map(asGoal) });
  return model.defines.flatMap((define, i) => {
    const meaning = checks[i]?.meaning;
    if (meaning?.by !== "possible") return [];
    const { goal } = meaning;
    const { type } = define.expr;
    const show: Watched["show"] = state => {
      const value = interpreter.evaluate(goal, state);
      return typeof value === "number" ? showValue(type, value) : "without a value";
    };
    return [{ name: define.name, type, show, values: valuesOf(type) }];
  });
}

function asGoal({ name, span, expr }: Model["defines"][number]): Property {
  return { name, span, text: name, meaning: { kind: "possible", expr } };
}

const MOST_VALUES = 1000;

function valuesOf(type: ScalarType): string[] | undefined {
  const { low, high } = bounds(type);
  if (high - low >= MOST_VALUES) return undefined;
  return Array.from({ length: high - low + 1 }, (_, i) => showValue(type, low + i));
}
