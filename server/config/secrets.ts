import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { generateSigningKey } from "../auth/signer";
import { createKept, readKept, replaceKept } from "./kept-file";
import { StartError } from "./start-error";

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
  return secretsIn(readKept(file) ?? createKept(file, asText(await newSecrets())), file);
}

/**
 * Puts a new signing key before the one in use, which stays accepted unless it must not. Both hold from the next start
 * of whoever uses this folder.
 */
export async function rotateSigningKey(dataDir: string, options: { dropOld: boolean }): Promise<void> {
  const secrets = await keepSecrets(dataDir);
  const [inUse] = signingKeys(secrets.signingKey);
  const keys = [JSON.parse(await generateSigningKey()), ...(options.dropOld ? [] : [inUse])];
  replaceKept(fileOf(dataDir), asText({ ...secrets, signingKey: JSON.stringify({ keys }) }));
}

const fileOf = (dataDir: string) => join(dataDir, "secrets.json");

/** One key as it was made, or the set that a rotation has left. */
function signingKeys(text: string): unknown[] {
  const read = JSON.parse(text) as { keys?: unknown[] };
  return read.keys ?? [read];
}

async function newSecrets(): Promise<Secrets> {
  return {
    signingKey: await generateSigningKey(),
    backendApiKey: randomBytes(32).toString("base64url"),
    backendWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
  };
}

const asText = (secrets: Secrets) => JSON.stringify(secrets, null, 2);

function secretsIn(text: string, file: string): Secrets {
  const secrets = Secrets.safeParse(parse(text));
  if (secrets.success) return secrets.data;
  throw new StartError(
    `${file} is damaged. Restore it from a backup, or delete it to have new keys made (everyone keeps their account).`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
