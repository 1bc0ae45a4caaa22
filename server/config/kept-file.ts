import { chmodSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { StartError, errnoOf } from "./start-error";

/**
 * A secret of the data folder, made on the first call; the file is for its owner only (0600). Throws a `StartError` when
 * it is there and cannot be read.
 */
export const keepFile = (file: string, make: () => string): string => read(file) ?? create(file, make());

function read(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8");
    chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw new StartError(`${file} cannot be read (${errnoOf(error)}). Make it readable for this user.`);
  }
}

/** A link to a finished file appears whole or not at all, and the first of two processes wins. */
function create(file: string, text: string): string {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return text;
  } catch (error) {
    const winner = errnoOf(error) === "EEXIST" ? read(file) : null;
    if (winner !== null) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
