import { catalogue } from "../../lib/i18n/catalogue";
import type { LogWords } from "../../ui/log/log-list";

export const t = catalogue({
  audit: ["Audit", "Protokoll"],
  event: ["Event", "Ereignis"],
  searchByRequest: ["Search by request ID", "Nach Anfrage-ID suchen"],
  searchHint: ["Request ID", "Anfrage-ID"],
  time: ["Time", "Zeit"],
  actor: ["Actor", "Wer"],
  action: ["Action", "Was"],
  about: ["About", "Betrifft"],
  summary: ["Summary", "Zusammenfassung"],
  reason: ["Reason", "Grund"],
  outcome: ["Outcome", "Ergebnis"],
  requestId: ["Request ID", "Anfrage-ID"],
  contactId: ["CRM contact ID", "CRM-Kontakt-ID"],
  userId: ["Store ID", "Speicher-ID"],
  webhook: ["Webhook", "Webhook"],
  allOperators: ["All operators", "Alle Teammitglieder"],
  allMembers: ["All members", "Alle Mitglieder"],
  member: ["Member", "Mitglied"],
  backend: ["Backend", "Backend"],
  run: ["Run", "Lauf"],
  replay: ["Replay", "Wiederholung"],
  sweep: ["Sweep", "Prüflauf"],
  operator: ["Operator", "Teammitglied"],
  openRun: ["Open the run", "Lauf öffnen"],
  openReplay: ["Open the replay", "Wiederholung öffnen"],
  openOperators: ["Open the operators", "Team öffnen"],
  openSweep: ["Open the sweep", "Prüflauf öffnen"],
  openDelivery: ["Open the delivery", "Zustellung öffnen"],
  openSettings: ["Open the settings", "Einstellungen öffnen"],
  noName: ["No name", "Ohne Namen"],
  clear: ["Clear", "Zurücksetzen"],
  new: ["{count} new", "{count} neu"],
  exportCsv: ["Export CSV", "CSV exportieren"],
  exportHelp: [
    "All events that match, as a file. The audit tells of it.",
    "Alle passenden Ereignisse als Datei. Auch das steht dann im Protokoll.",
  ],
  idAbout: ["ID of a person, run or sweep", "ID einer Person, eines Laufs oder Prüflaufs"],
  idAboutHint: [
    "A person by any of their IDs; or a run, replay or sweep.",
    "Eine Person mit irgendeiner ihrer IDs; oder ein Lauf, eine Wiederholung, ein Prüflauf.",
  ],
  onlyAbout: ["Show only these", "Nur diese zeigen"],
  eventNotLoaded: ["The event could not be loaded", "Das Ereignis ließ sich nicht laden"],
  loadingEvent: ["Loading the event", "Das Ereignis wird geladen"],
  nothingYetHelp: [
    "Whatever operators, members, the backend and Tandem do appears here.",
    "Was Teammitglieder, Mitglieder, das Backend und Tandem tun, erscheint hier.",
  ],
  mayNot: ["You may not read the audit", "Sie dürfen das Protokoll nicht lesen"],
  mayNotHelp: [
    "Your role ({role}) lacks the right audit.read; admins and auditors have it. What happened to one user is on their timeline.",
    "Ihrer Rolle ({role}) fehlt das Recht audit.read; die Rollen admin und auditor haben es. Was mit einer Person geschah, steht in ihrem Verlauf.",
  ],
  whatItChanged: ["What it changed", "Was sich änderte"],
  noChanges: ["No field is noted down.", "Kein Feld ist festgehalten."],
  onlyActor: ["All by this actor", "Alles von dort"],
  onlyAction: ["All of this kind", "Alles dieser Art"],
  onlyRequest: ["All of this request", "Alles aus dieser Anfrage"],
  allAbout: ["All about them", "Alles zur Person"],
  allOf: ["All that belongs to it", "Alles, was dazugehört"],
});

const log = catalogue({
  loading: ["Loading the audit", "Das Protokoll wird geladen"],
  notLoaded: ["The audit could not be loaded", "Das Protokoll ließ sich nicht laden"],
  notLoadedSafety: [
    "What happens is noted down all the same. You can try again.",
    "Was geschieht, wird trotzdem festgehalten. Sie können es noch einmal versuchen.",
  ],
  nothingSoFar: ["Nothing fits among the newest", "Unter den neuesten passt nichts"],
  older: [
    "There are older events that were not looked at yet.",
    "Ältere Ereignisse sind noch nicht durchgesehen.",
  ],
  nothingFits: ["No event fits this filter", "Kein Ereignis passt zu diesem Filter"],
  nothingYet: ["Nothing has happened yet", "Noch ist nichts geschehen"],
});

/** What is said where no rows are shown. */
export const logWords: LogWords = {
  loading: log("loading"),
  notLoaded: log("notLoaded"),
  notLoadedSafety: log("notLoadedSafety"),
  nothingSoFar: log("nothingSoFar"),
  older: log("older"),
  nothingFits: log("nothingFits"),
  nothingYet: log("nothingYet"),
};
