// The page of broken promises: which results make a pair, that the page is complete in itself, and that nothing in a
// name or a source gets out of its place.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Result, Verdict } from "../../src/model/result.ts";
import { indexPage } from "../../src/report/html-index.ts";
import { linked } from "../../src/report/html-links.ts";
import { museumPage } from "../../src/report/html-museum.ts";
import { html } from "../../src/report/html-template.ts";
import { type Checked, pairsOf } from "../../src/report/pairs.ts";
import { raceResult } from "./picture-fixtures.ts";
import { raceTrace } from "./picture-traces.ts";
import { HOSTILE, renamed, wellFormed } from "./well-formed.ts";

const brokenVerdict: Verdict = {
  property: "cancel-wins",
  kind: "never",
  verdict: "violated",
  length: 5,
  trace: raceTrace,
  more: [],
  because: "libvirt waits for cancelled",
  text: "status == failed",
  place: "m.yaml:3",
  expected: { verdict: "violated", length: 5 },
  ok: true,
};

const keptVerdict: Verdict = {
  ...brokenVerdict,
  verdict: "holds",
  length: undefined,
  trace: undefined,
  expected: undefined,
};

const model = "b08-cancel-lost";
const common: Result = {
  ...raceResult,
  model,
  modelFile: `models/museum/qemu/${model}.yaml`,
  modelAbout: "A cancel is lost.",
  settings: [],
  constants: [],
  findings: [],
  exitCode: 0,
};

function broken(scenario: string | undefined, changes: Partial<Result> = {}): Result {
  const constants = [{ name: "fixed", value: "false" }];
  return { ...common, scenario, constants, verdicts: [brokenVerdict], ...changes };
}

function kept(scenario: string | undefined, changes: Partial<Result> = {}): Result {
  const constants = [{ name: "fixed", value: "true" }];
  return { ...common, scenario, constants, verdicts: [keptVerdict], ...changes };
}

function entries(...results: readonly Result[]): Checked[] {
  return results.map(result => ({ href: `${result.scenario ?? result.model}/index.html`, result }));
}

const before = broken(`${model}-before`, { about: "The thread writes over it." });
const after = kept(`${model}-after`, { about: "It looks first.", states: 31 });
const pageHtml = museumPage(entries(before, after)) ?? "";

function checkPage(page: string): void {
  const { elements, attributes } = wellFormed(page, true);
  for (const name of ["script", "iframe", "object", "link", "base", "form", "img"]) {
    expect(elements).not.toContain(name);
  }
  expect([...attributes].filter(name => /^on|^srcset$|^src$|xlink/.test(name))).toEqual([]);
  const places = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(places).size).toBe(places.length);
  for (const [, address = ""] of page.matchAll(/ href="([^"]*)"/g)) {
    expect(address).toMatch(/^(#|\.\/|https:\/\/)/);
    if (address.startsWith("#")) expect(places).toContain(address.slice(1));
  }
}

describe("pairsOf", () => {
  const names = (...results: readonly Result[]) =>
    pairsOf(entries(...results)).map(pair => [
      pair.before.result.scenario,
      pair.after.result.scenario,
    ]);

  test("scenarios called before and after are a pair, whatever else the model has", () => {
    const bare = kept(undefined);
    const between = broken(`${model}-between`);
    expect(names(bare, between, after, before)).toEqual([[before.scenario, after.scenario]]);
    const [pair] = pairsOf(entries(bare, between, after, before));
    expect(pair?.others.map(({ result }) => result)).toEqual([bare, between]);
    expect(pair).toMatchObject({ name: model, named: true, folder: "models/museum/qemu" });
  });

  test("one model may have several bugs, each with its before and after", () => {
    const found = names(before, after, broken("second-before"), kept("second-after"));
    expect(found).toEqual([
      [before.scenario, after.scenario],
      ["second-before", "second-after"],
    ]);
  });

  test("without these names the two that differ least are the pair", () => {
    const two = (fixed: string, other: string) => [
      { name: "fixed", value: fixed },
      { name: "other", value: other },
    ];
    const naive = broken("naive", { constants: two("false", "a") });
    const far = kept("far", { constants: two("true", "b") });
    const near = kept("near", { constants: two("true", "a") });
    expect(names(far, naive, near)).toEqual([["naive", "near"]]);
    expect(pairsOf(entries(far, naive, near))[0]).toMatchObject({ name: model, named: false });
  });

  const unlike: readonly (readonly [string, Result, Result])[] = [
    ["another model", before, { ...after, model: "other" }],
    ["another file of the same name", before, { ...after, modelFile: "elsewhere/m.yaml" }],
    ["other sources", before, { ...after, source: ["other"] }],
    ["nobody expected it", { ...before, verdicts: [{ ...brokenVerdict, ok: false }] }, after],
    ["not known", before, { ...after, verdicts: [{ ...keptVerdict, verdict: "undecided" }] }],
    ["another property", before, { ...after, verdicts: [{ ...keptVerdict, property: "x" }] }],
    ["broken in both", before, { ...after, verdicts: [brokenVerdict] }],
  ];
  test.each(unlike)("no pair: %s", (_, first, second) => {
    expect(pairsOf(entries(first, second))).toEqual([]);
  });

  test("more cancels or faults are another question, not another version", () => {
    const calm = kept("calm", { constants: broken("").constants, settings: ["--times cancel=0"] });
    expect(pairsOf(entries(broken("two-cancels"), calm))).toEqual([]);
  });

  test("the promise with a reason is told first, what the checker adds by itself last", () => {
    const verdicts = ["deadlock", "always", "never"].map(kind => ({
      ...brokenVerdict,
      property: kind,
      kind,
      because: kind === "never" ? "reason" : undefined,
    }));
    const healed = verdicts.map(v => ({ ...keptVerdict, property: v.property }));
    const [pair] = pairsOf(entries({ ...before, verdicts }, { ...after, verdicts: healed }));
    const told = [pair?.promise, ...(pair?.more ?? [])].map(promise => promise?.broken.property);
    expect(told).toEqual(["never", "always", "deadlock"]);
  });

  test("differences are constants, budgets and faults; the variant's name only for want of others", () => {
    const of = (first: Partial<Result>, second: Partial<Result>) =>
      pairsOf(entries({ ...before, ...first }, { ...after, ...second }))[0]?.differences;
    expect(
      of(
        { settings: ["--variant old", "--times cancel=1"] },
        { settings: ["--variant new", "--times cancel=2", "--faults crashes.a=1"] },
      ),
    ).toEqual([
      { name: "fixed", before: "false", after: "true" },
      { name: "times cancel", before: "1", after: "2" },
      { name: "faults crashes.a", before: undefined, after: "1" },
    ]);
    expect(
      of({ constants: [], settings: ["--variant old"] }, { constants: [], settings: [] }),
    ).toEqual([{ name: "variant", before: "old", after: undefined }]);
  });

  test("order does not depend on the order of the files", () => {
    const all = ["models/b/c10", "models/b/c2", "models/a/z", "models/c/y"].flatMap(path => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const here = { model: name, modelFile: `${path}.yaml` };
      const called = name === "z" ? ["wrong", "right"] : [`${name}-before`, `${name}-after`];
      return entries(broken(called[0], here), kept(called[1], here));
    });
    const order = ["c2", "c10", "y", "z"];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), shuffled => {
        expect(pairsOf(shuffled).map(({ name }) => name)).toEqual(order);
        expect(museumPage(shuffled)).toBe(museumPage(all));
      }),
      { numRuns: 20 },
    );
  });
});

describe("museumPage", () => {
  test("there is none where nothing was broken and mended", () => {
    expect(museumPage([])).toBeUndefined();
    expect(museumPage(entries(before))).toBeUndefined();
  });

  test("tells the bug, the run, the difference and the fix", () => {
    checkPage(pageHtml);
    for (const said of [
      '<span class="id">b08</span>cancel lost</h3>',
      "A cancel is lost.",
      "libvirt waits for cancelled",
      "violated in 5 steps",
      "The thread writes over it.",
      "How cancel-wins comes about, in 5 steps",
      "all 31 states seen",
      "It looks first.",
      `href="./${model}-before/index.html#trace-cancel-wins"`,
      `href="./${model}-after/index.html"`,
    ]) {
      expect(pageHtml).toContain(said);
    }
    expect(pageHtml.replace(/<[^>]*>|\s+/g, " ")).toMatch(/fixed +false +\u2192 +true/);
  });

  test("what is still violated after the fix is said", () => {
    const other = { ...brokenVerdict, property: "late-reply" };
    const page = museumPage(entries(before, { ...after, verdicts: [keptVerdict, other] })) ?? "";
    expect(page).toMatch(/class="side good"[\s\S]*violated here: late-reply/);
    expect(pageHtml).not.toContain("violated here");
  });

  test("a space that was not seen whole is not called whole", () => {
    const page = museumPage(entries(before, { ...after, complete: false })) ?? "";
    expect(page).toContain("31 states seen");
    expect(page).not.toContain("all 31");
  });

  test("further checks are listed with what became of the promise", () => {
    const page = museumPage(entries(before, after, broken("half-mended"), kept(undefined))) ?? "";
    checkPage(page);
    expect(page).toMatch(/>half-mended<\/a>: <b class="bad">\u2717 violated in 5 steps/);
    expect(page.match(/<ul class="others">([\s\S]*?)<\/ul>/)?.[1]?.match(/<li>/g)).toHaveLength(1);
  });

  test.each(HOSTILE)("%j as every text stays text", text => {
    const pair = [before, after].map(result => renamed(result, s => `${text}${s}`));
    const page = museumPage(entries(...pair));
    checkPage(page ?? "");
  });

  test("the front page links it where it is there", () => {
    expect(indexPage([], "museum.html")).toContain('<a href="./museum.html">');
    expect(indexPage([])).not.toContain("museum");
  });
});

describe("linked", () => {
  const markup = (text: string) => html`${linked(text)}`.markup;

  test("an address is a link without the marks of its sentence, the rest is text", () => {
    const address = "https://lore.kernel.org/qemu-devel/YPam%2FPPXLf@work-vm/";
    expect(markup(`see (${address}), 53021ea <b>`)).toBe(
      `see (<a href="${address}" rel="noreferrer">${address}</a>), 53021ea &lt;b&gt;`,
    );
  });

  test.each([
    "javascript:alert(1)",
    "http://example.org/x",
    "https://user:secret@example.org/",
    "https://qemu.org@example.org/",
    "https://",
    "53021ea1659b (6.1)",
  ])("%s stays text", text => {
    expect(markup(text)).not.toContain("<a");
  });

  test("nothing gets out of the address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), text => {
        const { attributes } = wellFormed(`<p>${markup(`https://x.org/${text}`)}</p>`);
        expect([...attributes].every(name => name === "href" || name === "rel")).toBe(true);
      }),
    );
  });
});
