// defineModel: the same tree as YAML, and what does not compile. `tsc` checks the lines marked @ts-expect-error:
// if one of the mistakes compiled, the mark itself would be the error.

import { expect, test } from "vitest";
import { defineModel } from "../src/define.ts";
import { parseModel } from "../src/parse/parse.ts";
import { printTree } from "../src/parse/print.ts";

const YAML = `
model: small
constants: { fixed: false }
types: { Status: [none, active, "running (post-copy)"] }
variables:
  status: { type: Status, initial: none, emits: MIGRATION }
  tries: 0..3 = 0
channels: { wire: { kind: fifo, messages: { ping: {}, copy: { row: Status } } } }
machines:
  monitor:
    initial: idle
    states:
      idle:
        on:
          cancel: { guard: "status == \\"running (post-copy)\\"", steps: [status = none, tries = 1], target: busy }
          ping: busy
        always: [{ guard: fixed, target: busy }]
      busy: { type: final }
  worker: { initial: "one of [a, b]", count: 2, states: [a, b] }
triggers: { cancel: { by: operator, times: 1 } }
properties: { p: { leads-to: { from: status == active, to: status == none }, because: "it must: end" } }
`;

test("a model in TypeScript gives the tree of the same model in YAML", () => {
  const source = defineModel({
    model: "small",
    constants: { fixed: false },
    types: { Status: ["none", "active", "running (post-copy)"] },
    variables: {
      status: { type: "Status", initial: "none", emits: "MIGRATION" },
      tries: "0..3 = 0",
    },
    channels: { wire: { kind: "fifo", messages: { ping: {}, copy: { row: "Status" } } } },
    machines: {
      monitor: {
        initial: "idle",
        states: {
          idle: {
            on: {
              cancel: {
                guard: 'status == "running (post-copy)"',
                steps: ["status = none", "tries = 1"],
                target: "busy",
              },
              ping: "busy",
            },
            always: [{ guard: "fixed", target: "busy" }],
          },
          busy: { type: "final" },
        },
      },
      worker: { initial: "one of [a, b]", count: 2, states: ["a", "b"] },
    },
    triggers: { cancel: { by: "operator", times: 1 } },
    properties: {
      p: {
        "leads-to": { from: "status == active", to: "status == none" },
        because: "it must: end",
      },
    },
  });
  expect(source.name).toBe("defineModel(small)");
  const [ours, theirs] = [parseModel(source), parseModel({ name: "small.yaml", text: YAML })];
  expect([...ours.diagnostics, ...theirs.diagnostics]).toEqual([]);
  expect(ours.tree && printTree(ours.tree)).toBe(theirs.tree && printTree(theirs.tree));
});

test("rows that refuse, lines and channels that constants switch, definitions with parameters", () => {
  const source = defineModel({
    model: "m",
    constants: { fixed: false },
    variables: { x: { type: "0..3", initial: 0, emits: "X" } },
    define: { "more(n)": "x > n" },
    channels: { wire: { messages: ["ping"], when: "fixed" } },
    machines: {
      m: {
        initial: "a",
        states: {
          a: {
            on: {
              go: [
                { guard: "more(1)", refuse: true },
                { guard: "else", ignore: true },
              ],
            },
          },
        },
      },
    },
    observers: { o: { follows: "X", allowed: ["0 -> 1", { path: "1 -> 2", when: "not fixed" }] } },
  });
  const { tree, diagnostics } = parseModel(source);
  expect(diagnostics).toEqual([]);
  const rows = tree?.machines[0]?.states[0]?.on[0]?.rows;
  expect(rows?.map(r => r.policy)).toEqual(["refused", "ignored"]);
  expect(tree?.defines[0]?.parameters?.map(p => p.name.text)).toEqual(["n"]);
  expect(tree?.observers[0]?.allowed.map(a => a.when !== undefined)).toEqual([false, true]);
});

test("a mistake in an expression is placed in the JSON text", () => {
  const source = defineModel({
    model: "m",
    machines: { m: { initial: "a", states: ["a"], always: { guard: 'x == "a\u2028b" && y' } } },
  });
  const [d] = parseModel(source).diagnostics;
  expect(d?.code).toBe("double-ampersand");
  expect(d?.span && source.text.slice(d.span.start, d.span.end)).toBe("&&");
});

test("misspelt names do not compile, and are refused at run time as well", () => {
  const wrong = [
    defineModel({
      model: "m",
      // @ts-expect-error a state that does not exist
      machines: { m: { initial: "idel", states: { idle: {} } } },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a target that does not exist
      machines: { m: { initial: "a", states: { a: { on: { t: { target: "bb" } } }, b: {} } } },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a row that is a target that does not exist
      machines: { m: { initial: "a", states: { a: { on: { t: "bb" } }, b: {} } } },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a trigger that is not declared
      machines: { m: { initial: "a", states: { a: { on: { cancle: "a" } } } } },
      triggers: { cancel: {} },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a key that a row does not have
      machines: { m: { initial: "a", states: { a: { on: { t: { gaurd: "x" } } } } } },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a key that a state does not have
      machines: { m: { initial: "a", states: { a: { onn: {} } } } },
    }),
    defineModel({
      model: "m",
      // @ts-expect-error a key that a machine does not have
      machines: { m: { initial: "a", states: ["a"], inital: "a" } },
    }),
    defineModel({
      model: "m",
      machines: { m: { initial: "a", states: ["a"] } },
      // @ts-expect-error a key that a model does not have
      propertys: {},
    }),
    defineModel({
      model: "m",
      machines: { m: { initial: "a", states: ["a"] } },
      // @ts-expect-error a kind that properties do not have
      properties: { p: { alway: "x" } },
    }),
    // @ts-expect-error a model without machines
    defineModel({ model: "m" }),
  ];
  const codes = wrong.map(source =>
    parseModel(source)
      .diagnostics.map(d => d.code)
      .join(" "),
  );
  // The first four are about names that only resolve binds.
  expect(codes).toEqual(["", "", "", "", ...Array(5).fill("unknown-key"), "missing-key"]);
});

test("triggers need not be declared, and messages may be named with their channel", () => {
  const source = defineModel({
    model: "m",
    channels: { wire: { messages: ["ping"] } },
    machines: {
      m: {
        initial: "a",
        states: {
          a: { on: { ping: "b", "wire.ping": ["b", { guard: "else", target: "a" }] } },
          b: { after: { patience: { target: "a" } } },
          c: null,
        },
      },
      n: { initial: "x", states: ["x"], on: { anything: { actions: "skip" } } },
    },
  });
  expect(parseModel(source).diagnostics).toEqual([]);
});
