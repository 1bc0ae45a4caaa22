import { happened } from "../../../shared/fixed-sentences";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../functions";
import { recordEvent, type AuditTarget } from "./audit";
import { purgeOf } from "./beginPurge";
import { livingCredential } from "./credentials";
import { cancelOpenJobs } from "./jobs";
import type { Touched } from "./touched";
import { activeUserByEmail, patchUser, type User } from "./users";

type Asked = {
  actor: Actor;
  reason?: string | undefined;
  requestId?: string | undefined;
  /** The run in which it is done. */
  target?: AuditTarget;
};

/** Why a soft-deleted account cannot come back, or `null`. */
async function refusal(ctx: MutationCtx, user: User): Promise<string | null> {
  if (await purgeOf(ctx, user._id)) return "The purge of this person has begun. There is no way back.";
  const key = user.emailKey;
  if (!key || !((await activeUserByEmail(ctx, key)) ?? (await livingCredential(ctx, key)))) return null;
  return "Another account has this e-mail by now. Resolve that one first.";
}

/** Brings a soft-deleted account back, the one way for a single command and for a run; or answers why it cannot. */
export async function restoreUser(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  { actor, reason, requestId, target }: Asked,
): Promise<{ refused: string | null }> {
  const refused = await refusal(ctx, user);
  if (refused) return { refused };
  const restored = { deletedAt: undefined, deletionReason: undefined, deletionDecidedAt: Date.now() };
  await patchUser(ctx, touched, user, restored);
  // The only thing still asked for of a soft-deleted account is to archive its contact.
  await cancelOpenJobs(ctx, touched, user._id);
  const event = { action: "restore" as const, summary: happened.restored, user: user._id };
  await recordEvent(ctx, { ...event, actor, reason, requestId, target });
  return { refused: null };
}
