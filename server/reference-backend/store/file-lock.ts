import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/** Somebody else, here or in another process, works on the file. */
export class FileInUseError extends Error {
  override readonly name = "FileInUseError";

  constructor(path: string) {
    super(
      `Another backend has ${path} open (npm run backend, or the one built into a running Tandem). Stop it first, or give this one another folder (BACKEND_DATA_DIR; DATA_DIR of Tandem).`,
    );
  }
}

/**
 * Keeps every other backend off the file, whose start would remove this one's keys and endpoints and whose senders
 * would send its mails again: an exclusive transaction on a file beside it, which ends with the process. The file itself
 * can still be read. The result lets go. Throws a `FileInUseError` when another has it.
 */
export function holdFile(path: string): () => void {
  if (path === ":memory:") return () => undefined;
  mkdirSync(dirname(path), { recursive: true });
  const lock = new DatabaseSync(`${path}-lock`);
  try {
    lock.exec("pragma journal_mode = memory; pragma busy_timeout = 0; begin exclusive");
  } catch (error) {
    lock.close();
    throw isLocked(error) ? new FileInUseError(path) : error;
  }
  return () => lock.close();
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && /database is locked|SQLITE_BUSY/iu.test(error.message);
