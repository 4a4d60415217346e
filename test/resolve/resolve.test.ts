// What the language means, construct by construct: the model that a text becomes.

import { expect, test } from "vitest";
import { showExpr } from "../../src/model/show-expr.ts";
import { errorsOf, modelOf, resolveText } from "./resolved.ts";

/** A model with one machine `a`, given the rest of the file and the machine's states. */
function withStates(states: string, rest = "", machine = ""): string {
  return `model: m\n${rest}\nmachines:\n  a:\n    initial: s\n${machine}\n    states:\n${states}\n`;
}

const ONE = "      s: { on: { go: s } }";

function initialOf(type: string, initial: string, rest = ""): readonly (readonly number[])[] {
  const variables = `variables: { x: { type: "${type}", initial: ${initial} } }`;
  return modelOf(withStates(ONE, `${rest}\n${variables}`)).variables[0]?.initial ?? [];
}

// ---------------------------------------------------------------- initial values

test("an initial value stands for every element of an array", () => {
  expect(initialOf("array 0..2 of 0..3", "2")).toEqual([[2], [2], [2]]);
});

test("a list gives the elements of nested arrays in order of index", () => {
  expect(initialOf("array 0..1 of array 0..1 of 0..9", "[[1, 2], [3, 4]]")).toEqual([
    [1],
    [2],
    [3],
    [4],
  ]);
});

test("a map gives elements by index, whatever its order", () => {
  const host = "types: { Host: [a, b] }";
  expect(initialOf("array Host of bool", "{ b: true, a: false }", host)).toEqual([[0], [1]]);
  expect(initialOf("array -1..0 of 0..9", "{ 0: 5, -1: 7 }")).toEqual([[7], [5]]);
});

test("'any' is every value of the type, 'one of' those listed, ascending and once", () => {
  expect(initialOf("-1..1", "any")).toEqual([[-1, 0, 1]]);
  expect(initialOf("array 0..1 of bool", "any")).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(initialOf("0..9", '"one of [7, 2, 7]"')).toEqual([[2, 7]]);
});

test("a list for a set is the set itself, as bits from the lowest member", () => {
  expect(initialOf("set of 2..5", "[2, 5]")).toEqual([[0b1001]]);
  expect(initialOf("set of 2..5", "[]")).toEqual([[0]]);
  expect(initialOf("array 0..1 of set of 0..3", "[[0], [1, 2]]")).toEqual([[1], [6]]);
});

// ---------------------------------------------------------------- constants

const TUNED = `
constants: { n: 2, m: n + 1, mode: { type: "[slow, fast]", value: slow }, fixed: false }
variants: { after: { fixed: true, n: 3 } }
variables: { x: 0..m = 0 }`;

function constants(settings: Parameters<typeof modelOf>[1]): Record<string, number> {
  const model = modelOf(withStates(ONE, TUNED), settings);
  return Object.fromEntries(model.constants.map(c => [c.name, c.value]));
}

test("settings go before the variant, and what follows from a constant follows", () => {
  expect(constants({})).toEqual({ n: 2, m: 3, mode: 0, fixed: 0 });
  expect(constants({ variant: "after" })).toEqual({ n: 3, m: 4, mode: 0, fixed: 1 });
  const set = new Map([
    ["n", "7"],
    ["mode", "fast"],
  ]);
  expect(constants({ variant: "after", constants: set })).toEqual({
    n: 7,
    m: 8,
    mode: 1,
    fixed: 1,
  });
});

test("a range follows its constant", () => {
  const model = modelOf(withStates(ONE, TUNED), { constants: new Map([["m", "9"]]) });
  expect(model.variables[0]?.type).toEqual({ kind: "int", low: 0, high: 9 });
});

test.each([
  ["a constant that is not there", { constants: new Map([["k", "1"]]) }, "unknown-constant"],
  ["a number that is a word", { constants: new Map([["n", "two"]]) }, "bad-setting"],
  ["a number beyond 32 bits", { constants: new Map([["n", "4294967296"]]) }, "bad-setting"],
  ["a value of another enum", { constants: new Map([["mode", "quick"]]) }, "bad-setting"],
  ["a variant that is not there", { variant: "before" }, "unknown-variant"],
  ["a budget of no trigger", { times: new Map([["stop", 1]]) }, "unknown-trigger"],
  ["a fault of no process", { faults: new Map([["source.crashes", 1]]) }, "unknown-fault"],
  ["a property that is not there", { properties: ["wins"] }, "unknown-property"],
])("settings name %s", (_, settings, code) => {
  expect(errorsOf(withStates(ONE, TUNED), settings)).toEqual([code]);
});

const BUDGETS = withStates(
  "      s: { on: { go: s, ping: s }, always: { actions: send ping to wire } }",
  `
triggers: { go: { times: 1 } }
processes: { p: { crashes: 0 } }
channels: { wire: { kind: fifo, messages: [ping], losses: 0, process: p } }`,
);

// Beyond 31 bits a budget went round to nothing, and what it would have shown was said to hold.
test.each([2 ** 31, 3e9, 1e300, Number.POSITIVE_INFINITY, Number.NaN, -1, 1.5])(
  "no budget of the settings is %d",
  times => {
    expect(errorsOf(BUDGETS, { times: new Map([["go", times]]) })).toEqual(["bad-setting"]);
    for (const name of ["p.crashes", "wire.losses", "wire.duplicates"]) {
      expect(errorsOf(BUDGETS, { faults: new Map([[name, times]]) })).toEqual(["bad-setting"]);
    }
  },
);

test("budgets of the settings go before those of the file", () => {
  const model = modelOf(BUDGETS, {
    times: new Map([["go", 5]]),
    faults: new Map([
      ["p.crashes", 2],
      ["wire.losses", 3],
    ]),
  });
  expect(model.triggers[0]?.times).toBe(5);
  expect(model.processes[0]?.crashes).toBe(2);
  expect(model.channels[0]).toMatchObject({ losses: 3, duplicates: 0 });
});

// ---------------------------------------------------------------- when

const SWITCHED = withStates(
  `      s: { on: { go: [ { target: s }, { target: t, when: fixed } ] } }
      t: { when: fixed, on: { go: s } }`,
  `constants: { fixed: true }
properties: { p: { when: fixed, never: a.state == t } }
expect: { properties: { p: holds } }`,
);

test("'when' takes the thing out, and the names of other rows do not move", () => {
  const on = modelOf(SWITCHED);
  const off = modelOf(SWITCHED, { constants: new Map([["fixed", "false"]]) });
  const ids = (m: typeof on) => m.machines[0]?.rows.map(r => r.id);
  expect(ids(on)).toEqual(["a/s/go/1", "a/s/go/2", "a/t/go/1"]);
  expect(ids(off)).toEqual(["a/s/go/1"]);
  expect(off.machines[0]?.stateType.values).toEqual(["s"]);
  expect(off.properties).toEqual([]);
});

test("the error for what is switched off shows the 'when'", () => {
  const text = SWITCHED.replace("target: t, when: fixed", "target: t");
  const { diagnostics } = resolveText(text, { constants: new Map([["fixed", "false"]]) });
  const error = diagnostics.find(d => d.code === "switched-off");
  const note = error?.notes[0]?.span;
  expect(note?.source.text.slice(note.start, note.end)).toBe("fixed");
});

// ---------------------------------------------------------------- rows and cells

const WIDE = withStates(
  `      s: { on: { pause: t, cancel: { guard: x } } }
      t: { ignore: [pause], refuse: [stop] }
      u: { unhandled: finding, on: { pause: u } }
      end: { type: final }`,
  "variables: { x: bool = any }",
  `    on: { cancel: end, stop: end }
    ignore: [late]
    variables: {}`,
);

test("machine-wide rows stand in states that have not ended and do not say otherwise", () => {
  const rows = modelOf(WIDE).machines[0]?.rows ?? [];
  const from = (id: string) => rows.find(r => r.id === id)?.from;
  expect(from("a/*/cancel/1")).toEqual([0, 1, 2]);
  expect(from("a/*/stop/1")).toEqual([0, 2]);
  expect(rows.map(r => r.wide)).toEqual([false, false, false, true, true]);
});

test("every state x trigger is a cell: the state's word, then the machine's, then 'unhandled'", () => {
  const cells = modelOf(WIDE).machines[0]?.cells ?? [];
  const triggers = [...new Set(cells.map(c => c.trigger))];
  expect(triggers).toEqual(["pause", "cancel", "stop", "late"]);
  const table = [0, 1, 2, 3].map(s => cells.filter(c => c.state === s).map(c => c.status));
  expect(table).toEqual([
    ["handled", "handled", "handled", "ignored"],
    ["ignored", "handled", "refused", "ignored"],
    ["handled", "handled", "handled", "ignored"],
    ["final", "final", "final", "final"],
  ]);
  expect(cells[1]?.rows).toEqual(["a/s/cancel/1", "a/*/cancel/1"]);
});

test("'unhandled' says whether an open cell is a violation", () => {
  const text = withStates(
    "      s: { on: { go: t } }\n      t: { unhandled: finding }\n      u: { on: { stop: s, go: t } }",
    "checks: { deadlock: off }",
    "    unhandled: violation",
  );
  const cells = modelOf(text).machines[0]?.cells ?? [];
  const open = cells.filter(c => c.status === "open").map(c => [c.state, c.trigger, c.violation]);
  expect(open).toEqual([
    [0, "stop", true],
    [1, "go", false],
    [1, "stop", false],
  ]);
});

test("rows of a final state are a finding and do not exist", () => {
  const model = modelOf(
    withStates("      s: { on: { go: t } }\n      t: { type: final, always: s }"),
  );
  expect(model.machines[0]?.rows.map(r => r.id)).toEqual(["a/s/go/1"]);
});

test("keys of 'on' are triggers or messages, by name or by channel", () => {
  const text = withStates(
    "      s: { on: { ping: s, back.ok: s, go: s }, after: { late: s } }",
    "channels: { wire: { kind: fifo, messages: [ping] }, back: { kind: bag, messages: [ok] } }",
  );
  const model = modelOf(text);
  expect(model.machines[0]?.rows.map(r => r.cause)).toEqual([
    { kind: "message", channel: "wire", message: "ping" },
    { kind: "message", channel: "back", message: "ok" },
    { kind: "trigger", trigger: "go" },
    { kind: "timeout", name: "late" },
  ]);
  expect(model.triggers).toMatchObject([{ name: "go", by: "outside", times: undefined }]);
});

test("a machine recovers where it starts, unless it says otherwise", () => {
  const machine = (more: string) =>
    modelOf(
      withStates("      s: { on: { go: t } }\n      t: { on: { go: s } }", "processes: [p]", more),
    ).machines[0];
  expect(machine("    process: p")?.recovery).toEqual([0]);
  expect(machine("    process: p\n    recovery: t")?.recovery).toEqual([1]);
});

// ---------------------------------------------------------------- actions

function actionOf(text: string, rest = ""): unknown {
  const model = modelOf(
    withStates(`      s: { on: { go: { actions: ${JSON.stringify(text)} } } }`, rest),
  );
  return model.machines[0]?.rows[0]?.steps[0];
}

test("'choose' of a variable assigns it, of a new name binds it", () => {
  const rest = "variables: { x: 0..3 = 0, y: 0..3 = 0 }";
  expect(actionOf("choose x in [1, 2]; y = x", rest)).toMatchObject([
    { kind: "choose", target: { variable: "x" }, choice: { values: [1, 2] } },
    { kind: "assign", value: { kind: "variable", variable: "x" } },
  ]);
  expect(actionOf("choose v in 1..2; y = v", rest)).toMatchObject([
    { kind: "choose", choice: { name: "v" } },
    { kind: "assign", value: { kind: "bound" } },
  ]);
});

test("a list of bare values has the type of the one enum that knows them all; 'bool' is a domain", () => {
  const rest = `types: { Status: [none, full], Other: [none, half], Same: [half] }
variables: { x: Status = none, b: bool = false }`;
  const choices = (...lists: string[]) =>
    modelOf(
      withStates(
        lists.map((l, i) => `      s${i}: { on: { go: { choose: "r in ${l}" } } }`).join("\n"),
        rest,
      ).replace("initial: s", "initial: s0"),
    ).machines[0]?.rows.map(r => r.choose.map(c => [c.type, c.values])[0]);
  expect(choices("[full, none]", "bool", "[half, none]")).toEqual([
    [expect.objectContaining({ name: "Status" }), [1, 0]],
    [{ kind: "bool" }, [0, 1]],
    [expect.objectContaining({ name: "Other" }), [1, 0]],
  ]);
  const bare = (list: string) =>
    errorsOf(withStates(`      s: { on: { go: { choose: "r in ${list}" } } }`, rest));
  expect(bare("[none]")).toEqual(["value-without-type"]);
  expect(bare("[full, half]")).toEqual(["value-without-type"]);
  expect(
    errorsOf(withStates('      s: { on: { go: { actions: "choose b in bool" } } }', rest)),
  ).toEqual([]);
});

test("a domain that depends on the state has all candidates and a condition", () => {
  const [choose] = actionOf(
    "choose v in 1..x where v != 2; x = v",
    "variables: { x: 0..3 = 0 }",
  ) as {
    choice: { values: number[]; where: Parameters<typeof showExpr>[0] };
  }[];
  expect(choose?.choice.values).toEqual([1, 2, 3]);
  expect(choose && showExpr(choose.choice.where)).toBe("v in 1..x and v != 2");
});

test("arguments of a message stand in the order of its fields", () => {
  const rest = "channels: { wire: { kind: fifo, messages: { copy: { row: 0..3, ok: bool } } } }";
  expect(actionOf("send copy(ok = true, row = 2) to wire", rest)).toMatchObject([
    { kind: "send", args: [{ value: 2 }, { value: 1 }] },
  ]);
});

test("a bare enum value takes the type of what it is compared with or stored in", () => {
  const rest =
    "types: { A: [x1, none], B: [none] }\nvariables: { a1: A = x1, b1: B = none, ok: bool = false }";
  expect(actionOf("a1 = none; b1 = none; ok = (none == a1)", rest)).toMatchObject([
    { value: { value: 1 } },
    { value: { value: 0 } },
    { value: { kind: "binary", left: { kind: "const", value: 1 } } },
  ]);
});

// ---------------------------------------------------------------- observers, properties

test("the short form of an observer is a table of the values of its event", () => {
  const text = withStates(
    "      s: { on: { go: { actions: status = setup } } }",
    `types: { Status: [none, setup, active] }
variables: { status: { type: Status, initial: none, emits: MIGRATION } }
observers: { libvirt: { follows: MIGRATION, allowed: [ none -> setup -> active, setup -> active ] } }`,
  );
  expect(modelOf(text).observers).toMatchObject([
    {
      states: ["none", "setup", "active"],
      initial: 0,
      knows: ["MIGRATION"],
      rows: [
        { from: 0, value: 1, target: 1 },
        { from: 1, value: 2, target: 2 },
      ],
    },
  ]);
});

test("the premise of a top-level 'implies' is kept", () => {
  const text = withStates(
    ONE,
    "variables: { x: bool = any }\nproperties: { p: { always: x implies x }, q: { always: x or not x } }",
  );
  const [p, q] = modelOf(text).properties.map(each => each.meaning);
  expect(p && "premise" in p && p.premise && showExpr(p.premise)).toBe("x");
  expect(q && "premise" in q && q.premise).toBeUndefined();
});

test("settings that name properties leave only these, built-in checks included", () => {
  const text = withStates(ONE, "properties: { p: { always: true }, q: { always: true } }");
  const model = modelOf(text, { properties: ["q", "deadlock"] });
  expect(model.properties.map(p => p.name)).toEqual(["q"]);
  expect(model.checks).toMatchObject({ deadlock: "on", range: "off", observers: "off" });
});

test("names of the prototype chain are names like others", () => {
  const rest =
    "variables: { constructor: bool = any, toString: bool = any, __proto__: bool = any }";
  const model = modelOf(
    withStates("      s: { on: { valueOf: { guard: __proto__ or toString } } }", rest),
  );
  expect(model.variables.map(v => v.id)).toEqual(["constructor", "toString", "__proto__"]);
});

test("a machine's variable hides a shared one inside that machine only", () => {
  const text = withStates(
    "      s: { on: { go: { actions: x = 1 } } }",
    "variables: { x: 0..3 = 0 }\nproperties: { p: { always: x == 0 and a.x == 0 } }",
    "    variables: { x: 0..1 = 0 }",
  );
  const model = modelOf(text);
  expect(model.machines[0]?.rows[0]?.steps[0]).toMatchObject([{ target: { variable: "a.x" } }]);
  expect(model.variables.map(v => v.id)).toEqual(["x", "a.x"]);
});

// ---------------------------------------------------------------- what messages advise

test.each([
  ["int", /0\.\.3/],
  ["Integer", /0\.\.3/],
  ["boolean", /'bool'/],
  ["string", /\[open, shut\]/],
])("the type '%s' of other languages is told what it is here", (type, advice) => {
  const { diagnostics } = resolveText(withStates(ONE, `variables: { x: ${type} = 0 }`));
  expect(diagnostics.map(d => d.code)).toContain("unknown-type");
  expect(diagnostics.find(d => d.code === "unknown-type")?.fix).toMatch(advice);
});

test("a type of that name is itself", () => {
  const { model } = resolveText(withStates(ONE, "types: { int: 0..3 }\nvariables: { x: int = 0 }"));
  expect(model?.variables[0]?.type).toEqual({ kind: "int", low: 0, high: 3 });
});

test.each([
  ["s: a.state == s", "'s' is also a state of a", /^rename/],
  ["none: x == none", "'none' is also a value of Status", /Status\.none/],
  ["none(y): y == none(y)", "'none' is also a value of Status", /Status\.none/],
])("a definition that hides the value it speaks of is told so: %s", (define, note, fix) => {
  const types = "types: { Status: [none, full] }\nvariables: { x: Status = none }";
  const rest = `${types}\ndefine:\n  ${define}`;
  const circle = resolveText(withStates(ONE, rest)).diagnostics.find(
    d => d.code === "circular-define",
  );
  expect(circle?.notes.map(n => n.message).join()).toContain(note);
  expect(circle?.fix).toMatch(fix);
});

test("'at-rest' is for properties: nothing that runs may depend on who has nothing to do", () => {
  const rest = "properties: { p: { possible: at-rest }, q: { step: not old(at-rest) } }";
  expect(errorsOf(withStates(ONE, rest))).toEqual([]);
  expect(errorsOf(withStates("      s: { always: { guard: at-rest } }"))).toEqual(["unknown-name"]);
  const own = withStates(
    ONE,
    "variables: { at-rest: bool = any }\nproperties: { p: { always: at-rest } }",
  );
  expect(modelOf(own).properties.map(p => "expr" in p.meaning && p.meaning.expr.kind)).toEqual([
    "variable",
  ]);
});
