import type { MutationCtx } from "../_generated/server";
import type { Verdict } from "./applyWebhook";
import { recordEvent } from "./audit";
import type { KnownEvent } from "./eventArgs";

const summaries: Record<Verdict["outcome"], string> = {
  applied: "The backend sent this event; it was applied.",
  stale: "The backend sent this event, but something newer was known already. Nothing was changed.",
  ignored: "The backend sent an event Tandem does not act on.",
  unmatched: "The backend sent this event for somebody unknown here.",
  failed: "The backend sent this event, but its data cannot be right. Nothing was changed.",
};

const summaryOf = ({ outcome, cause }: Verdict): string =>
  cause === "taken_email"
    ? "The backend sent this event, but another account has its e-mail address. Nothing was changed."
    : summaries[outcome];

/** Puts an event on the timeline of the user or contact it is about. */
export async function recordWebhook(
  ctx: MutationCtx,
  { eventId, type, data }: KnownEvent,
  verdict: Verdict,
  summary = summaryOf(verdict),
): Promise<void> {
  const { outcome, user, contactId, changes, sessionsEnded } = verdict;
  if (!user && !contactId) return;
  const ended = sessionsEnded > 0 ? ` ${sessionsEnded} portal sessions ended.` : "";
  const mail = verdict.mailStopped ? " The welcome e-mail was not sent." : "";
  await recordEvent(ctx, {
    actor: { kind: "system", id: "backend", name: "Backend", role: "system" },
    action: `webhook ${type}`,
    summary: summary + ended + mail,
    ...{ outcome, user, contactId, changes, reason: data.reason, webhook: eventId },
  });
}
