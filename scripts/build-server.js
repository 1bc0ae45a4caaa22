/** Builds what `scripts/start.js` starts. */
import { buildPrograms } from "./build-programs.js";

const programs = {
  main: "server/main.ts",
  demo: "server/demo.ts",
  cli: "server/cli.ts",
  "reference-backend": "server/reference-backend/main.ts",
  "backend-check": "tests/backend-contract/main.ts",
  // Beside config.ts, as there: it is found by its place.
  "config/store-thread": "server/config/serve-store.ts",
};

await buildPrograms(programs, "dist/server");
