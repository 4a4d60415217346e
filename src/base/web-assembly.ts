// The few parts of the WebAssembly interface that are used here, typed: TypeScript has them only beside
// the types of a browser, which this library does not want. This file is types only.

/** A linear memory; its buffer is shared between threads and replaced by a longer one when it grows. */
export interface Memory {
  readonly buffer: SharedArrayBuffer;
  /** In pages of 64 KiB; throws a RangeError where there is no room. */
  grow(pages: number): number;
}

interface WebAssemblyInterface {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { readonly exports: Record<string, unknown> };
}

/** The global of this name. */
export const webAssembly: WebAssemblyInterface = (
  globalThis as unknown as { WebAssembly: WebAssemblyInterface }
).WebAssembly;
