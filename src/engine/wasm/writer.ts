// Bytes as WebAssembly wants them: LEB128 numbers, vectors and sized sections (WebAssembly core
// specification 2.0, 5.1 and 5.2).

const ENCODER = new TextEncoder();

/** Bytes that grow. */
export class Writer {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** What was written so far; a view. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** One byte. */
  byte(value: number): void {
    // Most of what is written: a call less is felt where the code is cold.
    if (this.#length === this.#bytes.length) this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  /** Bytes as they are. */
  raw(bytes: ArrayLike<number>): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** LEB128. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    if (rest < 0x80) {
      this.byte(rest);
      return;
    }
    this.#room(5);
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Signed LEB128, of 32 bits. */
  signed(value: number): void {
    if (value >= -64 && value <= 63) {
      this.byte(value & 0x7f);
      return;
    }
    this.#room(5);
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>= 7;
    }
    this.#bytes[this.#length++] = rest & 0x7f;
  }

  /** Signed LEB128, of 64 bits. */
  signedLarge(value: bigint): void {
    const small = Number(value) | 0;
    if (value === BigInt(small)) {
      this.signed(small);
      return;
    }
    this.#room(10);
    // In two halves, because arithmetic of large integers is slow.
    let low = Number(BigInt.asUintN(32, value));
    let high = Number(BigInt.asIntN(32, value >> 32n));
    while (!((high === 0 && low < 0x40) || (high === -1 && low >= 0xffff_ffc0))) {
      this.#bytes[this.#length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>= 7;
    }
    this.#bytes[this.#length++] = low & 0x7f;
  }

  /** A text with its length before it. */
  name(text: string): void {
    const bytes = ENCODER.encode(text);
    this.unsigned(bytes.length);
    this.raw(bytes);
  }

  /** A vector: its length, then its items. */
  list<T>(items: readonly T[], write: (item: T, index: number) => void): void {
    this.unsigned(items.length);
    items.forEach(write);
  }

  /** What is written inside, with its length in bytes before it. */
  sized(write: (inner: Writer) => void): void {
    const inner = new Writer();
    write(inner);
    this.unsigned(inner.#length);
    this.raw(inner.bytes());
  }

  /** A section of a module. */
  section(id: number, write: (inner: Writer) => void): void {
    this.byte(id);
    this.sized(write);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const longer = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 2));
    longer.set(this.#bytes);
    this.#bytes = longer;
  }
}
