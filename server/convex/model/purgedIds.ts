import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { once } from "./once";
import type { Touched } from "./touched";

/** The IDs of people who were purged, known by a keyed hash only. */
const KEY_BYTES = 32;
type MaybeId = string | undefined;

/** Notes down that whoever has one of these IDs was purged. */
export async function notePurged(ctx: MutationCtx, ids: readonly string[], purgedAt: number): Promise<void> {
  const key = (await keyOf(ctx)) ?? (await newKey(ctx));
  for (const id of new Set(ids)) {
    const hash = hashOf(key, id);
    if (!(await rowOf(ctx, hash))) await ctx.db.insert("purgedIds", { hash, purgedAt });
  }
}

/**
 * When the person was purged (ms since epoch) who had one of these IDs; `null` when nobody was. A transaction that has
 * `touched` something asks about many.
 */
export async function purgedAt(
  ctx: QueryCtx,
  ids: readonly MaybeId[],
  touched?: Touched,
): Promise<number | null> {
  const known = ids.filter((id) => id !== undefined);
  if (known.length === 0) return null;
  const key = await (touched ? keyOnce(ctx, touched) : keyOf(ctx));
  if (key === null) return null;
  for (const id of known) {
    const row = await rowOf(ctx, hashOf(key, id));
    if (row) return row.purgedAt;
  }
  return null;
}

export const isPurged = async (ctx: QueryCtx, ids: readonly MaybeId[], touched?: Touched): Promise<boolean> =>
  (await purgedAt(ctx, ids, touched)) !== null;

/** A living account has come by this ID: whoever it stands for now is another person to Tandem. */
export async function takeOverId(ctx: MutationCtx, touched: Touched, id: string): Promise<void> {
  const key = await keyOnce(ctx, touched);
  const row = key === null ? null : await rowOf(ctx, hashOf(key, id));
  if (row) await ctx.db.delete("purgedIds", row._id);
}

const hashOf = (key: string, id: string): string =>
  bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(id)));

/** `null` as long as nobody was ever purged: then there is nothing to look up. */
async function keyOf(ctx: QueryCtx): Promise<string | null> {
  return (await ctx.db.query("purgeKeys").first())?.key ?? null;
}

const keyOnce = once(keyOf);

async function newKey(ctx: MutationCtx): Promise<string> {
  const key = bytesToHex(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
  await ctx.db.insert("purgeKeys", { key });
  return key;
}

const rowOf = (ctx: QueryCtx, hash: string): Promise<Doc<"purgedIds"> | null> =>
  ctx.db
    .query("purgedIds")
    .withIndex("by_hash", (q) => q.eq("hash", hash))
    .unique();
