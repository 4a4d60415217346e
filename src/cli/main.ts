#!/usr/bin/env node
// The program: reads the arguments, runs a command, and lets nothing end in a stack trace. The exit code is set and
// not forced, so that all output is written.

import { fail } from "./guard.ts";
import { parseArguments } from "./program.ts";

try {
  await parseArguments(process.argv.slice(2));
} catch (error) {
  fail(error);
}
