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
import type { ChangeKind, RunAction, RunPreview } from "../../../shared/runs-api";
import { formatCount, plural } from "../../lib/format";

type ActionWords = {
  /** The command as a button says it. */
  verb: string;
  icon: LucideIcon;
  /** The command with whom it is for: "Soft-delete 412 users". */
  on: (users: string) => string;
  /** What happens to the people, and what does not. */
  consequence: string;
};

/** What a run can do, in words. */
export const actionWords: Record<RunAction, ActionWords> = {
  resync: {
    verb: "Resync",
    icon: RefreshCw,
    on: (users) => `Resync ${users}`,
    consequence:
      "Each person is read from both sides, brought back in step where Tandem knows how, and read back. Whoever is new to the backend gets its welcome e-mail, once.",
  },
  resend_welcome: {
    verb: "Re-send welcome",
    icon: MailWarning,
    on: (users) => `Re-send welcome to ${users}`,
    consequence: "The backend sends each of them the welcome e-mail again.",
  },
  soft_delete: {
    verb: "Soft-delete",
    icon: UserX,
    on: (users) => `Soft-delete ${users}`,
    consequence:
      "They can no longer sign in, and their portal sessions end at once. The CRM contacts stay as they are. The accounts can be restored.",
  },
  restore: {
    verb: "Restore",
    icon: Undo2,
    on: (users) => `Restore ${users}`,
    consequence: "They can sign in again. Sessions that were ended stay ended.",
  },
  archive_contact: {
    verb: "Archive contact",
    icon: Archive,
    on: (users) => `Archive the contacts of ${users}`,
    consequence:
      "Their contacts are archived in the CRM and read back. The accounts stay as they are. A resync brings an archived contact back.",
  },
  link_matched: {
    verb: "Link matched",
    icon: Link2,
    on: (users) => `Link ${users}`,
    consequence: "Whoever is matched with a contact gets the IDs stored on both sides.",
  },
  invite: {
    verb: "Invite",
    icon: MailPlus,
    on: (users) => `Invite ${users}`,
    consequence:
      "No e-mail is sent. When the run is done, its page offers a file with a personal link for each; whoever registers with it is linked to the contact that waits for them.",
  },
};

/** What would happen to one person. */
export const changeWords: Record<ChangeKind, string> = {
  register: "Register in the backend",
  update: "Bring both sides in step",
  link_existing: "Link both sides",
  restore: "Restore the CRM contact",
  resend_welcome: "Send the welcome e-mail again",
  archive: "Archive the CRM contact",
  invite: "Invite",
  soft_delete: "Soft-delete the account",
  restore_account: "Restore the account",
  skip: "Skip",
};

/** "412 users", "1,024+ users". */
export const planUsers = ({ count, exact }: Pick<RunPreview, "count" | "exact">) =>
  exact ? plural(count, "user", "users") : `${formatCount(count, false)} users`;

export const planTitle = (action: RunAction, plan: RunPreview | null) =>
  actionWords[action].on(plan ? planUsers(plan) : "users");
