// Checking from TypeScript: the spine with settings as plain objects and everything left out at its default.

import { fields, refuseGiven, SWITCH, shownGiven, TEXTS } from "./base/settings-of.ts";
import type { Source } from "./base/source.ts";
import { check as checkWith } from "./check.ts";
import { isGiven } from "./given.ts";
import { CHECK_SHAPE } from "./given-settings.ts";
import type { Checked } from "./model/job.ts";
import type { Limits } from "./model/outcome.ts";

/** How to check; what is left out is as the model says. */
export interface Settled {
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  readonly variant?: string | undefined;
  readonly times?: Readonly<Record<string, number>>;
  readonly faults?: Readonly<Record<string, number>>;
  /** Only these, built-in ones included. */
  readonly properties?: readonly string[] | undefined;
  readonly limits?: Limits;
  readonly random?: { readonly runs: number; readonly depth: number; readonly seed: number };
  /** All violations, not the nearest only. */
  readonly all?: boolean;
  /** Make the reachable graph. */
  readonly graph?: boolean;
}

const lookAt = fields({
  ...CHECK_SHAPE,
  properties: TEXTS,
  all: SWITCH,
  graph: SWITCH,
});

/** Checks a model's text; what its `expect` says counts only where nothing else is set. Throws where `options` are none. */
export function check(source: Source, options: Settled = {}): Checked {
  if (!isGiven(source) || typeof source === "string" || source instanceof URL) {
    refuseGiven(`check takes a model's text: { name, text }, not ${shownGiven(source)}`);
  }
  lookAt(options, "");
  const { set = {}, times = {}, faults = {}, variant, random } = options;
  const constants = new Map(Object.entries(set).map(([name, value]) => [name, String(value)]));
  const settings = {
    constants,
    variant,
    times: new Map(Object.entries(times)),
    faults: new Map(Object.entries(faults)),
    properties: options.properties,
  };
  const changed = constants.size + settings.times.size + settings.faults.size > 0;
  return checkWith(source, {
    settings,
    limits: options.limits ?? {},
    random,
    all: options.all ?? false,
    graph: options.graph ?? false,
    expect: changed || variant !== undefined || random ? [] : undefined,
    command: `migcheck check ${source.name}`,
    now: () => performance.now(),
  });
}
