// What is set from outside before a model is resolved: by the command line or by a scenario. Texts stay
// texts here, because only resolve knows the type of a constant.

export interface Settings {
  /** Texts as given by `--set`, read as values of the constant's type. They go before the variant's. */
  readonly constants: ReadonlyMap<string, string>;
  readonly variant?: string | undefined;
  /** Trigger to how often it may arrive in one run. */
  readonly times: ReadonlyMap<string, number>;
  /** `source.crashes`, `wire.losses`, `wire.duplicates` to how often in one run. */
  readonly faults: ReadonlyMap<string, number>;
  /** Only these properties, built-in ones included; undefined: all. */
  readonly properties?: readonly string[] | undefined;
}

/** A model as its file says. */
export const NO_SETTINGS: Settings = {
  constants: new Map(),
  times: new Map(),
  faults: new Map(),
};
