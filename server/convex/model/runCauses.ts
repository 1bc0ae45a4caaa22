import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { RunCause } from "../../../shared/runs-api";
import { whyNot } from "../../../shared/fixed-sentences";
import { readCounters } from "./counters";

/** Why people of a run failed or were skipped, each cause once, with a counter. */
type Outcome = Doc<"runCauses">["outcome"];

/** Causes kept apart for each outcome of one run; what comes after is one group, so that a run stays readable. */
const MOST_CAUSES = 50;
const OTHER = { key: "other", code: undefined, message: whyNot.otherCauses };

const causePrefix = (run: Id<"runs">) => `run:${run}:cause:`;
export const causeCounter = (run: Id<"runs">, cause: Id<"runCauses">) => `${causePrefix(run)}${cause}`;

/** The message without what names one person or one try: addresses, IDs, numbers. */
export function messageOfMany(message: string): string {
  return message
    .replace(/\S+@\S+/gu, "…")
    .replace(/["“][^"“”]*["”]/gu, "…")
    .replace(/\b(?!\d{3}\b)[\w-]*\d[\w.:-]*\b/gu, "…")
    .slice(0, 300);
}

/** The cause as the run knows it, noted down when it is met for the first time. */
export async function causeOf(
  ctx: MutationCtx,
  run: Id<"runs">,
  outcome: Outcome,
  code: string | undefined,
  why: string,
): Promise<Id<"runCauses">> {
  const message = messageOfMany(why);
  const cause = { key: `${code ?? ""}|${message}`, code, message };
  const known = await findCause(ctx, run, outcome, cause.key);
  if (known) return known;
  const { length } = await ctx.db
    .query("runCauses")
    .withIndex("by_run_outcome_key", (q) => q.eq("run", run).eq("outcome", outcome))
    .take(MOST_CAUSES);
  if (length < MOST_CAUSES) return ctx.db.insert("runCauses", { run, outcome, ...cause });
  const other = await findCause(ctx, run, outcome, OTHER.key);
  return other ?? ctx.db.insert("runCauses", { run, outcome, ...OTHER });
}

async function findCause(ctx: QueryCtx, run: Id<"runs">, outcome: Outcome, key: string) {
  const cause = await ctx.db
    .query("runCauses")
    .withIndex("by_run_outcome_key", (q) => q.eq("run", run).eq("outcome", outcome).eq("key", key))
    .first();
  return cause?._id ?? null;
}

/** Every cause of a run with how many people it had, the most frequent first. */
export async function causesOf(ctx: QueryCtx, run: Id<"runs">): Promise<RunCause[]> {
  const most = 2 * (MOST_CAUSES + 1);
  const causes = await ctx.db
    .query("runCauses")
    .withIndex("by_run_outcome_key", (q) => q.eq("run", run))
    .take(most);
  const counts = await readCounters(ctx, causePrefix(run), most);
  return causes
    .map(({ _id, outcome, code = null, message }) => ({
      ...{ causeId: _id, outcome, code, message },
      count: counts.get(_id) ?? 0,
    }))
    .sort((a, b) => b.count - a.count);
}
