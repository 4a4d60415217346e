// How names are spelt: shared by the parser, which reads them, and the printer, which must quote the others.

/** Words of the language that cannot be names unless they are quoted. */
export const RESERVED: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "implies",
  "in",
  "if",
  "then",
  "else",
  "true",
  "false",
  "null",
]);

/** A name that needs no quotes: letters, digits and _, with single dashes inside. */
export const PLAIN_NAME: RegExp = /^[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*$/;

/** The largest number of the language, in either direction. */
export const LARGEST_NUMBER = 2147483647;
