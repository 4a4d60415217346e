import { defineConfig } from "vitest/config";
import { plainCount } from "./vitest.config.ts";

/** Tests that take long or need other programs: `npm run test:heavy`. */
export default defineConfig({
  test: {
    server: { deps: { external: [/\/dist\//] } },
    include: ["test/**/*.heavy.ts"],
    setupFiles: ["test/setup.ts"],
    passWithNoTests: true,
    testTimeout: 600_000,
    // vitest would leave one of two cores idle.
    maxWorkers: 2,
    reporters: ["default", plainCount],
  },
});
