import { catalogue } from "../../lib/i18n/catalogue";

/** How a run stands. */
export const stateWord = catalogue({
  awaiting_approval: ["waits for approval", "wartet auf Freigabe"],
  checking: ["checking", "letzte Prüfung"],
  freezing: ["collecting", "sammelt"],
  running: ["running", "läuft"],
  paused: ["paused", "angehalten"],
  stopped: ["stopped", "gestoppt"],
  done: ["done", "fertig"],
  cancelled: ["cancelled", "abgebrochen"],
  rejected: ["rejected", "abgelehnt"],
  withdrawn: ["withdrawn", "zurückgezogen"],
  expired: ["expired", "abgelaufen"],
  outdated: ["outdated", "überholt"],
  someFailed: ["some failed", "teils fehlgeschlagen"],
});

/** How far a run is, on its page and in the bar below every screen. */
export const t = catalogue({
  progressOf: ["Progress of {name}", "Fortschritt von {name}"],
  failed: ["{count, number} failed", "{count, number} fehlgeschlagen"],
  soFar: [
    "{settled, number} / {total, number} so far, still collecting",
    "bisher {settled, number} / {total, number}, es wird noch gesammelt",
  ],
  left: ["{time} left", "noch {time}"],
  usersAwaiting: [
    "{count, plural, one {# user} other {# users}} · {left} left to decide",
    "{count, plural, other {# Nutzer}} · noch {left} zur Entscheidung",
  ],
  usersUntouched: [
    "{count, plural, one {# user} other {# users}}, nobody touched",
    "{count, plural, other {# Nutzer}}, niemand angefasst",
  ],
});
