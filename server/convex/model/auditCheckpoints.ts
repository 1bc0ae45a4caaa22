import type { Checkpoint } from "../../../shared/audit-bundle-api";
import { hashOf } from "../../../shared/audit-record";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../functions";
import { headOf } from "./auditSeal";

/**
 * Signed statements of what the chain was. A server signs, with a key that never comes here; what is checked here is
 * that the statement is of this chain and goes on where the last one ended, so that of two servers one is first.
 */
export function toCheckpoint(stored: Doc<"auditCheckpoints">): Checkpoint {
  const { seq, hash, at, previous, keyId, signature } = stored;
  return { seq, hash, at, previous, keyId, signature };
}

export async function lastCheckpoint(ctx: QueryCtx): Promise<Checkpoint | null> {
  const last = await ctx.db.query("auditCheckpoints").withIndex("by_seq").order("desc").first();
  return last && toCheckpoint(last);
}

/** What a server has to sign next, or `null` while nothing was sealed since. */
export async function nextStatement(ctx: QueryCtx) {
  const last = await lastCheckpoint(ctx);
  const head = await headOf(ctx);
  if (!head || head.seal.seq <= (last?.seq ?? 0)) return null;
  const { seq, hash } = head.seal;
  return { seq, hash, previous: last && hashOf(last), lastAt: last?.at ?? null };
}

export async function keepCheckpoint(ctx: MutationCtx, checkpoint: Checkpoint): Promise<void> {
  const event = await ctx.db
    .query("auditEvents")
    .withIndex("by_seal", (q) => q.eq("seal.seq", checkpoint.seq))
    .unique();
  if (event?.seal?.hash !== checkpoint.hash)
    throw fail({ code: "invalid", field: "hash", message: "The chain has no such record." });
  const key = await ctx.db
    .query("auditKeys")
    .withIndex("by_keyId", (q) => q.eq("keyId", checkpoint.keyId))
    .first();
  if (!key) throw fail({ code: "invalid", field: "keyId", message: "Announce the key first." });
  const last = await lastCheckpoint(ctx);
  if (checkpoint.previous !== (last && hashOf(last)) || checkpoint.seq <= (last?.seq ?? 0))
    throw fail({ code: "conflict", message: "Another server was first with a checkpoint." });
  await ctx.db.insert("auditCheckpoints", checkpoint);
}
