// What the command line refuses with one line and exit code 2: wrong arguments and files that cannot be read. What a check was
// ended too early for is one line too, and exit code 3.

/** Thrown below src/cli only, and turned into one line by main. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Thrown below src/cli only: what was asked for is not known, because the check was not finished; exit code 3. */
export class UndecidedError extends Error {
  override name = "UndecidedError";
}

/** Stops the command with a message for the user. */
export function refuse(message: string): never {
  throw new UsageError(message);
}

/** A text from outside on one line, without what could steer a terminal. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "\ufffd");
}

/** What is said of our own mistakes: one line, or the stack where MIGCHECK_DEBUG is 1. */
export function bugText(error: unknown): string {
  if (process.env["MIGCHECK_DEBUG"] === "1" && error instanceof Error) return error.stack ?? "";
  const message = error instanceof Error ? error.message : String(error);
  return `internal error: ${plain(message).slice(0, 500)}; please report this, with the input`;
}
