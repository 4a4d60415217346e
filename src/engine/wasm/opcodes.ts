// The instructions of WebAssembly that the compiled engine uses, with their codes (WebAssembly core
// specification 2.0, chapter 5, binary format). An instruction that is not listed here cannot be written.

/** A type of values. */
export type ValueType = "i32" | "i64";

/** How value types are written in bytes. */
export const VALUE_TYPES: Record<ValueType, number> = { i32: 0x7f, i64: 0x7e };

/** Instructions that take operands from the stack and have nothing written behind them. */
export type PlainOp = keyof typeof PLAIN;

/** Their codes. */
export const PLAIN = {
  unreachable: 0x00,
  drop: 0x1a,
  select: 0x1b,
  "i32.eqz": 0x45,
  "i32.eq": 0x46,
  "i32.ne": 0x47,
  "i32.lt_s": 0x48,
  "i32.lt_u": 0x49,
  "i32.gt_s": 0x4a,
  "i32.gt_u": 0x4b,
  "i32.le_s": 0x4c,
  "i32.le_u": 0x4d,
  "i32.ge_s": 0x4e,
  "i32.ge_u": 0x4f,
  "i64.eqz": 0x50,
  "i64.eq": 0x51,
  "i64.ne": 0x52,
  "i64.lt_s": 0x53,
  "i64.lt_u": 0x54,
  "i64.gt_s": 0x55,
  "i64.gt_u": 0x56,
  "i64.le_s": 0x57,
  "i64.le_u": 0x58,
  "i64.ge_s": 0x59,
  "i64.ge_u": 0x5a,
  "i32.popcnt": 0x69,
  "i32.add": 0x6a,
  "i32.sub": 0x6b,
  "i32.mul": 0x6c,
  "i32.div_s": 0x6d,
  "i32.div_u": 0x6e,
  "i32.rem_s": 0x6f,
  "i32.rem_u": 0x70,
  "i32.and": 0x71,
  "i32.or": 0x72,
  "i32.xor": 0x73,
  "i32.shl": 0x74,
  "i32.shr_s": 0x75,
  "i32.shr_u": 0x76,
  "i64.add": 0x7c,
  "i64.sub": 0x7d,
  "i64.mul": 0x7e,
  "i64.div_s": 0x7f,
  "i64.rem_s": 0x81,
  "i64.and": 0x83,
  "i64.or": 0x84,
  "i64.xor": 0x85,
  "i64.shl": 0x86,
  "i64.shr_s": 0x87,
  "i64.shr_u": 0x88,
  "i32.wrap_i64": 0xa7,
  "i64.extend_i32_s": 0xac,
  "i64.extend_i32_u": 0xad,
} as const;

/** Loads and stores, with the power of two that they are aligned to; codes above 255 are a prefix and a code. */
export type MemoryOp = keyof typeof MEMORY;

/** Their codes and alignments. */
export const MEMORY = {
  "i32.load": [0x28, 2],
  "i64.load": [0x29, 3],
  "i32.load8_u": [0x2d, 0],
  "i32.store": [0x36, 2],
  "i64.store": [0x37, 3],
  "i32.store8": [0x3a, 0],
  // Threads proposal, section Atomic Memory Instructions; the address must be a multiple of 8.
  "i64.atomic.load": [0xfe11, 3],
  "i64.atomic.store": [0xfe18, 3],
  "i64.atomic.rmw.cmpxchg": [0xfe49, 3],
} as const;

/** The rest, each with an encoding of its own in bytes.ts. */
export const CODES = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Const: 0x41,
  i64Const: 0x42,
  empty: 0x40,
  bulk: 0xfc,
} as const;

/** Bulk memory instructions: code behind `bulk`, and how many memory indexes follow. */
export const BULK = { "memory.copy": [10, 2], "memory.fill": [11, 1] } as const;
