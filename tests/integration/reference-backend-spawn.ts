import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { nodeArguments } from "../support/programs";
import { API_KEY } from "./reference-backend-harness";

/** Starts `npm run backend`'s program, with further `env`; answers its process and the URL it prints. Killed with the test. */
export async function spawnBackend(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, nodeArguments("server/reference-backend/main.ts"), {
    env: {
      ...process.env,
      BACKEND_PORT: "0",
      BACKEND_DATA_DIR: dataDir,
      BACKEND_API_KEY: API_KEY,
      SMTP_URL: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  while (!printed.includes("\n")) {
    const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    printed += chunk.toString();
  }
  return { child, url: /http:\S+/u.exec(printed)?.[0] ?? "" };
}
