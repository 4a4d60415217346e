// Words of a command line that a reader copies from our output into a shell.

import type { Asked } from "./asked.ts";

/** A word as a POSIX shell takes it, whatever a stranger named it. */
export function shellWord(word: string): string {
  if (/^[\w./=:@%+,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A file's name as a word, which no program takes for a flag. */
export function fileWord(file: string): string {
  return shellWord(file.startsWith("-") ? `./${file}` : file);
}

/** The flags as they are given. */
export function flagsOf({ settings, limits, random, all, store, reduce }: Asked): string[] {
  const pairs = (flag: string, map: ReadonlyMap<string, string | number>) =>
    [...map].flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const value = (flag: string, given: string | number | undefined) =>
    given === undefined ? [] : [flag, String(given)];
  return [
    ...value("--variant", settings.variant),
    ...pairs("--set", settings.constants),
    ...pairs("--times", settings.times),
    ...pairs("--faults", settings.faults),
    ...(settings.properties ?? []).flatMap(p => ["--property", p]),
    ...value("--limit-states", limits.states),
    ...value("--limit-seconds", limits.seconds),
    ...value("--limit-memory", limits.memory),
    ...(random
      ? ["--random", `runs=${random.runs},depth=${random.depth},seed=${random.seed}`]
      : []),
    ...value("--store", store),
    ...value("--reduce", reduce?.join(",")),
    ...(all ? ["--all"] : []),
  ];
}

/** `migcheck check FILE` with the flags, for a shell. */
export function commandLine(command: string, file: string, flags: readonly string[]): string {
  return ["migcheck", command].concat(fileWord(file), flags.map(shellWord)).join(" ");
}
