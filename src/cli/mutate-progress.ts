// How many mutants are done, on one line of a terminal; nothing where stderr is no terminal.

import type { ProgressLine, Terminal } from "./progress.ts";

/** A progress line that counts mutants. */
export interface CountLine extends ProgressLine {
  add(done: number): void;
}

const ERASE = "\r\u001b[K";

/** The line for so many mutants of a file. */
export function countLine(terminal: Terminal, name: string, all: number): CountLine {
  let done = 0;
  const write = (text: string): void => {
    if (terminal.isTTY) terminal.write(text);
  };
  const say = (): void => {
    const text = `${name}: ${done} of ${all} changes tried`;
    write(ERASE + text.slice(0, (terminal.columns || 80) - 1));
  };
  return {
    add: more => {
      done += more;
      say();
    },
    show: say,
    say: remark => write(`${ERASE}${remark}\n`),
    clear: () => write(ERASE),
  };
}
