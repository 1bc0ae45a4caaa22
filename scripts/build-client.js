/** Builds the client when it has not been built, or when anything it is made of has changed since. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const root = join(import.meta.dirname, "..");
const built = join(root, "dist/client/index.html");
const sources = ["client", "shared", "server/trpc", "package-lock.json", "vite.config.ts"];

export async function buildClientIfChanged() {
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return;
  process.stderr.write("Building the client …\n");
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
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
