// Guards as code that leaves where they are false. The parts of a conjunction that compare a field with
// a constant are tested together: one mask and one value for each word of the state. Parts that may
// fault stay where they are, because what stands before them decides whether they are evaluated.

import { intervalOf } from "../../model/interval.ts";
import type { Term } from "../../model/program.ts";
import { brIf, type Instruction, i64, op } from "./instruction.ts";
import { type Named, remarkTerm, remarkValues } from "./remark.ts";
import { type Scope, wordOf } from "./scope.ts";
import { fieldOf, maskOf, mayFault, truthCode } from "./terms.ts";

/** What is tested of one word at once. */
interface WordTest {
  mask: bigint;
  value: bigint;
  readonly named: Named[];
}

/** Is the guard false whatever the state. */
export function isNever(guard: Term, scope: Scope): boolean {
  const { low, high } = intervalOf(guard, scope.domains);
  return low === 0 && high === 0 && !mayFault(guard, scope);
}

/** Goes to the label where the guard is false. */
export function guardCode(guard: Term, scope: Scope, label: string): Instruction[] {
  const out: Instruction[] = [];
  let run: Term[] = [];
  for (const part of conjuncts(guard)) {
    if (!mayFault(part, scope)) {
      run.push(part);
      continue;
    }
    out.push(...together(run, scope, label), ...unless(part, scope, label));
    run = [];
  }
  return [...out, ...together(run, scope, label)];
}

function conjuncts(term: Term): Term[] {
  if (term.kind !== "binary" || term.op !== "and") return [term];
  return [...conjuncts(term.left), ...conjuncts(term.right)];
}

function unless(part: Term, scope: Scope, label: string): Instruction[] {
  const test = brIf(label, op("i32.eqz", truthCode(part, scope)));
  return [remarkTerm(scope.slots, part), test];
}

/** Parts that cannot fault, so their order is free. */
function together(parts: readonly Term[], scope: Scope, label: string): Instruction[] {
  const words = new Map<number, WordTest>();
  const rest: Instruction[] = [];
  for (const part of parts) {
    const { low } = intervalOf(part, scope.domains);
    if (low > 0) continue;
    const equal = equality(part, scope);
    if (!equal || !join(words, equal, scope)) rest.push(...unless(part, scope, label));
  }
  const tests = [...words].flatMap(([word, { mask, value, named }]) => [
    remarkValues(scope.slots, "when", named),
    brIf(label, op("i64.ne", op("i64.and", wordOf(scope, word), i64(mask)), i64(value))),
  ]);
  return [...tests, ...rest];
}

/** False where the field was already compared with something: then the test stays on its own. */
function join(words: Map<number, WordTest>, equal: Named, scope: Scope): boolean {
  const { slot, value } = equal;
  const field = fieldOf(scope, slot);
  const shift = BigInt(field.shift);
  const mask = maskOf(field) << shift;
  const test = words.get(field.word) ?? { mask: 0n, value: 0n, named: [] };
  if ((test.mask & mask) !== 0n) return false;
  test.mask |= mask;
  test.value |= BigInt(value - field.low) << shift;
  test.named.push(equal);
  words.set(field.word, test);
  return true;
}

/** `slot == constant` in any of its forms. */
function equality(part: Term, scope: Scope): Named | undefined {
  if (part.kind === "slot") return ofTruth(part, scope, 1);
  if (part.kind === "not") return ofTruth(part.of, scope, 0);
  if (part.kind !== "binary" || (part.op !== "==" && part.op !== "!=")) return undefined;
  const [slot, other] =
    part.left.kind === "slot" ? [part.left, part.right] : [part.right, part.left];
  const { low, high } = intervalOf(other, scope.domains);
  if (slot.kind !== "slot" || low !== high || slot.old === true) return undefined;
  if (part.op === "==") return { slot: slot.slot, value: low };
  return theOther(slot.slot, low, scope);
}

/** A slot of 0 and 1 used as a truth. */
function ofTruth(term: Term, scope: Scope, value: number): Named | undefined {
  if (term.kind !== "slot" || term.old === true) return undefined;
  const slot = scope.slots[term.slot];
  return slot?.low === 0 && slot.high === 1 ? { slot: term.slot, value } : undefined;
}

/** Not the one value of a slot that has two. */
function theOther(slot: number, value: number, scope: Scope): Named | undefined {
  const range = scope.slots[slot];
  if (!range || range.high - range.low !== 1) return undefined;
  if (value === range.low) return { slot, value: range.high };
  return value === range.high ? { slot, value: range.low } : undefined;
}
