// Messages as numbers: each message of a channel with each value of its fields is one code, 0 is no
// message. A channel's cell is then one slot, and equal messages are equal numbers.

import { Bug } from "../base/bug.ts";
import type { Channel } from "../model/model.ts";
import type { MessageCodes, Term } from "../model/program.ts";
import { bounds, type ScalarType } from "../model/types.ts";
import { all, binary, bound, constant } from "./terms.ts";

export function codesOf(channel: Channel): MessageCodes {
  let first = 1;
  const messages = channel.messages.map(({ name, fields }) => {
    const size = fields.reduce((n, f) => n * sizeOfScalar(f.type), 1);
    const message = { name, first, size, fields };
    first += size;
    return message;
  });
  return { messages, end: first };
}

function sizeOfScalar(type: ScalarType): number {
  const { low, high } = bounds(type);
  return high - low + 1;
}

function messageOf(codes: MessageCodes, name: string): MessageCodes["messages"][number] {
  const message = codes.messages.find(m => m.name === name);
  if (!message) throw new Bug(`no message ${name}`);
  return message;
}

/** The code of a message whose fields have these values; a value outside its field's type is a fault. */
export function encode(codes: MessageCodes, name: string, values: readonly Term[]): Term {
  const message = messageOf(codes, name);
  const offset = message.fields.reduceRight<Term>((rest, field, i) => {
    const { low, high } = bounds(field.type);
    const value = bound(values[i] ?? constant(low), low, high);
    return binary("+", value, binary("*", rest, constant(sizeOfScalar(field.type))));
  }, constant(0));
  return binary("+", constant(message.first), offset);
}

/** The value of a field of the message that `code` is. */
export function decode(codes: MessageCodes, name: string, field: string, code: Term): Term {
  const message = messageOf(codes, name);
  let radix = 1;
  for (const each of message.fields) {
    const { low } = bounds(each.type);
    const size = sizeOfScalar(each.type);
    if (each.name === field) {
      const shifted = binary("-", code, constant(message.first));
      const digits: Term =
        radix === 1 ? shifted : { kind: "binary", op: "/", left: shifted, right: constant(radix) };
      const last = radix * size === message.size;
      const digit: Term = last
        ? digits
        : { kind: "binary", op: "%", left: digits, right: constant(size) };
      return binary("+", digit, constant(low));
    }
    radix *= size;
  }
  throw new Bug(`no field ${field} in ${name}`);
}

/** Is the code this message. */
export function isMessage(codes: MessageCodes, name: string, code: Term): Term {
  const { first, size } = messageOf(codes, name);
  if (size === 1) return binary("==", code, constant(first));
  return all([binary(">=", code, constant(first)), binary("<", code, constant(first + size))]);
}
