import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  became: ["{before} became {after}", "Aus {before} wurden {after}"],
  moved: [
    "{what} – {before, number} became {after, number}",
    "{what} – aus {before, number} wurden {after, number}",
  ],
  emails: ["E-mails", "E-Mails"],
  nobodyChanges: ["Nobody here would be changed.", "Hier würde sich für niemanden etwas ändern."],
  cannotCount: [
    "Tandem cannot count everybody this would hit. Narrow the filter first.",
    "Tandem kann nicht zählen, wen das alles träfe. Engen Sie erst den Filter ein.",
  ],
  giveName: ["Give the run a name.", "Geben Sie dem Lauf einen Namen."],
  sayWhy: ["Say why, in at least 3 characters.", "Nennen Sie den Grund, mit mindestens 3 Zeichen."],
  giveShare: ["Give a share from 0 to 100%.", "Geben Sie einen Anteil von 0 bis 100 % ein."],
  typeCount: ["Type {count, number} to confirm.", "Geben Sie zur Bestätigung {count, number} ein."],
  calls: ["backend calls", "Aufrufe des Backends"],
  none: ["no", "keine"],
  atRate: ["at the present rate limit", "bei der jetzigen Rate"],
  onceItGoesOn: ["once the backend takes calls again", "sobald das Backend wieder Aufrufe annimmt"],
  waitsForAdmin: [
    "The run can be started; it waits until an admin lets work go on.",
    "Der Lauf lässt sich starten; er wartet, bis ein Admin die Arbeit fortsetzt.",
  ],
  waitsForBackend: [
    "The run can be started; it waits for the backend.",
    "Der Lauf lässt sich starten; er wartet auf das Backend.",
  ],
  askedToWait: [
    "The backend asked Tandem to wait: the run goes on in {left}.",
    "Das Backend hat Tandem gebeten zu warten: Der Lauf geht in {left} weiter.",
  ],
  emailsSent: [
    "{count, plural, =0 {No e-mails} one {# e-mail will be sent} other {# e-mails will be sent}}",
    "{count, plural, =0 {Keine E-Mails} one {# E-Mail wird gesendet} other {# E-Mails werden gesendet}}",
  ],
  whatHappens: ["What happens to them", "Was mit ihnen geschieht"],
  atLeast: [
    "At least so many: the filter matches more people than can be counted.",
    "Mindestens so viele: Der Filter trifft mehr Personen, als sich zählen lassen.",
  ],
  noLimit: ["no limit", "ohne Grenze"],
  about: ["about {time}", "etwa {time}"],
  everybody: ["Everybody in it", "Alle darin"],
  samplesOf: [
    "{shown, number} of {count, number}, as samples",
    "{shown, number} von {count, number} als Beispiele",
  ],
  samples: ["Samples", "Beispiele"],
  noName: ["No name", "Ohne Namen"],
  name: ["Name of the run", "Name des Laufs"],
  reason: ["Reason", "Grund"],
  reasonHint: ["Kept with the run and with every user in it.", "Steht danach beim Lauf und bei allen darin."],
  canary: ["Begin with a canary", "Vorsichtig beginnen"],
  canaryHelp: ["First 1 user, then 10, then the rest.", "Erst 1 Person, dann 10, dann der Rest."],
  stopAbove: [
    "Stop when more than <share></share>% fail",
    "Anhalten, wenn mehr als <share></share> % scheitern",
  ],
  loading: ["Loading the plan", "Der Plan wird geladen"],
  retry: ["Retry", "Noch einmal"],
  notMade: [
    "The plan could not be made. {why} Nothing was started.",
    "Der Plan kam nicht zustande. {why} Nichts wurde gestartet.",
  ],
  changed: [
    "The plan has changed since you saw it. Nothing was started. Below is the new one:",
    "Der Plan hat sich geändert, seit Sie ihn gesehen haben. Nichts wurde gestartet. Hier ist der neue:",
  ],
});
