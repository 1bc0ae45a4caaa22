import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { AuditEvent } from "./audit-api";

/**
 * An event as a record of the chain. What may have to be forgotten (names, reasons, values, sentences) is not in what is
 * hashed: a digest of each, salted, stands there for it, as in SD-JWT. So the law can have a value removed, with its salt,
 * and the record is as provable as before; what is left of it cannot be guessed from the digest.
 */
export const RECORD_VERSION = 1;

/** What stands for the record before the first one. */
export const NO_HASH = "0".repeat(64);

/** What may have to be forgotten of one event, by its JSON pointer, such as `/changes/0/after`. */
export type Personal = Record<string, string>;

/** A place in the chain, and what is needed to hash the event there again. */
export type Seal = {
  seq: number;
  /** Of the record before. */
  prev: string;
  /** While nothing was removed: from it each value's own salt is made. */
  salt?: string | undefined;
  /** Once something was removed: the salts of what is left. */
  salts?: { path: string; salt: string }[] | undefined;
  removed?: { path: string; digest: string }[] | undefined;
};

/** What of an event is hashed as it is, and the digests of the rest. */
export type RecordBody = { digests: Record<string, string>; [field: string]: unknown };
export type SaltedValue = { salt: string; value: string };
export type AuditRecord = {
  seq: number;
  prev: string;
  body: RecordBody;
  values: Record<string, SaltedValue>;
};

/** RFC 8785: one text for equal values. Throws for what JSON does not have. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("Only what JSON has can be made canonical.");
  return text;
}

/** Hexadecimal SHA-256 of the canonical form. */
export const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonical(value))));

/** What of a record its own hash, and so all that follow, are bound to. */
export const recordHash = ({ seq, prev, body }: Pick<AuditRecord, "seq" | "prev" | "body">): string =>
  hashOf({ version: RECORD_VERSION, seq, prev, body });

/** Stands for a value in the body. Nobody can try values against it without the salt. */
export const digestOf = (path: string, { salt, value }: SaltedValue): string => hashOf([salt, path, value]);

/** A value's own salt: all of an event need not be kept, and to forget one tells nothing of the others. */
export const saltAt = (salt: string, path: string): string => hashOf([salt, path]);

/** The record of an event at its place. */
export function recordOf(event: AuditEvent, seal: Seal): AuditRecord {
  const { open, personal } = splitEvent(event);
  const digests: Record<string, string> = {};
  for (const { path, digest } of seal.removed ?? []) digests[path] = digest;
  const values: Record<string, SaltedValue> = {};
  for (const [path, value] of Object.entries(personal)) {
    if (digests[path] !== undefined) continue;
    const salted = { salt: saltOf(seal, path), value };
    values[path] = salted;
    digests[path] = digestOf(path, salted);
  }
  return { seq: seal.seq, prev: seal.prev, body: { ...open, digests }, values };
}

/** A value that came later has no salt of its own: its digest then tells of it. */
export function saltOf({ salt, salts = [] }: Seal, path: string): string {
  if (salt !== undefined) return saltAt(salt, path);
  return salts.find((known) => known.path === path)?.salt ?? "";
}

/** Fields without a value are left out, so that one that is added in years changes no hash of today. */
export function splitEvent(event: AuditEvent): { open: Record<string, unknown>; personal: Personal } {
  const { actor, summary, reason, changes, ...rest } = event;
  const { name, ...who } = actor;
  const fields = changes.map(({ field }) => ({ field }));
  const values = changes.flatMap(({ before, after }, at) => [
    [`/changes/${at}/before`, before],
    [`/changes/${at}/after`, after],
  ]);
  return {
    open: present({ ...rest, actor: present(who), changes: fields }),
    personal: present({
      ...{ "/actor/name": name, "/summary": summary, "/reason": reason },
      ...(Object.fromEntries(values) as Record<string, string | null>),
    }),
  };
}

function present<Value>(fields: Record<string, Value>): Record<string, NonNullable<Value>> {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Record<string, NonNullable<Value>>;
}
