// Constants: their type, and their value from `--set`, from the variant, or as written. A value that comes as a bare text
// (from the command line or a scenario) is read as a value of the constant's type.

import { didYouMean } from "../base/nearest.ts";
import type { Span } from "../base/source.ts";
import type { Constant } from "../model/model.ts";
import type { Argument, Syntax } from "../model/syntax.ts";
import type { ConstantTree, VariantTree } from "../model/tree.ts";
import { bounds, type ScalarType, showType } from "../model/types.ts";
import { type Context, constantEnv, namesOf, report, reportUnknown, use } from "./context.ts";
import { ANY_INT, typedConstant, wording } from "./expect.ts";
import { needsHint } from "./meaning.ts";
import { scalarTypeOf } from "./type.ts";

/** The constant of that name with its value. */
export function resolveConstant(context: Context, name: string): Constant | undefined {
  const tree = context.tree.constants.find(c => c.name.text === name);
  if (!tree) return undefined;
  const type = declaredType(context, tree);
  if (!type) return undefined;
  const value = chosenValue(context, tree, type);
  if (value === undefined) return undefined;
  const shown = tree.type === undefined && type.kind === "int" ? exact(value) : type;
  return { name, about: tree.about, type: shown, value, span: tree.span };
}

function exact(value: number): ScalarType {
  return { kind: "int", low: value, high: value };
}

/** The type as written, or that of the value: any number where that is a number. */
function declaredType(context: Context, tree: ConstantTree): ScalarType | undefined {
  const name = tree.name.text;
  if (tree.type) return scalarTypeOf(context, tree.type, name);
  const own = enumOf(context, tree.value) ?? ownType(context, tree);
  return own?.kind === "int" ? ANY_INT : own;
}

function ownType(context: Context, tree: ConstantTree): ScalarType | undefined {
  return context.expr(tree.value, constantEnv(`the constant '${tree.name.text}'`))?.type;
}

/** A bare value of just one enum tells the type. */
function enumOf(context: Context, syntax: Syntax): ScalarType | undefined {
  if (syntax.kind !== "name" || !needsHint(context, syntax, constantEnv("a constant"))) {
    return undefined;
  }
  const owners = context.tree.types.filter(
    t => t.type.kind === "enum" && t.type.values.some(v => v.text === syntax.name),
  );
  const [only] = owners;
  const type = only && owners.length === 1 ? context.type(only.name.text) : undefined;
  if (only && type) use(context, "type", only.name.text);
  return type?.kind === "enum" ? type : undefined;
}

function chosenValue(context: Context, tree: ConstantTree, type: ScalarType): number | undefined {
  const name = tree.name.text;
  const text = context.settings.constants.get(name);
  if (text !== undefined) return readSetting(context, name, text, type);
  const setting = chosenVariant(context)?.settings.find(s => s.name.text === name);
  return typedConstant(context, setting?.value ?? tree.value, `the constant '${name}'`, type);
}

/** The variant that the settings choose. */
export function chosenVariant(context: Context): VariantTree | undefined {
  return context.tree.variants.find(v => v.name.text === context.settings.variant);
}

// ---------------------------------------------------------------- values from outside

function readSetting(
  context: Context,
  name: string,
  text: string,
  type: ScalarType,
): number | undefined {
  const value = readValue(text.trim(), type);
  if (value !== undefined) return value;
  const wanted = type === ANY_INT ? "a number" : showType(type);
  const message = `'${text}' is not a value of the constant '${name}', which is ${wanted}`;
  const values = type.kind === "enum" ? type.values : [];
  return report(context, "bad-setting", { message }, { fix: didYouMean(text, values) });
}

/** A text as a value of a type, or undefined. */
export function readValue(text: string, type: ScalarType): number | undefined {
  switch (type.kind) {
    case "bool":
      return new Map([
        ["true", 1],
        ["false", 0],
      ]).get(text);
    case "int":
      return readInt(text, type);
    case "enum": {
      const at = type.values.indexOf(unquote(text));
      return at < 0 ? undefined : at;
    }
    case "set":
      return readSet(text, type);
  }
}

function readInt(text: string, type: { low: number; high: number }): number | undefined {
  if (!/^[+-]?\d{1,10}$/.test(text)) return undefined;
  const value = Number(text) + 0;
  return value >= type.low && value <= type.high ? value : undefined;
}

function readSet(text: string, type: Extract<ScalarType, { kind: "set" }>): number | undefined {
  const inner = /^\[(.*)\]$/s.exec(text)?.[1]?.trim();
  if (inner === undefined) return undefined;
  const { low } = bounds(type.of);
  const items = inner === "" ? [] : inner.split(",").map(item => readValue(item.trim(), type.of));
  return items.reduce<number | undefined>(
    (bits, item) =>
      bits === undefined || item === undefined ? undefined : bits | (1 << (item - low)),
    0,
  );
}

function unquote(text: string): string {
  return /^"(.*)"$/s.exec(text)?.[1] ?? text;
}

// ---------------------------------------------------------------- checks of what is set

/** Reports settings of constants that do not exist, an unknown variant, and wrong variants, chosen or not. */
export function checkSettings(context: Context): void {
  const constants = namesOf(context.tree.constants);
  for (const name of context.settings.constants.keys()) {
    if (!constants.has(name)) unknownSetting(context, "constant", name, constants.keys());
  }
  const { variant } = context.settings;
  const variants = namesOf(context.tree.variants);
  if (variant !== undefined && !variants.has(variant)) {
    unknownSetting(context, "variant", variant, variants.keys());
  }
  for (const tree of context.tree.variants) {
    const seen = new Map<string, Span>();
    for (const setting of tree.settings) checkVariant(context, setting, seen);
  }
}

function unknownSetting(
  context: Context,
  what: "constant" | "variant",
  name: string,
  known: Iterable<string>,
): void {
  const message = `there is no ${what} '${name}' that could be set`;
  report(context, `unknown-${what}`, { message }, { fix: didYouMean(name, known) });
}

function checkVariant(context: Context, setting: Argument, seen: Map<string, Span>): void {
  const { name, value } = setting;
  const tree = context.tree.constants.find(c => c.name.text === name.text);
  if (!tree) {
    const known = namesOf(context.tree.constants);
    reportUnknown(context, { code: "unknown-constant", what: "constant", word: name, known });
    return;
  }
  const before = seen.get(name.text);
  if (before) {
    const message = `'${name.text}' is set twice`;
    const notes = [{ message: "the first one is here", span: before }];
    report(context, "duplicate-name", { message, span: name.span }, { notes });
  }
  seen.set(name.text, name.span);
  const type = typeForSetting(context, tree);
  if (type) checkFits(context, value, type);
}

function typeForSetting(context: Context, tree: ConstantTree): ScalarType | undefined {
  const constant = context.constant(tree.name.text);
  if (!constant) return undefined;
  return tree.type === undefined && constant.type.kind === "int" ? ANY_INT : constant.type;
}

function checkFits(context: Context, syntax: Syntax, type: ScalarType): void {
  const what = `a constant's value (${wording(type)})`;
  typedConstant(context, syntax, what, type);
}

/** A condition of constants: true, false, or undefined after an error. */
export function constantCondition(context: Context, syntax: Syntax): boolean | undefined {
  const value = typedConstant(context, syntax, "'when'", { kind: "bool" });
  return value === undefined ? undefined : value === 1;
}
