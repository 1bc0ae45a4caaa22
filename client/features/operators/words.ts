import { catalogue } from "../../lib/i18n/catalogue";

/** What each role may do. */
export const mayWords = catalogue({
  viewer: [
    "Sees everything but personal data in full. Changes nothing.",
    "Sieht alles, persönliche Daten nur verdeckt. Ändert nichts.",
  ],
  support: [
    "Searches, resyncs and re-sends; soft-deletes and restores single users.",
    "Sucht, gleicht neu ab und sendet erneut; legt einzelne Nutzer still und stellt sie wieder her.",
  ],
  admin: ["Everything: runs, reconcile, settings, operators.", "Alles: Läufe, Prüfen, Einstellungen, Team."],
  auditor: ["Reads and exports everything. Changes nothing.", "Liest und exportiert alles. Ändert nichts."],
});

export const titles = catalogue({
  role: ["Change the role of {name}", "Rolle von {name} ändern"],
  disable: ["Disable {name}", "{name} sperren"],
  enable: ["Enable {name}", "{name} entsperren"],
  resetSecondFactor: ["Reset the second factor of {name}", "Zweiten Faktor von {name} zurücksetzen"],
  unlinkSignOn: ["Unlink the SSO account of {name}", "SSO-Konto von {name} trennen"],
  resetLink: ["Make a reset link for {name}", "Link zum Zurücksetzen für {name}"],
  sessions: ["Sessions of {name}", "Sitzungen von {name}"],
});

/** What will happen, and what will not. */
export const consequences = catalogue({
  role: ["It holds from their next click on.", "Sie gilt ab dem nächsten Klick."],
  disable: [
    "Their sessions end at once, and they cannot sign in. Nothing of theirs is deleted.",
    "Die Sitzungen enden sofort, und eine Anmeldung ist nicht mehr möglich. Gelöscht wird nichts.",
  ],
  enable: [
    "They can sign in again, with the password and second factor they had.",
    "Die Anmeldung ist wieder möglich, mit dem alten Passwort und zweiten Faktor.",
  ],
  resetSecondFactor: [
    "Their password alone lets them in until they set up a new one. Make sure that it is them who asks.",
    "Bis ein neuer eingerichtet ist, genügt das Passwort allein. Vergewissern Sie sich, dass die Bitte echt ist.",
  ],
  unlinkSignOn: [
    "The next account at the identity provider with their verified address becomes theirs. Their sessions stay open.",
    "Das nächste Konto beim Anmeldedienst mit der bestätigten Adresse gilt dann als ihres. Offene Sitzungen bleiben.",
  ],
  resetLink: [
    "Behind it they choose a new password, and all their sessions end. Their second factor stays. Make sure that it is them who asks.",
    "Dahinter lässt sich ein neues Passwort wählen, und alle Sitzungen enden. Der zweite Faktor bleibt. Vergewissern Sie sich, dass die Bitte echt ist.",
  ],
});

export const t = catalogue({
  operators: ["Operators", "Team"],
  mayChange: ["change operators; an admin may", "das Team ändern (das darf ein Admin)"],
  loading: ["Loading the operators", "Das Team wird geladen"],
  notLoaded: ["The operators could not be loaded", "Das Team ließ sich nicht laden"],
  invitesNotLoaded: ["The invitations could not be loaded", "Die Einladungen ließen sich nicht laden"],
  sessionsNotLoaded: ["The sessions could not be loaded", "Die Sitzungen ließen sich nicht laden"],
  nothingChanged: [
    "Nothing was changed. You can try again.",
    "Nichts wurde geändert. Sie können es noch einmal versuchen.",
  ],
  name: ["Name", "Name"],
  email: ["E-mail", "E-Mail"],
  role: ["Role", "Rolle"],
  secondFactor: ["Second factor", "Zweiter Faktor"],
  lastSeen: ["Last active", "Zuletzt aktiv"],
  sessions: ["Sessions", "Sitzungen"],
  actions: ["Actions", "Aktionen"],
  actionsOf: ["Actions for {name}", "Aktionen für {name}"],
  you: ["you", "Sie"],
  disabled: ["disabled", "gesperrt"],
  on: ["on", "an"],
  off: ["off", "aus"],
  seeSessions: ["Sessions", "Sitzungen"],
  changeRole: ["Change role", "Rolle ändern"],
  resetSecondFactor: ["Reset second factor", "Zweiten Faktor zurücksetzen"],
  makeResetLink: ["Make reset link", "Link zum Zurücksetzen"],
  unlinkSignOn: ["Unlink SSO account", "SSO-Konto trennen"],
  signOn: ["SSO", "SSO"],
  goodFor: ["Good for", "Gültig"],
  halfHour: ["30 minutes", "30 Minuten"],
  oneHour: ["1 hour", "1 Stunde"],
  oneDay: ["24 hours", "24 Stunden"],
  resetLink: ["Reset link", "Link zum Zurücksetzen"],
  disable: ["Disable", "Sperren"],
  enable: ["Enable", "Entsperren"],
  noSession: ["They are not signed in anywhere.", "Nirgends angemeldet."],
  endAll: [
    "End all {count, plural, one {# session} other {# sessions}}",
    "Alle {count, plural, one {# Sitzung} other {# Sitzungen}} beenden",
  ],
  close: ["Close", "Schließen"],
  cancel: ["Cancel", "Abbrechen"],
  done: ["Done", "Fertig"],
  invite: ["Invite operator", "Ins Team einladen"],
  inviteWhat: [
    "You choose address and role. They choose their name and password behind the link.",
    "Sie wählen Adresse und Rolle. Name und Passwort wählt die eingeladene Person hinter dem Link.",
  ],
  makeLink: ["Make the link", "Link erstellen"],
  copyLink: ["Copy the link now", "Kopieren Sie den Link jetzt"],
  linkOnce: ["It is shown only now.", "Er ist nur jetzt zu sehen."],
  inviteLink: ["Invitation link", "Einladungslink"],
  sendLink: [
    "Send it to {email}. It works once, until {when}.",
    "Senden Sie ihn an {email}. Er gilt einmal, bis {when}.",
  ],
  invited: ["Invited", "Eingeladen"],
  invitedAs: [
    "{role}, invited by {who}; the link ends <when></when>",
    "{role}, eingeladen von {who}; der Link endet <when></when>",
  ],
  withdraw: ["Withdraw", "Zurückziehen"],
  withdrawOf: ["Withdraw the invitation of {email}", "Einladung von {email} zurückziehen"],
});
