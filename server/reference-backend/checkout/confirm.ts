import type { ConfirmedCheckout } from "../../../shared/backend-api";
import { ApiError, sessionNotFound } from "../api-error";
import type { Changes } from "../changes";
import type { StoredAnswer } from "../store/answers";
import { type CheckoutSession, findSession, settleSession } from "../store/checkout-sessions";
import { bookOrder } from "./book";

/** Books what a session holds. A confirmed session answers the same again, expired or not. */
export function confirmSession(changes: Changes, sessionId: string, organization: string): StoredAnswer {
  const session = findSession(changes.db, sessionId);
  if (!session) throw sessionNotFound();
  const answer = session.answer ?? confirm(changes, session, organization);
  return { status: 200, body: { success: true, ...answer } };
}

function confirm(changes: Changes, session: CheckoutSession, organization: string): ConfirmedCheckout {
  const { id, request, total, expiresAt } = session;
  if (!request || changes.now >= expiresAt) {
    throw new ApiError(400, "SESSION_EXPIRED", "The checkout session has expired: open a new one");
  }
  const answer = bookOrder(changes, request, { organization, agreedTotal: total });
  settleSession(changes.db, id, answer);
  return answer;
}
