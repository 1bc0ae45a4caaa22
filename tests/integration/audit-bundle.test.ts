import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { verifyBundle } from "../../server/audit/verify-bundle";
import { runFile } from "../support/command";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";

/** The audit as evidence: kept by a running Tandem, taken along, and proved where there is none. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-audit-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tandem = (args: string[], dataDir = join(folder, "nowhere")) =>
  runFile("server/cli.ts", ["audit", ...args], { DATA_DIR: dataDir });

describe("while Tandem runs", () => {
  let desk: TestTandem;
  beforeAll(async () => {
    desk = await startTestTandem({ dataDir: join(folder, "data") });
    await desk.visitor().trpc.portal.register.mutate(newPerson({ firstName: "Ina" }));
  });

  test("its key is made for its owner alone, and what happened is signed without anybody's doing", async () => {
    expect((await stat(join(desk.dataDir, "audit-key.pem"))).mode & 0o777).toBe(0o600);
    const admin = await desk.admin();
    const state = () => admin.trpc.audit.chainState.query();
    await vi.waitFor(async () => expect((await state()).checkpoint).not.toBeNull(), { timeout: 20_000 });
    expect((await state()).sealed?.seq).toBeGreaterThan(0);
    const metrics = await (await desk.visitor().fetch("/metrics")).text();
    expect(metrics).toMatch(/^tandem_audit_behind_seconds \d/mu);
  });

  test("an auditor takes it along, and so it stands in the audit", async () => {
    const admin = await desk.admin();
    const response = await admin.fetch("/api/export/audit.jsonl");
    expect(response.headers.get("content-disposition")).toMatch(/audit-\d{4}-\d{2}-\d{2}\.jsonl/u);
    const lines = (await response.text()).trimEnd().split("\n");
    const verdict = await verifyBundle(lines);
    expect(verdict).toMatchObject({ ok: true, removed: 0 });
    expect(verdict).toHaveProperty("signedUpTo", (verdict as { records: number }).records);
    expect(lines.filter((line) => line.includes('"action":"export audit"'))).toHaveLength(1);
    const told = async () =>
      (await admin.trpc.audit.list.query({ actions: ["export audit"] })).rows.map(({ outcome }) => outcome);
    await expect.poll(told).toContain("complete");
  });

  test("nobody else does", async () => {
    expect((await desk.visitor().fetch("/api/export/audit.jsonl")).status).toBe(401);
    await expect(desk.visitor().trpc.audit.chainState.query()).rejects.toThrow("Sign in first");
  });

  afterAll(() => desk.close());
});

describe("from the command line", () => {
  const bundle = () => join(folder, "audit.jsonl");

  test("a bundle is written once, for its owner alone, and proved without the data", async () => {
    const exported = await tandem(["export", "--out", bundle()], join(folder, "data"));
    expect(exported).toMatchObject({ stderr: "", code: 0 });
    expect((await stat(bundle())).mode & 0o777).toBe(0o600);
    const [, keyId = ""] = /signed by (\S+)/u.exec(exported.stdout) ?? [];
    const { stdout, code } = await tandem(["verify", bundle(), "--key", keyId]);
    expect(stdout).toMatch(
      /^\d+ records are whole and in order\.\n\d+ checkpoints sign records 1 to \d+, by /u,
    );
    expect(code).toBe(0);
    expect((await tandem(["key"], join(folder, "data"))).stdout).toContain(keyId);
    const again = await tandem(["export", "--out", bundle()], join(folder, "data"));
    expect(again).toMatchObject({ stderr: `${bundle()} is there already. Give another name.\n`, code: 1 });
  });

  test("the key is not made where none has signed yet: it would be noted down, and prove nothing", async () => {
    const { stdout, stderr, code } = await tandem(["key"], join(folder, "another"));
    expect({ stdout, code }).toEqual({ stdout: "", code: 1 });
    expect(stderr).toMatch(/^There is no .*audit-key\.pem: .*Is DATA_DIR its folder\?\n$/u);
  });

  test("a record that was changed is named, and so is a key that is not the one", async () => {
    const changed = join(folder, "changed.jsonl");
    await writeFile(
      changed,
      (await readFile(bundle(), "utf8")).replace('"action":"register"', '"action":"restore"'),
    );
    const { stdout, code } = await tandem(["verify", changed]);
    expect(stdout).toMatch(/^BROKEN at record \d+, line \d+: Record \d+ is not what its hash says\.\n$/u);
    expect(code).toBe(1);
    const other = await tandem(["verify", bundle(), "--key", "another"]);
    expect(other).toMatchObject({
      stdout: expect.stringContaining("not signed by the key another"),
      code: 1,
    });
  });
});
