// The scenarios with the largest spaces come out as they say.

import { describe, expect, test } from "vitest";
import { expectAsSaid, jobs } from "./shipped.ts";

describe("large models and scenarios come out as they say", () => {
  const large = jobs(true);

  test("the rest is in models.test.ts", () => {
    expect(large.length).toBeLessThan(jobs(false).length);
  });

  if (large.length > 0) test.each(large)("%s", (_, job) => expectAsSaid(job));
});
