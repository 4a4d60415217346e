// Initial values: for each scalar of a variable the values it may start with. One value for all elements of an array, a
// list by position, a map by index, `any`, or `one of`.

import type { Span } from "../base/source.ts";
import type { InitialSyntax, Syntax, Word } from "../model/syntax.ts";
import {
  type ArrayType,
  bounds,
  type IndexType,
  type ScalarType,
  scalarOf,
  showType,
  showValue,
  sizeOf,
  type Type,
  widthOf,
} from "../model/types.ts";
import { readValue } from "./constant.ts";
import { type Context, report, reportUnknown, type VariableInfo } from "./context.ts";
import { typedConstant } from "./expect.ts";

type Kind<K extends InitialSyntax["kind"]> = Extract<InitialSyntax, { kind: K }>;
type Values = readonly (readonly number[])[];

const LARGEST_ANY = 65_536;
const WHAT = "an initial value";

/** For each scalar, in order of index, its first values, ascending; undefined after an error. */
export function initialOf(context: Context, info: VariableInfo): Values | undefined {
  const { tree, type } = info;
  if (tree.initial) return values(context, tree.initial, type);
  const scalar = scalarOf(type);
  const example = showValue(scalar, bounds(scalar).low);
  const message = `the variable '${info.name}' has no initial value`;
  const fix = `add 'initial: ${example}', or 'initial: any' for every value`;
  return report(context, "missing-initial", { message, span: tree.name.span }, { fix });
}

function values(context: Context, syntax: InitialSyntax, type: Type): Values | undefined {
  switch (syntax.kind) {
    case "value":
      return fill(type, constants(context, [syntax.expr], scalarOf(type)));
    case "any":
      return any(context, syntax, type);
    case "one-of":
      return fill(type, constants(context, syntax.items, scalarOf(type)));
    case "each":
      return each(context, syntax, type);
    case "map":
      return map(context, syntax, type);
  }
}

function fill(type: Type, found: readonly number[] | undefined): Values | undefined {
  return found && Array.from({ length: widthOf(type) }, () => found);
}

function constants(
  context: Context,
  items: readonly Syntax[],
  type: ScalarType,
): number[] | undefined {
  const found = items.map(item => typedConstant(context, item, WHAT, type));
  const good = found.filter(v => v !== undefined);
  if (good.length < found.length) return undefined;
  return [...new Set(good)].sort((a, b) => a - b);
}

function any(context: Context, syntax: Kind<"any">, type: Type): Values | undefined {
  const { low, high } = bounds(scalarOf(type));
  const size = high - low + 1;
  if (size > LARGEST_ANY) {
    const message = `'any' would be ${size} initial values; at most ${LARGEST_ANY}`;
    return report(context, "too-large", { message, span: syntax.span });
  }
  return fill(
    type,
    Array.from({ length: size }, (_, i) => low + i),
  );
}

function each(context: Context, syntax: Kind<"each">, type: Type): Values | undefined {
  if (type.kind === "set") return setLiteral(context, syntax, type);
  if (type.kind !== "array") {
    const message = `a list gives the elements of an array or a set; this is ${showType(type)}`;
    const fix = "for a choice write 'one of [...]'";
    return report(context, "type-mismatch", { message, span: syntax.span }, { fix });
  }
  const size = sizeOf(type.by);
  if (type.of.kind === "set" && syntax.items.some(item => item.kind === "value")) {
    return fill(type, optional(setBits(context, syntax, type.of)));
  }
  if (syntax.items.length !== size) {
    const message = `the array has ${size} elements (${showType(type.by)}), the list ${syntax.items.length}`;
    return report(context, "wrong-length", { message, span: syntax.span });
  }
  return joined(syntax.items.map(item => values(context, item, type.of)));
}

function optional(value: number | undefined): number[] | undefined {
  return value === undefined ? undefined : [value];
}

function joined(parts: readonly (Values | undefined)[]): Values | undefined {
  const good = parts.filter(p => p !== undefined);
  return good.length === parts.length ? good.flat() : undefined;
}

function setLiteral(
  context: Context,
  syntax: Kind<"each">,
  type: Extract<ScalarType, { kind: "set" }>,
): Values | undefined {
  return fill(type, optional(setBits(context, syntax, type)));
}

function setBits(
  context: Context,
  syntax: Kind<"each">,
  type: Extract<ScalarType, { kind: "set" }>,
): number | undefined {
  const items: Syntax[] = [];
  for (const item of syntax.items) {
    if (item.kind === "value") items.push(item.expr);
    else {
      const message = "the members of a set are single values";
      return report(context, "type-mismatch", { message, span: item.span });
    }
  }
  return typedConstant(context, { kind: "list", items, span: syntax.span }, WHAT, type);
}

function map(context: Context, syntax: Kind<"map">, type: Type): Values | undefined {
  if (type.kind !== "array") {
    const message = `a map gives the elements of an array; this is ${showType(type)}`;
    return report(context, "type-mismatch", { message, span: syntax.span });
  }
  const { low } = bounds(type.by);
  const parts: (Values | undefined)[] = [];
  const seen = new Map<number, Span>();
  let good = true;
  for (const { key, value } of syntax.entries) {
    const at = indexNamed(context, key, type.by);
    const part = values(context, value, type.of);
    if (at === undefined || twice(context, key, seen.get(at))) good = false;
    else {
      seen.set(at, key.span);
      parts[at - low] = part;
    }
  }
  if (missing(context, syntax, type, new Set(seen.keys())) || !good) return undefined;
  return joined(parts);
}

function twice(context: Context, key: Word, before: Span | undefined): boolean {
  if (!before) return false;
  const message = `the index '${key.text}' stands twice`;
  const notes = [{ message: "the first one is here", span: before }];
  report(context, "duplicate-name", { message, span: key.span }, { notes });
  return true;
}

/** An index as a key of a map: a name, a number, or a constant. */
function indexNamed(context: Context, key: Word, by: IndexType): number | undefined {
  const value = readValue(key.text, by);
  if (value !== undefined) return value;
  const constant = context.entities.has(key.text) ? context.constant(key.text) : undefined;
  const { low, high } = bounds(by);
  if (constant && constant.value >= low && constant.value <= high) return constant.value;
  const known = new Map(by.kind === "enum" ? by.values.map(v => [v, undefined]) : []);
  const what = `index of ${showType(by)}`;
  return reportUnknown(context, { code: "unknown-index", what, word: key, known });
}

function missing(
  context: Context,
  syntax: Kind<"map">,
  type: ArrayType,
  seen: ReadonlySet<number>,
): boolean {
  const { low } = bounds(type.by);
  const all = Array.from({ length: sizeOf(type.by) }, (_, i) => low + i);
  const absent = all.filter(i => !seen.has(i));
  if (absent.length === 0) return false;
  const list = absent.slice(0, 8).map(i => showValue(type.by, i));
  const more = absent.length > 8 ? `, and ${absent.length - 8} more` : "";
  const message = `no initial value for ${list.join(", ")}${more}`;
  report(context, "incomplete-initial", { message, span: syntax.span });
  return true;
}
