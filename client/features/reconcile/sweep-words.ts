import {
  MOST_GONE,
  MOST_GONE_SHARE,
  type FindingKind,
  type SweepKind,
  type SweepPhase,
} from "../../../shared/reconcile-api";
import { formatNumber } from "../../lib/format";

type KindWords = { title: string; does: string; costs: string };

/** What each kind of sweep is called, what it does, and what it asks of the backend. */
export const kindWords: Record<SweepKind, KindWords> = {
  changes: {
    title: "Changes",
    does: "Reads what the CRM says has changed since the last sweep, and finds changes of which no webhook came.",
    costs: "One call per 100 changed contacts.",
  },
  hot: {
    title: "What needs care",
    does: "Looks up one by one who is not well, or was heard of in the last hours.",
    costs: "One call per person, a few hundred at most.",
  },
  full: {
    title: "Full",
    does: "Reads every contact of the CRM and compares. Only this sweep finds who is gone.",
    costs: "One call per 100 contacts.",
  },
};

/** The kinds from the lightest to the most thorough. */
export const kindsInOrder: readonly SweepKind[] = ["changes", "hot", "full"];

export const phaseWords: Record<SweepPhase, string> = {
  reading: "Reading the CRM",
  comparing: "Comparing with the mirror",
  confirming: "Asking for each missing contact by its ID",
};

type FindingWords = { title: string; means: string; nobody: string };

/** What a sweep can find, in the order people look for it. */
export const findingWords: Record<FindingKind, FindingWords> = {
  drifted: {
    title: "New drift",
    means: "Linked people whose fields have come to differ.",
    nobody: "Nobody has drifted.",
  },
  broken: {
    title: "Broken",
    means: "Accounts whose contact is gone or archived.",
    nobody: "No link has broken.",
  },
  crm_only: {
    title: "CRM only",
    means: "Contacts that have no account.",
    nobody: "No contact was found without an account.",
  },
  unlinked: {
    title: "Unlinked",
    means: "Two sides that match, but do not store each other’s ID.",
    nobody: "Nobody was found to match without a link.",
  },
  conflict: {
    title: "Conflict",
    means: "IDs that disagree, or a match that is ambiguous.",
    nobody: "No new conflict.",
  },
  healed: {
    title: "Healed",
    means: "People who were not linked before and are now.",
    nobody: "Nobody was healed.",
  },
  missed: {
    title: "Missed webhooks",
    means: "Changes in the CRM of which no webhook came.",
    nobody: "Every change had come as a webhook.",
  },
  absent: {
    title: "Not met",
    means: "Contacts of the mirror that the CRM did not list, not yet known to be gone.",
    nobody: "Every contact of the mirror was met.",
  },
  gone: {
    title: "Gone",
    means: "Contacts that the CRM does not have any more. They have left the mirror.",
    nobody: "No contact is gone.",
  },
};

/** The kinds that are worth a trend: they say how well the two systems keep together. */
export const trendKinds = [
  "drifted",
  "broken",
  "crm_only",
  "unlinked",
  "conflict",
  "healed",
  "missed",
] as const satisfies FindingKind[];

/** Why a sweep stopped in quarantine. */
export const quarantineWords = (notMet: number, mirrored: number | null) => {
  const share = mirrored ? ` of ${formatNumber(mirrored)}` : "";
  return (
    `${formatNumber(notMet)}${share} contacts were not met. That is more than ${formatNumber(MOST_GONE)} or ` +
    `${MOST_GONE_SHARE * 100} % of the mirror, so the CRM may have been only half there. Nobody was marked as gone.`
  );
};
