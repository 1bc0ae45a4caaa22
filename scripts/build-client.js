/** Builds the client when it has not been built, or when anything it is made of has changed since. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
/** What is built last. */
const built = join(root, "dist/client/desk.de.html");
const sources = ["client", "shared", "server/trpc", "scripts", "package-lock.json", "vite.config.ts"];

/** Vite works in a process of its own: the server would keep its memory to the end. Throws when the build fails. */
export function buildClientIfChanged() {
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return;
  process.stderr.write("Building the client …\n");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: "inherit",
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
