// One workload by all who take part: prepared, run once to warm up, then in turns, so that what else the
// machine does meets all of them alike. Every run must give the same counts, or the comparison is void.

import { movesOf } from "./contenders.mjs";

/** How often and how patiently: `rounds`, and after how many `seconds` once is enough. */
export async function compare(workload, contenders, { meter, context, rounds, patience, say }) {
  const runners = [];
  const left = [];
  for (const contender of contenders.filter(c => c.takes(workload))) {
    try {
      runners.push(await warmUp(workload, contender, { meter, patience, say }));
    } catch (error) {
      left.push({ name: contender.name, title: contender.title, reason: error.message });
      say(`  ${contender.title}: FAILED, ${error.message}`);
    }
  }
  for (let round = 1; round <= rounds; round++) {
    for (const runner of runners) {
      if (runner.once) continue;
      runner.samples.push(await sampleOf(runner.plan, meter));
    }
    say(`  round ${round} of ${rounds}`);
  }
  const reference = referenceOf(workload, context);
  const results = runners.map(({ contender, samples, once }) => {
    const { name, title, spin } = contender;
    return { name, title, spin, once, samples };
  });
  const counts = agreed(results, reference);
  return { workload: workload.name, n: workload.n, ...counts, results, left };
}

async function warmUp(workload, contender, { meter, patience, say }) {
  const plan = await contender.prepare(workload);
  const sample = await sampleOf(plan, meter);
  const once = sample.wall > patience;
  const found = `${sample.states} states, ${sample.transitions ?? sample.moves ?? "?"} transitions`;
  say(`  ${contender.title}: ${found}, ${sample.wall.toFixed(2)} s${once ? ", once" : ""}`);
  return { contender, plan, once, samples: once ? [sample] : [] };
}

async function sampleOf(plan, meter) {
  const { output, ...cost } = await meter.run(plan);
  return { ...plan.read(output), ...cost };
}

function referenceOf({ n, size }, context) {
  if (n === undefined) return {};
  const moves = context.tools.cc ? movesOf(context, n) : undefined;
  return { states: size, ...(moves === undefined ? {} : { moves }) };
}

const COUNTS = ["states", "transitions", "moves", "depth"];

/** The counts that all give, and a line for each that does not. */
function agreed(results, reference) {
  const counts = { ...reference };
  const differences = [];
  for (const { title, samples } of results) {
    for (const sample of samples) {
      for (const count of COUNTS.filter(c => sample[c] !== undefined)) {
        counts[count] ??= sample[count];
        if (sample[count] === counts[count]) continue;
        differences.push(`${title}: ${sample[count]} ${count}, not ${counts[count]}`);
      }
    }
  }
  return { counts, differences: [...new Set(differences)] };
}
