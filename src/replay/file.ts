// Replay files: a trace as names and values, so that people can read it and an edited model can still
// be asked. A step is the command's name and its parameters; numbers of commands are not written, because any edit moves them.

import type { Program } from "../model/program.ts";
import type { Result } from "../model/result.ts";
import type { Binding, Trace, TraceStep } from "../model/trace.ts";

/** Goes up where an older version can no longer read the file. */
export const REPLAY_VERSION = 1;

/** What a replay file says first: which format this is. */
export const REPLAY_FORMAT = "migcheck-replay";

export interface ReplayStep {
  /** The command's name; of an arrival that nobody handles the trigger's. */
  readonly action: string;
  readonly params: readonly Binding[];
  /** Set where nothing is said of the trigger: always the last step. */
  readonly unhandled?: { readonly machine: string; readonly state: string } | undefined;
}

export interface ReplayFile {
  readonly format: typeof REPLAY_FORMAT;
  readonly version: number;
  /** The model's or scenario's file as given. */
  readonly file: string;
  readonly model: string;
  /** As `--set` gives them. */
  readonly settings: readonly string[];
  readonly property: string;
  readonly fingerprint: string;
  readonly start: readonly Binding[];
  readonly steps: readonly ReplayStep[];
  /** Of a run that never ends: how many steps come before those that are repeated for ever. */
  readonly loop?: number | undefined;
  readonly ending: string;
}

/** The trace as a file that `checkReplay` reads; plain data for JSON. */
export function traceFile(
  program: Program,
  trace: Trace,
  meta: Pick<Result, "file" | "settings">,
): ReplayFile {
  return {
    format: REPLAY_FORMAT,
    version: REPLAY_VERSION,
    file: meta.file,
    model: trace.model,
    settings: meta.settings,
    property: trace.property,
    fingerprint: trace.fingerprint,
    start: trace.start,
    steps: trace.steps.map(step => replayStep(program, step)),
    loop: trace.loop,
    ending: trace.ending,
  };
}

function replayStep(program: Program, step: TraceStep): ReplayStep {
  const command = program.commands[step.command];
  if (command) return { action: command.name, params: step.params };
  const unhandled = { machine: step.machine ?? "", state: step.from ?? "" };
  return { action: step.cause ?? "", params: [], unhandled };
}
