// The results as tables, in Markdown, which reads well enough on a terminal.

import { digits, median, millions, spread, whole } from "./statistics.mjs";

/** A table: rows of cells under heads, the first column to the left. */
export function table(heads, rows) {
  const all = [heads, ...rows].map(row => row.map(String));
  const widths = heads.map((_, i) => Math.max(3, ...all.map(row => row[i].length)));
  const line = row => {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]),
    );
    return `| ${cells.join(" | ")} |`;
  };
  const rule = widths.map((w, i) => (i === 0 ? "-".repeat(w) : `${"-".repeat(w - 1)}:`));
  const [head, ...body] = all.map(line);
  return [head, `| ${rule.join(" | ")} |`, ...body].join("\n");
}

const HEADS = [
  "",
  "seconds",
  "from - to",
  "processor",
  "search",
  "M states/s",
  "M transitions/s",
  "M counted/s",
  "in search",
  "bytes/state",
  "held/state",
  "x SPIN",
  "x C",
  "x interpreter",
];

/** One workload: medians of all who took part, and how many times faster each is than SPIN, C, and the interpreter. */
export function comparisonTable({ counts, results }, by) {
  const time = name => timeOf(results, name, by);
  const base = [fastestSpin(results, by), time("c"), time("interpreter")];
  const rows = results.map(({ title, name, samples, once }) => {
    const wall = spread(samples, "wall");
    const seconds = time(name);
    const [sample] = samples;
    return [
      once ? `${title} (once)` : title,
      digits(wall?.median),
      wall ? `${digits(wall.least)} - ${digits(wall.most)}` : "",
      digits(spread(samples, "cpu")?.median),
      digits(spread(samples, "search")?.median),
      millions(counts.states / seconds),
      counts.transitions === undefined ? "" : millions(counts.transitions / seconds),
      millions((sample.transitions ?? sample.moves) / seconds),
      millions((sample.transitions ?? sample.moves) / searching(samples)),
      digits(median(samples.map(s => s.peak)) / counts.states),
      digits(heldPerState(samples, counts)),
      ...base.map(other => digits(other / seconds)),
    ];
  });
  return table(HEADS, rows);
}

/** A median of what the tools themselves say of their search; a tool that says nothing has none. */
function searching(samples) {
  return spread(samples, "search")?.median ?? Number.NaN;
}

/** Bytes of table and log that migcheck itself counts, without the rest of the process. */
function heldPerState(samples, { states }) {
  return (spread(samples, "held")?.median ?? Number.NaN) / states;
}

/** A median of what is compared: time on the clock, or of the processor. */
export function timeOf(results, name, by) {
  const result = results.find(r => r.name === name);
  return result ? (spread(result.samples, by)?.median ?? Number.NaN) : Number.NaN;
}

/** The shortest of SPIN's medians: whichever way of writing the model suits it best. */
export function fastestSpin(results, by) {
  const times = results.filter(r => r.spin).map(r => timeOf(results, r.name, by));
  const known = times.filter(t => !Number.isNaN(t));
  return known.length === 0 ? Number.NaN : Math.min(...known);
}

/**
 * What was asked of two-phase commit 8 and 9, and what is so, of whole processes and of what each tool says of its search
 * alone, which is what transitions per second are of; undefined where none was measured.
 */
export function marksTable(comparisons, startUp, by) {
  const marks = [
    ...comparisons.filter(({ n }) => n === 8 || n === 9).flatMap(c => marksOf(c, by)),
    ...(startUp ? [startUpMark(by === "cpu" ? startUp.cpu : startUp.total)] : []),
  ];
  const heads = ["mark", "whole processes", "in search", "asked", "in search", "whole processes"];
  return marks.length === 0 ? undefined : table(heads, marks);
}

function startUpMark(value) {
  const { asked, word } = judged(value, { most: 60 });
  return ["start-up for 200 rows, ms", "", digits(value), asked, word, ""];
}

function marksOf({ workload, counts, results }, by) {
  const whole = asked(results, counts, by);
  const search = asked(results, counts, "search");
  return whole.map(({ mark, value, goal }, i) => {
    const inner = search[i].value;
    const { asked: text, word } = judged(inner, goal);
    const outer = judged(value, goal).word;
    return [`${workload}: ${mark}`, digits(value), digits(inner), text, word, outer];
  });
}

/** The marks by one kind of time. */
function asked(results, counts, by) {
  // The processor time of two workers says nothing about how long one waits for them.
  const time = name => (name === "wasm-2" && by === "cpu" ? Number.NaN : timeOf(results, name, by));
  const held = heldPerState(results.find(r => r.name === "wasm")?.samples ?? [], counts);
  return [
    ...againstSpin(results, by, { name: "wasm", goal: 6, words: "1 worker" }),
    ...againstSpin(results, by, { name: "wasm-2", goal: 10, words: "2 workers" }),
    { mark: "times TLC, 1 worker", value: time("tlc") / time("wasm"), goal: { least: 60 } },
    { mark: "times as long as C, 1 worker", value: time("wasm") / time("c"), goal: { most: 2 } },
    {
      mark: "times 1 worker, 2 workers",
      value: time("wasm") / time("wasm-2"),
      goal: { least: 1.6 },
    },
    { mark: "bytes held for a state", value: held, goal: { most: 24 } },
  ];
}

/** Three ways to compare, the kindest to SPIN last: docs/performance.md says what each means. */
function againstSpin(results, by, { name, goal, words }) {
  const rate = of => countedRate(results, of, by);
  const space = fastestSpin(results, by) / timeOf(results, name, by);
  return [
    [`times SPIN in counted transitions/s, ${words}`, rate(name) / rate("spin")],
    [`times SPIN with self-loops, ${words}`, rate(name) / rate("spin-loops")],
    [`times the fastest SPIN on the same space, ${words}`, space],
  ].map(([mark, value]) => ({ mark, value, goal: { least: goal } }));
}

/** Transitions a second, as many as the tool itself counts. */
function countedRate(results, name, by) {
  const [sample] = results.find(r => r.name === name)?.samples ?? [];
  if (!sample) return Number.NaN;
  return (sample.transitions ?? sample.moves) / timeOf(results, name, by);
}

function judged(value, { least, most }) {
  const text = least === undefined ? `at most ${most}` : `at least ${least}`;
  const met = least === undefined ? value <= most : value >= least;
  return { asked: text, word: wordOf(value, met) };
}

function wordOf(value, met) {
  if (Number.isNaN(value)) return "not measured";
  return met ? "met" : "missed";
}

/** Start-up by number of rows. */
export function startUpTable(entries) {
  const heads = [
    "rows",
    "commands",
    "bytes of code",
    "compile ms",
    "first states ms",
    "total ms",
    "processor ms",
  ];
  return table(
    heads,
    entries.map(e => [
      e.asked,
      e.rows,
      whole(e.bytes),
      digits(e.compile),
      digits(e.first),
      digits(e.total),
      digits(e.cpu),
    ]),
  );
}

/** How the cost grows with the number of states. */
export function growthTable(entries) {
  const heads = [
    "space",
    "states",
    "transitions",
    "seconds",
    "processor",
    "search",
    "ns/transition",
    "us/state",
    "bytes/state",
    "held bytes/state",
  ];
  return table(
    heads,
    entries.map(({ name, states, transitions, wall, cpu, search, peak, held }) => [
      name,
      whole(states),
      whole(transitions),
      digits(wall),
      digits(cpu),
      digits(search),
      digits((search * 1e9) / transitions),
      digits((search * 1e6) / states),
      digits(peak / states),
      digits(held / states),
    ]),
  );
}
