import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { nodeArguments, root } from "./programs";

/** A finished process: what it printed, and how it ended. */
export type Finished = { stdout: string; stderr: string; code: number | null };

/**
 * Runs a TypeScript file of this project to its end. It gets `PATH` and `env` only, so that it is alike everywhere.
 * `started` is given the process, to send it a signal.
 */
export function runFile(
  file: string,
  args: string[],
  env: Record<string, string>,
  started?: (child: ChildProcess) => void,
): Promise<Finished> {
  return run(process.execPath, [...nodeArguments(file), ...args], env, started);
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: string[],
  env: Record<string, string>,
  started?: (child: ChildProcess) => void,
): Promise<Finished> {
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started?.(child);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => (output[name] += text));
  }
  const [code] = await once(child, "close");
  return { ...output, code: code as number | null };
}
