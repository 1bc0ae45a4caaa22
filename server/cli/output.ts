import { once } from "node:events";
import { CommanderError } from "commander";
import { ConvexError } from "convex/values";
import { AppError } from "../../shared/errors";
import { StartError, errnoOf } from "../config/start-error";
import { ImportError } from "../import/reading";
import { CommandError, exitCodes } from "./desk/failure";

/** `tandem links | head` closes our output early. That is how one asks us to stop, and no failure. */
export function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (errnoOf(error) === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/** Writes a line for machines or for reading on. Waits while the reader is slower than we are. */
export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
}

/** Writes a line for people beside the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Says what went wrong: one sentence for what people can mend, and everything we know for what they cannot. Answers how
 * the process is to end.
 */
export function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  if (expected?.success) tell(expected.data.message);
  else if (error instanceof StartError || error instanceof ImportError || error instanceof CommandError)
    tell(error.message);
  else tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return error instanceof CommandError ? error.exitCode : exitCodes.failed;
}
