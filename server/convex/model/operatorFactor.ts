import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Actor, fail } from "../functions";
import { recordEvent } from "./audit";

export type Factor = Doc<"operatorFactors">;

/** A code as the server has judged it: the 30 s step it belongs to, or the hash of a recovery code. */
export const factorProof = v.union(
  v.object({ kind: v.literal("step"), step: v.number() }),
  v.object({ kind: v.literal("recovery"), hash: v.string() }),
);
type FactorProof = Infer<typeof factorProof>;

/** The operator's second factor, confirmed or not; `null` when they have none. */
export function factorOf(ctx: QueryCtx, operator: Id<"operators">): Promise<Factor | null> {
  return ctx.db
    .query("operatorFactors")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .unique();
}

/** The second factor that counts at the door. */
export async function confirmedFactor(ctx: QueryCtx, operator: Id<"operators">): Promise<Factor | null> {
  const factor = await factorOf(ctx, operator);
  return factor?.confirmedAt === undefined ? null : factor;
}

const wrongCode = () => fail({ code: "unauthenticated", field: "code", message: "This code is wrong." });

type Taken = { factor: Factor; proof: FactorProof; actor: Actor; requestId: string };

/** Uses a code up, in the transaction of what it lets in: each works once, whoever is faster. */
export async function takeProof(ctx: MutationCtx, { factor, proof, actor, requestId }: Taken): Promise<void> {
  if (proof.kind === "step") return takeStep(ctx, factor, proof.step);
  const recoveryHashes = factor.recoveryHashes.filter((hash) => hash !== proof.hash);
  if (recoveryHashes.length === factor.recoveryHashes.length) throw wrongCode();
  await ctx.db.patch("operatorFactors", factor._id, { recoveryHashes });
  await recordEvent(ctx, {
    ...{ actor, action: "use recovery code", requestId },
    summary: `Used a recovery code; ${recoveryHashes.length} left.`,
    target: { kind: "operator", id: factor.operator },
  });
}

async function takeStep(ctx: MutationCtx, factor: Factor, step: number): Promise<void> {
  if (step <= factor.lastStep) {
    const message = "This code was used already. Wait for the next one.";
    throw fail({ code: "unauthenticated", field: "code", message });
  }
  await ctx.db.patch("operatorFactors", factor._id, { lastStep: step });
}
