import {
  Archive,
  Link2,
  MailPlus,
  MailWarning,
  RefreshCw,
  Undo2,
  UserX,
  type LucideIcon,
} from "lucide-react";
import type { RunAction, RunPreview } from "../../../shared/runs-api";
import { formatCount } from "../../lib/format";
import { catalogue } from "../../lib/i18n/catalogue";

/** What a run can do, as a button says it. */
const verbs = catalogue({
  resync: ["Resync", "Neu abgleichen"],
  resend_welcome: ["Re-send welcome", "Begrüßung erneut senden"],
  soft_delete: ["Soft-delete", "Stilllegen"],
  restore: ["Restore", "Wiederherstellen"],
  archive_contact: ["Archive contact", "Kontakt archivieren"],
  link_matched: ["Link matched", "Treffer verknüpfen"],
  invite: ["Invite", "Einladen"],
});

/** The same with whom it is for: "Soft-delete 412 users". */
const verbsOn = catalogue({
  resync: ["Resync {users}", "{users} neu abgleichen"],
  resend_welcome: ["Re-send welcome to {users}", "Begrüßung erneut senden an {users}"],
  soft_delete: ["Soft-delete {users}", "{users} stilllegen"],
  restore: ["Restore {users}", "{users} wiederherstellen"],
  archive_contact: ["Archive the contacts of {users}", "Kontakte archivieren: {users}"],
  link_matched: ["Link {users}", "{users} verknüpfen"],
  invite: ["Invite {users}", "{users} einladen"],
});

/** What happens to the people, and what does not. */
const consequences = catalogue({
  resync: [
    "Each person is read from both sides, brought back in step where Tandem knows how, and read back. Whoever is new to the backend gets its welcome e-mail, once.",
    "Jede Person wird von beiden Seiten gelesen, in Einklang gebracht, wo Tandem weiß wie, und noch einmal gelesen. Wer dem Backend neu ist, bekommt dessen Begrüßung, einmal.",
  ],
  resend_welcome: [
    "The backend sends each of them the welcome e-mail again.",
    "Das Backend sendet jeder dieser Personen die Begrüßung noch einmal.",
  ],
  soft_delete: [
    "They can no longer sign in, and their portal sessions end at once. The CRM contacts stay as they are. The accounts can be restored.",
    "Sie können sich nicht mehr anmelden, und ihre Sitzungen im Portal enden sofort. Die CRM-Kontakte bleiben, wie sie sind. Die Konten lassen sich wiederherstellen.",
  ],
  restore: [
    "They can sign in again. Sessions that were ended stay ended.",
    "Sie können sich wieder anmelden. Beendete Sitzungen bleiben beendet.",
  ],
  archive_contact: [
    "Their contacts are archived in the CRM and read back. The accounts stay as they are. A resync brings an archived contact back.",
    "Ihre Kontakte werden im CRM archiviert und noch einmal gelesen. Die Konten bleiben, wie sie sind. Neu abgleichen holt einen archivierten Kontakt zurück.",
  ],
  link_matched: [
    "Whoever is matched with a contact gets the IDs stored on both sides.",
    "Bei allen, die einem Kontakt zugeordnet sind, werden die IDs auf beiden Seiten gespeichert.",
  ],
  invite: [
    "No e-mail is sent. When the run is done, its page offers a file with a personal link for each; whoever registers with it is linked to the contact that waits for them.",
    "Es wird keine E-Mail gesendet. Ist der Lauf fertig, bietet seine Seite eine Datei mit einem persönlichen Link für jede Person an; wer sich damit registriert, wird mit dem wartenden Kontakt verknüpft.",
  ],
});

/** What would happen to one person. */
export const changeWords = catalogue({
  register: ["Register in the backend", "Im Backend registrieren"],
  update: ["Bring both sides in step", "Beide Seiten in Einklang bringen"],
  link_existing: ["Link both sides", "Beide Seiten verknüpfen"],
  restore: ["Restore the CRM contact", "CRM-Kontakt wiederherstellen"],
  resend_welcome: ["Send the welcome e-mail again", "Begrüßung noch einmal senden"],
  archive: ["Archive the CRM contact", "CRM-Kontakt archivieren"],
  invite: ["Invite", "Einladen"],
  soft_delete: ["Soft-delete the account", "Konto stilllegen"],
  restore_account: ["Restore the account", "Konto wiederherstellen"],
  skip: ["Skip", "Überspringen"],
});

const counted = catalogue({
  users: ["{count, plural, one {# user} other {# users}}", "{count, plural, other {# Nutzer}}"],
  usersAtLeast: ["{count} users", "{count} Nutzer"],
  someUsers: ["users", "Nutzer"],
});

const icons: Record<RunAction, LucideIcon> = {
  resync: RefreshCw,
  resend_welcome: MailWarning,
  soft_delete: UserX,
  restore: Undo2,
  archive_contact: Archive,
  link_matched: Link2,
  invite: MailPlus,
};

/** What a run can do: its icon, and what it is called and does in words. */
export const actionWords = Object.fromEntries(
  (Object.keys(icons) as RunAction[]).map((action) => [
    action,
    {
      icon: icons[action],
      verb: verbs(action),
      on: (users: string) => verbsOn(action, { users }),
      consequence: consequences(action),
    },
  ]),
) as Record<RunAction, ActionWords>;

type ActionWords = { verb: string; icon: LucideIcon; on: (users: string) => string; consequence: string };

/** "412 users", "1,024+ users". */
export const planUsers = ({ count, exact }: Pick<RunPreview, "count" | "exact">) =>
  exact ? counted("users", { count }) : counted("usersAtLeast", { count: formatCount(count, false) });

export const planTitle = (action: RunAction, plan: RunPreview | null) =>
  actionWords[action].on(plan ? planUsers(plan) : counted("someUsers"));
