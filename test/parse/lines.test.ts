// The quick line numbers must be those of `position`, at every offset and with every kind of line end.

import fc from "fast-check";
import { expect, test } from "vitest";
import { position } from "../../src/base/source.ts";
import { lineNumbers } from "../../src/parse/lines.ts";

test("line numbers agree with position", () => {
  const texts = fc.array(fc.constantFrom("a", "\n", "\r\n", "é")).map(parts => parts.join(""));
  fc.assert(
    fc.property(texts, text => {
      const lineOf = lineNumbers(text);
      for (let i = 0; i <= text.length; i++)
        expect(lineOf(i)).toBe(position({ name: "", text }, i).line);
    }),
  );
});
