import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { generateSigningKey } from "../auth/signer";
import { StartError, errnoOf } from "./start-error";

/** What the first start makes up and later starts need again. */
const Secrets = z.object({
  /** ES256 private key, a JWK in JSON; after a rotation a JWK Set of the new one and the one before it. */
  signingKey: z.string().min(1),
  /** What Tandem and the built-in reference backend prove themselves with to each other. */
  backendApiKey: z.string().min(1),
  backendWebhookSecret: z.string().min(1),
});
export type Secrets = z.infer<typeof Secrets>;

/** The generated secrets of a data folder, made on the first call. The file is for its owner only (0600). */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = fileOf(dataDir);
  return read(file) ?? (await create(file));
}

/**
 * Puts a new signing key before the one in use, which stays accepted unless it must not. Both hold from the next start
 * of whoever uses this folder.
 */
export async function rotateSigningKey(dataDir: string, options: { dropOld: boolean }): Promise<void> {
  const secrets = await keepSecrets(dataDir);
  const [inUse] = signingKeys(secrets.signingKey);
  const keys = [JSON.parse(await generateSigningKey()), ...(options.dropOld ? [] : [inUse])];
  const draft = writeDraft(fileOf(dataDir), { ...secrets, signingKey: JSON.stringify({ keys }) });
  renameSync(draft, fileOf(dataDir));
}

const fileOf = (dataDir: string) => join(dataDir, "secrets.json");

/** One key as it was made, or the set that a rotation has left. */
function signingKeys(text: string): unknown[] {
  const read = JSON.parse(text) as { keys?: unknown[] };
  return read.keys ?? [read];
}

function read(file: string): Secrets | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
    chmodSync(file, 0o600);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw new StartError(`${file} cannot be read (${errnoOf(error)}). Make it readable for this user.`);
  }
  const secrets = Secrets.safeParse(parse(text));
  if (secrets.success) return secrets.data;
  throw new StartError(
    `${file} is damaged. Restore it from a backup, or delete it to have new keys made (everyone keeps their account).`,
  );
}

/** A link to a finished file appears whole or not at all, and the first of two processes wins. */
async function create(file: string): Promise<Secrets> {
  const secrets: Secrets = {
    signingKey: await generateSigningKey(),
    backendApiKey: randomBytes(32).toString("base64url"),
    backendWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
  };
  const draft = writeDraft(file, secrets);
  try {
    linkSync(draft, file);
    return secrets;
  } catch (error) {
    const winner = errnoOf(error) === "EEXIST" ? read(file) : null;
    if (winner) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDraft(file: string, secrets: Secrets): string {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  return draft;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
