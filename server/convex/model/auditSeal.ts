import { NO_HASH, recordHash, recordOf } from "../../../shared/audit-record";
import type { RecordLine } from "../../../shared/audit-bundle-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { auditEvent } from "./auditViews";

/**
 * The chain of the audit. Events are written without a place in it, in the transaction of what they tell of, so that no
 * two writers meet at its head; one sealer gives them their places afterwards, in batches. It finds them by their not
 * having one, so none is missed, whatever the order in which they were committed.
 */
type AuditEvent = Doc<"auditEvents">;
export type SealedEvent = AuditEvent & { seal: NonNullable<AuditEvent["seal"]> };

/** Events sealed in one transaction, which nobody should have to wait for: each is hashed a few times and written once. */
const BATCH = 50;
/** Events younger than this, in ms, wait for the next batch: what is being written now would collide with it. */
const SETTLES_WITHIN_MS = 2_000;
/** Events younger than this moment by more, in ms, were written before a clock was set back, and are not of this moment. */
const CLOCKS_DIFFER_MS = 60_000;
/** Unsealed events counted at most. */
const MOST_COUNTED = 1_000;
const SALT_BYTES = 16;

/** Seals the next events. `all`: also those of this moment. Answers how many, and whether there may be more. */
export async function sealNext(ctx: MutationCtx, all: boolean): Promise<{ sealed: number; isMore: boolean }> {
  const events = await nextUnsealed(ctx, all);
  let head = events.length > 0 ? await headOf(ctx) : null;
  for (const event of events) head = await seal(ctx, event, head);
  return { sealed: events.length, isMore: events.length === BATCH };
}

async function nextUnsealed(ctx: QueryCtx, all: boolean): Promise<AuditEvent[]> {
  const now = Date.now();
  const waiting = () => ctx.db.query("auditEvents");
  const settled = all ? Infinity : now - SETTLES_WITHIN_MS;
  const past = await waiting()
    .withIndex("by_seal", (q) => q.eq("seal.seq", undefined).lt("at", settled))
    .take(BATCH);
  if (all || past.length === BATCH) return past;
  const ahead = await waiting()
    .withIndex("by_seal", (q) => q.eq("seal.seq", undefined).gt("at", now + CLOCKS_DIFFER_MS))
    .take(BATCH - past.length);
  return [...past, ...ahead];
}

async function seal(ctx: MutationCtx, event: AuditEvent, head: SealedEvent | null): Promise<SealedEvent> {
  const { seq, hash: prev } = head?.seal ?? { seq: 0, hash: NO_HASH };
  const place = { seq: seq + 1, prev, salt: newSalt() };
  const sealed = { ...place, hash: recordHash(recordOf(auditEvent(event), place)) };
  await ctx.db.patch("auditEvents", event._id, { seal: sealed });
  return { ...event, seal: sealed };
}

const newSalt = (): string =>
  [...crypto.getRandomValues(new Uint8Array(SALT_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

/** The newest event of the chain. */
export async function headOf(ctx: QueryCtx): Promise<SealedEvent | null> {
  const event = await ctx.db.query("auditEvents").withIndex("by_seal").order("desc").first();
  return event && isSealed(event) ? event : null;
}

/** The events of the chain after a place, oldest first. */
export async function sealedAfter(ctx: QueryCtx, seq: number, limit: number): Promise<SealedEvent[]> {
  const events = await ctx.db
    .query("auditEvents")
    .withIndex("by_seal", (q) => q.gt("seal.seq", seq))
    .take(limit);
  return events.filter(isSealed);
}

/** As it is told in a bundle: with the hash that was stored, whatever the event says by now. */
export const recordLine = (event: SealedEvent): Omit<RecordLine, "type"> => ({
  ...recordOf(auditEvent(event), event.seal),
  hash: event.seal.hash,
});

/** Events that wait for their place. */
export async function unsealed(ctx: QueryCtx) {
  const events = await ctx.db
    .query("auditEvents")
    .withIndex("by_seal", (q) => q.eq("seal.seq", undefined))
    .take(MOST_COUNTED);
  return {
    count: events.length,
    exact: events.length < MOST_COUNTED,
    oldestAt: events[0]?.at ?? null,
  };
}

export const isSealed = (event: AuditEvent): event is SealedEvent => event.seal !== undefined;
