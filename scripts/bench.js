/**
 * `npm run bench`: builds the benches as the server is built, for what is measured is to be what people run, and becomes
 * them.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { buildPrograms } from "./build-programs.js";

const FOLDER = "node_modules/.cache/tandem-bench";
/** What Tandem is measured beside, and with: nothing of it is in what people run. */
const BESIDE = ["@playwright/test", "autocannon", "bullmq", "convex-test", "pg-boss", "vite"];

const files = readdirSync("tests/bench").filter((file) => file.endsWith(".ts"));
const programs = {
  ...Object.fromEntries(files.map((file) => [file.replace(/\.ts$/u, ""), `tests/bench/${file}`])),
  // Beside config.ts, as there: it is found by its place.
  "config/store-thread": "server/config/serve-store.ts",
};

await buildPrograms(programs, FOLDER, { external: BESIDE });
process.setSourceMapsEnabled(true);
await import(new URL(join("..", FOLDER, "main.js"), import.meta.url));
