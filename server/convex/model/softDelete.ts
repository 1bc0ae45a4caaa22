import { softDeletedWords } from "../../../shared/fixed-sentences";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { recordEvent, type AuditTarget } from "./audit";
import { cancelOpenJobs } from "./jobs";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import { patchUser, type User } from "./users";

type Asked = {
  actor: Actor;
  reason: string;
  requestId?: string | undefined;
  /** The run in which it is done. */
  target?: AuditTarget;
};

/**
 * Soft-deletes an account, the one way for a single command and for a run: its sessions end at once, its open jobs are
 * cancelled, the CRM contact stays as it is.
 */
export async function softDeleteUser(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  { actor, reason, requestId, target }: Asked,
): Promise<void> {
  const now = Date.now();
  await patchUser(ctx, touched, user, { deletedAt: now, deletionReason: reason, deletionDecidedAt: now });
  const sessions = await endMemberSessions(ctx, user._id);
  await cancelOpenJobs(ctx, touched, user._id);
  const summary = softDeletedWords(sessions);
  await recordEvent(ctx, {
    ...{ actor, action: "soft-delete", summary, user: user._id, reason, requestId, target },
  });
}
