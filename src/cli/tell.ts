// Texts for people. On GitHub's runner what a model says could be a command to it, whether or not annotations are wanted, so there
// it is kept from being one.

import { inert } from "../report/inert.ts";
import { complain, print } from "./output.ts";

/** Does GitHub's runner read what is printed. */
export function isOnGithub(): boolean {
  return process.env["GITHUB_ACTIONS"] === "true";
}

/** The text as it may be printed; `wary` as on the runner. */
export function guarded(text: string, wary = false): string {
  return wary || isOnGithub() ? inert(text) : text;
}

/** Prints a text for people. */
export function tell(text: string): void {
  print(guarded(text));
}

/** The same on stderr. */
export function tellWrong(text: string): void {
  complain(guarded(text));
}
