// The pages: complete in themselves, nothing runs or is loaded, links lead to files and runs that exist.

import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model/result.ts";
import { resultPage } from "../../src/report/html.ts";
import { indexPage, thumbnailOf } from "../../src/report/html-index.ts";
import { html } from "../../src/report/html-template.ts";
import { picturesOf } from "../../src/report/pictures.ts";
import { raceResult } from "./picture-fixtures.ts";
import { HOSTILE, renamed, wellFormed } from "./well-formed.ts";

const files = await picturesOf(raceResult);
const resultHtml = resultPage(raceResult, new Map([...files, ["result.json", "{}"]]));

function checkPage(page: string): void {
  const { elements, attributes } = wellFormed(page, true);
  for (const name of ["script", "iframe", "object", "link", "base", "form"]) {
    expect(elements).not.toContain(name);
  }
  expect([...attributes].filter(name => /^on|^srcset$|xlink/.test(name))).toEqual([]);
  for (const [, address = ""] of page.matchAll(/ (?:href|src)="([^"]*)"/g)) {
    expect(address).toMatch(/^(#|\.\/|\.\.\/index\.html$|data:image\/svg\+xml,)/);
  }
}

describe("resultPage", () => {
  test("is a page without scripts and with a policy that forbids them", () => {
    checkPage(resultHtml);
    expect(resultHtml).toContain("default-src &#39;none&#39;");
  });

  test("every link into the page has its place, once", () => {
    const places = [...resultHtml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(places).size).toBe(places.length);
    for (const [, target] of resultHtml.matchAll(/href="#([^"]*)"/g)) {
      expect(places).toContain(target);
    }
  });

  test("links every file that lies beside it", () => {
    for (const name of [...files.keys(), "result.json"]) {
      expect(resultHtml).toContain(`href="./${name}"`);
    }
  });

  test("an open cell links to its run, and says open in words", () => {
    expect(resultHtml).toMatch(/class="cell-open"[^>]*><a href="#run-1">.*?open: nobody/);
  });

  test("time that was needed is not on the page: the same check gives the same page", () => {
    const slower: Result = { ...raceResult, timing: { explore: 99_999 } };
    expect(resultPage(slower, files)).toBe(resultPage(raceResult, files));
  });

  test.each(HOSTILE)("%j as every text stays text", async text => {
    const result = renamed(raceResult, s => `${text}${s}`);
    checkPage(resultPage(result, await picturesOf(result)));
  });

  test("a result without anything is a page", () => {
    const bare = {
      ...raceResult,
      verdicts: [],
      findings: [],
      matrices: [],
      charts: [],
      counts: [],
    };
    checkPage(resultPage({ ...bare, graph: undefined }, new Map()));
  });
});

describe("indexPage", () => {
  test("lists results by folder, and refused files with their first errors", async () => {
    const page = indexPage([
      {
        folder: "b",
        href: "b/x.html",
        result: raceResult,
        thumbnail: await thumbnailOf(raceResult),
      },
      { folder: "a", href: "a/y.html", result: { ...raceResult, exitCode: 0 } },
      { folder: "b", href: "b/z.html", result: { ...raceResult, exitCode: 1 } },
      {
        folder: "a",
        refusal: {
          file: "a/bad.yaml",
          diagnostics: [{ code: "x", severity: "error", message: "no such state", notes: [] }],
        },
      },
    ]);
    checkPage(page);
    expect(page.match(/<details class="folder" open="">/g)).toHaveLength(2);
    expect(page).toMatch(/a\/bad\.yaml[\s\S]*no such state/);
    for (const word of ["as expected", "not as expected", "undecided", "not readable"]) {
      expect(page).toContain(word);
    }
  });

  test("of a long list only what is not as expected is open, and named above", () => {
    const entry = (n: number, exitCode: 0 | 1) => ({
      folder: `f${exitCode}`,
      href: `${n}/x.html`,
      result: { ...raceResult, scenario: `number-${n}`, exitCode },
    });
    const many = [...Array.from({ length: 50 }, (_, n) => entry(n, 0)), entry(50, 1)];
    const page = indexPage(many);
    checkPage(page);
    expect(page).toMatch(/<details class="folder"><summary><h2>f0</);
    expect(page).toMatch(/<details class="folder" open=""><summary><h2>f1</);
    const look = page.slice(page.indexOf("What needs a look"), page.indexOf("<details"));
    expect(look.match(/href="[^"]*"/g)).toEqual(['href="./50/x.html"']);
    expect(indexPage(many.slice(0, 50))).not.toContain("What needs a look");
  });

  test("a model's scenarios stand under it, in one picture", async () => {
    const thumbnail = await thumbnailOf(raceResult);
    const modelFile = "models/race.yaml";
    const of = (scenario?: string) => ({
      folder: "models",
      thumbnail,
      result: { ...raceResult, scenario, modelFile },
    });
    const page = indexPage([of("zeta"), of(), of("alpha")]);
    expect(page.match(/<img /g)).toHaveLength(1);
    const rows = [...page.matchAll(/<tr class="(model|scenario)">.*?scope="row">([\w-]+)/g)];
    expect(rows.map(([, kind, name]) => `${kind} ${name}`)).toEqual([
      `model ${raceResult.model}`,
      "scenario zeta",
      "scenario alpha",
    ]);
  });

  test.each(HOSTILE)("%j as every text stays text", async text => {
    const result = renamed(raceResult, s => `${text}${s}`);
    const thumbnail = await thumbnailOf(result);
    checkPage(indexPage([{ folder: text, href: `${text}/x.html`, result, thumbnail }]));
  });
});

describe("html", () => {
  test("escapes texts and not markup of its own", () => {
    const inner = html`<b>${"<i>"}</b>`;
    expect(html`${inner}${[inner, "&"]}${undefined}${3}`.markup).toBe(
      "<b>&lt;i&gt;</b><b>&lt;i&gt;</b>\n&amp;3",
    );
  });
});
