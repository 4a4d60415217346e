// The user's implementation as `conforms` sees it: something that is created, to which triggers are applied, and that shows a few
// values by the names of the model's variables.

import type * as fc from "fast-check";
import type { Reply } from "../conform/tracker.ts";
import type { AppliedTrigger, Params } from "./action.ts";

/** What a run of the test gives to the implementation. */
export interface World {
  /** Work that is scheduled here goes on when the test says so: in every order, and the same again in a replay. */
  readonly scheduler: fc.Scheduler;
}

/** A value that is shown: a name, number or truth; a set as a list or Set of them, in any order. */
export type Shown = Scalar | readonly Scalar[] | ReadonlySet<Scalar>;

type Scalar = string | number | boolean;

/** Values by name, as the model calls its variables, definitions and states: `{ status: "active", "job.state": "idle" }`. */
export type Observation = Readonly<Record<string, Shown>>;

/** An object of such values; unlike `Observation` it can be an interface, too. */
export type ShownBy<O> = { readonly [K in keyof O]: Shown };

/**
 * What an implementation says to a trigger; nothing is "done". `done`: it has taken effect, or was ignored. `refused`: it has
 * not, and the caller was told. `sent`: what comes of it will
 * be seen later.
 */
export type { Reply } from "../conform/tracker.ts";

/** An adapter between the test and the implementation; `O` is what it shows. Everything may be asynchronous. */
export interface System<S, O extends ShownBy<O> = Observation> {
  create(world: World): S | Promise<S>;
  /** Applies a trigger. Throwing a `Refused` is the answer `refused`. */
  apply(
    system: S,
    trigger: string,
    params: Params,
    whole: AppliedTrigger,
  ): Reply | void | Promise<Reply | undefined> | Promise<void>;
  /** What can be seen from outside, at once. */
  observe(system: S): O | Promise<O>;
  /** Waits until nothing goes on by itself any more; where it is there, the model must then be able to rest, too. */
  settle?(system: S): void | Promise<void>;
  dispose?(system: S): void | Promise<void>;
}

/** Thrown by `apply`: the trigger was refused. */
export class Refused extends Error {
  override name = "Refused";
}
