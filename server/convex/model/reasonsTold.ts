import { mentions } from "../../../shared/mentions";
import type { Doc } from "../_generated/dataModel";
import type { DatabaseReader, MutationCtx } from "../_generated/server";
import { removeValues } from "./auditRemoval";
import { isSealed, sealNext } from "./auditSeal";
import type { PersonPlace } from "./personPlace";
import { forgetReasonsBeside } from "./reasonsBeside";
import { tellEvent } from "./placesOfAudit";

/** Reasons looked at in one step. Each is one read, however many events of a run have it. */
const MOST_REASONS = 100;
/** Events in one step whose reason names the person. */
const PAGE = 25;

/**
 * What operators gave as a reason for something that was about somebody else, or about nobody: everything they do is an
 * event, so these are all the reasons there are. Walked by the index, reason by reason; the cursor is the last one.
 */
export const reasonsTold: PersonPlace<"auditEvents"> = {
  table: "auditEvents",
  count: () => 1,
  isEmpty: async (db) => (await reasonAfter(db, "")) === null,
  async forgetPage(ctx, { words }, _, cursor) {
    let after = cursor ?? "";
    for (let looked = 0; looked < MOST_REASONS; looked++) {
      const reason = await reasonAfter(ctx.db, after);
      if (reason === null) return { cursor: after, isDone: true, learnt: [] };
      if (mentions(reason, words) && !(await forgetReason(ctx, reason, words))) break;
      after = reason;
    }
    return { cursor: after, isDone: false, learnt: [] };
  },
  async tellPage(ctx, person, _, cursor) {
    const told = [];
    let after = cursor ?? "";
    for (let looked = 0; looked < MOST_REASONS; looked++) {
      const reason = await reasonAfter(ctx.db, after);
      if (reason === null) return { cursor: after, isDone: true, told };
      const events = mentions(reason, person.words) ? await eventsWith(ctx.db, reason) : [];
      for (const event of events) told.push({ id: event._id, row: tellEvent(null, event, person) ?? {} });
      after = reason;
    }
    return { cursor: after, isDone: false, told };
  },
};

async function reasonAfter(db: DatabaseReader, after: string): Promise<string | null> {
  const next = await db
    .query("auditEvents")
    .withIndex("by_reason", (q) => q.gt("reason", after))
    .first();
  return next?.reason ?? null;
}

const eventsWith = (db: DatabaseReader, reason: string): Promise<Array<Doc<"auditEvents">>> =>
  db
    .query("auditEvents")
    .withIndex("by_reason", (q) => q.eq("reason", reason))
    .take(PAGE);

/** Whether no event has this reason any more. What is taken out of one leaves the index. */
async function forgetReason(ctx: MutationCtx, reason: string, words: readonly string[]): Promise<boolean> {
  const events = await eventsWith(ctx.db, reason);
  if (!events.every(isSealed)) {
    await sealNext(ctx, true);
    return false;
  }
  for (const event of events.filter(isSealed)) {
    await forgetReasonsBeside(ctx, event, words);
    await removeValues(ctx, event, (path, value) => path === "/reason" || mentions(value, words));
  }
  return events.length < PAGE;
}
