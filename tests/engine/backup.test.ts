/** Copies and checks that are made while the store serves, and what is done about a file that was not closed. */
import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StoreDamagedError } from "../../server/embedded";
import { Sql } from "../../server/embedded/driver";
import { openStore, temporaryDirectory, type TestStore } from "./support/deployment";

const addUsers = (store: TestStore, count: number) =>
  store.run(async ({ db }) => {
    for (let n = 0; n < count; n++) await db.insert("users", { name: `user ${n}`, role: "member" });
  });

/** Writes two documents at a time until `work` is done; gives how often. */
async function writeDuring(store: TestStore, work: Promise<unknown>): Promise<number> {
  let done = false;
  let writes = 0;
  const ended = work.finally(() => (done = true));
  while (!done) {
    await store.run(async ({ db }) => {
      await db.insert("users", { name: "during" });
      await db.insert("counters", { name: "during", value: 1 });
    });
    writes += 1;
  }
  await ended;
  return writes;
}

test("a backup is made while writes go on, holds no half of one, and is a store in order", async () => {
  const directory = temporaryDirectory();
  const store = await openStore({ path: join(directory, "store.sqlite") });
  await addUsers(store, 3_000);
  const copy = join(directory, "copy.sqlite");
  const writes = await writeDuring(store, store.backup(copy));
  expect(writes).toBeGreaterThan(1);
  const restored = await openStore({ path: copy });
  const { users, counters } = await restored.run(async ({ db }) => ({
    users: (await db.query("users").collect()).length,
    counters: (await db.query("counters").collect()).length,
  }));
  expect(users - counters).toBe(3_000);
  expect(counters).toBeLessThan(writes);
  expect((await restored.verify()).disagreements).toEqual([]);
});

test("a store in memory can be backed up, too", async () => {
  const store = await openStore();
  await addUsers(store, 10);
  const copy = join(temporaryDirectory(), "copy.sqlite");
  await store.backup(copy);
  expect((await (await openStore({ path: copy })).verify()).documents).toBe(10);
});

test("writes go on while the store is verified, and do not confuse it", async () => {
  const store = await openStore({ path: join(temporaryDirectory(), "store.sqlite") });
  await addUsers(store, 3_000);
  const verifying = store.verify();
  const writes = await writeDuring(store, verifying);
  const { ok, documents } = await verifying;
  expect(ok).toBe(true);
  expect(writes).toBeGreaterThan(1);
  expect(documents).toBeGreaterThanOrEqual(3_000);
  expect(documents).toBeLessThan(3_000 + 2 * writes);
});

test("closing waits for a backup under way", async () => {
  const directory = temporaryDirectory();
  const store = await openStore({ path: join(directory, "store.sqlite") });
  await addUsers(store, 1_000);
  const copy = join(directory, "copy.sqlite");
  const backup = store.backup(copy);
  await store.close();
  expect(existsSync(copy)).toBe(true);
  await backup;
});

refusesDamage("PRAGMA quick_check finds", (file) => {
  // A page of the table gets the bytes of another.
  const descriptor = openSync(file, "r+");
  const page = Buffer.alloc(4096);
  readSync(descriptor, page, 0, 4096, 4096);
  for (let at = 8192; at < fstatSync(descriptor).size; at += 8192) writeSync(descriptor, page, 0, 4096, at);
  closeSync(descriptor);
});

refusesDamage("the youngest documents show", (file) => {
  const db = new Sql(file);
  for (const { name } of db.sql("SELECT name FROM sqlite_master WHERE name GLOB 'i_10001_*'").all()) {
    db.exec(`DELETE FROM ${String(name)}`);
  }
  db.close();
});

/** A file that was copied while it was open is one whose process died. */
function refusesDamage(what: string, damage: (file: string) => void): void {
  test(`a file that was not closed is looked at when it is opened, and refused if damaged: ${what}`, async () => {
    const directory = temporaryDirectory();
    const path = join(directory, "store.sqlite");
    const store = await openStore({ path });
    await addUsers(store, 500);
    const [whole, damaged] = [join(directory, "whole.sqlite"), join(directory, "damaged.sqlite")];
    await store.backup(whole);
    copyFileSync(whole, damaged);
    damage(damaged);
    expect((await (await openStore({ path: whole })).verify()).ok).toBe(true);
    const error: unknown = await openStore({ path: damaged }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreDamagedError);
    expect((error as StoreDamagedError).message).toContain(damaged);
    expect((error as StoreDamagedError).problems.length).toBeGreaterThan(0);
  });
}
