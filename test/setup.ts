// Properties draw the same random cases in every run, so that what fails here fails everywhere, and what passed passes
// again. FAST_CHECK_SEED=12345 npm test draws others.

import fc from "fast-check";

const SEED = 20_261_123;

const wished = process.env["FAST_CHECK_SEED"] ?? "";
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: wished === "" ? SEED : Number(wished) });
