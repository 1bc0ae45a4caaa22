import type { AuditAction } from "../../../shared/audit-api";
import { mayDo } from "../../../shared/permissions";
import type { QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { requireStillAdmin } from "./operators";

/**
 * Who may decide about a run that somebody has asked for: another admin, in person, for no API token holds the permission
 * (shared/api-tokens-api.ts). One human with two accounts is two admins here; who made whom an admin is in the audit.
 */
type Asked = {
  createdBy: string;
  createdById?: string | undefined;
  approval?: { expiresAt: number } | undefined;
};
type Ctx = QueryCtx & { actor: Actor };
export type Verdict = "approved" | "rejected" | "withdrawn";

/** The approval that a run waits for; refuses one that waits for none, or not any more. */
export function requireAwaiting<Approval>(
  { state, approval }: { state: string; approval?: Approval | undefined },
  asked: Verdict,
): Approval {
  if (state === "awaiting_approval" && approval) return approval;
  throw notApproved(`This run is ${state}: it cannot be ${asked}.`);
}

/** Refuses everybody but another admin who is one still. */
export async function requireSecondAdmin(ctx: Ctx, { createdById }: Asked): Promise<void> {
  if (createdById === ctx.actor.id) {
    throw fail({
      code: "forbidden",
      message: "You asked for this run yourself: another admin has to decide.",
    });
  }
  await requireStillAdmin(ctx);
}

/** What somebody has asked for is done in their name, so they have to be allowed to do it still, and in time. */
export async function requireStandingRequest(ctx: Ctx, { createdById, approval }: Asked): Promise<void> {
  if (!approval || approval.expiresAt <= Date.now()) {
    throw notApproved("Nobody approved this run in time: it has expired. Ask for a new one.");
  }
  const id = createdById === undefined ? null : ctx.db.normalizeId("operators", createdById);
  const maker = id && (await ctx.db.get("operators", id));
  if (!maker || maker.disabledAt !== undefined || !mayDo(maker.role, "runs.write")) {
    throw notApproved("Whoever asked for this run may not start runs any more. Reject it.");
  }
}

export function requireMaker({ actor }: Ctx, { createdBy, createdById }: Asked): void {
  if (createdById === actor.id) return;
  throw fail({ code: "forbidden", message: `Only ${createdBy} may withdraw this run. You can reject it.` });
}

/** A refusal that the audit tells of (server/audit/refusals.ts). */
export const notApproved = (message: string) => fail({ code: "conflict", field: "approval", message });

const said = {
  approved: { action: "approve run", word: "Approved" },
  rejected: { action: "reject run", word: "Rejected" },
  withdrawn: { action: "withdraw run", word: "Withdrew" },
} as const satisfies Record<Verdict, { action: AuditAction; word: string }>;

/** What somebody has decided, as the run keeps it and as the audit tells it. */
export function decisionOf(
  { id, name }: Actor,
  run: { name: string },
  { verdict, reason }: { verdict: Verdict; reason?: string | undefined },
) {
  const { action, word } = said[verdict];
  const decided = { verdict, by: name, byId: id, at: Date.now(), ...(reason ? { reason } : {}) };
  return { action, summary: `${word} the run "${run.name}".`, decided };
}
