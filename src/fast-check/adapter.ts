// Calls of the user's adapter. What it throws and what it should not say becomes one kind of error that names the method, so
// that a run can be told with it.

import * as fc from "fast-check";
import { type Seen, seenIn, type Watched } from "../conform/rules.ts";
import type { Reply } from "../conform/tracker.ts";
import { inTime, TooLong } from "./patience.ts";
import { Refused } from "./system.ts";

/** What the adapter did, as half a sentence; the cause is what it threw. */
export class AdapterFault extends Error {
  override name = "AdapterFault";
}

const NEEDED = ["create", "apply", "observe"] as const;
const OPTIONAL = ["settle", "dispose"] as const;

type Methods = { readonly [M in (typeof NEEDED | typeof OPTIONAL)[number]]?: unknown };

/** Refuses what is no adapter before anything runs. */
export function refuseMisshapen(system: Methods | null | undefined): void {
  const isMethod = (name: keyof Methods) => typeof system?.[name] === "function";
  const wrong =
    NEEDED.find(name => !isMethod(name)) ??
    OPTIONAL.find(name => system?.[name] !== undefined && !isMethod(name));
  if (wrong === undefined) return;
  const right = "an adapter with the methods create, apply and observe";
  throw new Error(`conforms needs ${right}: '${wrong}' is no function`);
}

/** What a method gives. Throws an AdapterFault or, where it takes longer than patience, a TooLong. */
export async function asked<T>(
  method: keyof Methods,
  call: () => T,
  patience: number,
): Promise<Awaited<T>> {
  try {
    return await inTime(call(), patience, `${method} does not end`);
  } catch (error) {
    throw thrown(method, error);
  }
}

/** A run that `fc.pre` leaves out is no fault, and patience is not the adapter's. */
function thrown(method: string, error: unknown): unknown {
  if (fc.PreconditionFailure.isFailure(error) || error instanceof TooLong) return error;
  const words = error instanceof Error ? error.message || error.name : textOf(error);
  return new AdapterFault(`${method} threw: ${words}`, { cause: error });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

// ---------------------------------------------------------------- what it says

const REPLIES: readonly unknown[] = ["done", "ignored", "refused", "sent"] satisfies Reply[];

/** What `apply` says; a trigger may be answered at any time. */
export async function replyOf(apply: () => unknown): Promise<Reply> {
  let said: unknown;
  try {
    said = await apply();
  } catch (error) {
    if (error instanceof Refused) return "refused";
    throw thrown("apply", error);
  }
  if (said === undefined) return "done";
  if (isReply(said)) return said;
  const right = "nothing, 'done', 'ignored', 'refused' or 'sent'";
  throw new AdapterFault(`apply answers ${right}, not ${textOf(said)}`);
}

function isReply(said: unknown): said is Reply {
  return REPLIES.includes(said);
}

/** What `observe` shows, in the model's words. */
export function seenOf(watched: readonly Watched[], observation: unknown): readonly Seen[] {
  if (typeof observation !== "object" || observation === null) {
    throw new AdapterFault(`observe shows nothing: it gave ${textOf(observation)}, not an object`);
  }
  const observed = new Map<string, unknown>(Object.entries(observation));
  if (observed.size === 0) {
    throw new AdapterFault("observe shows nothing: then everything would agree");
  }
  const seen = seenIn(watched, observed);
  if (typeof seen === "string") throw new AdapterFault(`observe: ${seen}`);
  return seen;
}
