// How what an action did is written down: the record of its next state, and a note of what happened for the first time.

import { recordBytes } from "../../model/machine-code.ts";
import {
  call,
  type FunctionCode,
  get,
  type Instruction,
  i32,
  i64,
  load,
  op,
  set,
  store,
  type Variable,
  when,
} from "./instruction.ts";
import { based, type ProgramScope } from "./program-scope.ts";
import { wordLocals } from "./scope.ts";

/** Notes the key if it was not noted before. */
export function noteOnce(all: ProgramScope, key: number, action: Instruction): Instruction[] {
  const fresh = op("i32.eqz", load("i32.load8_u", all.base, all.regions.met + key));
  return [when(fresh, [call("note", i32(key), get("from"), action)])];
}

/** Writes the next state and its origin, and moves on where it is another state. */
export function record({ words }: ProgramScope, origin: Instruction): Instruction[] {
  const each = Array.from({ length: words }, (_, w) => w);
  const differs = each
    .map(w => op("i64.ne", get(`s${w}`), get(`n${w}`)))
    .reduce((a, b) => op("i32.or", a, b));
  return [
    ...each.map(w => store("i64.store", get("out"), get(`n${w}`), w * 8)),
    store("i64.store", get("out"), origin, words * 8),
    set("out", op("i32.add", get("out"), op("i32.mul", differs, i32(recordBytes(words))))),
  ];
}

/**
 * emit(out, from, key, action, s0, ..., n0, ...): notes that the command of the key fired and writes the record of a next state;
 * gives where the next one goes. Where actions are many, most are disabled in a state, and what makes the code slower for
 * those that are not makes it half as long for all.
 */
export function emitCode(all: ProgramScope): FunctionCode {
  const I = (name: string): Variable => ({ name, type: "i32" });
  const met = load("i32.load8_u", based(all, get("key")), all.regions.met);
  const from = op("i64.shl", op("i64.extend_i32_u", get("from")), i64(32n));
  return {
    name: "emit",
    params: [
      ...["out", "from", "key", "action"].map(I),
      ...wordLocals("s", all.words),
      ...wordLocals("n", all.words),
    ],
    result: "i32",
    locals: [],
    body: [
      when(op("i32.eqz", met), [call("note", get("key"), get("from"), get("action"))]),
      ...record(all, op("i64.or", from, op("i64.extend_i32_u", get("action")))),
      { kind: "return", value: get("out") },
    ],
    exported: false,
  };
}
