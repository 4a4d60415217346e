// Types as written to types with finite domains. Bounds are constants; what would make states too large to pack is
// refused here, before any later stage allocates for it.

import type { TypeSyntax, Word } from "../model/syntax.ts";
import {
  type EnumType,
  type IndexType,
  LARGEST_SET,
  type ScalarType,
  showType,
  sizeOf,
  type Type,
  widthOf,
} from "../model/types.ts";
import { type Context, describe, isUnread, report, reportUnknown, use } from "./context.ts";
import { ANY_INT, typedConstant } from "./expect.ts";

const LARGEST_ARRAY = 4096;

type Kind<K extends TypeSyntax["kind"]> = Extract<TypeSyntax, { kind: K }>;

/** The type; `label` names an enum that is written out in place. */
export function typeOf(context: Context, syntax: TypeSyntax, label: string): Type | undefined {
  switch (syntax.kind) {
    case "bool":
      return { kind: "bool" };
    case "range":
      return range(context, syntax);
    case "enum":
      return enumeration(context, syntax, label);
    case "name":
      return named(context, syntax);
    case "set":
      return setType(context, syntax, label);
    case "array":
      return array(context, syntax, label);
  }
}

/** A type whose values are single: no array. */
export function scalarTypeOf(
  context: Context,
  syntax: TypeSyntax,
  label: string,
): ScalarType | undefined {
  const type = typeOf(context, syntax, label);
  if (type?.kind !== "array") return type;
  const message = `an array cannot stand here, only a single value`;
  return report(context, "not-a-scalar", { message, span: syntax.span });
}

function range(context: Context, syntax: Kind<"range">): Type | undefined {
  const what = "the bound of a range";
  const low = typedConstant(context, syntax.low, what, ANY_INT);
  const high = typedConstant(context, syntax.high, what, ANY_INT);
  if (low === undefined || high === undefined) return undefined;
  if (low <= high) return { kind: "int", low, high };
  const message = `the range is empty: ${low} is above ${high}`;
  return report(context, "empty-range", { message, span: syntax.span });
}

function enumeration(context: Context, syntax: Kind<"enum">, label: string): EnumType | undefined {
  const values = distinct(context, syntax.values, "value");
  if (values.length > 0) return { kind: "enum", name: label, values: values.map(v => v.text) };
  const message = "an enum has at least one value";
  return report(context, "empty-range", { message, span: syntax.span });
}

/** The words without repeats; each repeat is an error. */
export function distinct(context: Context, words: readonly Word[], what: string): Word[] {
  const first = new Map<string, Word>();
  for (const word of words) {
    const before = first.get(word.text);
    if (!before) first.set(word.text, word);
    else {
      const message = `the ${what} '${word.text}' stands twice`;
      const notes = [{ message: "the first one is here", span: before.span }];
      report(context, "duplicate-name", { message, span: word.span }, { notes });
    }
  }
  return [...first.values()];
}

function named(context: Context, syntax: Kind<"name">): Type | undefined {
  const { name, span } = syntax;
  const entity = context.entities.get(name);
  if (entity?.kind === "type") {
    use(context, "type", name);
    return context.type(name);
  }
  if (entity?.kind === "machine") {
    use(context, "machine", name);
    const machine = context.machine(name);
    if (!machine || machine.replicas) return machine?.replicas;
    const message = `'${name}' is a machine without 'count': there is nothing to number`;
    return report(context, "unknown-type", { message, span });
  }
  const word = { text: name, span };
  const known = new Map(context.tree.types.map(t => [t.name.text, t.name.span]));
  const fix = FOREIGN.get(name.toLowerCase());
  if (!entity && fix && !isUnread(context, name)) {
    return report(
      context,
      "unknown-type",
      { message: `there is no type '${name}'`, span },
      { fix },
    );
  }
  if (!entity) return reportUnknown(context, { code: "unknown-type", what: "type", word, known });
  const message = `'${name}' is a ${describe(entity)}, not a type`;
  const notes = [{ message: "declared here", span: entity.tree.name.span }];
  return report(context, "unknown-type", { message, span }, { notes });
}

const RANGE = "numbers have a range: write the smallest and the largest, as in 0..3";
const ENUM = "an enum is the list of its values, as in [open, shut]";

/** What types of other languages are here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ...["int", "integer", "number", "nat", "natural", "uint", "byte", "long"].map(
    word => [word, RANGE] as const,
  ),
  ...["int8", "int16", "int32", "int64", "uint8", "uint32", "uint64"].map(
    word => [word, RANGE] as const,
  ),
  ["boolean", "write 'bool'"],
  ...["string", "str", "text", "enum"].map(word => [word, ENUM] as const),
]);

/** A type that can number things: no set, no array. */
export function indexTypeOf(
  context: Context,
  syntax: TypeSyntax,
  label: string,
  what: string,
): IndexType | undefined {
  const type = typeOf(context, syntax, label);
  if (!type || (type.kind !== "set" && type.kind !== "array")) return type;
  const message = `${what} is an enum, a range or bool, not ${showType(type)}`;
  return report(context, "not-an-index", { message, span: syntax.span });
}

function setType(context: Context, syntax: Kind<"set">, label: string): Type | undefined {
  const of = indexTypeOf(context, syntax.of, label, "the member of a set");
  if (!of || sizeOf(of) <= LARGEST_SET) return of && { kind: "set", of };
  const message = `a set has at most ${LARGEST_SET} possible members, not ${sizeOf(of)}`;
  return report(context, "too-large", { message, span: syntax.span });
}

function array(context: Context, syntax: Kind<"array">, label: string): Type | undefined {
  const by = indexTypeOf(context, syntax.by, `${label}.index`, "the index of an array");
  const of = typeOf(context, syntax.of, label);
  if (!by || !of) return undefined;
  const type: Type = { kind: "array", by, of };
  if (widthOf(type) <= LARGEST_ARRAY) return type;
  const message = `an array has at most ${LARGEST_ARRAY} elements, not ${widthOf(type)}`;
  return report(context, "too-large", { message, span: syntax.span });
}
