// Names and texts from a stranger's model as TLA+ takes them. A name of the module is made of letters, digits and
// single underscores and ends in none, so a name that is local to a definition, which has two underscores or ends in
// one, never hides it. What stands in a comment is one line of plain ASCII.

const RESERVED: readonly string[] = [
  // TLA+
  ..."ACTION ASSUME ASSUMPTION AXIOM BOOLEAN BY CASE CHOOSE CONSTANT CONSTANTS COROLLARY DEF DEFINE DEFS DOMAIN".split(
    " ",
  ),
  ..."ELSE ENABLED EXCEPT EXTENDS FALSE HAVE HIDE IF IN INSTANCE LAMBDA LEMMA LET LOCAL MODULE NEW OBVIOUS".split(
    " ",
  ),
  ..."OMITTED ONLY OTHER PICK PROOF PROPOSITION PROVE QED RECURSIVE STATE STRING SUBSET SUFFICES TAKE".split(
    " ",
  ),
  ..."TEMPORAL THEN THEOREM TRUE UNCHANGED UNION USE VARIABLE VARIABLES WITH WITNESS Nat Int".split(
    " ",
  ),
  // the configuration
  ..."INIT NEXT SPECIFICATION INVARIANT INVARIANTS PROPERTY PROPERTIES CONSTRAINT CONSTRAINTS SYMMETRY VIEW TYPE".split(
    " ",
  ),
  ..."ACTION_CONSTRAINT ACTION_CONSTRAINTS CHECK_DEADLOCK ALIAS POSTCONDITION TYPE_CONSTRAINT".split(
    " ",
  ),
  // what the module defines itself
  ..."Init Next Spec FairSpec Fairness Moves Faults TypeOK AtRest vars run marks".split(" "),
  ..."Num Min Max FloorDiv FloorMod BitOr BitAnd BitClear BitTest BitCount".split(" "),
];

/** Modules of TLC itself: a file of that name would be read in their place. */
const STANDARD: ReadonlySet<string> = new Set(
  "Naturals Integers Reals ProtoReals Peano Sequences FiniteSets Bags RealTime TLC TLCExt Toolbox Randomization Json".split(
    " ",
  ),
);

/** Gives out names that are not taken yet. */
export class Names {
  readonly #taken: Set<string> = new Set(RESERVED);
  /** By stem, the number from which on one may be free. */
  readonly #next = new Map<string, number>();

  /** A name for the whole module. */
  module(original: string): string {
    return this.#free(plain(original));
  }

  /** A family of names that share a stem: none of `stem` and `stem_SUFFIX` is taken. */
  family(original: string, suffixes: readonly string[]): string {
    const base = plain(original);
    let name = base;
    let n = this.#next.get(base) ?? 2;
    for (; this.#anyTaken(name, suffixes); n++) name = `${base}_${n}`;
    this.#next.set(base, n);
    for (const each of withSuffixes(name, suffixes)) this.#taken.add(each);
    return name;
  }

  #anyTaken(name: string, suffixes: readonly string[]): boolean {
    return withSuffixes(name, suffixes).some(each => this.#taken.has(each));
  }

  #free(base: string): string {
    return this.family(base, []);
  }
}

function withSuffixes(name: string, suffixes: readonly string[]): string[] {
  return [name, ...suffixes.map(suffix => `${name}_${suffix}`)];
}

/** Letters, digits and single underscores; starts with a letter, ends without an underscore. */
export function plain(original: string): string {
  const safe = original
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_$/, "");
  return /^[A-Za-z]/.test(safe) && !/^[WS]F_/.test(safe) ? safe : `x_${safe || "x"}`;
}

/** The same for a module, which TLC reads from a file of its name. */
export function moduleName(original: string): string {
  const name = plain(original);
  return STANDARD.has(name) ? `x_${name}` : name;
}

/** Parsers slow down on names of a thousand letters. */
const LONGEST = 80;

/** A text for a line comment: one line, ASCII, without anything that a parser might take for a module's border. */
export function comment(text: string): string {
  const line = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[^ -~]/g, "?")
    .replaceAll(/([-=])\1{3,}/g, "$1$1$1")
    .replaceAll("(*", "( *")
    .replaceAll("*)", "* )")
    .trim();
  return `\\* ${line.length > WIDEST ? `${line.slice(0, WIDEST)}...` : line}`.trimEnd();
}

const WIDEST = 300;
