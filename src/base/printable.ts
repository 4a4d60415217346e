// Texts of strangers on their way to a terminal, a log or a file for people.

/** Control characters of a stranger's file do not reach the terminal; tabs become one space, so carets line up. */
export function printable(text: string): string {
  return [...text.replaceAll("\t", " ")]
    .map(c => (isControl(c.codePointAt(0) ?? 0) ? "\ufffd" : c))
    .join("");
}

function isControl(code: number): boolean {
  const bidi = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029 || bidi;
}
