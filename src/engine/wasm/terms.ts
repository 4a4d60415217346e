// Terms as code. Values are 32 bits wide where interval analysis shows that they fit, else 64; truth is
// 1 and 0. Operands go through the stack, so the few scratch locals (v32, v64, index) are free again as
// soon as the value they hold is pushed: each is set and read with no other term evaluated in between.

import { unreachable } from "../../base/bug.ts";
import { type Interval, intervalOf, within } from "../../model/interval.ts";
import type { BinaryOperator, Term } from "../../model/program.ts";
import { termParts } from "../../model/term-parts.ts";
import {
  call,
  choose,
  get,
  type Instruction,
  i32,
  i64,
  op,
  sequence,
  set,
  tee,
  when,
} from "./instruction.ts";
import type { PlainOp, ValueType } from "./opcodes.ts";
import { fail, type Scope, tempLocal, typeOf, type WideField, wordOf } from "./scope.ts";

/** Code with the type of its value. */
export interface Typed {
  readonly code: Instruction;
  readonly type: ValueType;
}

/** The value of a term; where only one is possible, that one. */
export function termCode(term: Term, scope: Scope): Typed {
  const { low, high } = intervalOf(term, scope.domains);
  if (low === high && !mayFault(term, scope)) return constant(low);
  return computed(term, scope);
}

function computed(term: Term, scope: Scope): Typed {
  switch (term.kind) {
    case "const":
      return constant(term.value);
    case "slot":
      return { code: fieldValue(fieldOf(scope, term.slot), scope, term.old), type: "i32" };
    case "element":
      return { code: elementValue(term, scope), type: "i32" };
    case "param": {
      const param = scope.params[term.param];
      return { code: param?.code ?? i32(0), type: "i32" };
    }
    case "temp": {
      const local = tempLocal(scope, term.temp);
      return { code: get(local.name), type: local.type };
    }
    case "not":
      return { code: op("i32.eqz", truthCode(term.of, scope)), type: "i32" };
    case "negate":
      return arithmetic("sub", constant(0), termCode(term.of, scope), typeOfTerm(term, scope));
    case "bit-count":
      return { code: op("i32.popcnt", narrow(termCode(term.of, scope))), type: "i32" };
    case "binary":
      return binary(term, scope);
    case "if":
      return conditional(term, scope);
    case "bound":
      return { code: boundCode(term, scope), type: "i32" };
    default:
      return unreachable(term, "term");
  }
}

/** 1 where the term is not 0, else 0. */
export function truthCode(term: Term, scope: Scope): Instruction {
  const { code, type } = termCode(term, scope);
  if (within(intervalOf(term, scope.domains), { low: 0, high: 1 })) return code;
  return type === "i32" ? op("i32.ne", code, i32(0)) : op("i64.ne", code, i64(0n));
}

/** Can evaluating it fault. */
export function mayFault(term: Term, scope: Scope): boolean {
  const known = scope.faults.get(term);
  if (known !== undefined) return known;
  const found = canFault(term, scope);
  scope.faults.set(term, found);
  return found;
}

function canFault(term: Term, scope: Scope): boolean {
  switch (term.kind) {
    case "const":
    case "slot":
    case "param":
    case "temp":
      return false;
    case "element":
      return mayFault(term.index, scope);
    case "not":
    case "negate":
    case "bit-count":
      return mayFault(term.of, scope);
    case "bound":
      return (
        mayFault(term.of, scope) ||
        !within(intervalOf(term.of, scope.domains), { low: term.low, high: term.high })
      );
    case "binary": {
      const divides = term.op === "/" || term.op === "%";
      return (
        (divides && includesZero(intervalOf(term.right, scope.domains))) ||
        mayFault(term.left, scope) ||
        mayFault(term.right, scope)
      );
    }
    case "if":
      return [term.test, term.then, term.else].some(t => mayFault(t, scope));
    default:
      return unreachable(term, "term");
  }
}

function includesZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0;
}

function constant(value: number): Typed {
  const type = typeOf({ low: value, high: value });
  return { code: type === "i32" ? i32(value) : i64(BigInt(value)), type };
}

function typeOfTerm(term: Term, scope: Scope): ValueType {
  return typeOf(intervalOf(term, scope.domains));
}

/** The low 32 bits. */
export function narrow({ code, type }: Typed): Instruction {
  return type === "i32" ? code : op("i32.wrap_i64", code);
}

function widen({ code, type }: Typed): Instruction {
  return type === "i64" ? code : op("i64.extend_i32_s", code);
}

/** The field of a slot. */
export function fieldOf(scope: Scope, slot: number): WideField {
  return scope.fields[slot] as WideField;
}

/** The bits of a field, all ones. */
export function maskOf(field: WideField): bigint {
  return (1n << BigInt(field.bits)) - 1n;
}

function fieldValue(field: WideField, scope: Scope, old = false): Instruction {
  if (field.bits === 0) return i32(field.low);
  const word = wordOf(scope, field.word, old);
  const shifted = field.shift === 0 ? word : op("i64.shr_u", word, i64(BigInt(field.shift)));
  return offset(masked(op("i32.wrap_i64", shifted), field), field.low);
}

/** What stands at the lower end of 32 bits, without what is above it. */
function masked(bits: Instruction, field: WideField): Instruction {
  return field.bits === 32 ? bits : op("i32.and", bits, i32(2 ** field.bits - 1));
}

function offset(value: Instruction, low: number): Instruction {
  return low === 0 ? value : op("i32.add", value, i32(low));
}

/** Are the elements' fields of one width in one word, one behind the other. */
export function isRow(fields: readonly WideField[]): boolean {
  const [first] = fields;
  return (
    first !== undefined &&
    fields.every(
      (f, i) =>
        f.word === first.word &&
        f.bits === first.bits &&
        f.low === first.low &&
        f.shift === first.shift + i * first.bits,
    )
  );
}

/** How far the field of an element is from the end of its word, as 64 bits. */
export function elementShift(first: WideField, index: Instruction): Instruction {
  const bits = op("i32.mul", index, i32(first.bits));
  return op("i64.extend_i32_u", offset(bits, first.shift));
}

function elementValue(term: Term & { kind: "element" }, scope: Scope): Instruction {
  const fields = scope.fields.slice(term.base, term.base + term.size);
  const [first] = fields as [WideField];
  const index = narrow(termCode(term.index, scope));
  if (isRow(fields) && first.bits > 0) {
    const word = wordOf(scope, first.word, term.old);
    const shifted = op("i64.shr_u", word, elementShift(first, index));
    return offset(masked(op("i32.wrap_i64", shifted), first), first.low);
  }
  let value = fieldValue(fields[fields.length - 1] as WideField, scope, term.old);
  for (let i = fields.length - 2; i >= 0; i--) {
    value = op(
      "select",
      fieldValue(fields[i] as WideField, scope, term.old),
      value,
      op("i32.eq", get("index"), i32(i)),
    );
  }
  return sequence([set("index", index)], value);
}

/** of - low where that is inside, by one comparison without sign. */
function boundCode(term: Term & { kind: "bound" }, scope: Scope): Instruction {
  const of = termCode(term.of, scope);
  const { low, high } = term;
  if (within(intervalOf(term.of, scope.domains), { low, high })) return offset(narrow(of), -low);
  return checked(scope, of, { low, high }, "index");
}

/** The value less the lower bound, or the fault. */
export function checked(
  scope: Scope,
  value: Typed,
  { low, high }: Interval,
  kind: "index" | "range",
): Instruction {
  if (value.type === "i32") {
    const outside = op("i32.gt_u", tee("v32", offset(value.code, -low)), i32(high - low));
    return sequence([when(outside, fail(scope, kind))], get("v32"));
  }
  const moved = op("i64.sub", value.code, i64(BigInt(low)));
  const outside = op("i64.gt_u", tee("v64", moved), i64(BigInt(high - low)));
  return sequence([when(outside, fail(scope, kind))], op("i32.wrap_i64", get("v64")));
}

function conditional(term: Term & { kind: "if" }, scope: Scope): Typed {
  const type = typeOfTerm(term, scope);
  const widthOf = type === "i32" ? narrow : widen;
  const sides = {
    then: widthOf(termCode(term.then, scope)),
    else: widthOf(termCode(term.else, scope)),
  };
  return { code: choose(type, truthCode(term.test, scope), sides), type };
}

function binary(term: Term & { kind: "binary" }, scope: Scope): Typed {
  const rule = BINARY[term.op];
  if (rule.by === "truth") return { code: logical(term, scope), type: "i32" };
  const left = termCode(term.left, scope);
  const right = termCode(term.right, scope);
  switch (rule.by) {
    case "compare":
      return { code: compare(rule.op, left, right), type: "i32" };
    case "arithmetic":
      return arithmetic(rule.op, left, right, typeOfTerm(term, scope));
    case "bits":
      return { code: rule.make(narrow(left), narrow(right)), type: "i32" };
    case "function":
      return helper(rule.name, left, right, typeOfTerm(term, scope));
    case "division":
      return helper(rule.name, left, dividing(term.right, right, scope), typeOfTerm(term, scope));
    default:
      return unreachable(rule, "rule");
  }
}

/** Short where it may matter, else without a branch. */
function logical(term: Term & { kind: "binary" }, scope: Scope): Instruction {
  const left = truthCode(term.left, scope);
  const right = truthCode(term.right, scope);
  const and = term.op === "and";
  if (!mayFault(term.right, scope) && isCheap(term.right)) {
    return op(and ? "i32.and" : "i32.or", left, right);
  }
  const sides = and ? { then: right, else: i32(0) } : { then: i32(1), else: right };
  return choose("i32", left, sides);
}

function isCheap(term: Term): boolean {
  return sizeOf(term, 8) < 8;
}

/** The number of nodes, counted up to a limit. */
function sizeOf(term: Term, limit: number): number {
  let size = 1;
  for (const part of termParts(term)) {
    if (size >= limit) return size;
    size += sizeOf(part, limit - size);
  }
  return size;
}

type Comparison = "eq" | "ne" | "lt_s" | "le_s" | "gt_s" | "ge_s";

function compare(name: Comparison, left: Typed, right: Typed): Instruction {
  const same = left.type === "i32" && right.type === "i32";
  if (same) return op(`i32.${name}` satisfies PlainOp, left.code, right.code);
  return op(`i64.${name}` satisfies PlainOp, widen(left), widen(right));
}

function arithmetic(
  name: "add" | "sub" | "mul",
  left: Typed,
  right: Typed,
  type: ValueType,
): Typed {
  // The low 32 bits of a result depend on the low 32 bits of its operands only.
  if (type === "i32") return { code: op(`i32.${name}`, narrow(left), narrow(right)), type };
  return { code: op(`i64.${name}`, widen(left), widen(right)), type };
}

function helper(name: string, left: Typed, right: Typed, type: ValueType): Typed {
  const code = call(name, widen(left), widen(right));
  return type === "i32" ? { code: op("i32.wrap_i64", code), type } : { code, type };
}

/** A divisor; zero is a fault. */
function dividing(term: Term, right: Typed, scope: Scope): Typed {
  if (!includesZero(intervalOf(term, scope.domains))) return right;
  const zero = op("i64.eqz", tee("v64", widen(right)));
  return { code: sequence([when(zero, fail(scope, "zero"))], get("v64")), type: "i64" };
}

type Rule =
  | { readonly by: "truth" }
  | { readonly by: "compare"; readonly op: Comparison }
  | { readonly by: "arithmetic"; readonly op: "add" | "sub" | "mul" }
  | { readonly by: "bits"; readonly make: (left: Instruction, right: Instruction) => Instruction }
  | { readonly by: "function"; readonly name: "min" | "max" }
  | { readonly by: "division"; readonly name: "divide" | "modulo" };

const BINARY: Record<BinaryOperator, Rule> = {
  and: { by: "truth" },
  or: { by: "truth" },
  "==": { by: "compare", op: "eq" },
  "!=": { by: "compare", op: "ne" },
  "<": { by: "compare", op: "lt_s" },
  "<=": { by: "compare", op: "le_s" },
  ">": { by: "compare", op: "gt_s" },
  ">=": { by: "compare", op: "ge_s" },
  "+": { by: "arithmetic", op: "add" },
  "-": { by: "arithmetic", op: "sub" },
  "*": { by: "arithmetic", op: "mul" },
  "/": { by: "division", name: "divide" },
  "%": { by: "division", name: "modulo" },
  min: { by: "function", name: "min" },
  max: { by: "function", name: "max" },
  "bit-or": { by: "bits", make: (l, r) => op("i32.or", l, r) },
  "bit-and": { by: "bits", make: (l, r) => op("i32.and", l, r) },
  "bit-clear": { by: "bits", make: (l, r) => op("i32.and", l, op("i32.xor", r, i32(-1))) },
  "bit-test": { by: "bits", make: (l, r) => op("i32.and", op("i32.shr_s", l, r), i32(1)) },
};
