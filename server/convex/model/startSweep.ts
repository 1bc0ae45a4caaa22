import type { SweepKind } from "../../../shared/reconcile-api";
import { CHANGES_OVERLAP_MS } from "../../../shared/sweep-schedule";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { forgetSoon } from "./forgetContent";
import { noFindings } from "./findingCounts";
import { hotContactIds } from "./hotSet";
import type { Sweep } from "./sweeps";

/** Contact IDs in one row of `sweepIds`. */
const IDS_PER_ROW = 100;

/** Begins a sweep. The caller has made sure that none runs. */
export async function startSweep(
  ctx: MutationCtx,
  kind: SweepKind,
  startedBy: string,
): Promise<Id<"sweeps">> {
  const startedAt = Date.now();
  const newest = await watermark(ctx);
  const sweep = await ctx.db.insert("sweeps", {
    ...{ kind, startedBy, startedAt, newest },
    state: "running",
    phase: "reading",
    ...(kind === "changes" && newest > 0 ? { updatedSince: newest - CHANGES_OVERLAP_MS } : {}),
    listeningSince: await listeningSince(ctx, startedAt),
    findings: noFindings(),
    ...{ offset: 0, comparedTo: "", changed: 0, unreadable: 0, failures: 0 },
  });
  if (kind === "hot") await freezeHotSet(ctx, sweep);
  await ctx.scheduler.runAfter(0, internal.sweeping.forgetOld, {});
  await forgetSoon(ctx);
  return sweep;
}

/**
 * Up to where the CRM's changes are known, by the CRM's own clock: the newest one met so far. Not the time of the last
 * sweep, which is by our clock: where the CRM's is behind, changes would fall between the two.
 */
async function watermark(ctx: QueryCtx): Promise<number> {
  const [changes, full] = [await lastDone(ctx, "changes"), await lastDone(ctx, "full")];
  return Math.max(changes?.newest ?? 0, full?.newest ?? 0);
}

const lastDone = (ctx: QueryCtx, kind: SweepKind): Promise<Sweep | null> =>
  ctx.db
    .query("sweeps")
    .withIndex("by_kind_state_startedAt", (q) => q.eq("kind", kind).eq("state", "done"))
    .order("desc")
    .first();

/** Since somebody has looked or listened. What changed before that is no missed webhook: nobody had asked for any. */
async function listeningSince(ctx: QueryCtx, now: number): Promise<number> {
  const sweep = await ctx.db.query("sweeps").withIndex("by_startedAt").first();
  const delivery = await ctx.db.query("webhookDeliveries").withIndex("by_receivedAt").first();
  return Math.min(sweep?.startedAt ?? now, delivery?.receivedAt ?? now);
}

/** Whoever is hot now is read, even if they have cooled down when their turn comes. */
async function freezeHotSet(ctx: MutationCtx, sweep: Id<"sweeps">): Promise<void> {
  const { ids, turns } = await hotContactIds(ctx, (await lastDone(ctx, "hot"))?.turns ?? {});
  for (let number = 0; number < ids.length; number += IDS_PER_ROW) {
    await ctx.db.insert("sweepIds", { sweep, number, crmIds: ids.slice(number, number + IDS_PER_ROW) });
  }
  await ctx.db.patch("sweeps", sweep, { toRead: ids.length, turns });
}
