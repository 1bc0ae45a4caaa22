import {
  BEAT_MS,
  judgeSilence,
  longestButOne,
  SILENCE_WINDOW_MS,
  type WebhookRhythm,
} from "../../../shared/silence";
import type { Silence } from "../../../shared/reconcile-api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { forgetSoon } from "./forgetContent";
import { readSettings } from "./settings";

const HOUR_MS = 3_600_000;
/** Beats deleted with a new one: more than one, so that a backlog goes down. */
const MOST_FORGOTTEN = 5;

/**
 * Notes that the backend is heard of, at most once in `BEAT_MS`: deliveries carry whole payloads, and a fortnight of
 * them is more than a function may read. So most webhooks only look at the last beat and wait for nobody.
 */
export async function noteBeat(ctx: MutationCtx, at: number): Promise<void> {
  const last = await ctx.db.query("webhookBeats").withIndex("by_at").order("desc").first();
  if (last && at < last.at + BEAT_MS) return;
  await ctx.db.insert("webhookBeats", { at });
  const outdated = await ctx.db
    .query("webhookBeats")
    .withIndex("by_at", (q) => q.lt("at", at - SILENCE_WINDOW_MS))
    .take(MOST_FORGOTTEN);
  for (const { _id } of outdated) await ctx.db.delete("webhookBeats", _id);
  await forgetSoon(ctx);
}

/** Whether the backend has sent no webhook for longer than is usual. */
export async function readSilence(ctx: QueryCtx): Promise<Silence> {
  const { settings } = await readSettings(ctx);
  const minMs = settings.reconcile.silenceMinHours * HOUR_MS;
  return judgeSilence(await webhookRhythm(ctx), minMs, Date.now());
}

async function webhookRhythm(ctx: QueryCtx): Promise<WebhookRhythm> {
  const last = await ctx.db.query("webhookDeliveries").withIndex("by_receivedAt").order("desc").first();
  if (!last) return { lastAt: null, longestButOneMs: 0, seen: 0 };
  const lastAt = last.receivedAt;
  const beats = await ctx.db
    .query("webhookBeats")
    .withIndex("by_at", (q) => q.gte("at", lastAt - SILENCE_WINDOW_MS))
    .take(SILENCE_WINDOW_MS / BEAT_MS);
  const times = beats.map(({ at }) => at);
  return { lastAt, longestButOneMs: longestButOne(times), seen: times.length };
}
