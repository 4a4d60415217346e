// What TLA+ has no operator for, defined in the module where it is used: truth as a number, division and remainder by
// what may be negative, and the bits of sets. Bits are those of two's complement, so that negative numbers agree too.

const DEFINITIONS = {
  Num: ["Num(truth) == IF truth THEN 1 ELSE 0"],
  Min: ["Min(a, b) == IF a <= b THEN a ELSE b"],
  Max: ["Max(a, b) == IF a >= b THEN a ELSE b"],
  FloorDiv: [
    "FloorDiv(a, b) ==",
    "  IF b > 0 THEN a \\div b",
    "  ELSE IF a % (-b) = 0 THEN -(a \\div (-b)) ELSE (-1) - (a \\div (-b))",
  ],
  FloorMod: [
    "FloorMod(a, b) ==",
    "  IF b > 0 THEN a % b ELSE IF a % (-b) = 0 THEN 0 ELSE (a % (-b)) + b",
  ],
  BitAnd: [
    "RECURSIVE BitAnd(_, _)",
    "BitAnd(a, b) ==",
    "  IF a = 0 \\/ b = 0 THEN 0",
    "  ELSE IF a = -1 THEN b",
    "  ELSE IF b = -1 THEN a",
    "  ELSE (2 * BitAnd(a \\div 2, b \\div 2)) + ((a % 2) * (b % 2))",
  ],
  BitOr: ["BitOr(a, b) == (-1) - BitAnd((-1) - a, (-1) - b)"],
  BitClear: ["BitClear(a, b) == BitAnd(a, (-1) - b)"],
  BitTest: [
    "RECURSIVE BitTest(_, _)",
    "BitTest(a, n) == IF n = 0 THEN a % 2 = 1 ELSE BitTest(a \\div 2, n - 1)",
  ],
  BitCount: [
    "RECURSIVE BitCount(_)",
    "BitCount(a) ==",
    "  IF a < 0 THEN 32 - BitCount((-1) - a)",
    "  ELSE IF a = 0 THEN 0",
    "  ELSE (a % 2) + BitCount(a \\div 2)",
  ],
} as const;

export type Helper = keyof typeof DEFINITIONS;

const NEEDS: Partial<Record<Helper, Helper>> = { BitOr: "BitAnd", BitClear: "BitAnd" };

/** The definitions of the helpers that are used, in an order in which each comes after what it uses. */
export function helperDefinitions(used: ReadonlySet<Helper>): string[] {
  const needed = new Set([...used].flatMap(helper => [helper, NEEDS[helper] ?? helper]));
  const all = Object.keys(DEFINITIONS) as Helper[];
  return all.filter(helper => needed.has(helper)).flatMap(helper => DEFINITIONS[helper]);
}
