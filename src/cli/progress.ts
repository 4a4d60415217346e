// One line on a terminal that says how far a long run is; nothing where stderr is no terminal.

import type { Progress } from "../model/outcome.ts";
import type { SimulationProgress } from "../model/simulation.ts";
import { plain } from "./usage.ts";

/** Where progress is shown: that of a check where nothing else is said. */
export interface ProgressLine<Shown = Progress> {
  show(progress: Shown): void;
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
  return lineOf(terminal, name, progressText);
}

/** The progress of a simulation of `name` of so many runs. */
export function simulationLine(
  terminal: Terminal,
  name: string,
  runs: number,
): ProgressLine<SimulationProgress> {
  return lineOf(terminal, name, (progress, seconds) => simulationText(progress, runs, seconds));
}

function lineOf<Shown>(
  terminal: Terminal,
  name: string,
  textOf: (progress: Shown, seconds: number) => string,
): ProgressLine<Shown> {
  if (!terminal.isTTY) return SILENT;
  const start = performance.now();
  const shown = plain(name);
  let last = Number.NEGATIVE_INFINITY;
  return {
    show: progress => {
      const time = performance.now();
      if (time - last < BETWEEN) return;
      last = time;
      const text = `${shown}: ${textOf(progress, (time - start) / 1000)}`;
      terminal.write(ERASE + text.slice(0, (terminal.columns || 80) - 1));
    },
    say: remark => terminal.write(`${ERASE}${remark}\n`),
    clear: () => {
      last = Number.NEGATIVE_INFINITY;
      terminal.write(ERASE);
    },
  };
}

const nothing = (): void => undefined;
const SILENT: ProgressLine<unknown> = { show: nothing, say: nothing, clear: nothing };

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

/** `64,000 of 100,000 runs, 400,000 steps, 1,600,000/s, 3,363 states`. */
export function simulationText(
  { runs, steps, states, short }: SimulationProgress,
  all: number,
  seconds: number,
): string {
  if (short) return `${grouped(runs)} runs, making run ${short.number} of ${short.of} short`;
  const rate = seconds > 0 ? Math.round(steps / seconds) : 0;
  return [
    `${grouped(runs)} of ${grouped(all)} runs`,
    `${grouped(steps)} steps`,
    `${grouped(rate)}/s`,
    `${grouped(states)} states`,
  ].join(", ");
}

function grouped(n: number): string {
  return n.toLocaleString("en-US");
}
