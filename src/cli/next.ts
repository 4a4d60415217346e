// What is worth doing after a result: the commands that show the run, replay it, or let a run go further.

import type { Result, Verdict } from "../model/result.ts";
import type { NextStep } from "../report/terminal.ts";
import { commandLine } from "./shell.ts";

/** The commands, or none where all is as expected. */
export function nextSteps(result: Result, out: string | undefined): NextStep[] {
  if (result.exitCode === 0) return [];
  const broken = result.verdicts.filter(v => v.trace && v.verdict === "violated");
  const first = broken.find(v => !v.ok) ?? broken[0];
  const others = broken.filter(v => v !== first && !v.ok);
  return [
    ...(first ? runSteps(result, first, out) : []),
    ...others.slice(0, 4).map(v => ({
      command: show(result, v, ["--as", "story"]),
      about: `how ${v.property} is violated`,
    })),
    ...limitSteps(result),
  ];
}

function runSteps(result: Result, verdict: Verdict, out: string | undefined): NextStep[] {
  const picture = {
    command: show(result, verdict, ["--as", "svg", "-o", "run.svg"]),
    about: "this run as a picture",
  };
  if (out !== undefined) return [picture];
  const save = commandLine("check", result.file, [...flags(result), "--out", "report"]);
  return [picture, { command: save, about: "pages, pictures and runs that migcheck replay reads" }];
}

function limitSteps(result: Result): NextStep[] {
  const more: Readonly<Record<string, readonly [string, string]>> = {
    states: ["--limit-states", String(result.states * 10)],
    memory: ["--limit-memory", "8192"],
  };
  const flag = more[result.reason ?? ""];
  if (result.exitCode !== 3 || !flag) return [];
  const command = commandLine("check", result.file, [...flags(result), ...flag]);
  return [{ command, about: "the same, further" }];
}

function show(result: Result, verdict: Verdict, rest: readonly string[]): string {
  const name = ["--property", verdict.property];
  return commandLine("show", result.file, [...flags(result), ...name, ...rest]);
}

/** The settings of a model's check; a scenario has its own. */
function flags(result: Result): string[] {
  if (result.scenario !== undefined) return [];
  return result.settings.flatMap(setting => {
    const at = setting.indexOf(" ");
    return [setting.slice(0, at), setting.slice(at + 1)];
  });
}
