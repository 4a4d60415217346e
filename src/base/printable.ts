// Text of a stranger on its way to a terminal or a page.

const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The text without anything that moves a cursor, turns the direction of writing or hides; line breaks and tabs become a space. */
export function printable(text: string): string {
  return text.replaceAll(/\r\n|[\t\r\n]/g, " ").replaceAll(UNPRINTABLE, "\ufffd");
}
