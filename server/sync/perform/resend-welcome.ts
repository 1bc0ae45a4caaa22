import { CrmError } from "../../crm/port";
import { idempotencyKey, type Perform } from "./steps";

/**
 * Sent again because somebody asked for it. The backend's own log is the proof; where it cannot be read, or does not
 * show the sending yet, the job is done without one: asking again could send the e-mail twice.
 */
export const resendWelcome: Perform = async ({ crm }, work, options) => {
  const { frontendUserId, crmContactId, profile } = work.user;
  if (!frontendUserId) {
    throw new CrmError({
      code: "not_found",
      message: "The backend does not know this user yet. Resync first.",
    });
  }
  const { transactionId } = await crm.resendWelcome(
    {
      frontendUserId,
      ...(crmContactId ? { crmContactId } : {}),
      ...(profile.email ? { email: profile.email } : {}),
      ...(work.reason ? { reason: work.reason } : {}),
    },
    { ...options, idempotencyKey: idempotencyKey(work) },
  );
  const execution = await crm.listExecutions({ limit: 50 }, options).then(
    ({ executions }) => executions.find(({ id }) => id === transactionId),
    () => undefined,
  );
  if (execution?.status === "failed") {
    throw new CrmError({
      code: "rejected",
      message: "The backend logged that the e-mail could not be sent.",
    });
  }
  return { user: {}, ...(execution ? {} : { unproved: true }) };
};
