import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  title: ["Your account", "Ihr Konto"],
  loading: ["Loading your account", "Ihr Konto wird geladen"],
  notLoaded: [
    "Your account could not be loaded. It is safe, and you can try again.",
    "Ihr Konto ließ sich nicht laden. Es ist sicher, und Sie können es noch einmal versuchen.",
  ],
  hello: ["Hello, {name}", "Guten Tag, {name}"],
  helloNobody: ["Hello", "Guten Tag"],
  signedInAs: ["Signed in as {email}", "Angemeldet als {email}"],
  profile: ["Profile and e-mail address", "Profil und E-Mail-Adresse"],
  passwordAndDevices: ["Password and devices", "Passwort und Geräte"],
  ids: ["Your IDs", "Ihre IDs"],
  idsAwaited: ["The office system gives you two IDs.", "Das System der Geschäftsstelle gibt Ihnen zwei IDs."],
  idsThere: [
    "Our staff may ask for one. Press an ID to copy it.",
    "Unser Team fragt vielleicht danach. Ein Druck auf eine ID kopiert sie.",
  ],
  frontendUserId: ["Frontend user ID", "Frontend-Nutzer-ID"],
  crmContactId: ["CRM contact ID", "CRM-Kontakt-ID"],
  noIdYet: ["Not there yet", "Noch nicht da"],
  underWay: ["An attempt is under way.", "Ein Versuch läuft."],
  dueNow: ["The next attempt is due now.", "Der nächste Versuch ist jetzt fällig."],
  nextIn: [
    "Next automatic attempt in <when>{wait}</when>.",
    "Der nächste Versuch beginnt in <when>{wait}</when> von selbst.",
  ],
  oneStepRemains: [
    "Your account works. One step remains.",
    "Ihr Konto funktioniert. Ein Schritt fehlt noch.",
  ],
  worksNow: ["Works now", "Geht schon"],
  worksText: [
    "Your account is saved, and you can sign in at any time.",
    "Ihr Konto ist gespeichert, und Sie können sich jederzeit anmelden.",
  ],
  waiting: ["Still waiting", "Wartet noch"],
  waitingText: [
    "The office system does not know you yet. Your welcome e-mail follows as soon as it does.",
    "Das System der Geschäftsstelle kennt Sie noch nicht. Sobald es Sie kennt, kommt Ihre Begrüßung per E-Mail.",
  ],
  toDo: ["What you need to do", "Was Sie tun müssen"],
  byItself: [
    "Nothing. This finishes by itself, even when you close this page.",
    "Nichts. Das erledigt sich von selbst, auch wenn Sie diese Seite schließen.",
  ],
  byStaff: [
    "Nothing. Our staff see that this did not finish by itself and will look at it.",
    "Nichts. Unser Team sieht, dass es nicht von selbst fertig wurde, und kümmert sich darum.",
  ],
  retryNow: ["Try again now", "Jetzt noch einmal versuchen"],
  trying: ["Trying…", "Wird versucht …"],
  retryStarted: ["A new attempt was started at {time}.", "Um {time} wurde ein neuer Versuch begonnen."],
  retryUnanswered: [
    "No answer came, so it is not known whether a new attempt was started. You can try again.",
    "Es kam keine Antwort, darum ist unklar, ob ein neuer Versuch begann. Sie können es noch einmal versuchen.",
  ],
  retryUnavailable: [
    "A new attempt could not be started at the moment. Nothing was changed, and the automatic ones go on.",
    "Ein neuer Versuch geht im Moment nicht. Nichts wurde geändert, und die Versuche von selbst gehen weiter.",
  ],
  signOut: ["Sign out", "Abmelden"],
  stillSignedIn: [
    "You are still signed in: no answer came. You can try again.",
    "Sie sind noch angemeldet: Es kam keine Antwort. Sie können es noch einmal versuchen.",
  ],
  state: ["State of your account", "Stand Ihres Kontos"],
  stale: [
    "This could not be refreshed just now. The page keeps trying.",
    "Das ließ sich gerade nicht auffrischen. Die Seite versucht es weiter.",
  ],
  complete: [
    "Your account is complete. Everything is connected.",
    "Ihr Konto ist vollständig. Alles ist verbunden.",
  ],
  completeNow: [
    "<b>Your account is complete.</b> The office system now knows you, too.",
    "<b>Ihr Konto ist vollständig.</b> Jetzt kennt Sie auch das System der Geschäftsstelle.",
  ],
  seconds: [
    "{count, plural, one {# second} other {# seconds}}",
    "{count, plural, one {# Sekunde} other {# Sekunden}}",
  ],
  minutes: [
    "{count, plural, one {# minute} other {# minutes}}",
    "{count, plural, one {# Minute} other {# Minuten}}",
  ],
  hours: [
    "{count, plural, one {# hour} other {# hours}}",
    "{count, plural, one {# Stunde} other {# Stunden}}",
  ],
});
