import type { NeededApproval } from "../../../shared/approval-api";
import type { ApprovalSettings } from "../../../shared/settings-api";
import type { QueryCtx } from "../_generated/server";
import { readSettings } from "./settings";

/**
 * Whether a run needs a second admin, and under which terms. They are written into the run when it is asked for: what is
 * loosened in the settings later is for later runs.
 */
type Terms = { over: number; expiresAt: number; mayChangePercent: number };
type Size = { destructive: boolean; count: number; exact: boolean };

const HOUR_MS = 3_600_000;

/** The size above which such a run needs a second admin; `null` when none does. */
const limitFor = (settings: ApprovalSettings, destructive: boolean): number | null =>
  destructive ? settings.over : settings.harmlessOver;

export const limitOf = async (ctx: QueryCtx, destructive: boolean): Promise<number | null> =>
  limitFor((await readSettings(ctx)).settings.approval, destructive);

/** What nobody could count may be of any size, so it needs one too. */
function needsApproval(limit: number | null, { count, exact }: Omit<Size, "destructive">): boolean {
  return limit !== null && (!exact || count > limit);
}

/** The terms of a run of this size that is asked for now, or `null` when it may start at once; and its limit. */
export async function termsOf(
  ctx: QueryCtx,
  size: Size,
): Promise<{ terms: Terms | null; limit: number | null }> {
  const { approval } = (await readSettings(ctx)).settings;
  const limit = limitFor(approval, size.destructive);
  if (limit === null || !needsApproval(limit, size)) return { terms: null, limit };
  const expiresAt = Date.now() + approval.expiresAfterHours * HOUR_MS;
  return { terms: { over: limit, expiresAt, mayChangePercent: approval.changedPercent }, limit };
}

/** The same for whoever looks at a plan: what it would ask of a second admin if this operator started it. */
export async function neededApproval(
  ctx: QueryCtx,
  size: Size,
  operatorId: string,
): Promise<NeededApproval | null> {
  const { approval } = (await readSettings(ctx)).settings;
  const over = limitFor(approval, size.destructive);
  if (over === null || !needsApproval(over, size)) return null;
  const anyApprover = await hasOtherAdmin(ctx, operatorId);
  return { over, hours: approval.expiresAfterHours, anyApprover };
}

/** Whether there is an admin beside this one who could approve. */
async function hasOtherAdmin(ctx: QueryCtx, operatorId: string): Promise<boolean> {
  const admins = await ctx.db
    .query("operators")
    .withIndex("by_role_disabledAt", (q) => q.eq("role", "admin").eq("disabledAt", undefined))
    .take(2);
  return admins.some(({ _id }) => _id !== operatorId);
}
