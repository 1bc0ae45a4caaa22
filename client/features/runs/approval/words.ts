import { catalogue } from "../../../lib/i18n/catalogue";

/** Two people for one run: what is said before, meanwhile and afterwards. */
export const t = catalogue({
  approval: ["Approval", "Freigabe"],
  needsSecond: [
    "More than {over, number}: this run needs a second admin. It waits up to {hours, plural, one {# hour} other {# hours}} for the approval; nothing happens before.",
    "Mehr als {over, number}: Dieser Lauf braucht einen zweiten Admin. Er wartet bis zu {hours, plural, one {# Stunde} other {# Stunden}} auf die Freigabe; vorher geschieht nichts.",
  ],
  noSecond: [
    "There is no second admin who could approve it. Invite one first, or the run will expire.",
    "Es gibt keinen zweiten Admin, der ihn freigeben könnte. Laden Sie erst einen ein, sonst läuft der Lauf ab.",
  ],
  askFor: ["Ask for approval: {what}", "Freigabe anfragen: {what}"],
  asked: ["Waits for a second admin", "Wartet auf einen zweiten Admin"],
  askedHelp: [
    "Nothing happens until another admin has approved “{name}”.",
    "Bis ein anderer Admin „{name}“ freigibt, geschieht nichts.",
  ],
  waitsForOther: [
    "This run waits for another admin. {left} left to approve it, then it expires.",
    "Dieser Lauf wartet auf einen anderen Admin. Noch {left} zur Freigabe, dann läuft er ab.",
  ],
  waitsForYou: [
    "{who} asks for your approval. {left} left, then the run expires.",
    "{who} bittet um Ihre Freigabe. Noch {left}, dann läuft der Lauf ab.",
  ],
  stillCollected: [
    "Who takes part is still being noted down. It can be approved in a moment.",
    "Noch wird gesammelt, wer teilnimmt. Gleich lässt er sich freigeben.",
  ],
  thePlan: ["The plan to approve", "Der Plan zur Freigabe"],
  plannedFacts: [
    "{calls, plural, =0 {No backend calls} one {# backend call} other {# backend calls}}, {emails, plural, =0 {no e-mails} one {# e-mail} other {# e-mails}}.",
    "{calls, plural, =0 {Keine Aufrufe} one {# Aufruf} other {# Aufrufe}} des Backends, {emails, plural, =0 {keine E-Mails} one {# E-Mail} other {# E-Mails}}.",
  ],
  checkedAgain: [
    "It is checked again first: if the plan has become another one for more than {percent, number}% of those in it, nothing is done.",
    "Vorher wird er noch einmal geprüft: Stimmt der Plan für mehr als {percent, number} % darin nicht mehr, geschieht nichts.",
  ],
  approve: ["Approve", "Freigeben"],
  reject: ["Reject", "Ablehnen"],
  withdraw: ["Withdraw", "Zurückziehen"],
  approveThis: ["Approve this run", "Diesen Lauf freigeben"],
  approveButton: ["Approve: {what}", "Freigeben: {what}"],
  approveConsequence: [
    "It starts as soon as it has been checked again. {who} asked for it: “{reason}”",
    "Er beginnt, sobald er noch einmal geprüft ist. {who} hat ihn angefragt: „{reason}“",
  ],
  nothingStarted: ["Nothing was started.", "Nichts wurde begonnen."],
  cancel: ["Cancel", "Abbrechen"],
  rejectThis: ["Reject this run", "Diesen Lauf ablehnen"],
  rejectConsequence: [
    "Nothing of it is done. {who} can ask for a new one.",
    "Nichts davon geschieht. {who} kann einen neuen anfragen.",
  ],
  rejectHint: ["{who} reads it with the run.", "{who} liest ihn beim Lauf."],
  course: ["Course of this run", "Verlauf dieses Laufs"],
  wasAsked: ["{who} asked for it", "{who} hat ihn angefragt"],
  wasApproved: ["{who} approved it", "{who} hat ihn freigegeben"],
  wasRejected: ["{who} rejected it: “{reason}”", "{who} hat ihn abgelehnt: „{reason}“"],
  wasWithdrawn: ["{who} withdrew it", "{who} hat ihn zurückgezogen"],
  hasExpired: [
    "It expired: nobody approved it in time. Nothing of it was done.",
    "Er ist abgelaufen: Niemand hat ihn rechtzeitig freigegeben. Nichts davon ist geschehen.",
  ],
  isOutdated: [
    "It was not started: {cause} Nothing of it was done; look at a new plan.",
    "Er wurde nicht begonnen: {cause} Nichts davon ist geschehen; sehen Sie sich einen neuen Plan an.",
  ],
  isChecked: ["Everybody in it is being checked again.", "Alle darin werden noch einmal geprüft."],
  ownRun: [
    "You asked for it, so another admin has to decide.",
    "Sie haben ihn angefragt, also muss ein anderer Admin entscheiden.",
  ],
});
