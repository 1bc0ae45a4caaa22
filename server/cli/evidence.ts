import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { StartError, errnoOf } from "../config/start-error";

/**
 * Writes a bundle of the audit: for its owner only, never over another file, and whole or not at all, since half a
 * bundle would be taken for one by who does not prove it.
 */
export async function writeEvidence(out: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = await open(out, "wx", 0o600).catch((error: unknown) => {
    const code = errnoOf(error);
    if (code === "EEXIST") throw new StartError(`${out} is there already. Give another name.`);
    if (code !== null)
      throw new StartError(`${out} cannot be written (${code}). Give a file that you may make.`);
    throw error;
  });
  try {
    await pipeline(content, file.createWriteStream());
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  }
}
