import { generateKeyPairSync } from "node:crypto";
import { checkpointHash, createAuditSigner, type AuditSigner } from "../../server/audit/checkpoints";
import { bundleLines } from "../../server/audit/bundle-lines";
import type { AuditEvent } from "../../shared/audit-api";
import type { Checkpoint, RecordLine } from "../../shared/audit-bundle-api";
import { NO_HASH, recordHash, recordOf } from "../../shared/audit-record";

export const newAuditSigner = (): Promise<AuditSigner> =>
  createAuditSigner(generateKeyPairSync("ed25519").privateKey);

export type TestRecord = Omit<RecordLine, "type">;

/** Events as a chain, each with a salt made of its place. */
export function chainOf(events: AuditEvent[]): TestRecord[] {
  const chain: TestRecord[] = [];
  for (const event of events) {
    const seq = chain.length + 1;
    const record = recordOf(event, { seq, prev: chain.at(-1)?.hash ?? NO_HASH, salt: `salt ${seq}` });
    chain.push({ ...record, hash: recordHash(record) });
  }
  return chain;
}

/** Hashes everything from a place anew, as somebody would who changed a record and wanted nobody to see it. */
export function rehashed(chain: TestRecord[], from: number): TestRecord[] {
  const done: TestRecord[] = [];
  for (const record of chain) {
    const moved = { ...record, seq: done.length + 1, prev: done.at(-1)?.hash ?? NO_HASH };
    done.push(done.length < from ? record : { ...moved, hash: recordHash(moved) });
  }
  return done;
}

/** Signs the chain after each of these records, in ascending order. */
export function signedAt(chain: TestRecord[], places: number[], signer: AuditSigner): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  for (const seq of places) {
    const before = checkpoints.at(-1);
    const hash = chain[seq - 1]?.hash ?? NO_HASH;
    const previous = before ? checkpointHash(before) : null;
    checkpoints.push(signer.sign({ seq, hash, at: Date.UTC(2026, 10, 23, seq % 24), previous }));
  }
  return checkpoints;
}

export async function linesOf(
  records: TestRecord[],
  checkpoints: Checkpoint[],
  { keyId, publicKey }: AuditSigner,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of bundleLines({ keys: [{ keyId, publicKey }], checkpoints, records }))
    lines.push(line);
  return lines;
}
