import { readFileSync } from "node:fs";
import type { RawEnvironment } from "./environment";
import { StartError, errnoOf } from "./start-error";

/** As Docker and Kubernetes hand secrets over: in files, whose names are in the environment. */
const SUFFIX = "_FILE";

/** Far more than any key: whoever names a log or a disk by mistake shall hear so at once, in bytes. */
const MAX_BYTES = 65_536;

/**
 * The environment with the secrets of `names` that are kept in files read from there: `NAME_FILE` names the file of
 * `NAME`. Throws a `StartError` that quotes no value: somebody may have put the secret itself where its file belongs.
 */
export function readSecretFiles(raw: RawEnvironment, names: readonly string[]): RawEnvironment {
  const read = names
    .filter((name) => isInFile(raw, name))
    .map((name) => [name, readSecretFile(raw, name)] as const);
  return { ...raw, ...Object.fromEntries(read) };
}

/** Whether a secret comes from a file. */
export const isInFile = (raw: RawEnvironment, name: string): boolean => Boolean(raw[name + SUFFIX]?.trim());

function readSecretFile(raw: RawEnvironment, name: string): string {
  const variable = name + SUFFIX;
  if (raw[name]?.trim()) throw new StartError(`${name} and ${variable} are both set: unset one of them.`);
  const secret = contentOf(raw[variable]?.trim() ?? "", variable);
  if (secret.length > MAX_BYTES)
    throw new StartError(`${variable} names a file that is too large for a secret.`);
  if (secret.trim() === "") throw new StartError(`${variable} names an empty file: put the secret into it.`);
  return secret.trim();
}

function contentOf(path: string, variable: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = errnoOf(error) ?? "unknown error";
    throw new StartError(
      `${variable} names a file that cannot be read (${why}). Name one that this user may read.`,
    );
  }
}
