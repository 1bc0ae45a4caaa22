import type { Language } from "../../../shared/language";
import type { Changes } from "../changes";
import { newMailId } from "../ids";
import type { Letter, Parties } from "./letter";
import { type ConfirmedBooking, registrationConfirmation } from "./registration-confirmation";
import { renderMail } from "./render";
import { welcome } from "./welcome";

/** A queued row of `mails`. */
export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
  createdAt: number;
  /** When somebody began to hand it over and never noted how that ended; null normally. */
  begunAt: number | null;
}

/** A mail that is wanted. */
export type MailOrder = Parties & {
  recipient: string;
  /** As `mailLanguage` chooses it. */
  language: Language;
  /** What the mail is for, as `ticket/T-123`: however often it is ordered, there is one mail for it. */
  intent: string;
} & ({ template: "welcome_email" } | { template: "registration_confirmation"; booking: ConfirmedBooking });

/**
 * Writes and queues a mail; call it in the transaction of the change that causes it. Answers the mail's ID: of the
 * one that is there already, when its intent was ordered before.
 */
export function enqueueMail({ db, now }: Pick<Changes, "db" | "now">, order: MailOrder): string {
  const known = db.get<{ id: string }>("select id from mails where intent = ?", order.intent);
  if (known) return known.id;
  const id = newMailId();
  const { subject, text, html } = renderMail(letterOf(order), order.language);
  db.run(
    `insert into mails (id, recipient, template, language, intent, subject, body_text, body_html,
       next_attempt_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, order.recipient, order.template, order.language, order.intent, subject, text, html, now, now],
  );
  return id;
}

function letterOf(order: MailOrder): Letter {
  switch (order.template) {
    case "welcome_email":
      return welcome[order.language](order);
    case "registration_confirmation":
      return registrationConfirmation[order.language](order, order.booking);
  }
}
