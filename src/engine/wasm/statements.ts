// Effects as code, on the words n0, n1, ... of the next state. Constants stored one after the other are
// put in together, as one mask and one value a word. A `require` that is not met goes to the label
// `disabled`, a fault to the label `fault`. Marks are bits of the locals marks0, marks1, ..., because
// they count only once the action is known to be enabled.

import { unreachable } from "../../base/bug.ts";
import { type Interval, intervalOf, within } from "../../model/interval.ts";
import type { Statement, Target, Term } from "../../model/program.ts";
import { brIf, get, type Instruction, i32, i64, op, set, when } from "./instruction.ts";
import { type Named, remarkTerm, remarkValues } from "./remark.ts";
import { fail, type Scope, tempLocal, type WideField } from "./scope.ts";
import {
  checked,
  elementShift,
  fieldOf,
  isRow,
  maskOf,
  narrow,
  type Typed,
  termCode,
  truthCode,
} from "./terms.ts";

/** Makes the code of one effect. `bits`: the place of each of its marks. */
export class EffectCode {
  readonly #scope: Scope;
  readonly #bits: ReadonlyMap<number, number>;
  /** By word: the bits that will be cleared and set, not yet emitted. */
  readonly #pending = new Map<number, { mask: bigint; value: bigint; named: Named[] }>();

  constructor(scope: Scope, bits: ReadonlyMap<number, number>) {
    this.#scope = scope;
    this.#bits = bits;
  }

  /** The code of the statements, complete. */
  code(list: readonly Statement[]): Instruction[] {
    const out = list.flatMap(s => this.#statement(s));
    return [...out, ...this.#flush()];
  }

  #statement(s: Statement): Instruction[] {
    switch (s.kind) {
      case "assign":
        return this.#assign(s.to, s.value);
      case "if": {
        const before = this.#flush();
        const test = truthCode(s.test, this.#scope);
        const then = this.code(s.then);
        const remark = remarkTerm(this.#scope.slots, s.test);
        return [...before, remark, when(test, then, this.code(s.else))];
      }
      case "require":
        return [
          ...this.#flush(),
          remarkTerm(this.#scope.slots, s.test),
          brIf("disabled", op("i32.eqz", truthCode(s.test, this.#scope))),
        ];
      case "mark":
        return [this.#raise(s.mark)];
      case "assert": {
        const bad = op("i32.eqz", truthCode(s.test, this.#scope));
        const remark = remarkTerm(this.#scope.slots, s.test);
        return [
          ...this.#flush(),
          remark,
          when(bad, [this.#raise(s.mark), ...fail(this.#scope, "assert")]),
        ];
      }
      case "tell":
        return [];
      default:
        return unreachable(s, "statement");
    }
  }

  #raise(mark: number): Instruction {
    const bit = this.#bits.get(mark) ?? 0;
    const local = `marks${bit >> 5}`;
    return set(local, op("i32.or", get(local), i32(1 << (bit & 31))));
  }

  #assign(to: Target, value: Term): Instruction[] {
    switch (to.kind) {
      case "temp": {
        const before = this.#flush();
        const local = tempLocal(this.#scope, to.temp);
        const typed = termCode(value, this.#scope);
        return [...before, set(local.name, widthOf(typed, local.type))];
      }
      case "slot":
        return this.#assignSlot(to.slot, value);
      case "element":
        return [
          ...this.#flush(),
          remarkTerm(this.#scope.slots, value, elementsOf(to)),
          ...this.#assignElement(to, value),
        ];
      default:
        return unreachable(to, "target");
    }
  }

  #assignSlot(slot: number, value: Term): Instruction[] {
    const scope = this.#scope;
    const field = fieldOf(scope, slot);
    const range = this.#range(slot);
    if (value.kind === "const" && within(intervalOf(value, scope.domains), range)) {
      this.#later({ slot, value: value.value }, field);
      return [];
    }
    const remark = remarkTerm(scope.slots, value, [slot]);
    return [...this.#flush(), remark, ...putField(field, this.#stored(value, range))];
  }

  #range(slot: number): Interval {
    return this.#scope.slots[slot] as Interval;
  }

  /** The value less the lower bound; outside the range is a fault. */
  #stored(value: Term, range: Interval): Instruction {
    const typed = termCode(value, this.#scope);
    const sure = within(intervalOf(value, this.#scope.domains), range);
    if (!sure) return checked(this.#scope, typed, range, "range");
    return range.low === 0 ? narrow(typed) : op("i32.sub", narrow(typed), i32(range.low));
  }

  #assignElement(to: Target & { kind: "element" }, value: Term): Instruction[] {
    const scope = this.#scope;
    const fields = scope.fields.slice(to.base, to.base + to.size);
    const ranges = fields.map((_, i) => this.#range(to.base + i));
    const [first] = fields as [WideField];
    const [range] = ranges as [Interval];
    const index = narrow(termCode(to.index, scope));
    // The index comes first, and the value may need the scratch locals: it waits on the stack or in `at`.
    const one = ranges.every(r => r.low === range.low && r.high === range.high);
    if (one && isRow(fields) && first.bits > 0)
      return this.#putShifted(first, index, { value, range });
    const typed = termCode(value, scope);
    return [
      set("at", index),
      set("put", wide(typed)),
      ...fields.map((field, i) =>
        when(op("i32.eq", get("at"), i32(i)), [
          ...putField(
            field,
            checked(scope, { code: get("put"), type: "i64" }, ranges[i] as Interval, "range"),
          ),
        ]),
      ),
    ];
  }

  #putShifted(
    first: WideField,
    index: Instruction,
    { value, range }: { value: Term; range: Interval },
  ): Instruction[] {
    const word = `n${first.word}`;
    return [
      set("at", index),
      set("put", op("i64.extend_i32_u", this.#stored(value, range))),
      set("shift", elementShift(first, get("at"))),
      set(
        word,
        op(
          "i64.or",
          op(
            "i64.and",
            get(word),
            op("i64.xor", op("i64.shl", i64(maskOf(first)), get("shift")), i64(-1n)),
          ),
          op("i64.shl", get("put"), get("shift")),
        ),
      ),
    ];
  }

  /** Notes a constant for the next flush. */
  #later(named: Named, field: WideField): void {
    const shift = BigInt(field.shift);
    const mask = maskOf(field) << shift;
    const word = this.#pending.get(field.word) ?? { mask: 0n, value: 0n, named: [] };
    word.mask |= mask;
    word.value = (word.value & ~mask) | (BigInt(named.value - field.low) << shift);
    word.named.push(named);
    this.#pending.set(field.word, word);
  }

  #flush(): Instruction[] {
    const { slots } = this.#scope;
    const out = [...this.#pending].flatMap(([word, { mask, value, named }]) => {
      if (mask === 0n) return [];
      return [remarkValues(slots, "sets", named), set(`n${word}`, merged(word, mask, value))];
    });
    this.#pending.clear();
    return out;
  }
}

function elementsOf({ base, size }: Target & { kind: "element" }): number[] {
  return Array.from({ length: size }, (_, i) => base + i);
}

function merged(word: number, mask: bigint, value: bigint): Instruction {
  const kept = op("i64.and", get(`n${word}`), i64(~mask));
  return value === 0n ? kept : op("i64.or", kept, i64(value));
}

/** Stores a value that is in range, already less the lower bound. */
function putField(field: WideField, value: Instruction): Instruction[] {
  if (field.bits === 0) return [{ kind: "op", op: "drop", args: [value] }];
  const word = `n${field.word}`;
  const wideValue = op("i64.extend_i32_u", value);
  const placed = field.shift === 0 ? wideValue : op("i64.shl", wideValue, i64(BigInt(field.shift)));
  const kept = op("i64.and", get(word), i64(~(maskOf(field) << BigInt(field.shift))));
  return [set(word, op("i64.or", kept, placed))];
}

function widthOf(typed: Typed, type: "i32" | "i64"): Instruction {
  if (type === "i32") return narrow(typed);
  return wide(typed);
}

function wide({ code, type }: Typed): Instruction {
  return type === "i64" ? code : op("i64.extend_i32_s", code);
}
