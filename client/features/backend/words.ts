import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  ok: ["ok", "in Ordnung"],
  failing: ["failing", "gestört"],
  unknown: ["unknown", "unbekannt"],
  paused: ["paused", "angehalten"],
  waiting: ["waiting", "wartet"],
  since: ["Since {when}.", "Begonnen {when}."],
  notSaid: ["Tandem has not said.", "Tandem hat nichts dazu gesagt."],
  askedToWait: [
    "It asked Tandem to wait. Work goes on in {left}.",
    "Es hat Tandem gebeten zu warten. Weiter geht es in {left}.",
  ],
  keyRefused: [
    "The backend refuses Tandem’s key since {since}: nothing is sent.",
    "Das Backend weist den Schlüssel von Tandem ab, seit {since}: Nichts wird gesendet.",
  ],
  "away.unreachable": [
    "The backend has not answered; {next}. Nothing is lost.",
    "Das Backend antwortet nicht; {next}. Nichts geht verloren.",
  ],
  "away.server_error": [
    "The backend has reported errors; {next}. Nothing is lost.",
    "Das Backend meldet Fehler; {next}. Nichts geht verloren.",
  ],
  "away.invalid_response": [
    "The backend’s answers cannot be read; {next}. Nothing is lost.",
    "Die Antworten des Backends sind nicht lesbar; {next}. Nichts geht verloren.",
  ],
  "awaySince.unreachable": [
    "The backend has not answered since {since}; {next}. Nothing is lost.",
    "Das Backend antwortet seit {since} nicht; {next}. Nichts geht verloren.",
  ],
  "awaySince.server_error": [
    "The backend has reported errors since {since}; {next}. Nothing is lost.",
    "Das Backend meldet seit {since} Fehler; {next}. Nichts geht verloren.",
  ],
  "awaySince.invalid_response": [
    "The backend’s answers cannot be read since {since}; {next}. Nothing is lost.",
    "Die Antworten des Backends sind seit {since} nicht lesbar; {next}. Nichts geht verloren.",
  ],
  tryingNow: ["trying now", "gerade läuft ein Versuch"],
  nextTry: ["next try in {left}", "nächster Versuch in {left}"],
  reachable: ["The backend can be reached", "Das Backend ist erreichbar"],
  acceptsKey: ["It accepts the key", "Es nimmt den Schlüssel an"],
  readable: ["Its answers can be read", "Seine Antworten sind lesbar"],
  answeredIn: ["Answered in {time}.", "Antwort nach {time}."],
  notAsked: ["not asked", "nicht gefragt"],
  yes: ["yes", "ja"],
  no: ["no", "nein"],
  adminCan: ["An admin can let work go on.", "Ein Admin kann die Arbeit fortsetzen."],
  testConnection: ["Test connection", "Verbindung testen"],
  testDescription: [
    "Tandem asks the backend once, with the key it has. Nothing is changed.",
    "Tandem fragt das Backend einmal, mit seinem jetzigen Schlüssel. Nichts wird geändert.",
  ],
  asking: ["Asking the backend …", "Das Backend wird gefragt …"],
  tryAgain: ["You can try again.", "Sie können es noch einmal versuchen."],
  testAgain: ["Test again", "Noch einmal testen"],
  close: ["Close", "Schließen"],
  letGoOn: ["Let work go on", "Arbeit fortsetzen"],
  letGoOnConsequence: [
    "Everything that waited is sent, oldest first. If the backend still refuses the key, work pauses again and nothing is lost.",
    "Alles, was gewartet hat, wird gesendet, das Älteste zuerst. Weist das Backend den Schlüssel weiter ab, hält die Arbeit wieder an; nichts geht verloren.",
  ],
  whatMended: ["What was mended. Kept in the audit log.", "Was behoben wurde. Steht danach im Protokoll."],
});
