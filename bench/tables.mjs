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
  "bytes/state",
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
      digits(median(samples.map(s => s.peak)) / counts.states),
      ...base.map(other => digits(other / seconds)),
    ];
  });
  return table(HEADS, rows);
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

/** What was asked of two-phase commit 8 and 9, and what is so. */
export function marksTable(comparisons, startUp, by) {
  const rows = comparisons
    .filter(({ n }) => n === 8 || n === 9)
    .flatMap(({ workload, results }) => {
      const time = name => timeOf(results, name, by);
      const spin = fastestSpin(results, by);
      const least = (mark, value, goal) => [
        `${workload}: ${mark}`,
        digits(value),
        `>= ${goal}`,
        met(value >= goal, value),
      ];
      const most = (mark, value, goal) => [
        `${workload}: ${mark}`,
        digits(value),
        `<= ${goal}`,
        met(value <= goal, value),
      ];
      return [
        least("times SPIN, 1 worker", spin / time("wasm"), 6),
        least("times SPIN, 2 workers", spin / time("wasm-2"), 10),
        least("times TLC, 1 worker", time("tlc") / time("wasm"), 60),
        most("of the time of C, 1 worker", time("wasm") / time("c"), 2),
        least("2 workers against 1", time("wasm") / time("wasm-2"), 1.6),
      ];
    });
  const start = startUp
    ? [
        [
          "start-up, 200 rows (ms)",
          digits(startUp.total),
          "<= 60",
          met(startUp.total <= 60, startUp.total),
        ],
      ]
    : [];
  return table(["mark", "measured", "asked", ""], [...rows, ...start]);
}

function met(is, value) {
  if (Number.isNaN(value)) return "not measured";
  return is ? "met" : "missed";
}

/** Start-up by number of rows. */
export function startUpTable(entries) {
  const heads = [
    "rows",
    "actions' commands",
    "bytes of code",
    "compile ms",
    "first states ms",
    "total ms",
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
    "search",
    "ns/transition",
    "us/state",
    "bytes/state",
    "held bytes/state",
  ];
  return table(
    heads,
    entries.map(({ name, states, transitions, wall, search, peak, held }) => [
      name,
      whole(states),
      whole(transitions),
      digits(wall),
      digits(search),
      digits((search * 1e9) / transitions),
      digits((search * 1e6) / states),
      digits(peak / states),
      digits(held / states),
    ]),
  );
}
