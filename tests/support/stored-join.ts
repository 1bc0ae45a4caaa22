import type { Doc } from "../../server/convex/_generated/dataModel";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { isArchived } from "../../server/convex/model/contacts";
import { readCounters } from "../../server/convex/model/counters";
import { userRef } from "../../server/convex/model/users";
import { linkStates } from "../../shared/link-state";
import { joinFromScratch } from "./join-from-scratch";

/** The links and counters as stored, and as the rules say they must be. */
export async function storedJoin(ctx: MutationCtx) {
  const users = await ctx.db.query("users").collect();
  const contacts = await ctx.db.query("contacts").collect();
  const jobs = await ctx.db.query("syncJobs").collect();
  const links = await ctx.db.query("links").collect();
  const decisions = await ctx.db.query("matchDecisions").collect();
  const refOf = new Map(users.map((user) => [user._id, userRef(user)]));
  const wanted = joinFromScratch(
    users.map((user) => ({
      ...user,
      id: userRef(user),
      deleted: user.deletedAt !== undefined,
      job: speakingJob(jobs.filter((job) => job.user === user._id)),
    })),
    contacts.map((contact) => ({ ...contact, id: contact.crmId, archived: isArchived(contact) })),
    decisions.flatMap(({ user, contactId, verdict }) =>
      verdict === "rejected" ? [{ userId: refOf.get(user) ?? "", contactId }] : [],
    ),
  );
  const rows = links.map(({ userId = null, contactId = null, state, reason }) => ({
    userId,
    contactId,
    state,
    reason,
  }));
  const counters = await readCounters(ctx, "links:", linkStates.length);
  const counted = linkStates.map((state) => counters.get(state) ?? 0);
  const counts = linkStates.map((state) => wanted.filter((row) => row.state === state).length);
  return { rows: sorted(rows), wanted: sorted(wanted), counted, counts };
}

function speakingJob(jobs: Array<Doc<"syncJobs">>) {
  const byEnd = [...jobs].sort(
    (a, b) => (a.finishedAt ?? Infinity) - (b.finishedAt ?? Infinity) || a._creationTime - b._creationTime,
  );
  const job = byEnd.at(-1);
  if (!job) return null;
  const status = job.finishedAt === undefined ? "open" : job.state === "failed" ? "failed" : "done";
  return { kind: job.kind, errorCode: job.errorCode, status } as const;
}

const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
