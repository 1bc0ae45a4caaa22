import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ImportFile } from "./run-import";

/** Files waiting for their import at a time; a further one replaces the oldest. */
const MOST_WAITING = 8;

/** Files on their way from the console into an import. They live until they have been used, or until the next start. */
export type Uploads = {
  /** Streams a file to disk. Rejects when the sender goes away; then nothing is left of it. */
  store(name: string, content: Readable): Promise<{ uploadId: string; bytes: number }>;
  has(uploadId: string): boolean;
  /** Hands a file over: from now on it is whoever took it that has it removed. `null`: it is not there any more. */
  take(uploadId: string): ImportFile | null;
  remove(file: ImportFile): void;
};

/** Opens the upload folder and clears away what an earlier process left there. */
export function openUploads(folder: string): Uploads {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const waiting = new Map<string, ImportFile>();

  const remove = ({ path }: ImportFile) => rmSync(path, { force: true });
  const take = (uploadId: string): ImportFile | null => {
    const file = waiting.get(uploadId) ?? null;
    waiting.delete(uploadId);
    return file;
  };

  return {
    async store(name, content) {
      const uploadId = randomUUID();
      const path = join(folder, uploadId);
      try {
        await pipeline(content, createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        rmSync(path, { force: true });
        throw error;
      }
      waiting.set(uploadId, { path, name });
      const oldest = waiting.size > MOST_WAITING ? take(waiting.keys().next().value ?? "") : null;
      if (oldest) remove(oldest);
      return { uploadId, bytes: (await stat(path)).size };
    },
    has: (uploadId) => waiting.has(uploadId),
    take,
    remove,
  };
}
