import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { StartError, errnoOf } from "./start-error";

/**
 * A secret of the data folder, made on the first call; the file is for its owner only (0600). Throws a `StartError` when
 * it is there and cannot be read.
 */
export const keepFile = (file: string, make: () => string): string =>
  readKept(file) ?? createKept(file, make());

/** What is in such a file, or `null` when there is none yet. */
export function readKept(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8");
    chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw new StartError(`${file} cannot be read (${errnoOf(error)}). Make it readable for this user.`);
  }
}

/** Makes the file, or answers what another process has put there first: a link to a finished file appears whole or not at all. */
export function createKept(file: string, text: string): string {
  const draft = writeDraft(file, text);
  try {
    linkSync(draft, file);
    return text;
  } catch (error) {
    const winner = errnoOf(error) === "EEXIST" ? readKept(file) : null;
    if (winner !== null) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts another secret in the place of the one that is there, whole or not at all. */
export const replaceKept = (file: string, text: string): void => renameSync(writeDraft(file, text), file);

function writeDraft(file: string, text: string): string {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  return draft;
}
