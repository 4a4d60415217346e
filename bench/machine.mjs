// What the numbers were measured on and with: the processor, the versions, and how busy the machine was.

import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import os from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";

/** The other tools: their paths, or undefined. */
export function toolsFound() {
  const tlc = process.env["TLA2TOOLS"];
  return {
    cc: onPath("cc"),
    spin: onPath("spin"),
    java: onPath("java"),
    tlc: tlc && readable(tlc) ? tlc : undefined,
  };
}

/** Why each tool that is missing is missing. */
export function missing({ cc, spin, java, tlc }) {
  return [
    ...(cc ? [] : ["cc is not there: no C program, no SPIN"]),
    ...(spin ? [] : ["spin is not there"]),
    ...(tlc && java
      ? []
      : ["TLC is left out: it needs java, and TLA2TOOLS naming a tla2tools.jar"]),
  ];
}

/** The machine and the versions. */
export function machineFacts({ cc, spin, java }) {
  const [cpu] = os.cpus();
  return {
    processor: cpu?.model ?? "unknown",
    cores: os.availableParallelism(),
    memory: os.totalmem(),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    cc: cc && firstLine(cc, ["--version"]),
    spin: spin && firstLine(spin, ["-V"]),
    java: java && firstLine(java, ["--version"]),
    commit: firstLine("git", ["rev-parse", "--short", "HEAD"]),
  };
}

/** How many processes wanted to run in the last minute. */
export function load() {
  return os.loadavg()[0] ?? 0;
}

/** A warning where others are at work on this machine. */
export function busy(before) {
  const [limit, now] = [0.5, before.toFixed(1)];
  if (before <= limit) return [];
  return [`the machine is not quiet (load ${now} at the start): times on the clock mean little`];
}

function onPath(name) {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map(folder => join(folder, name)).find(file => readable(file, constants.X_OK));
}

function readable(file, mode = constants.R_OK) {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

function firstLine(command, args) {
  try {
    const output = execFileSync(command, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return output.split("\n")[0]?.trim();
  } catch {
    return undefined;
  }
}
