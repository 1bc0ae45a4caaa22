import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepAuditKey } from "../../server/audit/audit-key";
import { isSignedBy } from "../../server/audit/checkpoints";
import { NO_HASH } from "../../shared/audit-record";

/** The key that signs checkpoints of the audit. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-audit-key-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const statement = { seq: 1, hash: NO_HASH, at: 1, previous: null };
const newKey = (type: "ed25519" | "x25519") =>
  (type === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519")).privateKey
    .export({ type: "pkcs8", format: "pem" })
    .toString();

test("is made once, for its owner alone, also when two servers start at a time", async () => {
  const [one, two] = await Promise.all([keepAuditKey(folder), keepAuditKey(folder)]);
  expect(one.keyId).toBe(two.keyId);
  expect((await keepAuditKey(folder)).keyId).toBe(one.keyId);
  expect((await stat(join(folder, "audit-key.pem"))).mode & 0o777).toBe(0o600);
  expect(isSignedBy(one.sign(statement), two)).toBe(true);
  expect(isSignedBy({ ...one.sign(statement), at: 2 }, two)).toBe(false);
});

test("may be given in one line, and then none is made", async () => {
  const given = newKey("ed25519");
  const signer = await keepAuditKey(folder, given.replaceAll("\n", "\\n"));
  expect(signer.keyId).toBe((await keepAuditKey(folder, given)).keyId);
  await expect(stat(join(folder, "audit-key.pem"))).rejects.toThrow("ENOENT");
});

test("that is none is refused by the name of where it came from, and not shown", async () => {
  await expect(keepAuditKey(folder, newKey("x25519"))).rejects.toThrow(
    /^TANDEM_AUDIT_KEY is not a private Ed25519/u,
  );
  await expect(keepAuditKey(folder, "hunter2")).rejects.not.toThrow("hunter2");
  await writeFile(join(folder, "audit-key.pem"), "damaged");
  await expect(keepAuditKey(folder)).rejects.toThrow(/audit-key\.pem is not a private Ed25519 key/u);
});
