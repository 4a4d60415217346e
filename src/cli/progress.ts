// One line on a terminal that says how far a long run is; nothing where stderr is no terminal.

import type { Progress } from "../model/outcome.ts";

/** Where progress is shown. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** A remark below which the line goes on. */
  say(remark: string): void;
  clear(): void;
}

/** The part of a stream that the line needs. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const ERASE = "\r\u001b[K";
const BETWEEN = 100;

/** The progress of the check of `name`. */
export function progressLine(terminal: Terminal, name: string): ProgressLine {
  if (!terminal.isTTY) return SILENT;
  const start = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  return {
    show: progress => {
      const time = performance.now();
      if (time - last < BETWEEN) return;
      last = time;
      const text = `${name}: ${progressText(progress, (time - start) / 1000)}`;
      terminal.write(ERASE + text.slice(0, (terminal.columns || 80) - 1));
    },
    say: remark => terminal.write(`${ERASE}${remark}\n`),
    clear: () => terminal.write(ERASE),
  };
}

const nothing = (): void => undefined;
const SILENT: ProgressLine = { show: nothing, say: nothing, clear: nothing };

/** `120,000 states, 60,000/s, frontier 12,000, depth 14, 35 MiB`. */
export function progressText(progress: Progress, seconds: number): string {
  const { states, frontier, depth, memory } = progress;
  const rate = seconds > 0 ? Math.round(states / seconds) : 0;
  return [
    `${grouped(states)} states`,
    `${grouped(rate)}/s`,
    `frontier ${grouped(frontier)}`,
    `depth ${depth}`,
    `${Math.round(memory)} MiB`,
  ].join(", ");
}

function grouped(n: number): string {
  return n.toLocaleString("en-US");
}
