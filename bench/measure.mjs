// One run of one process: how long it took, how much processor time, how much memory at most. Where there is
// a C compiler, measure.c asks the system; otherwise the clock is all there is, and what the process says itself.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/** Measures runs; `wrapper` is the compiled measure.c, if there is one. */
export class Meter {
  #wrapper;
  #file;

  constructor(wrapper, folder) {
    this.#wrapper = wrapper;
    this.#file = join(folder, "cost");
  }

  /** Runs a command: seconds of wall and cpu, peak in bytes, and its output. Throws where it fails. */
  async run({ command, args, cwd, exits = [0] }) {
    const [program, ...rest] = this.#wrapper
      ? [this.#wrapper, this.#file, command, ...args]
      : [command, ...args];
    const { output, code, wall } = await finished(program, rest, cwd);
    if (!exits.includes(code)) {
      throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output.slice(-2000)}`);
    }
    return { ...(this.#wrapper ? this.#cost() : { wall, ...ownCost(output) }), output };
  }

  #cost() {
    const [wall, user, system, peak] = readFileSync(this.#file, "utf8")
      .trim()
      .split(" ")
      .map(Number);
    return { wall, cpu: user + system, peak };
  }
}

/** What explore.mjs says of itself. */
function ownCost(output) {
  const line = output.split("\n").find(text => text.startsWith("{"));
  if (line === undefined) return { cpu: undefined, peak: undefined };
  const { cpu, peak } = JSON.parse(line);
  return { cpu, peak };
}

function finished(program, args, cwd) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", text => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", code => resolve({ output, code, wall: (performance.now() - start) / 1000 }));
  });
}
