import { auditActions, type AuditArea, type NamedAction } from "../../../shared/audit-api";
import { catalogue } from "../../lib/i18n/catalogue";

const areas = catalogue({
  users: ["Users", "Nutzer"],
  portal: ["Portal", "Portal"],
  desk: ["Console", "Konsole"],
  operators: ["Operators", "Team"],
  tokens: ["API tokens", "API-Tokens"],
  exports: ["Exports", "Exporte"],
  runs: ["Runs", "Läufe"],
  replays: ["Webhooks, by operators", "Webhooks, vom Team"],
  audit: ["The audit itself, and refusals", "Protokoll selbst und Ablehnungen"],
  reconcile: ["Reconcile", "Prüfen"],
  backend: ["Backend and settings", "Backend und Einstellungen"],
  jobs: ["Ends of jobs", "Enden von Aufträgen"],
  webhooks: ["Webhooks received", "Empfangene Webhooks"],
});

const actions = catalogue({
  resync: ["Resync", "Neu abgleichen"],
  reveal: ["Reveal", "Einblick"],
  import: ["Import", "Importieren"],
  "re-send welcome": ["Re-send welcome", "Begrüßung erneut senden"],
  "soft-delete": ["Soft-delete", "Stilllegen"],
  restore: ["Restore", "Wiederherstellen"],
  invite: ["Invite", "Einladen"],
  "archive contact": ["Archive contact", "Kontakt archivieren"],
  link: ["Link", "Verknüpfen"],
  "resolve drift": ["Resolve drift", "Abweichung klären"],
  "accept match": ["Accept match", "Zuordnung annehmen"],
  "reject match": ["Reject match", "Zuordnung ablehnen"],
  "forget rejection": ["Forget rejection", "Ablehnung zurücknehmen"],
  "release contact": ["Release contact", "Kontakt freigeben"],
  purge: ["Purge", "Endgültig löschen"],
  "export person": ["Export person", "Person exportieren"],
  register: ["Register", "Registrieren"],
  "ask for password": ["Ask for a password link", "Passwort-Link verlangen"],
  "set password": ["Set password by mail", "Passwort per E-Mail festlegen"],
  "send mail": ["Send mail", "E-Mail senden"],
  "sign in": ["Sign in", "Anmelden"],
  "sign out": ["Sign out", "Abmelden"],
  "set up": ["Set up", "Einrichten"],
  "save view": ["Save view", "Ansicht speichern"],
  "remove view": ["Remove view", "Ansicht entfernen"],
  "invite operator": ["Invite operator", "Ins Team einladen"],
  "withdraw invitation": ["Withdraw invitation", "Einladung zurückziehen"],
  join: ["Join by invitation", "Einladung annehmen"],
  "change role": ["Change role", "Rolle ändern"],
  "disable operator": ["Disable operator", "Teammitglied sperren"],
  "enable operator": ["Enable operator", "Teammitglied entsperren"],
  "end sessions": ["End sessions", "Sitzungen beenden"],
  "change password": ["Change password", "Passwort ändern"],
  "enrol second factor": ["Enrol second factor", "Zweiten Faktor einrichten"],
  "remove second factor": ["Remove second factor", "Zweiten Faktor entfernen"],
  "reset second factor": ["Reset second factor", "Zweiten Faktor zurücksetzen"],
  "use recovery code": ["Use recovery code", "Ersatzcode verwenden"],
  "new recovery codes": ["New recovery codes", "Neue Ersatzcodes"],
  "step up": ["Confirm identity", "Identität bestätigen"],
  "refuse sign-in": ["Refuse sign-in", "Anmeldung abweisen"],
  "link sign-on": ["Link sign-on", "Anmeldedienst verknüpfen"],
  "unlink sign-on": ["Unlink sign-on", "Anmeldedienst trennen"],
  "make reset link": ["Make reset link", "Link zum Zurücksetzen erstellen"],
  "reset password": ["Reset password", "Passwort zurücksetzen"],
  "make token": ["Make API token", "API-Token erstellen"],
  "use token": ["First use of API token", "API-Token erstmals verwendet"],
  "revoke token": ["Revoke API token", "API-Token widerrufen"],
  "refuse token": ["Refuse API token", "API-Token abweisen"],
  "export users": ["Export users", "Nutzer exportieren"],
  "export run": ["Export run", "Lauf exportieren"],
  "export invitations": ["Export invitations", "Einladungen exportieren"],
  "export audit": ["Export audit", "Protokoll exportieren"],
  run: ["Start run", "Lauf starten"],
  "pause run": ["Pause run", "Lauf anhalten"],
  "resume run": ["Resume run", "Lauf fortsetzen"],
  "ask for run": ["Ask for run", "Lauf anfragen"],
  "approve run": ["Approve run", "Lauf freigeben"],
  "reject run": ["Reject run", "Lauf ablehnen"],
  "withdraw run": ["Withdraw run", "Lauf zurückziehen"],
  "lapse run": ["Run not approved in time, or outdated", "Lauf nicht freigegeben oder überholt"],
  "cancel run": ["Cancel run", "Lauf abbrechen"],
  "stop run": ["Run stopped by itself", "Lauf hielt von selbst an"],
  "replay deliveries": ["Replay deliveries", "Zustellungen erneut anwenden"],
  "pause replay": ["Pause replay", "Wiederholung anhalten"],
  "resume replay": ["Resume replay", "Wiederholung fortsetzen"],
  "cancel replay": ["Cancel replay", "Wiederholung abbrechen"],
  "stop replay": ["Replay stopped by itself", "Wiederholung hielt von selbst an"],
  "acknowledge webhook failures": ["Acknowledge webhook failures", "Webhook-Probleme übernehmen"],
  refused: ["Refused", "Abgelehnt"],
  "new audit key": ["New key of the audit", "Neuer Schlüssel des Protokolls"],
  "remove personal values": ["Remove personal values", "Personenbezogene Werte entfernen"],
  reconcile: ["Reconcile", "Prüfen"],
  "pause backend": ["Pause backend", "Backend anhalten"],
  "resume backend": ["Resume backend", "Backend fortsetzen"],
  "end wait for backend": ["End wait for backend", "Warten auf das Backend beenden"],
  settings: ["Change settings", "Einstellungen ändern"],
  "job register": ["Job: register", "Auftrag: registrieren"],
  "job update": ["Job: update", "Auftrag: ändern"],
  "job resend_welcome": ["Job: re-send welcome", "Auftrag: Begrüßung senden"],
  "job restore": ["Job: restore", "Auftrag: wiederherstellen"],
  "job link_existing": ["Job: link", "Auftrag: verknüpfen"],
  "job archive": ["Job: archive", "Auftrag: archivieren"],
  replayOf: ["Replay {type}", "{type} erneut anwenden"],
  replayUnproven: ["Replay unproven {type}", "Unbewiesenes {type} anwenden"],
});

type Worded = Exclude<NamedAction, `webhook ${string}`>;
const worded: ReadonlySet<string> = new Set(
  Object.entries(auditActions).flatMap(([area, names]) => (area === "webhooks" ? [] : names)),
);
const isWorded = (action: string): action is Worded => worded.has(action);

export const areaWord = (area: AuditArea) => areas(area);

/** An action as people call it. Types of webhooks are the backend's words. */
export function actionWord(action: string): string {
  if (isWorded(action)) return actions(action);
  const replayed = /^replay (?<unproven>unproven )?(?<type>.+)$/u.exec(action)?.groups;
  if (!replayed) return action.replace(/^webhook /u, "");
  const type = replayed["type"] ?? "";
  return replayed["unproven"] ? actions("replayUnproven", { type }) : actions("replayOf", { type });
}
