import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeArguments, root } from "./programs";

/** A part of Tandem as a process of its own, as somebody would start it from a terminal. */
export type Process = {
  /** What it has printed so far, on both streams. */
  output(): string;
  /** Resolves with the first match in what it prints; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Ends it and resolves when it has ended. SIGTERM is the orderly way. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

export function startProcess(entry: string, env: Record<string, string>, args: string[] = []): Process {
  const child = spawn(process.execPath, [...nodeArguments(entry), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString("utf8");
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return {
    output: () => output,
    says: (pattern) => firstMatch(child, listeners, () => output, pattern),
    stop: (signal = "SIGTERM") => stop(child, signal),
  };
}

function firstMatch(child: ChildProcess, listeners: Set<() => void>, output: () => string, pattern: RegExp) {
  return new Promise<RegExpMatchArray>((resolve, reject) => {
    const look = () => {
      const match = output().match(pattern);
      if (!match) return;
      listeners.delete(look);
      resolve(match);
    };
    listeners.add(look);
    child.once("exit", () => reject(new Error(`It ended without printing ${pattern}:\n${output()}`)));
    look();
  });
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export const temporaryFolder = () => mkdtemp(join(tmpdir(), "tandem-"));
