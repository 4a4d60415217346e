// The comment at the head of an export: what it is of, the exact commands that run it, and its properties by number.

import { place } from "../../base/source.ts";
import { bytesOf } from "./layout.ts";
import { comment, safe } from "./names.ts";
import type { Property } from "./properties.ts";
import type { Start } from "./start.ts";
import type { TermWriter } from "./term-text.ts";

/** What the text says of itself. */
export interface PromelaOptions {
  /** What the file will be called, for the commands in its head: quoted as a shell needs it. */
  readonly file?: string | undefined;
}

interface Head {
  readonly writer: TermWriter;
  readonly properties: readonly Property[];
  readonly start: Start;
}

/** SPIN's own limit for a state, in bytes. */
const VECTOR = 1024;

/** The head of the text. */
export function headerLines(head: Head, { file = "model.pml" }: PromelaOptions): string[] {
  const { writer, properties, start } = head;
  const bytes = bytesOf(writer.layout, 2);
  const vector = bytes > VECTOR ? ` -DVECTORSZ=${2 ** Math.ceil(Math.log2(bytes))}` : "";
  const name = safe(file) === file ? file : "model.pml";
  const cc = (flags: string) => `cc -O2 -DSAFETY -DNOREDUCE${flags}${vector} -o pan pan.c`;
  const spin = (flags: string) => `spin -o1 -o2 -a${flags} ${name}`;
  return [
    comment(`${writer.program.name}, a model of migcheck, for SPIN 6.5`),
    "",
    ...[
      `Count: ${extraText(start)}`,
      `  ${spin("")} && ${cc("")} && ./pan -n -m1000000`,
      "One property, n from the list below; 'assertion violated' is what breaks it:",
      `  ${spin(" -DPROPERTY=n")} && ${cc("")} && ./pan -n -m1000000`,
      "All properties at once, each with the depth of its shortest run:",
      `  ${spin(" -DPROPERTY=0")} && ${cc(" -DBFS")} && ./pan -n -c0`,
      "The run that was found:",
      `  spin -t -p -g ${name}`,
      ...(properties.some(p => p.look.at === "run") ? runText(name, vector) : []),
      "Too large: SPIN's swarm, here 4 searches in parallel; it finds, and never proves:",
      `  spin -o1 -o2 -DPROPERTY=0 -run -swarm4,2 ${name}`,
    ].map(comment),
    "",
    ...properties.map(propertyLine),
  ];
}

/** Formulas need a verifier of their own: one that looks for cycles. */
function runText(file: string, vector: string): string[] {
  const spin = `spin -o1 -o2 -a -DLTL=n ${file}`;
  const cc = `cc -O2 -DNOREDUCE${vector} -o pan pan.c`;
  return [
    "One formula, n from the list below; 'acceptance cycle' is a fair run that breaks it:",
    `  ${spin} && ${cc} && ./pan -a -n -m1000000 -N property_n`,
  ];
}

function extraText({ extra }: Start): string {
  if (extra === 0)
    return "'states, stored' are migcheck's states; transitions are its transitions and one more";
  const states = extra === 1 ? "one more" : `${extra} more`;
  return `'states, stored' are migcheck's states and ${states} (the choice of the initial state)`;
}

function propertyLine({ number, check, look }: Property): string {
  const text = `${check.property} (${safe(check.kind)}), ${place(check.span)}`;
  if (look.at === "nowhere") return comment(`${number}: not here: ${text}: ${look.reason}`);
  const good =
    check.meaning.by === "good-probe" ? "; 'assertion violated' says that it is reached" : "";
  const formula = look.at === "run" ? "; a formula, for -DLTL" : "";
  return comment(`${number}: ${text}${good}${formula}`);
}
