/** Builds the client or the server when it has not been built, or when anything it is made of has changed since. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");

const client = {
  name: "client",
  /** What is built last. */
  built: "dist/client/desk.de.html",
  sources: ["client", "shared", "server/trpc", "scripts", "package-lock.json", "vite.config.ts"],
  builder: ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"],
};

const server = {
  name: "server",
  built: "dist/server/main.js",
  sources: ["server", "shared", "tests/backend-contract", "scripts", "package-lock.json"],
  builder: ["scripts/build-server.js"],
};

/** Both throw when the build fails. */
export const buildClientIfChanged = () => buildIfChanged(client);
export const buildServerIfChanged = () => buildIfChanged(server);

/** In a process of its own: who asks would keep the builder's memory to the end. */
function buildIfChanged({ name, built, sources, builder }) {
  const builtAt = existsSync(join(root, built)) ? statSync(join(root, built)).mtimeMs : 0;
  if (newest(sources) <= builtAt) return;
  process.stderr.write(`Building the ${name} …\n`);
  execFileSync(process.execPath, builder, {
    cwd: root,
    // What a program prints is its own: nothing of this belongs on stdout.
    stdio: ["ignore", 2, 2],
    // Who asks for it may be a test, and would get React's build for developers.
    env: { ...process.env, NODE_ENV: "production" },
  });
}

/** The latest change among files and whole folders, in ms since epoch. */
function newest(paths) {
  return Math.max(...paths.map((path) => newestOf(join(root, path))));
}

function newestOf(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newestOf(join(path, name))),
    stat.mtimeMs,
  );
}
