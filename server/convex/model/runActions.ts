import { whyNot } from "../../../shared/fixed-sentences";
import { jobKinds } from "../../../shared/link-state";
import type { ChangeKind, RunAction } from "../../../shared/runs-api";
import { isCommandAllowed } from "./availability";
import type { Link } from "./linkRow";
import { planFor } from "./resync";

/** What an action would do to one person as their row stands, or why it would do nothing. */
export type Change = { kind: Exclude<ChangeKind, "skip"> } | { skip: string };

const skip = (why: string): Change => ({ skip: why });

/** The one table of what each action means for whom: the plan is drawn from it, and each turn is checked against it. */
export function plannedChange(action: RunAction, link: Link): Change {
  return planners[action](link);
}

const planners: Record<RunAction, (link: Link) => Change> = {
  resync: resyncChange,
  resend_welcome: (link) => ifAllowed("resendWelcome", "resend_welcome", link),
  soft_delete: (link) => ifAllowed("softDelete", "soft_delete", link),
  restore: (link) => ifAllowed("restore", "restore_account", link),
  archive_contact: archiveChange,
  link_matched: (link) =>
    link.state === "unlinked"
      ? { kind: "link_existing" }
      : skip(link.state === "linked" ? whyNot.linkedAlready : whyNot.notMatched),
  invite: (link) => (link.state === "crm_only" ? { kind: "invite" } : skip(whyNot.onlyContactInvited)),
};

/** A failed job's row does not say what the next one would find, so whether a contact is known decides. */
function resyncChange(link: Link): Change {
  if (!link.user) return skip(whyNot.nothingToSync);
  if (link.state === "failed") return { kind: link.contactId ? "update" : "register" };
  if (link.state === "pending") return pendingChange(link);
  const plan = planFor(link.state, link.reason);
  return "skipped" in plan ? skip(plan.skipped) : { kind: plan.kind };
}

/** Who has an open job is hurried on with it; a welcome e-mail under way does not bring the sides together. */
function pendingChange({ reason }: Link): Change {
  const open = jobKinds.find((kind) => kind === reason);
  return { kind: open && open !== "resend_welcome" ? open : "update" };
}

/** Whether the contact is archived already only its mirror says; that is asked when the turn comes. */
function archiveChange({ contact, user, state, reason }: Link): Change {
  if (!contact) return skip(whyNot.noContactToArchive);
  if (!user) return skip(whyNot.contactAlone);
  if (reason === "both_gone") return skip(whyNot.noActiveContact);
  if (state === "deleted" || state === "conflict") return { kind: "archive" };
  return skip(whyNot.livingAccount);
}

type Command = Parameters<typeof isCommandAllowed>[0];

function ifAllowed(command: Command, kind: Exclude<ChangeKind, "skip">, link: Link): Change {
  const { allowed, why } = isCommandAllowed(command, link);
  return allowed ? { kind } : skip(why ?? whyNot.notPossible);
}

/** Calls to the backend that one person takes at most when nothing fails, and e-mails the backend sends for them. */
export const changeCosts: Record<ChangeKind, { calls: number; emails: number }> = {
  register: { calls: 3, emails: 1 },
  update: { calls: 3, emails: 0 },
  link_existing: { calls: 2, emails: 0 },
  restore: { calls: 3, emails: 0 },
  resend_welcome: { calls: 2, emails: 1 },
  archive: { calls: 2, emails: 0 },
  invite: { calls: 0, emails: 0 },
  soft_delete: { calls: 0, emails: 0 },
  restore_account: { calls: 0, emails: 0 },
  skip: { calls: 0, emails: 0 },
};
