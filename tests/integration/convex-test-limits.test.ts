import { convexTest } from "convex-test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import schema from "../../server/convex/schema";

/**
 * The largest batches on the worst data, with Convex's limits on one transaction enforced: 4,096 index ranges, 32,000
 * documents read, 16,000 written, 1,000 functions scheduled. Under `convex-test`: never load server/embedded here.
 */
const modules = import.meta.glob(["../../server/convex/**/*.ts", "../../server/convex/_generated/*.js"]);
/** As server/import/batches.ts sends them. */
const BATCH = 100;

let t: ReturnType<typeof openDeployment>;
const openDeployment = () => convexTest({ schema, modules, transactionLimits: true });
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  t = openDeployment();
});
afterEach(() => vi.useRealTimers());

const admin = () => t.withIdentity({ subject: "op_1", name: "Ada Admin", role: "admin" });
const drain = () => t.finishAllScheduledFunctions(vi.runAllTimers, 1_000);
const batch = <T>(make: (n: number) => T, from = 0) =>
  Array.from({ length: BATCH }, (_, n) => make(from + n));
const importUsers = (users: Array<{ externalId: string; email?: string; crmContactId?: string }>) =>
  admin().mutation(api.imports.users, { users: users.map((user) => ({ ...user, createdAt: 1 })) });
const importContacts = (updatedAt: number, contacts: Array<{ crmId: string; email?: string }>) =>
  admin().mutation(api.imports.contacts, {
    contacts: contacts.map((contact) => ({
      ...contact,
      status: "active",
      tags: [],
      createdAt: 1,
      updatedAt,
    })),
  });
const states = async () => (await admin().query(api.links.facets, {})).states;

describe("one transaction stays within Convex's limits", () => {
  test("when every contact of a batch takes over the e-mail of another, and every pair changes partners", async () => {
    await importUsers(batch((n) => ({ externalId: `u${n}`, email: `${n}@x.de` })));
    await importContacts(
      1,
      batch((n) => ({ crmId: `c${n}`, email: `${n}@x.de` })),
    );
    await drain();
    expect(await states()).toMatchObject({ unlinked: BATCH });
    await importContacts(
      2,
      batch((n) => ({ crmId: `c${n}`, email: `${(n + 1) % BATCH}@x.de` })),
    );
    await drain();
    expect(await states()).toMatchObject({ unlinked: BATCH });
    const { rows } = await admin().query(api.links.exportPage, { cursor: null, limit: 200 });
    expect(rows.find(({ userId }) => userId === "u1")?.contactId).toBe("c0");
  });

  test("when every contact of a batch is named by fifty users, and all of them turn up at once", async () => {
    for (let from = 0; from < 6 * BATCH; from += BATCH) {
      await importUsers(batch((n) => ({ externalId: `u${n}`, crmContactId: `c${n % 12}` }), from));
    }
    expect(await states()).toMatchObject({ broken: 6 * BATCH });
    await importContacts(
      1,
      Array.from({ length: 12 }, (_, n) => ({ crmId: `c${n}` })),
    );
    await drain();
    expect(await states()).toMatchObject({ broken: 0, conflict: 6 * BATCH });
  });
});
