// Loaded before all else, so that a mistake while modules are loaded is one line and exit code 2 like any other.

import { complain, guardStreams } from "./output.ts";
import { bugText, plain, UndecidedError, UsageError } from "./usage.ts";

guardStreams();
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

/** Says what went wrong; the exit code is 2, or 3 for what is undecided. */
export function fail(error: unknown): void {
  process.exitCode = error instanceof UndecidedError ? 3 : 2;
  complain(`migcheck: ${failure(error)}`);
}

function failure(error: unknown): string {
  if (error instanceof UsageError || error instanceof UndecidedError) return plain(error.message);
  const gone = error instanceof Error && "syscall" in error && error.syscall === "uv_cwd";
  return gone ? "the working directory is gone: change to one that is there" : bugText(error);
}
