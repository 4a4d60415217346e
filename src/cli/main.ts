#!/usr/bin/env node
// The program: reads the arguments, runs a command, and lets nothing end in a stack trace. The exit code is set and
// not forced, so that all output is written.

import { guardStreams } from "./output.ts";
import { parseArguments } from "./program.ts";
import { bugText, plain, UsageError } from "./usage.ts";

guardStreams();
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

try {
  await parseArguments(process.argv.slice(2));
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  process.exitCode = 2;
  if (process.stderr.writable) process.stderr.write(`${failure(error)}\n`);
}

function failure(error: unknown): string {
  return `migcheck: ${error instanceof UsageError ? plain(error.message) : bugText(error)}`;
}
