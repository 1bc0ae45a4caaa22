import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Nothing of the developer's own settings: BACKEND_URL of the shell would be somebody's real backend. */
const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_ENV: "production" };

/** As `npm start` does. */
const AS_STARTED = ["--max-semi-space-size=32"];

/** A file of this folder as it was built, beside the others (`scripts/bench.js`). */
export const builtFrom = (file: string): string =>
  fileURLToPath(new URL(`./${file.replace(/\.ts$/u, ".js")}`, import.meta.url));

/** Starts a file of this folder as a process of its own: nobody else's memory, and its share of the cores. */
export function startChild(file: string, args: string[]): ChildProcess {
  const child = spawn(process.execPath, [...AS_STARTED, builtFrom(file), ...args], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // A bench that is interrupted leaves nobody behind.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  return child;
}

/** Runs a file of this folder to its end, and answers what it printed, which is JSON. */
export async function inChild<T>(file: string, ...args: string[]): Promise<T> {
  const child = startChild(file, args);
  const [printed, [code]] = await Promise.all([text(child.stdout!), once(child, "exit")]);
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}.`);
  return JSON.parse(printed) as T;
}
