import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StartError, errnoOf } from "./start-error";

/** Makes sure that the data folder exists and can be written to. Answers its absolute path. */
export function openDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${path} ${reasonOf(error)}. Set DATA_DIR to a folder that Tandem may write to.`,
    );
  }
}

/** Not `recursive`: Node repeats that for ever where folders cannot be made, in /proc for example. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
    return;
  }
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function reasonOf(error: unknown): string {
  const code = errnoOf(error);
  if (code === "EEXIST" || code === "ENOTDIR") return "is not a folder";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "may not be written to";
  return `cannot be used (${code ?? "unknown error"})`;
}
