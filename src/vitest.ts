// `migcheck/vitest`: matchers for models in the user's own tests. Importing it registers them, once for each test file.

import { expect } from "vitest";
import {
  type MatcherSettings,
  type RunSettings,
  toBeAsExpected,
  toHold,
  toReach,
  toViolate,
} from "./vitest/matchers.ts";
import { toBreak } from "./vitest/run-of.ts";

export type { CheckSettings, Given } from "./given.ts";
export type { MatcherSettings, RunSettings } from "./vitest/matchers.ts";
export {
  type RunOf,
  type RunOfSettings,
  type RunStep,
  runOf,
  type Values,
} from "./vitest/run-of.ts";
export { describeScenarios, type ScenarioSettings } from "./vitest/scenarios.ts";

expect.extend({ toHold, toViolate, toReach, toBeAsExpected, toBreak });

/** What `expect` of a model, a result or a run can ask. */
export interface ModelMatchers {
  /** Every property holds or is reached. */
  toHold(settings?: MatcherSettings): void;
  /** This property holds or is reached. */
  toHold(property: string, settings?: MatcherSettings): void;
  /** The property is violated, by a shortest run of so many steps. */
  toViolate(property: string, settings?: RunSettings): void;
  /** The `reachable` property is reached, by a shortest run of so many steps. */
  toReach(property: string, settings?: RunSettings): void;
  /** All is as the model's or scenario's own `expect` says. */
  toBeAsExpected(settings?: MatcherSettings): void;
  /** Of `runOf(model, steps)`: it breaks the property at its end. */
  toBreak(property: string): void;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter must be declared as vitest declares it
  interface Matchers<T = any> extends ModelMatchers {}
}
