// What people see, word for word: cases/*.txt hold commands, each with its stdout, stderr and exit code. They run in
// test/cli/files; those of cases/rare are part of the heavy tests, because each command is a process. After a wanted change:
// UPDATE_TRANSCRIPTS=1 npx vitest run test/cli/transcripts.test.ts, and read the diff.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { migcheck, ROOT, timeless } from "./run.ts";

const FILES = join(ROOT, "test/cli/files");

interface Block {
  readonly command: string;
  readonly expected: string;
}

/** Comment lines at the top, then blocks that begin with `$ `. */
function blocksOf(text: string): { readonly head: string; readonly blocks: Block[] } {
  const [head = "", ...parts] = text.split(/^\$ /m);
  const blocks = parts.map(part => {
    const end = part.indexOf("\n");
    return { command: part.slice(0, end), expected: part.slice(end + 1) };
  });
  return { head, blocks };
}

/** `NO_COLOR=1 migcheck check 'a b.yaml'` as environment and arguments. */
function wordsOf(command: string): { env: Record<string, string>; args: string[] } {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(m => m[1] ?? m[2] ?? "");
  const at = words.indexOf("migcheck");
  const env = Object.fromEntries(words.slice(0, at).map(w => w.split("=") as [string, string]));
  return { env, args: words.slice(at + 1) };
}

function transcript(command: string): string {
  const { env, args } = wordsOf(command);
  const { stdout, stderr, code } = migcheck(args, { cwd: FILES, env });
  const err = stderr === "" ? "" : `--- stderr\n${stderr}`;
  return `${visible(timeless(stdout + err))}--- exit ${code}\n\n`;
}

/** Escape codes in a form that editors keep. */
function visible(text: string): string {
  return text.replaceAll("\u001b", "\\e");
}

/** Tests of all files of a folder. */
export function describeTranscripts(folder: string): void {
  const cases = join(ROOT, folder);
  const files = readdirSync(cases).filter(name => name.endsWith(".txt"));
  describe.each(files.sort())("%s", file => {
    const path = join(cases, file);
    const { head, blocks } = blocksOf(readFileSync(path, "utf8"));

    if (process.env["UPDATE_TRANSCRIPTS"] === "1") {
      const made = blocks.map(b => `$ ${b.command}\n${transcript(b.command)}`);
      writeFileSync(path, `${head}${made.join("")}`.replace(/\n\n$/, "\n"));
    }

    test("has commands", () => {
      expect(blocks.length).toBeGreaterThan(0);
    });

    test.each(blocks)("$command", ({ command, expected }) => {
      if (process.env["UPDATE_TRANSCRIPTS"] === "1") return;
      expect(transcript(command).trimEnd()).toBe(expected.trimEnd());
    });
  });
}
