import { happened, MAIL_STOPPED, sessionsEndedWords } from "../../../shared/fixed-sentences";
import type { MutationCtx } from "../_generated/server";
import type { Verdict } from "./applyWebhook";
import { recordEvent } from "./audit";
import type { KnownEvent } from "./eventArgs";

const summaryOf = ({ outcome, cause }: Verdict): string =>
  cause === "taken_email" ? happened["webhook.taken"] : happened[`webhook.${outcome}`];

/** Puts an event on the timeline of the user or contact it is about. */
export async function recordWebhook(
  ctx: MutationCtx,
  { eventId, type, data }: KnownEvent,
  verdict: Verdict,
  summary: string = summaryOf(verdict),
): Promise<void> {
  const { outcome, user, contactId, changes, sessionsEnded } = verdict;
  if (!user && !contactId) return;
  const ended = sessionsEndedWords(sessionsEnded);
  const mail = verdict.mailStopped ? MAIL_STOPPED : "";
  await recordEvent(ctx, {
    actor: { kind: "system", id: "backend", name: "Backend", role: "system" },
    action: `webhook ${type}`,
    summary: summary + ended + mail,
    ...{ outcome, user, contactId, changes, reason: data.reason, webhook: eventId },
  });
}
