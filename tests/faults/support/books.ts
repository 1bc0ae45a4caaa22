import { expect } from "vitest";
import { loadConfig, openEmbeddedStore } from "../../../server/config";
import { Database } from "../../../server/reference-backend/store/database";

/** One person as one of the two systems has them. */
export type Entry = {
  email: string;
  convexUserId: string;
  crmContactId: string;
  frontendUserId: string;
};

/** How the kills went, for people who wonder whether they hit anything. */
export type Tandem = { people: Entry[]; lostAttempts: number };

/** Reads Tandem's own file, without Tandem, and checks it: whole, nobody without a credential, no job left over. */
export async function readTandem(dataDir: string): Promise<Tandem> {
  const store = await openEmbeddedStore(await loadConfig({ DATA_DIR: dataDir }));
  try {
    expect((await store.verify()).disagreements).toEqual([]);
    const { users, credentials, openJobs, attempts } = await store.run(async ({ db }) => ({
      users: await db.query("users").collect(),
      credentials: await db.query("credentials").collect(),
      openJobs: await db
        .query("syncJobs")
        .withIndex("by_finishedAt", (q) => q.eq("finishedAt", undefined))
        .collect(),
      attempts: await db.query("syncAttempts").collect(),
    }));
    expect(openJobs).toEqual([]);
    expect(credentials.map(({ user }) => user).sort()).toEqual(users.map(({ _id }) => _id).sort());
    const people = users.map((user) => ({
      email: user.email ?? "",
      convexUserId: user._id,
      crmContactId: user.crmContactId ?? "",
      frontendUserId: user.frontendUserId ?? "",
    }));
    return { people, lostAttempts: attempts.filter(({ outcome }) => outcome === "failed").length };
  } finally {
    await store.close();
  }
}

/** Reads the backend's own file: its contacts, and its frontend users, each with what they say of the others. */
export function readCrm(file: string): { contacts: Entry[]; frontendUsers: Entry[] } {
  const db = new Database(file);
  try {
    return {
      contacts: db.all<Entry>(
        `select email_key as email, convex_user_id as convexUserId, id as crmContactId,
                frontend_user_id as frontendUserId from contacts`,
      ),
      frontendUsers: db.all<Entry>(
        `select email, convex_user_id as convexUserId, crm_contact_id as crmContactId, id as frontendUserId
         from frontend_users`,
      ),
    };
  } finally {
    db.close();
  }
}

/** In one order, so that two books can be compared. */
export const sorted = <E extends Partial<Entry>>(entries: E[]) =>
  entries.map((entry) => ({ ...entry })).sort((a, b) => ((a.email ?? "") < (b.email ?? "") ? -1 : 1));
