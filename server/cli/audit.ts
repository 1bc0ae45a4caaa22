import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { findAuditKey, keepAuditKey } from "../audit/audit-key";
import { proveUntilNow } from "../audit/chain";
import { readBundle } from "../audit/read-bundle";
import { type Verdict, verifyBundle } from "../audit/verify-bundle";
import { StartError, loadConfig } from "../config";
import { errnoOf } from "../config/start-error";
import { api } from "../convex/_generated/api";
import { readLines } from "../import/lines";
import { writeEvidence } from "./evidence";
import { print, tell } from "./output";
import { withStore } from "./store";

type Proof = Extract<Verdict, { ok: true }>;

/** `tandem audit export --out FILE`: everything until now, sealed and signed, as a bundle; and the audit tells of it. */
export async function exportAudit({ out }: { out: string }): Promise<void> {
  await withStore(async (convex, { dataDir, env }) => {
    const signer = await keepAuditKey(dataDir, env.TANDEM_AUDIT_KEY);
    const requestId = randomUUID();
    await convex.mutation(api.audit.beginExport, { filter: {}, requestId });
    const count = await proveUntilNow(convex, signer, Date.now());
    await writeEvidence(out, withLineEnds(readBundle(convex, count)));
    await convex.mutation(api.audit.endExport, { count, complete: true, requestId });
    await print(`${count} records, signed by ${signer.keyId}`);
  });
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** `tandem audit verify FILE`: proves a bundle by itself, or names the first record that is broken and ends with 1. */
export async function verifyAudit(file: string, { key }: { key?: string }): Promise<void> {
  const verdict = await verifyBundle(linesOf(file), { keyId: key });
  if (!verdict.ok) {
    const record = verdict.seq === null ? "" : `record ${verdict.seq}, `;
    await print(`BROKEN at ${record}line ${verdict.line}: ${verdict.problem}`);
    process.exitCode = 1;
    return;
  }
  await print(`${verdict.records} records are whole and in order.`);
  await tellSignatures(verdict, key);
  if (verdict.removed > 0) tell(`${verdict.removed} personal values were removed; their digests are there.`);
}

async function tellSignatures(
  { checkpoints, signedUpTo, records, keyIds }: Proof,
  key?: string,
): Promise<void> {
  if (checkpoints === 0) return tell("Nothing of it is signed: whoever wrote the file may have made it up.");
  await print(`${checkpoints} checkpoints sign records 1 to ${signedUpTo}, by ${keyIds.join(", ")}.`);
  if (records > signedUpTo) tell(`${records - signedUpTo} records after the last checkpoint are not signed.`);
  if (!key) tell("Compare the key with the one you noted down, or give it as --key.");
}

/** `tandem audit key`: what to note down elsewhere, to know later who signed. Makes none, which nobody would sign with. */
export async function printAuditKey(): Promise<void> {
  const { dataDir, env } = await loadConfig(process.env);
  const { keyId, publicKey } = await findAuditKey(dataDir, env.TANDEM_AUDIT_KEY);
  await print(`${keyId}\t${publicKey}`);
}

/** A blank line, or one that is no text, is no line of a bundle, and is given as an empty one. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let number = 0;
  try {
    for await (const line of readLines(createReadStream(file))) {
      number += 1;
      if (line.number === number && "text" in line) yield line.text;
      else yield "";
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code === null) throw error;
    throw new StartError(`${file} cannot be read (${code}).`);
  }
}
