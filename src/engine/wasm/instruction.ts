// WebAssembly code as a tree: operands stand inside the instruction that takes them, labels, locals and
// functions have names, and nesting is nesting. bytes.ts makes the binary form of it and print.ts the text.

import type { BULK, MemoryOp, PlainOp, ValueType } from "./opcodes.ts";

export type Instruction =
  | { readonly kind: "op"; readonly op: PlainOp; readonly args: readonly Instruction[] }
  | { readonly kind: "const"; readonly type: "i32"; readonly value: number }
  | { readonly kind: "const"; readonly type: "i64"; readonly value: bigint }
  | {
      readonly kind: "get" | "global-get";
      readonly name: string;
    }
  | {
      readonly kind: "set" | "tee" | "global-set";
      readonly name: string;
      readonly value: Instruction;
    }
  | {
      readonly kind: "memory";
      readonly op: MemoryOp;
      readonly offset: number;
      readonly args: readonly Instruction[];
    }
  | {
      readonly kind: "bulk";
      readonly op: keyof typeof BULK;
      readonly args: readonly Instruction[];
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Instruction[] }
  | {
      readonly kind: "block" | "loop";
      readonly label: string;
      readonly body: readonly Instruction[];
    }
  | {
      readonly kind: "if";
      readonly test: Instruction;
      readonly result?: ValueType | undefined;
      readonly then: readonly Instruction[];
      readonly else: readonly Instruction[];
    }
  | { readonly kind: "br"; readonly label: string }
  | { readonly kind: "br-if"; readonly label: string; readonly test: Instruction }
  | { readonly kind: "return"; readonly value?: Instruction | undefined }
  /** First the statements, then the value, which is the value of all. */
  | {
      readonly kind: "sequence";
      readonly before: readonly Instruction[];
      readonly value: Instruction;
    }
  /** Only for readers of the text. */
  | { readonly kind: "comment"; readonly text: () => string };

/** An instruction without anything written behind it. */
export function op(name: PlainOp, ...args: readonly Instruction[]): Instruction {
  return { kind: "op", op: name, args };
}

/** A constant of 32 bits. */
export function i32(value: number): Instruction {
  return { kind: "const", type: "i32", value: value | 0 };
}

/** A constant of 64 bits; values from 2^63 on mean their two's complement. */
export function i64(value: bigint): Instruction {
  return { kind: "const", type: "i64", value: BigInt.asIntN(64, value) };
}

/** Reads a local or parameter. */
export function get(name: string): Instruction {
  return { kind: "get", name };
}

/** Writes a local. */
export function set(name: string, value: Instruction): Instruction {
  return { kind: "set", name, value };
}

/** Writes a local and gives the value. */
export function tee(name: string, value: Instruction): Instruction {
  return { kind: "tee", name, value };
}

/** Reads a global. */
export function globalGet(name: string): Instruction {
  return { kind: "global-get", name };
}

/** Writes a global. */
export function globalSet(name: string, value: Instruction): Instruction {
  return { kind: "global-set", name, value };
}

/** Reads at address + offset. */
export function load(name: MemoryOp, address: Instruction, offset = 0): Instruction {
  return { kind: "memory", op: name, offset, args: [address] };
}

/** Writes at address + offset. */
export function store(
  name: MemoryOp,
  address: Instruction,
  value: Instruction,
  offset = 0,
): Instruction {
  return { kind: "memory", op: name, offset, args: [address, value] };
}

/** Copies or fills memory: destination, source or byte, length. */
export function bulk(name: keyof typeof BULK, ...args: readonly Instruction[]): Instruction {
  return { kind: "bulk", op: name, args };
}

/** Calls a function of the module or an imported one. */
export function call(name: string, ...args: readonly Instruction[]): Instruction {
  return { kind: "call", name, args };
}

/** A `br` to its label leaves it. */
export function block(label: string, body: readonly Instruction[]): Instruction {
  return { kind: "block", label, body };
}

/** A `br` to its label starts it again. */
export function loop(label: string, body: readonly Instruction[]): Instruction {
  return { kind: "loop", label, body };
}

/** Statements under a condition. */
export function when(
  test: Instruction,
  then: readonly Instruction[],
  otherwise: readonly Instruction[] = [],
): Instruction {
  return { kind: "if", test, then, else: otherwise };
}

/** A value under a condition; only the chosen side is evaluated. */
export function choose(
  type: ValueType,
  test: Instruction,
  sides: { readonly then: Instruction; readonly else: Instruction },
): Instruction {
  return { kind: "if", test, result: type, then: [sides.then], else: [sides.else] };
}

/** Goes to a label. */
export function br(label: string): Instruction {
  return { kind: "br", label };
}

/** Goes to a label where the test is not 0. */
export function brIf(label: string, test: Instruction): Instruction {
  return { kind: "br-if", label, test };
}

/** Statements, then a value. */
export function sequence(before: readonly Instruction[], value: Instruction): Instruction {
  return { kind: "sequence", before, value };
}

/** A remark in the printed text, made when it is printed. */
export function comment(text: () => string): Instruction {
  return { kind: "comment", text };
}

/** A named value with its type. */
export interface Variable {
  readonly name: string;
  readonly type: ValueType;
}

/** A function as others see it. */
export interface FunctionHead {
  readonly name: string;
  readonly params: readonly Variable[];
  readonly result?: ValueType | undefined;
  readonly exported: boolean;
}

/** A function; locals start at zero. */
export interface FunctionCode extends FunctionHead {
  readonly locals: readonly Variable[];
  readonly body: readonly Instruction[];
}

/** A function whose code is made when it is wanted, each time anew: the code of all functions at once is more than a young heap holds. */
export interface FunctionSource extends FunctionHead {
  readonly code: () => FunctionCode;
}

/** A function whose code is there. */
export function ready(code: FunctionCode): FunctionSource {
  const { name, params, result, exported } = code;
  return { name, params, result, exported, code: () => code };
}

/** A module over one shared memory, imported as `env` `memory`. Globals are mutable numbers of 32 bits. */
export interface ModuleCode {
  readonly name: string;
  readonly globals: readonly { readonly name: string; readonly exported: boolean }[];
  readonly functions: readonly FunctionSource[];
  /** Pages of 64 KiB that the memory has at least. */
  readonly pages: number;
}
