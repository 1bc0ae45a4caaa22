import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { nodeArguments, root } from "../../support/programs";

/** One of our programs as a process of its own. */
export type Program = {
  /** What it announced: the match of the pattern it was started with. */
  announced: RegExpExecArray;
  /** SIGKILL to it and everything it started. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: it stands still, and knows nothing of it afterwards, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** SIGTERM. Resolves with its exit code. */
  end(): Promise<number | null>;
};

/** Starts a program and waits until it prints what `announcement` matches. Ends with the test at the latest. */
export async function startProgram(
  file: string,
  env: Record<string, string>,
  announcement: RegExp,
  args: string[] = [],
): Promise<Program> {
  const child = spawn(process.execPath, [...nodeArguments(file), ...args], {
    cwd: root,
    // Nothing of the developer's own settings: BACKEND_URL of the shell would be somebody's real backend.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own process group, so that what it started (tsx's compiler) goes with it.
    detached: true,
  });
  const gone = once(child, "exit");
  onTestFinished(() => signalGroup(child, "SIGKILL"));
  const announced = await announcementOf(child, file, announcement);
  return {
    announced,
    async kill() {
      signalGroup(child, "SIGKILL");
      await gone;
    },
    freeze: () => signalGroup(child, "SIGSTOP"),
    thaw: () => signalGroup(child, "SIGCONT"),
    async end() {
      child.kill("SIGTERM");
      const [code] = (await gone) as [number | null];
      return code;
    },
  };
}

function announcementOf(child: ChildProcess, file: string, announcement: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const match = announcement.exec(printed);
      if (match) resolve(match);
    };
    // Read to the end of its life: a full pipe would stop it.
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`${file} ended with ${code} before it was up:\n${printed}`)),
    );
  });
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, signal);
}
