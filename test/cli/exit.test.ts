// The contract with CI: exit codes, JSON, what is on which stream, and that nothing ends in a stack trace.

import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { folder, MAIN, migcheck, plainEnv, ROOT } from "./run.ts";

const FILES = join(ROOT, "test/cli/files");
const schema = JSON.parse(readFileSync(join(ROOT, "schema/result.schema.json"), "utf8"));
const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(schema);

function here(args: readonly string[]) {
  return migcheck(args, { cwd: FILES });
}

describe("the exit code", () => {
  test.each([
    ["0: all as expected", ["check", "race.yaml", "--set", "careful=true"], 0],
    ["1: a violation", ["check", "race.yaml"], 1],
    ["3: undecided by a limit", ["check", "counter.yaml", "--limit-states", "20"], 3],
    ["2: a file that is refused", ["check", "broken.yaml"], 2],
    ["2 before 1: one refused, one violated", ["check", "race.yaml", "broken.yaml"], 2],
    [
      "1 before 3: one undecided, one violated",
      ["check", "counter.yaml", "race.yaml", "--limit-states", "7"],
      1,
    ],
    ["0: a violation that its scenario expects", ["check", "scenarios"], 0],
  ])("%s", (_, args, code) => {
    expect(here(args).code).toBe(code);
  });
});

describe("--json", () => {
  const results = (args: readonly string[]) => {
    const ran = here([...args, "--json"]);
    const value: unknown = JSON.parse(ran.stdout);
    expect(validate(value) ? [] : validate.errors).toEqual([]);
    return { ran, value };
  };

  test("is one object for one model, and the exit code is in it", () => {
    const { ran, value } = results(["check", "race.yaml"]);
    expect(value).toMatchObject({ model: "race", states: 8, exitCode: 1, complete: true });
    expect(ran.code).toBe(1);
  });

  test("is an array for several, in order", () => {
    const { value } = results(["check", "scenarios", "counter.yaml"]);
    expect(
      (value as { model: string; scenario?: string }[]).map(r => r.scenario ?? r.model),
    ).toEqual(
      ["counter", "careful", "careless"].sort(
        (a, b) => Number(a === "counter") - Number(b === "counter"),
      ),
    );
  });

  test("stays an array where only one of several could be checked", () => {
    const { ran, value } = results(["check", "race.yaml", "broken.yaml"]);
    expect(value).toHaveLength(1);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("3 errors in broken.yaml");
  });

  test("is nothing where the one model is refused", () => {
    expect(here(["check", "broken.yaml", "--json"]).stdout).toBe("");
  });

  test("does not differ from run to run but for the timing", () => {
    const timeless = () => ({ ...(results(["check", "race.yaml"]).value as object), timing: {} });
    expect(timeless()).toEqual(timeless());
  });

  test("says how to repeat it, with every flag that matters", () => {
    const args = [
      "race.yaml",
      "--set",
      "careful=true",
      "--times",
      "cancel=2",
      "--property",
      "deadlock",
    ];
    const { value } = results(["check", ...args]);
    expect(value).toMatchObject({ command: `migcheck check ${args.join(" ")}` });
  });
});

describe("files that cannot be read", () => {
  const dir = folder();

  test("not UTF-8", () => {
    writeFileSync(join(dir, "latin1.yaml"), Buffer.from("model: caf\xe9\n", "latin1"));
    expect(migcheck(["check", "latin1.yaml"], { cwd: dir })).toEqual({
      stdout: "",
      stderr: "error: 'latin1.yaml' is not UTF-8 text\n",
      code: 2,
    });
  });

  test("too large", () => {
    writeFileSync(join(dir, "large.yaml"), "model: large\n");
    truncateSync(join(dir, "large.yaml"), (1 << 20) + 1);
    const { stderr, code } = migcheck(["check", "large.yaml"], { cwd: dir });
    expect(stderr).toBe("error: 'large.yaml' is too large: 1.0 MiB, at most 1 MiB is read\n");
    expect(code).toBe(2);
  });

  test("a name that would steer the terminal is made harmless", () => {
    const { stderr } = migcheck(["check", "\u001b[31mred\u202e.yaml"], { cwd: dir });
    expect(stderr).toBe(
      "error: '\ufffd[31mred\ufffd.yaml' cannot be read: there is no such file or folder\n",
    );
  });

  test("a folder that holds itself through a link ends", () => {
    mkdirSync(join(dir, "loop"));
    symlinkSync(join(dir, "loop"), join(dir, "loop", "again"));
    const { stderr, code } = migcheck(["check", "loop"], { cwd: dir });
    expect(stderr).toBe("migcheck: no model and no scenario in 'loop'\n");
    expect(code).toBe(2);
  });

  test("a file name that looks like a flag", () => {
    expect(migcheck(["check", "-"], { cwd: dir })).toEqual({
      stdout: "",
      stderr: "error: './-' cannot be read: there is no such file or folder\n",
      code: 2,
    });
    writeFileSync(join(dir, "-x.yaml"), readFileSync(join(FILES, "counter.yaml")));
    expect(migcheck(["check", "./-x.yaml"], { cwd: dir }).code).toBe(0);
    expect(migcheck(["check", "--", "-x.yaml"], { cwd: dir }).code).toBe(0);
  });
});

describe("output that nobody reads", () => {
  test("a reader that goes away is no error, and the exit code stays", async () => {
    const child = spawn(
      process.execPath,
      [MAIN, "check", "race.yaml", "race.yaml", "scenarios", "--verbose"],
      {
        cwd: FILES,
        env: plainEnv(),
      },
    );
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", chunk => {
      stderr += String(chunk);
    });
    const code = await new Promise(resolve => child.on("close", resolve));
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });
});

describe("surroundings that are broken are one line, and no mistake of ours", () => {
  /** What a shell says; `M` is the program. */
  function shell(script: string) {
    const env = { ...plainEnv(), M: `${process.execPath} ${MAIN}` };
    const options = { cwd: folder(), env, encoding: "utf8", timeout: 20_000 } as const;
    const { stdout, stderr, status } = spawnSync("sh", ["-c", script], options);
    return { stdout, stderr, code: status };
  }

  test("the working directory is gone", () => {
    const { stderr, code } = shell("mkdir x; cd x; rmdir ../x; $M --version");
    expect(stderr).toBe("migcheck: the working directory is gone: change to one that is there\n");
    expect(code).toBe(2);
  });

  test.skipIf(!existsSync("/dev/full"))("there is no space for stdout, or for stderr", () => {
    const full = { stdout: "", code: 2 };
    const stderr = "migcheck: stdout cannot be written: there is no space left\n";
    expect(shell("$M --help > /dev/full")).toEqual({ ...full, stderr });
    expect(shell("$M check none.yaml 2> /dev/full")).toEqual({ ...full, stderr: "" });
  });
});

describe("check --out", () => {
  const dir = folder();
  const ran = here(["check", "race.yaml", "scenarios", "broken.yaml", "--out", dir]);

  test("says which file to open, and it is there", () => {
    expect(ran.stdout.trimEnd().split("\n").at(-1)).toBe(`report: ${join(dir, "index.html")}`);
    expect(readFileSync(join(dir, "index.html"), "utf8")).toContain('href="./race/index.html"');
  });

  test("has a folder for each result, with its page, data and pictures", () => {
    expect(readdirSync(dir).sort()).toEqual([
      "careful",
      "careless",
      "index.html",
      "museum.html",
      "race",
    ]);
    expect(readdirSync(join(dir, "race"))).toEqual(
      expect.arrayContaining([
        "index.html",
        "machine-thread.svg",
        "report.md",
        "result.json",
        "trace-cancel-is-kept.itf.json",
        "trace-cancel-is-kept.sequence.svg",
        "trace-cancel-is-kept.trace.json",
      ]),
    );
  });

  test("lists what was refused on the front page", () => {
    expect(readFileSync(join(dir, "index.html"), "utf8")).toContain("broken.yaml");
    expect(ran.code).toBe(2);
  });

  test("leaves no temporary file behind", () => {
    const all = readdirSync(dir, { recursive: true }).map(String);
    expect(all.filter(f => f.endsWith(".tmp"))).toEqual([]);
  });

  test("is the same again, byte for byte, but for the timing", () => {
    const other = folder();
    here(["check", "race.yaml", "scenarios", "broken.yaml", "--out", other]);
    for (const file of ["index.html", "race/index.html", "race/trace-cancel-is-kept.trace.json"]) {
      expect(readFileSync(join(other, file), "utf8")).toBe(readFileSync(join(dir, file), "utf8"));
    }
  });

  test("a folder that cannot be written is one line", () => {
    const { stderr, code } = here(["check", "race.yaml", "--out", join(FILES, "race.yaml", "x")]);
    expect(stderr).toMatch(/^migcheck: '.*' cannot be written: .*\n$/);
    expect(code).toBe(2);
  });
});

describe("show -o", () => {
  test("writes the file, and its ending chooses the format", () => {
    const file = join(folder(), "run.svg");
    expect(here(["show", "race.yaml", "--property", "cancel-is-kept", "-o", file]).code).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/^<svg /);
  });

  test.each(["table", "matrix", "story", "markdown", "json", "itf"])(
    "as %s there is something",
    format => {
      const { stdout, code } = here(["show", "race.yaml", "--as", format]);
      expect(code).toBe(0);
      expect(stdout.length).toBeGreaterThan(40);
    },
  );

  test.each([
    ["--property", "small", 3, /^migcheck: small: undecided; there is no run to show: stopped /],
    ["--as", "story", 3, /^migcheck: no property .* so far; small is undecided: stopped after /],
    ["--of", "graph", 3, /^migcheck: not all states were seen: there is no graph to draw\n$/],
  ])("%s %s of what a limit cut is undecided", (flag, value, code, message) => {
    const as = flag === "--of" ? ["--as", "dot"] : [];
    const args = ["show", "counter.yaml", "--limit-states", "5", flag, value, ...as];
    expect(here(args)).toEqual({ stdout: "", stderr: expect.stringMatching(message), code });
  });

  test.each([
    ["--property", "small", /^migcheck: small: holds; there is no run to show\n$/],
    ["--as", "story", /^migcheck: no property has a run to show: nothing is violated\n$/],
  ])("%s %s of what holds is refused", (flag, value, message) => {
    const { stderr, code } = here(["show", "counter.yaml", flag, value]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test("a picture of a model that a limit cut works too", () => {
    const args = ["show", "counter.yaml", "--limit-states", "9", "--as", "svg", "--machine", "one"];
    expect(here(args).stdout).toMatch(/^<svg /);
  });
});

describe("our own mistakes", () => {
  test("are one line that asks for a report, and a stack only when asked for", () => {
    // A package file that cannot be parsed stands for any unexpected error.
    const dir = folder();
    mkdirSync(join(dir, "dist/cli"), { recursive: true });
    expect(existsSync(MAIN)).toBe(true);
    const code = `
      import { bugText } from ${JSON.stringify(join(ROOT, "dist/cli/usage.js"))};
      console.log(bugText(new Error("two\\nlines")));`;
    writeFileSync(join(dir, "x.mjs"), code);
    const run = (env: Record<string, string>) =>
      new Promise<string>(resolve => {
        const child = spawn(process.execPath, [join(dir, "x.mjs")], { env: plainEnv(env) });
        let out = "";
        child.stdout.on("data", chunk => {
          out += String(chunk);
        });
        child.on("close", () => resolve(out));
      });
    return Promise.all([run({}), run({ MIGCHECK_DEBUG: "1" })]).then(([line, stack]) => {
      expect(line).toBe("internal error: two\ufffdlines; please report this, with the input\n");
      expect(stack).toContain("    at ");
    });
  });
});
