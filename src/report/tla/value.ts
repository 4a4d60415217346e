// A piece of TLA+ text that stands for a whole number: how tightly it binds, and between which numbers it lies. What
// can never leave its range needs no test, and so most fault conditions never become text.

/** How tightly a piece of text binds; what binds less than its place asks for stands in parentheses. */
export const LOOSE = 0;
export const IMPLICATION = 1;
export const DISJUNCTION = 2;
export const CONJUNCTION = 3;
export const NEGATION = 4;
export const COMPARISON = 5;
export const ARITHMETIC = 6;
export const ATOM = 9;

export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface Piece {
  readonly text: string;
  readonly level: number;
  /** Of a conjunction or a disjunction: what it joins, each as it may stand behind a bullet. */
  readonly parts?: readonly string[] | undefined;
  /** Of a negation: what it denies. */
  readonly denies?: Piece | undefined;
}

export interface Value extends Piece, Range {}

/** What TLC computes with. */
export const INT32: Range = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/** The text, in parentheses where it binds less than `level`. */
export function at({ text, level }: Piece, wanted: number): string {
  return level < wanted ? `(${text})` : text;
}

/** A literal; a negative one is an application of a prefix operator. */
export function number(value: number): Value {
  const plain = value + 0;
  // TLC reads no literal above 2^31 - 1, and the minus is not part of one.
  const text = plain === INT32.low ? `${plain + 1} - 1` : String(plain);
  return { text, level: plain < 0 ? LOOSE : ATOM, low: plain, high: plain };
}

export function within(inner: Range, outer: Range): boolean {
  return inner.low >= outer.low && inner.high <= outer.high;
}

export function union(a: Range, b: Range): Range {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** The smallest range with all of both corners' results. */
export function corners(a: Range, b: Range, of: (x: number, y: number) => number): Range {
  const all = [of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)];
  return { low: Math.min(...all), high: Math.max(...all) };
}

/** `p /\ q`, without those that are always true; undefined where none is left. */
export function conjunction(pieces: readonly Piece[]): Piece | undefined {
  return joined(pieces, "/\\", CONJUNCTION);
}

export function disjunction(pieces: readonly Piece[]): Piece | undefined {
  return joined(pieces, "\\/", DISJUNCTION);
}

function joined(pieces: readonly Piece[], sign: string, level: number): Piece | undefined {
  const [first, second] = pieces;
  if (!first || !second) return first;
  const parts = pieces.flatMap(p => (p.level === level && p.parts ? p.parts : [at(p, NEGATION)]));
  return { text: parts.join(` ${sign} `), level, parts };
}

export function negation(piece: Piece): Piece {
  if (piece.denies) return piece.denies;
  return { text: `~${at(piece, ATOM)}`, level: NEGATION, denies: piece };
}

/** `p => q` */
export function implication(premise: Piece, conclusion: Piece): Piece {
  const text = `${at(premise, DISJUNCTION)} => ${at(conclusion, DISJUNCTION)}`;
  return { text, level: IMPLICATION };
}

/** `IF test THEN a ELSE b`. */
export function conditional(test: Piece, then: Piece, otherwise: Piece): Piece {
  const text = `IF ${test.text} THEN ${then.text} ELSE ${otherwise.text}`;
  return { text, level: LOOSE };
}
