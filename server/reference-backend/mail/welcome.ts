import type { Language } from "../../../shared/language";
import { type Letter, type Parties, greetable } from "./letter";

/** Template `welcome_email`: the account is there. */
export const welcome: Record<Language, (parties: Parties) => Letter> = {
  de: ({ organization, firstName }) => ({
    subject: `Willkommen bei ${organization}`,
    greeting: greetable(firstName) ? `Guten Tag ${greetable(firstName)},` : "Guten Tag,",
    blocks: [
      `Ihr Konto bei ${organization} ist eingerichtet. Sie können sich jetzt anmelden, Veranstaltungen buchen und Ihre Buchungen sehen.`,
      "Haben Sie dieses Konto nicht angelegt? Dann antworten Sie bitte auf diese E-Mail.",
    ],
    farewell: `Freundliche Grüße\n${organization}`,
  }),
  en: ({ organization, firstName }) => ({
    subject: `Welcome to ${organization}`,
    greeting: greetable(firstName) ? `Hello ${greetable(firstName)},` : "Hello,",
    blocks: [
      `your account with ${organization} is ready. You can now sign in, register for events and see your bookings.`,
      "If you did not ask for this account, please reply to this e-mail.",
    ],
    farewell: `Kind regards\n${organization}`,
  }),
};
