// What is measured as whole processes is bundled as the command is (bundle.mjs): to read four hundred files one by one
// would be a third of a small exploration. The entries lie where they lie in the build.

import { join } from "node:path";
import { build } from "rolldown";

const ENTRIES = {
  compile: "compile.js",
  search: "search.js",
  "parse/scenario": "parse/scenario.js",
  "scenario/scenario": "scenario/scenario.js",
  // Beside the piece that starts it.
  "pool-worker": "explore/pool-worker.js",
};

/** Bundles the build in `dist` into the folder `into`, and gives that. */
export async function bundled(dist, into) {
  const input = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, file]) => [name, join(dist, file)]),
  );
  const output = {
    dir: into,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  };
  await build({ input, platform: "node", logLevel: "warn", output });
  return into;
}
