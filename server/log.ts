import { type DestinationStream, type Logger, pino } from "pino";
import pretty from "pino-pretty";

export type { Logger } from "pino";

/**
 * Names under which something personal or secret could slip into a log line by mistake. The rule is not to log such
 * things at all; this is the net below it.
 */
const PRIVATE = [
  "email",
  "phone",
  "name",
  "firstName",
  "lastName",
  "password",
  "passwordHash",
  "token",
  "cookie",
  "authorization",
  "secret",
  "payload",
  "body",
  "headers",
];

/** The server's log on stdout: JSON lines for machines, plain lines in a terminal; or wherever it is sent. */
export function createLog(level: string, destination: DestinationStream = standardOutput()): Logger {
  const paths = PRIVATE.flatMap((name) => [name, `*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: "(hidden)" }, serializers: { err: describeError } },
    destination,
  );
}

function standardOutput(): DestinationStream {
  return process.stdout.isTTY ? pretty({ translateTime: "SYS:HH:MM:ss", sync: true }) : pino.destination(1);
}

/** An error as it may be logged: where it came from, and what kind it is. Messages can quote what people typed. */
export function describeError(error: unknown): {
  type: string;
  code?: string;
  message: string;
  at: string[];
} {
  if (!(error instanceof Error)) return { type: typeof error, message: "", at: [] };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return {
    type: error.name,
    ...code,
    message: withoutValues(error.message),
    at: at.slice(0, 8).map((line) => line.trim()),
  };
}

/** The first line up to where it begins to quote something, without e-mail addresses and long numbers. */
function withoutValues(message: string): string {
  const [line = ""] = message.split("\n");
  const [plain = ""] = line.split(/["'`{[]/u);
  return plain
    .replace(/\S+@\S+/gu, "…")
    .replace(/\+?\d[\d\s/-]{4,}/gu, "…")
    .slice(0, 200)
    .trim();
}
