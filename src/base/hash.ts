// FNV-1a, 64 bits (Fowler, Noll, Vo): the same text gives the same sixteen hex digits on every
// machine. It tells texts apart that differ by accident; it is no defence against an adversary.

const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;
/** The prime is 2^40 + 0x1b3, so that a product splits into two halves that stay exact in a double. */
const PRIME_LOW = 0x1b3;
const HALF = 0x1_0000_0000;

/** The hash of the text's UTF-8 bytes. */
export function fnv1a64(text: string): string {
  let high = OFFSET_HIGH;
  let low = OFFSET_LOW;
  for (const byte of new TextEncoder().encode(text)) {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / HALF) + low * 0x100) % HALF;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
