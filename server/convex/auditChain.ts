import { v } from "convex/values";
import type { ChainState } from "../../shared/audit-chain-api";
import { guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { keepCheckpoint, lastCheckpoint, nextStatement, toCheckpoint } from "./model/auditCheckpoints";
import { headOf, recordLine, sealNext, sealedAfter, unsealed } from "./model/auditSeal";

/** What makes the audit one that can be proved: sealing, checkpoints, and the parts of a bundle. */

/** Records or checkpoints of one page of a bundle. */
const PAGE = 200;
/** Keys in a bundle: one per server and rotation. */
const MOST_KEYS = 1_000;

const checkpointArgs = {
  seq: v.number(),
  hash: v.string(),
  at: v.number(),
  previous: v.union(v.string(), v.null()),
  keyId: v.string(),
  signature: v.string(),
};

/** Gives the next events their places in the chain. `all`: those of this moment too, at the risk of a conflict. */
export const seal = guardedMutation("system.work")({
  args: { all: v.optional(v.boolean()) },
  returns: v.object({ sealed: v.number(), isMore: v.boolean() }),
  handler: (ctx, { all = false }) => sealNext(ctx, all),
});

/** What is to be signed now, and when that was last done. */
export const statement = guardedQuery("system.work")({ args: {}, handler: nextStatement });

export const checkpoint = guardedMutation("system.work")({
  args: checkpointArgs,
  returns: v.null(),
  handler: async (ctx, args) => {
    await keepCheckpoint(ctx, args);
    return null;
  },
});

/** Makes a server's public key known, once; that is in the audit itself, so no key comes in unseen. */
export const announceKey = guardedMutation("system.work")({
  args: { keyId: v.string(), publicKey: v.string() },
  returns: v.null(),
  handler: async (ctx, key) => {
    const known = await ctx.db
      .query("auditKeys")
      .withIndex("by_keyId", (q) => q.eq("keyId", key.keyId))
      .first();
    if (known) return null;
    await ctx.db.insert("auditKeys", { ...key, announcedAt: Date.now() });
    const summary = `Checkpoints of the audit may be signed by the key ${key.keyId}.`;
    await recordEvent(ctx, { actor: ctx.actor, action: "new audit key", summary });
    return null;
  },
});

export const state = guardedQuery("audit.verify")({
  args: {},
  handler: async (ctx): Promise<ChainState> => {
    const head = await headOf(ctx);
    const last = await lastCheckpoint(ctx);
    return {
      sealed: head && { seq: head.seal.seq, hash: head.seal.hash, at: head.at },
      checkpoint: last && { seq: last.seq, at: last.at, keyId: last.keyId },
      unsealed: await unsealed(ctx),
    };
  },
});

/** The public keys of a bundle. */
export const keys = guardedQuery("audit.export")({
  args: {},
  handler: async (ctx) => {
    const known = await ctx.db.query("auditKeys").take(MOST_KEYS);
    return known.map(({ keyId, publicKey }) => ({ keyId, publicKey }));
  },
});

/** Checkpoints of a bundle after a place, up to `upTo`. */
export const checkpoints = guardedQuery("audit.export")({
  args: { after: v.number(), upTo: v.number() },
  handler: async (ctx, { after, upTo }) => {
    const page = await ctx.db
      .query("auditCheckpoints")
      .withIndex("by_seq", (q) => q.gt("seq", after).lte("seq", upTo))
      .take(PAGE);
    return page.map(toCheckpoint);
  },
});

/** Records of a bundle after a place, up to `upTo`. */
export const records = guardedQuery("audit.export")({
  args: { after: v.number(), upTo: v.number() },
  handler: async (ctx, { after, upTo }) => {
    const events = await sealedAfter(ctx, after, Math.min(PAGE, Math.max(0, upTo - after)));
    return events.map(recordLine);
  },
});
