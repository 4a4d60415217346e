// Texts for GitHub's runner, which takes some lines that are printed for commands.

/** A text in which the runner finds no command: not the new kind at a line's start, not the old kind anywhere. */
export function inert(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "# #[");
}

/** The same for JSON, whose value stays what it is: no line of it begins with a text. */
export function inertJson(json: string): string {
  return json.replaceAll("##[", "##\\u005b");
}
