// The module that is made for one program: `expand` makes the successors of a list of states, `look`
// evaluates the probes on states that were found. Actions stand in functions of some dozens each, in
// the order of the contract, because one function of thousands of lines takes long to optimise.

import { NO_ACTION } from "../../model/machine-code.ts";
import type { Probe, Program } from "../../model/program.ts";
import { type Piece, pieceCode, piecesOf } from "./action.ts";
import { emitCode, noteOnce } from "./emit.ts";
import {
  block,
  br,
  brIf,
  call,
  comment,
  type FunctionCode,
  type FunctionHead,
  type FunctionSource,
  get,
  globalGet,
  globalSet,
  type Instruction,
  i32,
  i64,
  load,
  loop,
  type ModuleCode,
  op,
  ready,
  set,
  store,
  tee,
  type Variable,
  when,
} from "./instruction.ts";
import { based, type ProgramScope } from "./program-scope.ts";
import { type Scope, scopeOf, TERM_LOCALS, wordLocals } from "./scope.ts";
import { mayFault, truthCode } from "./terms.ts";

/** Actions in one function. */
const PART = 32;

/** The module of a program. See ExpandExports for what its functions do. */
export function expandModule(all: ProgramScope, pages: number): ModuleCode {
  const pieces = piecesOf(all.program);
  const parts: FunctionSource[] = [];
  for (let i = 0; i < pieces.length; i += PART) {
    parts.push(partSource(all, `actions${parts.length}`, pieces.slice(i, i + PART)));
  }
  return {
    name: all.program.name,
    pages,
    globals: ["out", "transitions", "alive", "noted", "base"].map(name => ({
      name,
      exported: true,
    })),
    functions: [
      ready(expandCode(all, parts)),
      ready(lookCode(all)),
      ...parts,
      ...all.stepProbes.map(p => ready(stepCode(all, p.probe))),
      ...(all.stepProbes.length > 0 ? [hotCode(all), stillCode(all)] : []).map(ready),
      ...[...(all.shortly ? [emitCode(all)] : []), noteCode(all), ...HELPERS].map(ready),
    ],
  };
}

const A = (name: string): Variable => ({ name, type: "i32" });

function words(all: ProgramScope): number[] {
  return Array.from({ length: all.words }, (_, w) => w);
}

/** expand(state, until, from, limit): writes the records of the successors; gives the address of the first state that was left out because `out` was beyond the limit. */
function expandCode(all: ProgramScope, parts: readonly FunctionHead[]): FunctionCode {
  const each = words(all);
  const state = each.map(w => get(`s${w}`));
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("state"), get("until"))),
        brIf("done", op("i32.gt_u", globalGet("out"), get("limit"))),
        ...each.map(w => set(`s${w}`, load("i64.load", get("state"), w * 8))),
        globalSet("alive", i32(0)),
        ...(all.stepProbes.length > 0 ? probesBefore(state) : []),
        ...parts.map(p =>
          globalSet(
            "out",
            call(p.name, globalGet("out"), get("from"), get("hot"), get("still"), ...state),
          ),
        ),
        ...(all.label > 0 ? [] : [when(op("i32.eqz", globalGet("alive")), deadlockCode(all))]),
        set("state", op("i32.add", get("state"), i32(all.words * 8))),
        set("from", op("i32.add", get("from"), i32(1))),
        br("next"),
      ]),
    ]),
    { kind: "return", value: get("state") } as const,
  ];
  return {
    name: "expand",
    params: ["state", "until", "from", "limit"].map(A),
    result: "i32",
    locals: [...wordLocals("s", all.words), A("hot"), A("still"), ...TERM_LOCALS],
    body,
    exported: true,
  };
}

/** Nothing can happen: is the state at rest. A fault there is false. */
function deadlockCode(all: ProgramScope): Instruction[] {
  const scope = stateScope(all, "s");
  return [
    block("resting", [
      block("fault", [brIf("resting", truthCode(all.program.atRest, scope))]),
      ...noteOnce(all, all.keys.deadlock, i32(NO_ACTION)),
    ]),
  ];
}

function stateScope(all: ProgramScope, now: string): Scope {
  const { program, fields, words: count } = all;
  return scopeOf({
    slots: program.slots,
    fields,
    words: count,
    now,
    old: "s",
    params: [],
    temps: [],
  });
}

/** actionsN(out, from, hot, still, s0, ...): writes the records of some dozens of actions; gives where the next one goes. */
function partSource(all: ProgramScope, name: string, pieces: readonly Piece[]): FunctionSource {
  const params = [A("out"), A("from"), A("hot"), A("still"), ...wordLocals("s", all.words)];
  const head: FunctionHead = { name, params, result: "i32", exported: false };
  return { ...head, code: () => partCode(all, head, pieces) };
}

function partCode(all: ProgramScope, head: FunctionHead, pieces: readonly Piece[]): FunctionCode {
  const actions = pieces.map(piece => pieceCode(all, piece));
  const locals = new Map<string, Variable>();
  const fixed = [
    A("count"),
    A("alive"),
    { name: "origin", type: "i64" as const },
    ...wordLocals("n", all.words),
    ...TERM_LOCALS,
    A("at"),
    { name: "put", type: "i64" as const },
    { name: "shift", type: "i64" as const },
  ];
  for (const local of [...fixed, ...actions.flatMap(a => a.locals)]) locals.set(local.name, local);
  const count = op("i32.add", globalGet("transitions"), get("count"));
  return {
    ...head,
    locals: [...locals.values()],
    body: [
      set("origin", op("i64.shl", op("i64.extend_i32_u", get("from")), i64(32n))),
      ...actions.flatMap(a => a.code),
      globalSet("transitions", count),
      when(get("alive"), [globalSet("alive", i32(1))]),
      { kind: "return", value: get("out") },
    ],
  };
}

/** look(state, until, from, origin): evaluates the state probes on states, numbered from `from` on. */
function lookCode(all: ProgramScope): FunctionCode {
  const each = words(all);
  const body = [
    block("done", [
      loop("next", [
        brIf("done", op("i32.ge_u", get("state"), get("until"))),
        ...each.map(w => set(`s${w}`, load("i64.load", get("state"), w * 8))),
        set("action", load("i32.load", get("origin"))),
        ...all.program.probes.flatMap(({ kind }, index) =>
          kind === "state" ? probeCode(all, index, stateScope(all, "s")) : [],
        ),
        set("state", op("i32.add", get("state"), i32(all.words * 8))),
        set("origin", op("i32.add", get("origin"), i32(8))),
        set("from", op("i32.add", get("from"), i32(1))),
        br("next"),
      ]),
    ]),
  ];
  return {
    name: "look",
    params: ["state", "until", "from", "origin"].map(A),
    locals: [...wordLocals("s", all.words), A("action"), A("key"), ...TERM_LOCALS],
    body,
    exported: true,
  };
}

/** stepN(from, action, s0, ..., n0, ...): evaluates a step probe on one step. */
function stepCode(all: ProgramScope, probe: number): FunctionCode {
  return {
    name: `step${probe}`,
    params: [A("from"), A("action"), ...wordLocals("s", all.words), ...wordLocals("n", all.words)],
    locals: [A("key"), ...TERM_LOCALS],
    body: probeCode(all, probe, stateScope(all, "n")),
    exported: false,
  };
}

/** Where no probe is left to be met nobody asks how it is met. */
function probesBefore(state: readonly Instruction[]): Instruction[] {
  return [
    set("hot", call("hot", ...state)),
    when(get("hot"), [set("still", call("still", ...state))], [set("still", i32(0))]),
  ];
}

/** hot(s0, ...): the probes (bit by bit) that were not met yet and whose parts about the old state are true. */
function hotCode(all: ProgramScope): FunctionCode {
  const scope = stateScope(all, "s");
  const bits = all.stepProbes.slice(0, 32).map((p, bit) => {
    const met = load("i32.load8_u", all.base, all.regions.met + all.keys.probe(p.probe).first);
    const sure = p.before.filter(part => !mayFault(part, scope));
    const { term, onFault } = all.program.probes[p.probe] as Probe;
    // Where a fault is a hit, a part that is false must not hide a fault in a part before it.
    const parts = onFault && mayFault(term, stateScope(all, "n")) ? [] : sure;
    return block("cold", [
      brIf("cold", met),
      ...parts.map(part => brIf("cold", op("i32.eqz", truthCode(part, scope)))),
      set("bits", op("i32.or", get("bits"), i32(1 << bit))),
    ]);
  });
  const many = all.stepProbes.length > 32;
  return {
    name: "hot",
    params: wordLocals("s", all.words),
    result: "i32",
    locals: [A("bits"), ...TERM_LOCALS],
    body: [set("bits", i32(0)), ...bits, { kind: "return", value: many ? i32(-1) : get("bits") }],
    exported: false,
  };
}

/** still(s0, ...): would some step probe that was not met yet be met by a step that changes nothing. */
function stillCode(all: ProgramScope): FunctionCode {
  const { probes } = all.program;
  return {
    name: "still",
    params: wordLocals("s", all.words),
    result: "i32",
    locals: TERM_LOCALS,
    body: [
      ...all.stepProbes.map(p => {
        const { term, onFault } = probes[p.probe] as Probe;
        const met = load("i32.load8_u", all.base, all.regions.met + all.keys.probe(p.probe).first);
        const scope = stateScope(all, "s");
        const body = hitCode({ term, onFault }, scope, { kind: "return", value: i32(1) });
        return block("missed", [brIf("missed", met), ...body]);
      }),
      { kind: "return", value: i32(0) },
    ],
    exported: false,
  };
}

function probeCode(all: ProgramScope, index: number, scope: Scope): Instruction[] {
  const { term, onFault } = all.program.probes[index] as Probe;
  const { first, wide } = all.keys.probe(index);
  const key = wide ? op("i32.add", commandOfAction(all), i32(first + 1)) : i32(first);
  const met = load("i32.load8_u", based(all, tee("key", key)), all.regions.met);
  const noted = call("note", get("key"), get("from"), get("action"));
  return [
    comment(() => aboutText(all.program, index)),
    block("missed", [brIf("missed", met), ...hitCode({ term, onFault }, scope, noted)]),
  ];
}

/** What is done where the term is true; elsewhere leaves for `missed`. A fault counts as true or not. */
function hitCode(
  { term, onFault }: Pick<Probe, "term" | "onFault">,
  scope: Scope,
  hit: Instruction,
): Instruction[] {
  const missed = brIf("missed", op("i32.eqz", truthCode(term, scope)));
  if (!mayFault(term, scope)) return [missed, hit];
  const faulted = onFault ? [] : [br("missed")];
  return [block("hit", [block("fault", [missed, br("hit")]), ...faulted]), hit];
}

function aboutText({ probes: list }: Program, index: number): string {
  const { about } = list[index] ?? {};
  return about ? `probe ${index}: ${Object.values(about).join(" ")}` : `probe ${index}`;
}

/** The command of the local `action`, or -1. */
function commandOfAction(all: ProgramScope): Instruction {
  const { firstAction } = all;
  let code: Instruction = i32(0);
  for (let c = 1; c < firstAction.length; c++) {
    code = op("i32.add", code, op("i32.ge_u", get("action"), i32(firstAction[c] as number)));
  }
  return op("select", i32(-1), code, op("i32.eq", get("action"), i32(NO_ACTION)));
}

/** note(key, state, action): writes it down. */
function noteCode(all: ProgramScope): FunctionCode {
  const at = based(all, op("i32.mul", get("index"), i32(12)));
  return {
    name: "note",
    params: ["key", "state", "action"].map(A),
    locals: [A("index"), A("place")],
    body: [
      store("i32.store8", based(all, get("key")), i32(1), all.regions.met),
      set("index", globalGet("noted")),
      set("place", at),
      store("i32.store", get("place"), get("key"), all.regions.log),
      store("i32.store", get("place"), get("state"), all.regions.log + 4),
      store("i32.store", get("place"), get("action"), all.regions.log + 8),
      globalSet("noted", op("i32.add", get("index"), i32(1))),
    ],
    exported: false,
  };
}

function helper(name: string, result: Instruction): FunctionCode {
  const L = (n: string): Variable => ({ name: n, type: "i64" });
  return {
    name,
    params: [L("a"), L("b")],
    result: "i64",
    locals: [L("q")],
    body: [{ kind: "return", value: result }],
    exported: false,
  };
}

/** q has the sign of the rounding: division toward zero is one too high where signs differ and something is left. */
const LEFT_OVER = op(
  "i64.and",
  op("i64.extend_i32_u", op("i64.ne", op("i64.rem_s", get("a"), get("b")), i64(0n))),
  op("i64.shr_u", op("i64.xor", get("a"), get("b")), i64(63n)),
);

const HELPERS: readonly FunctionCode[] = [
  helper("min", op("select", get("a"), get("b"), op("i64.lt_s", get("a"), get("b")))),
  helper("max", op("select", get("a"), get("b"), op("i64.gt_s", get("a"), get("b")))),
  helper("divide", op("i64.sub", op("i64.div_s", get("a"), get("b")), LEFT_OVER)),
  helper(
    "modulo",
    op("i64.add", op("i64.rem_s", get("a"), get("b")), op("i64.mul", LEFT_OVER, get("b"))),
  ),
];
