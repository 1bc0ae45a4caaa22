import { z } from "zod";

/**
 * A bundle of the audit, as `tandem audit export` writes it: JSON lines, each in its canonical form (RFC 8785), first the
 * keys, then the checkpoints, then the records, and at last how many those were. Format and checks: docs/audit.md.
 */
const hash = z.string().regex(/^[0-9a-f]{64}$/u, "must be a hexadecimal SHA-256");
const seq = z.int().min(1);

/** An Ed25519 public key; its ID is the JWK thumbprint (RFC 7638). */
export const AuditKey = z.strictObject({ keyId: z.string().min(1), publicKey: z.string().min(1) });
export type AuditKey = z.infer<typeof AuditKey>;

/** Says of all records up to `seq` what they were: the hash of that record binds them. `at` is in ms. */
export const Checkpoint = z.strictObject({
  ...{ seq, hash, at: z.number() },
  /** The hash of the checkpoint before; `null` for the first one. */
  previous: hash.nullable(),
  keyId: z.string(),
  /** Ed25519 over the canonical form of all the rest, base64url. */
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

const Value = z.strictObject({ salt: z.string(), value: z.string() });

/** A record of the chain. What is absent of `values` but has a digest was removed by law. */
const RecordLine = z.strictObject({
  ...{ type: z.literal("record"), seq, prev: hash, hash },
  body: z.looseObject({ digests: z.record(z.string(), hash) }),
  values: z.record(z.string(), Value),
});
export type RecordLine = z.infer<typeof RecordLine>;

export const BundleLine = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bundle"), version: z.literal(1), keys: z.array(AuditKey) }),
  Checkpoint.extend({ type: z.literal("checkpoint") }),
  RecordLine,
  z.strictObject({ type: z.literal("end"), records: z.int().min(0) }),
]);
export type BundleLine = z.infer<typeof BundleLine>;
