import type { FunctionArgs, FunctionReference } from "convex/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signHead } from "../../server/audit/chain";
import { verifyBundle } from "../../server/audit/verify-bundle";
import type { AuditSigner } from "../../server/audit/checkpoints";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import type { Id } from "../../server/convex/_generated/dataModel";
import { recordEvent } from "../../server/convex/model/audit";
import { linesOf, newAuditSigner } from "../support/audit-bundle";
import { type TestStore, openStore } from "../support/store";

/** How events come into the chain, how it is signed, and how a person is forgotten in it; in the real store. */
const ada = { kind: "operator", id: "op1", name: "Ada Admin", role: "admin" } as const;
const system = { role: "system", subject: "tandem", name: "Tandem" };

let store: TestStore;
let clock: { now: number };
let signer: AuditSigner;
let user: Id<"users">;
beforeEach(async () => {
  ({ store, clock } = await openStore());
  signer = await newAuditSigner();
  user = await store.run(({ db }) =>
    db.insert("users", { lastName: "Ina", createdAt: 1, profileUpdatedAt: 1 }),
  );
});
afterEach(() => store.close());

const call = <F extends FunctionReference<"mutation">>(
  fn: F,
  args: FunctionArgs<F>,
): Promise<F["_returnType"]> => store.run((ctx) => ctx.runMutation(fn, args), { identity: system });
const ask = <F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>): Promise<F["_returnType"]> =>
  store.run((ctx) => ctx.runQuery(fn, args), { identity: system });

/** Tandem itself, as the server has it. */
const tandem: ConvexCaller = {
  mutation: (fn, ...[args]) => call(fn, args ?? {}),
  query: (fn, ...[args]) => ask(fn, args ?? {}),
};

const happen = (reason: string) =>
  store.run((ctx) =>
    recordEvent(ctx, {
      ...{ actor: ada, action: "soft-delete", summary: "Soft-deleted.", user, reason },
      changes: [{ field: "phone", before: "+49 30 901820", after: null }],
    }),
  );
const happenTimes = async (count: number) => {
  for (let n = 1; n <= count; n++) await happen(`reason ${n}`);
};

async function sign() {
  const statement = await ask(api.auditChain.statement, {});
  if (!statement) return;
  const { lastAt: _lastAt, ...next } = statement;
  await call(api.auditChain.checkpoint, signer.sign({ ...next, at: clock.now }));
}

async function bundle(): Promise<string[]> {
  const records = await ask(api.auditChain.records, { after: 0, upTo: 200 });
  const checkpoints = await ask(api.auditChain.checkpoints, { after: 0, upTo: 200 });
  return linesOf(records, checkpoints, signer);
}
const announce = () => call(api.auditChain.announceKey, { keyId: signer.keyId, publicKey: signer.publicKey });

describe("the chain", () => {
  test("takes events in the order in which they happened, and each once", async () => {
    await happenTimes(3);
    clock.now += 5_000;
    expect(await call(api.auditChain.seal, {})).toEqual({ sealed: 3, isMore: false });
    expect(await call(api.auditChain.seal, {})).toEqual({ sealed: 0, isMore: false });
    const records = await ask(api.auditChain.records, { after: 0, upTo: 9 });
    expect(records.map(({ seq, values }) => [seq, values["/reason"]?.value])).toEqual([
      [1, "reason 1"],
      [2, "reason 2"],
      [3, "reason 3"],
    ]);
  });

  test("leaves what is being written now for later, and says how much waits since when", async () => {
    await happen("old");
    const oldestAt = clock.now;
    clock.now += 5_000;
    await happen("new");
    const waiting = async () => (await ask(api.auditChain.state, {})).unsealed;
    expect(await waiting()).toEqual({ count: 2, exact: true, oldestAt });
    await call(api.auditChain.seal, {});
    expect(await waiting()).toEqual({ count: 1, exact: true, oldestAt: clock.now });
    expect((await ask(api.auditChain.state, {})).sealed).toMatchObject({ seq: 1, at: oldestAt });
  });

  test("takes an event too that was committed late, behind younger ones", async () => {
    clock.now += 60_000;
    await happen("young");
    clock.now += 5_000;
    await call(api.auditChain.seal, {});
    clock.now -= 60_000;
    await happen("late");
    clock.now += 60_000;
    expect(await call(api.auditChain.seal, {})).toMatchObject({ sealed: 1 });
    expect((await verifyBundle(await bundle())).ok).toBe(true);
  });

  test("is one chain with each event once, when several servers seal while others write", async () => {
    const writers = Array.from({ length: 30 }, (_, n) => happen(`reason ${n}`));
    const sealers = Array.from({ length: 10 }, () => call(api.auditChain.seal, { all: true }));
    await Promise.all([...writers.slice(0, 15), ...sealers, ...writers.slice(15)]);
    await call(api.auditChain.seal, { all: true });
    const lines = await bundle();
    expect(await verifyBundle(lines)).toMatchObject({ ok: true, records: 30 });
    expect(new Set(lines.map((line) => /reason \d+/u.exec(line)?.[0]).filter(Boolean)).size).toBe(30);
  });

  test("goes on in batches where much waits", async () => {
    await store.run(async (ctx) => {
      for (let n = 0; n < 80; n++)
        await recordEvent(ctx, { actor: ada, action: "sign in", summary: `Signed in ${n}.` });
    });
    expect(await call(api.auditChain.seal, { all: true })).toEqual({ sealed: 50, isMore: true });
    expect(await call(api.auditChain.seal, { all: true })).toEqual({ sealed: 30, isMore: false });
  });
});

describe("a checkpoint", () => {
  test("is signed outside, follows on the last one, and proves the bundle", async () => {
    await announce();
    await happenTimes(2);
    await call(api.auditChain.seal, { all: true });
    await sign();
    await happenTimes(2);
    await call(api.auditChain.seal, { all: true });
    await sign();
    const verdict = await verifyBundle(await bundle(), { keyId: signer.keyId });
    expect(verdict).toMatchObject({ ok: true, records: 5, checkpoints: 2, signedUpTo: 5 });
    expect(await ask(api.auditChain.statement, {})).toBeNull();
  });

  test("comes every hour also after a clock was set back, and so do places for what was written before that", async () => {
    const hour = 3_600_000;
    await announce();
    clock.now += 1_000 * hour;
    await happenTimes(2);
    await call(api.auditChain.seal, { all: true });
    expect(await signHead(tandem, signer, { now: clock.now, everyMs: hour })).toBe(true);
    await happenTimes(1);
    clock.now -= 900 * hour;
    expect(await call(api.auditChain.seal, {})).toMatchObject({ sealed: 1 });
    expect(await signHead(tandem, signer, { now: clock.now, everyMs: hour })).toBe(true);
    expect(await verifyBundle(await bundle())).toMatchObject({ ok: true, checkpoints: 2, signedUpTo: 4 });
  });

  test("is told of each event: its place, the hashes on both sides, and the first signature after it", async () => {
    await announce();
    await happenTimes(2);
    await call(api.auditChain.seal, { all: true });
    await sign();
    await happen("after the signature");
    const at = async (index: number) => {
      const { rows } = await ask(api.audit.page, { actions: ["soft-delete"], cursor: null, limit: 9 });
      return (await ask(api.audit.get, { eventId: rows[index]?.eventId ?? "" })).place;
    };
    expect(await at(0)).toBeNull();
    expect(await at(1)).toMatchObject({ seq: 3, checkpoint: { seq: 3, keyId: signer.keyId } });
    expect((await at(1))?.prev).toBe((await at(2))?.hash);
    await call(api.auditChain.seal, { all: true });
    expect(await at(0)).toMatchObject({ seq: 4, checkpoint: null });
  });

  test("is taken of one server when two sign at a time, and of no unknown key or chain", async () => {
    await announce();
    await call(api.auditChain.seal, { all: true });
    const statement = await ask(api.auditChain.statement, {});
    const { seq = 0, hash = "" } = statement ?? {};
    const signed = signer.sign({ seq, hash, previous: null, at: clock.now });
    const stranger = (await newAuditSigner()).sign({ seq, hash, previous: null, at: clock.now });
    await expect(call(api.auditChain.checkpoint, stranger)).rejects.toThrow("Announce the key first");
    await expect(call(api.auditChain.checkpoint, { ...signed, hash: "0" })).rejects.toThrow("no such record");
    await call(api.auditChain.checkpoint, signed);
    await expect(call(api.auditChain.checkpoint, signed)).rejects.toThrow("Another server was first");
  });

  test("tells of an event that was edited in the file, and of one that was taken out", async () => {
    await announce();
    await happenTimes(4);
    await call(api.auditChain.seal, { all: true });
    await sign();
    const [third, fourth] = await store.run(async ({ db }) =>
      (await db.query("auditEvents").take(9)).slice(2),
    );
    await store.run(({ db }) => db.patch("auditEvents", fourth!._id, { action: "restore" }));
    expect(await verifyBundle(await bundle())).toMatchObject({ ok: false, seq: 4 });
    await store.run(({ db }) => db.delete("auditEvents", third!._id));
    expect(await verifyBundle(await bundle())).toMatchObject({ ok: false, seq: 3 });
  });
});

describe("a person who is forgotten", () => {
  test("leaves records that are proved as before, and nothing of what was said of them", async () => {
    await announce();
    await happenTimes(3);
    await call(api.auditChain.seal, { all: true });
    await sign();
    await happen("not sealed yet");
    await store.run(({ db }) => db.patch("users", user, { deletedAt: 1, deletionNotedAt: 1 }));
    await call(api.purge.look, {});
    await store.runScheduled();
    await call(api.auditChain.seal, { all: true });
    await sign();
    const lines = await bundle();
    expect(await verifyBundle(lines)).toMatchObject({ ok: true, records: 7, removed: 8 });
    expect(lines.join("\n")).not.toMatch(/reason \d|not sealed yet|901820/u);
    expect(lines.join("\n")).toContain("Ada Admin");
    expect(lines.at(-2)).toContain("nothing personal is kept of this person any more");
    const { rows } = await ask(api.audit.page, { actions: ["soft-delete"], cursor: null, limit: 1 });
    expect(rows[0]?.removed?.at).toBeGreaterThanOrEqual(clock.now - 1_000);
    expect(rows[0]?.removed?.paths).toEqual(["/reason", "/changes/0/before"]);
  });
});
