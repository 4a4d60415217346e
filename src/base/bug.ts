// Our own mistakes: thrown, never caught below the command line, which asks for a report.

export class Bug extends Error {
  override name = "Bug";
}

/** Marks a place that the types say cannot be reached. */
export function unreachable(x: never, what = "case"): never {
  throw new Bug(`unreachable ${what}: ${JSON.stringify(x)}`);
}
