// A model with four thousand millions of combinations of initial values, of which `initially` leaves some.

import { defineModel, type Source } from "../../src/index.ts";

const any = { type: "0..255", initial: "any" } as const;

export function vast(initially?: string): Source {
  return defineModel({
    model: "vast",
    variables: { a: any, b: any, c: any, d: any },
    ...(initially === undefined ? {} : { initially }),
    machines: { m: { initial: "s", states: { s: { on: { go: { actions: "a = b" } } } } } },
    triggers: { go: { times: 2 } },
  });
}
