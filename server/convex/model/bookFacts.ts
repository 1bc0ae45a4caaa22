import type { MutationCtx } from "../_generated/server";
import { countInBuckets } from "./webhookBuckets";
import type { Fact } from "./webhookFacts";
import { noteFailures } from "./webhookIssues";
import { countByType } from "./webhookTypes";

/**
 * Counts requests in the transaction that takes them: each counter is written once, however many came together. So
 * nobody ever has to go through the log to count it.
 */
export async function bookFacts(ctx: MutationCtx, facts: Fact[]): Promise<void> {
  if (facts.length === 0) return;
  await countInBuckets(ctx, facts);
  await countByType(ctx, facts);
  await noteFailures(ctx, facts);
}
