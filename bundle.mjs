// The command line as few files instead of four hundred: to read them one by one was half of a small check. Made of
// dist, into bin; what other programs import stays in dist, as tsc wrote it.

import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

/** The packages that became part of the files, with the words that their licences want to be kept. */
const licenses = {
  name: "licenses",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap(c => (c.type === "chunk" ? c.moduleIds : []));
    const folders = modules.flatMap(
      id => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? [],
    );
    const texts = [...new Set(folders)].sort().map(licenseOf);
    this.emitFile({ type: "asset", fileName: "licenses.txt", source: texts.join("\n") });
  },
};

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}\n`;
}

await build({
  input: {
    // They stand to each other as in dist: by that they find their threads, and package.json.
    "cli/main": "dist/cli/main.js",
    worker: "dist/worker.js",
    "cli/pool-worker": "dist/explore/pool-worker.js",
  },
  platform: "node",
  logLevel: "warn",
  plugins: [licenses],
  output: {
    dir: "bin",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "cli/[name]-[hash].js",
  },
});
chmodSync("bin/cli/main.js", 0o755);
