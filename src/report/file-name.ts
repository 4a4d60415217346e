// Names of files made from names that strangers chose: ASCII letters, digits, dots and dashes, not longer
// than a file system takes, and different for different things even where case is ignored.

const LONGEST = 60;

/** The text with everything that is not safe in a file name as a dash. */
export function safeName(text: string): string {
  const safe = text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/-{2,}/g, "-")
    .slice(0, LONGEST)
    .replace(/^[-.]+|[-.]+$/g, "");
  return safe === "" ? "unnamed" : safe;
}

/** Gives each text a name that no earlier one has. */
export function nameGiver(): (text: string) => string {
  const given = new Set<string>();
  return text => {
    const base = safeName(text);
    let name = base;
    for (let n = 2; given.has(name.toLowerCase()); n++) name = `${base}-${n}`;
    given.add(name.toLowerCase());
    return name;
  };
}
