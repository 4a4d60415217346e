// The types of values. Every value of a scalar type is one whole number: false/true 0/1, an enum
// value its place in the enum, a set the bits of its members. Arrays are several scalars in a row.

export interface BoolType {
  readonly kind: "bool";
}

export interface IntType {
  readonly kind: "int";
  readonly low: number;
  readonly high: number;
}

export interface EnumType {
  readonly kind: "enum";
  /** The declared name, or what it is of: `sender.state`. Two enums are the same type iff names and values agree. */
  readonly name: string;
  readonly values: readonly string[];
}

/** What can index an array, number replicas, or be a member of a set. */
export type IndexType = BoolType | IntType | EnumType;

export interface SetType {
  readonly kind: "set";
  readonly of: IndexType;
}

export type ScalarType = IndexType | SetType;

export interface ArrayType {
  readonly kind: "array";
  readonly by: IndexType;
  readonly of: Type;
}

export type Type = ScalarType | ArrayType;

/** Members of a set are bits of a signed 32-bit number, with room to spare. */
export const LARGEST_SET = 24;

/** The smallest and the largest number that stands for a value of the type. */
export function bounds(type: ScalarType): { low: number; high: number } {
  switch (type.kind) {
    case "bool":
      return { low: 0, high: 1 };
    case "int":
      return { low: type.low, high: type.high };
    case "enum":
      return { low: 0, high: type.values.length - 1 };
    case "set":
      return { low: 0, high: 2 ** sizeOf(type.of) - 1 };
  }
}

/** How many values an index type has. */
export function sizeOf(type: IndexType): number {
  const { low, high } = bounds(type);
  return high - low + 1;
}

/** The values of an index type, ascending. */
export function valuesOfIndex(type: IndexType): number[] {
  const { low } = bounds(type);
  return Array.from({ length: sizeOf(type) }, (_, i) => low + i);
}

/** How many scalars a value of the type consists of. */
export function widthOf(type: Type): number {
  return type.kind === "array" ? sizeOf(type.by) * widthOf(type.of) : 1;
}

/** The scalar type at the bottom of nested arrays. */
export function scalarOf(type: Type): ScalarType {
  return type.kind === "array" ? scalarOf(type.of) : type;
}

/** A value of a scalar type as people write it. */
export function showValue(type: ScalarType, value: number): string {
  switch (type.kind) {
    case "bool":
      return value === 0 ? "false" : "true";
    case "int":
      return String(value);
    case "enum":
      return showName(type.values[value] ?? `?${value}`);
    case "set":
      return `[${members(type, value).join(", ")}]`;
  }
}

function members(type: SetType, bits: number): string[] {
  const { low } = bounds(type.of);
  const all = Array.from({ length: sizeOf(type.of) }, (_, i) => i);
  return all.filter(i => (bits >> i) & 1).map(i => showValue(type.of, low + i));
}

/** A name as an expression writes it: quoted where it is not a plain name. */
export function showName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/.test(name) ? name : JSON.stringify(name);
}

/** Numbers and truth as such, everything else as the model writes it; names without quotes. */
export function plainValue(type: ScalarType, value: number): string | number | boolean {
  if (type.kind === "int") return value;
  if (type.kind === "bool") return value !== 0;
  return type.kind === "enum" ? (type.values[value] ?? "") : showValue(type, value);
}

/** The type as the language writes it. */
export function showType(type: Type): string {
  switch (type.kind) {
    case "bool":
      return "bool";
    case "int":
      return `${type.low}..${type.high}`;
    case "enum":
      return type.name;
    case "set":
      return `set of ${showType(type.of)}`;
    case "array":
      return `array ${showType(type.by)} of ${showType(type.of)}`;
  }
}

export function sameType(a: Type, b: Type): boolean {
  if (a.kind === "enum" && b.kind === "enum") {
    return a.name === b.name && a.values.join("\n") === b.values.join("\n");
  }
  if (a.kind === "set" && b.kind === "set") return sameType(a.of, b.of);
  if (a.kind === "array" && b.kind === "array") return sameType(a.by, b.by) && sameType(a.of, b.of);
  if (a.kind === "int" && b.kind === "int") return a.low === b.low && a.high === b.high;
  return a.kind === b.kind;
}
