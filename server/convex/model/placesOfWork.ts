import { mentions, withoutMentions } from "../../../shared/mentions";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { place } from "./personPlace";
import { PURGED } from "./placesOfMember";
import type { WholePerson } from "./wholePerson";

/** Attempts of one job that are deleted in one step. */
const MOST_ATTEMPTS = 200;

/** What was done for the person: jobs and runs. */
export const placesOfWork = [
  place({
    table: "syncJobs",
    pageSize: 10,
    ranges: (db, { user }) =>
      user ? [db.query("syncJobs").withIndex("by_user", (q) => q.eq("user", user))] : [],
    async forget(ctx, { _id }) {
      const attempts = await attemptsOf(ctx, _id);
      for (const attempt of attempts) await ctx.db.delete("syncAttempts", attempt._id);
      if (attempts.length === MOST_ATTEMPTS) return false;
      return ctx.db.delete("syncJobs", _id);
    },
    tell: async (ctx, { requestedBy: _operator, leaseOwner: _server, ...job }) => ({
      ...job,
      attempts: await attemptsOf(ctx, job._id),
    }),
  }),
  // Every run is asked whether the person was in it: their items are not found by anything else.
  place({
    table: "runs",
    ranges: (db) => [db.query("runs").withIndex("by_createdAt")],
    async forget(ctx, run, person) {
      const { _id, name, reason, stopCause, selection, approval } = run;
      const said = withoutMentions({ name, reason, stopCause, selection, approval }, person.words, REMOVED);
      if (said) await ctx.db.patch("runs", _id, said);
      for (const item of await itemsOf(ctx, run, person)) {
        await ctx.db.patch("runItems", item._id, { name: PURGED, why: undefined });
        await forgetCause(ctx, item, person);
      }
    },
    learn: ({ _id, name, reason }, { words }) =>
      mentions(`${name} ${reason}`, words) ? [{ told: _id }] : [],
    async tell(ctx, run, person) {
      const items = await itemsOf(ctx, run, person);
      const { name, reason, action, createdAt, finishedAt } = run;
      if (items.length > 0) return { run: run._id, name, reason, action, createdAt, finishedAt, items };
      const isNamed = withoutMentions({ name, reason, selection: run.selection }, person.words, REMOVED);
      return isNamed ? { run: run._id, name, reason, selection: run.selection, createdAt, items } : null;
    },
  }),
] as const;

/** Stands where somebody had written about a person. */
export const REMOVED = "(removed)";

const attemptsOf = (ctx: QueryCtx, job: Doc<"syncJobs">["_id"]) =>
  ctx.db
    .query("syncAttempts")
    .withIndex("by_job", (q) => q.eq("job", job))
    .take(MOST_ATTEMPTS);

async function itemsOf(
  ctx: QueryCtx,
  { _id }: Doc<"runs">,
  { links }: WholePerson,
): Promise<Doc<"runItems">[]> {
  const items = [];
  for (const link of links) {
    const item = await ctx.db
      .query("runItems")
      .withIndex("by_run_link", (q) => q.eq("run", _id).eq("link", link))
      .first();
    if (item) items.push(item);
  }
  return items;
}

/** A cause is many people's; of those whose message told of one, it was this person. */
async function forgetCause(
  ctx: Parameters<Parameters<typeof place<"runs">>[0]["forget"]>[0],
  { cause }: Doc<"runItems">,
  { words }: WholePerson,
): Promise<void> {
  const known = cause && (await ctx.db.get("runCauses", cause));
  if (!known) return;
  const { key, message } = known;
  const said = withoutMentions({ key, message }, words, REMOVED);
  if (said) await ctx.db.patch("runCauses", known._id, said);
}
