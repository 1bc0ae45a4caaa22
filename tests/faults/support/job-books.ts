import { loadConfig, openEmbeddedStore } from "../../../server/config";
import type { Doc } from "../../../server/convex/_generated/dataModel";
import { userRef } from "../../../server/convex/model/users";
import { storedJoin } from "../../support/stored-join";
import type { Entry } from "./books";

/** One job with its attempts as the store keeps them. */
export type JobBook = {
  jobId: string;
  kind: Doc<"syncJobs">["kind"];
  state: Doc<"syncJobs">["state"];
  /** Whom it was for: the contact's ID when it ended. */
  crmContactId: string;
  attempt: number;
  /** Attempts that nobody counts: given back before they began, which leaves no row, or made in vain. */
  spared: number;
  /** The numbers of its attempts that ended or were given up, in order, and of those that succeeded. */
  numbers: number[];
  succeeded: number[];
};

/** Everything a fault test asks of Tandem's own file, without Tandem. */
export async function readJobs(dataDir: string) {
  const store = await openEmbeddedStore(await loadConfig({ DATA_DIR: dataDir }));
  try {
    const { disagreements } = await store.verify();
    const { users, jobs, attempts, outcomes, join } = await store.run(async (ctx) => ({
      users: await ctx.db.query("users").collect(),
      jobs: await ctx.db.query("syncJobs").collect(),
      attempts: await ctx.db.query("syncAttempts").collect(),
      outcomes: (await ctx.db.query("runItems").collect()).map(({ outcome }) => outcome),
      join: await storedJoin(ctx),
    }));
    const people = users.map((user): Entry => ({
      email: user.email ?? "",
      convexUserId: userRef(user),
      crmContactId: user.crmContactId ?? "",
      frontendUserId: user.frontendUserId ?? "",
    }));
    return { disagreements, people, jobs: bookJobs(jobs, attempts, users), outcomes, join };
  } finally {
    await store.close();
  }
}

function bookJobs(
  jobs: Array<Doc<"syncJobs">>,
  attempts: Array<Doc<"syncAttempts">>,
  users: Array<Doc<"users">>,
): JobBook[] {
  const books = new Map<string, JobBook>();
  const contacts = new Map(users.map(({ _id, crmContactId = "" }) => [_id, crmContactId]));
  for (const { _id, user, kind, state, attempt, spared = 0 } of jobs) {
    const crmContactId = contacts.get(user) ?? "";
    books.set(_id, { jobId: _id, kind, state, crmContactId, attempt, spared, numbers: [], succeeded: [] });
  }
  for (const { job, number, outcome } of attempts) {
    books.get(job)?.numbers.push(number);
    if (outcome === "succeeded") books.get(job)?.succeeded.push(number);
  }
  for (const { numbers } of books.values()) numbers.sort((a, b) => a - b);
  return [...books.values()];
}
