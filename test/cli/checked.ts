// A small model of which each of two settings shows what the other lacks, checked.

import { readFileSync } from "node:fs";
import { check } from "../../src/check.ts";
import type { Result } from "../../src/model/result.ts";
import { NO_SETTINGS } from "../../src/model/settings.ts";

const MODEL = readFileSync(new URL("files/settings/model.yaml", import.meta.url), "utf8");

/** The model under one of its settings. */
export function checked(fixed: boolean, file: string): Result {
  const settings = { ...NO_SETTINGS, constants: new Map([["fixed", String(fixed)]]) };
  const scenario = { name: `fixed-${fixed}`, file };
  const plan = { settings, limits: {}, all: false, graph: false, command: "", now: () => 0 };
  const found = check({ name: "model.yaml", text: MODEL }, { ...plan, scenario });
  if (found.kind === "refused") throw new Error("refused");
  return found.result;
}
