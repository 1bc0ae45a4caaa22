import { fieldList, fieldName } from "./field-names";
import { comparedFields, linkStates, type ComparedField, type LinkState } from "./link-state";

/**
 * Sentences that the server says again and again. The English is what is kept and sent; by its key the console finds
 * the same in the operator's language, and shows the English where a sentence is none of these.
 */

/** Why something cannot be done, or was not done, for somebody. */
export const whyNot = {
  conflict: "The IDs disagree. A resync could link the wrong people, so a person has to review it.",
  conflictOrAmbiguous: "The IDs disagree or the match is ambiguous. A person has to review it.",
  onlyContact: "There is no account to sync. The contact exists only in the CRM.",
  nothingToSync: "There is no account to sync: the contact exists only in the CRM.",
  softDeleted: "The user is soft-deleted. Restore them first.",
  nothingToDelete: "There is no account to delete.",
  alreadyDeleted: "Already soft-deleted.",
  onlyDeleted: "Only a soft-deleted user can be restored.",
  purgedOnceDeleted: "Somebody with an account is soft-deleted first. After that they can be purged.",
  nothingToWelcome: "There is no active account to welcome.",
  notKnownYet: "The backend does not know this user yet. Resync first.",
  noAccount: "There is no account.",
  keptApart:
    "A contact with this e-mail was rejected as somebody else's, and the backend goes by e-mail. Change one of the two addresses first.",
  otherRun: "Another run is at work on this user.",
  rowGone: "Their row is gone: they belong to somebody else's by now.",
  nobodyHasId: "Nobody has this ID any more.",
  filterPassed: "The filter does not match them any more.",
  linkedAlready: "Linked already.",
  notMatched: "Not matched with a contact that waits to be linked.",
  onlyContactInvited: "Only a contact without an account can be invited.",
  contactArchived: "The contact is archived. Restore it in the CRM first.",
  linkedArchived: "The contact is archived. Resync restores it.",
  nothingToInvite: "There is no contact to invite.",
  noContactToArchive: "There is no CRM contact to archive.",
  contactAlone: "A contact without an account cannot be archived from here yet.",
  noActiveContact: "No active CRM contact is left.",
  livingAccount: "The contact belongs to a living account. Soft-delete that first.",
  otherAccount: "The contact is another living account's too. Review who it belongs to first.",
  notPossible: "Not possible for this person.",
  nothingToSettle: "The two sides are not linked, so there are no fields to settle.",
  notInDoubt: "Nothing about this person's match is in doubt.",
  jobUnderWay: "A job is under way for this person. Try again in a few seconds.",
  jobWaits:
    "A job is under way for this person. Its next attempt is in {minutes} min. Resync to hurry it on, and try again when it has ended.",
  contentRemoved: "Its content was removed when its time was over.",
  letInAlready: "It was let in by an admin already.",
  onlyUnproven: "Only what was refused for its signature or its time can be let in.",
  valuesNotKept: "Values that it would need were never kept.",
  bodyTooLarge: "Its body was too large to be kept whole.",
  noReason: "No reason was given.",
  otherCauses: "Other causes",
} as const;

/** Somebody has left the states they were picked for. */
export const noLonger = (states: readonly LinkState[], now: LinkState): string =>
  `No longer ${states.map(spaced).join(" or ")}: ${spaced(now)} by now.`;

/** The states that `noLonger` told of, or `null` when it is another sentence. */
export function readNoLonger(text: string): { states: LinkState[]; now: LinkState } | null {
  const said = /^No longer (?<before>[a-z ]+): (?<now>[a-z ]+) by now\.$/u.exec(text)?.groups;
  const states = said?.before?.split(" or ").map(stateOf) ?? [];
  const now = stateOf(said?.now ?? "");
  const known = states.filter((state) => state !== undefined);
  return now && known.length > 0 && known.length === states.length ? { states: known, now } : null;
}

const spaced = (state: LinkState) => state.replace("_", " ");
const stateOf = (words: string) => linkStates.find((state) => spaced(state) === words);

/** What became of a webhook. */
export const verdicts = {
  signature: "No active secret gives the signature it carries. It was refused and changed nothing.",
  timestamp:
    "Its timestamp is missing or more than 300 s from this server's clock. It was refused and changed nothing.",
  malformed: "It could not be read as an event. It was refused and changed nothing.",
  too_large: "It is larger than 256 KB. It was refused unread and changed nothing.",
  content_type: "It is not JSON. It was refused and changed nothing.",
  rate_limited: "Its source sent too many unverified requests. It was refused and changed nothing.",
  applied: "Genuine, new and in order: it was applied.",
  duplicate: "Genuine, but this event had already been taken: nothing was changed again.",
  stale: "Genuine, but something newer had already been applied: nothing was changed.",
  ignored: "Genuine, of a type Tandem does not act on: it was kept and changed nothing.",
  unmatched: "Genuine, for somebody unknown here: it was kept and changed nothing.",
  matchedLater: "Genuine, for somebody not yet known here: it was kept, and applied when they were.",
  mended: "Genuine, but it could not be applied when it came. A replay has mended that.",
  takenEmail:
    "Genuine, but another account has the e-mail address it tells: the account was not changed. Change or delete that one, and this is applied by itself, or by a replay.",
  freed: "The other account has given the e-mail address up.",
  broke: "Genuine, but applying it broke: nothing was changed. Replay it when that is mended.",
} as const;

/** Said after a verdict. */
export const LET_IN_LATER = " Later an admin let it in.";
export const JUDGED_LATER = " It was judged only when somebody here had its IDs: at first nobody had.";

/** What a job has done, by its kind; and `unproved`. */
export const receipts = {
  register: "Registered in the backend and read back from both sides.",
  update: "Both sides read back; they agree.",
  link_existing: "The IDs are stored on both sides and were read back.",
  resend_welcome: "The backend has logged the welcome e-mail as sent.",
  restore: "The CRM contact is active again; read back.",
  archive: "The CRM contact is archived; read back.",
  unproved: "The backend accepted it; its log does not show it yet.",
} as const;

/** What a job has done where fields still differ. */
export const stillDiffer = (done: string, fields: readonly ComparedField[]): string =>
  `${done} These fields still differ: ${fieldList(fields)}.`;

/** What `stillDiffer` was made of, or `null` when it is another sentence. */
export function readStillDiffer(text: string): { done: string; fields: ComparedField[] } | null {
  const said = /^(?<done>.+\.) These fields still differ: (?<names>[^.]+)\.$/u.exec(text)?.groups;
  const names = said?.names?.split(", ") ?? [];
  const fields = comparedFields.filter((field) => names.includes(fieldName(field)));
  return said?.done && fields.length === names.length ? { done: said.done, fields } : null;
}

/** What happened to a person, as their timeline tells it. */
export const happened = {
  "webhook.applied": "The backend sent this event; it was applied.",
  "webhook.stale": "The backend sent this event, but something newer was known already. Nothing was changed.",
  "webhook.ignored": "The backend sent an event Tandem does not act on.",
  "webhook.unmatched": "The backend sent this event for somebody unknown here.",
  "webhook.failed": "The backend sent this event, but its data cannot be right. Nothing was changed.",
  "webhook.taken":
    "The backend sent this event, but another account has its e-mail address. Nothing was changed.",
  "webhook.early":
    "The backend sent this event before it was known here whom it is about; now it was judged.",
  accountMade: "The account was made, in the deployment it was imported from.",
  contactMade: "The contact was made in the CRM.",
  registered: "Registered in the portal.",
  registeredInvited: "Registered in the portal, by invitation.",
  signedIn: "Signed in to the portal.",
  signedOut: "Signed out of the portal.",
  askedAgain: "Asked for a new try in the portal.",
  askedBooking: "Asked to book an event in the portal.",
  guestBooking: "Somebody asked to book an event in the portal, as a guest.",
  booked: "The event is booked in the backend.",
  notBooked: "The event was not booked; nothing was charged.",
  neverKnown: "Nobody could find out whether the event was booked; it is not asked for any more.",
  settledBooked: "Looked in the backend: the event is booked.",
  settledNotBooked: "Looked in the backend: the event is not booked.",
  hurriedBooking: "Asked for a booking under way to be tried at once.",
  guestHurried: "A guest asked for their booking under way to be tried at once.",
  askedResync: "Asked for a resync.",
  askedWelcome: "Asked for the welcome e-mail to be sent again.",
  askedArchive: "Asked for the CRM contact to be archived.",
  madeLink: "Made a link by which this contact can register.",
  invitedByRun: "Invited; the link is in the file of links of the run.",
  restored: "Restored the account.",
  purgeBegun: "The purge of this person has begun. There is no way back.",
  purged: "Purged: nothing personal is kept of this person any more.",
  exportedPerson: "Takes along everything that is kept of this person.",
  exportedPersonDone: "The file about this person is complete.",
  exportedPersonBroken: "The file about this person was not finished.",
  newerAccount: "The CRM contact now belongs to a newer account of this person.",
  otherAccount: "The CRM contact was found to be another account's.",
  contactGone: "The CRM does not have this contact any more. It has left the mirror.",
  askedReset: "Somebody asked for a link to set a new password.",
  resetPassword: "Set a new password by the link in a mail.",
  firstPassword: "Set their first password by the link in a mail.",
  changedPassword: "Changed their password in the portal.",
  endedSessions: "Signed out of other devices.",
  resetMailed: "The mail with the link to set a password was handed over.",
  resetNotMailed: "The mail with the link to set a password could not be sent.",
  changeMailed: "The mail that tells of the new password was handed over.",
  changeNotMailed: "The mail that tells of the new password could not be sent.",
  proofMailed: "The mail with the link to confirm an e-mail address was handed over.",
  proofNotMailed: "The mail with the link to confirm an e-mail address could not be sent.",
  addressNoticeMailed: "The mail that tells the old address of the new one was handed over.",
  addressNoticeNotMailed: "The mail that tells the old address of the new one could not be sent.",
  deletionMailed: "The mail that confirms the deletion was handed over.",
  deletionNotMailed: "The mail that confirms the deletion could not be sent.",
  askedProof: "Asked for the link to confirm their e-mail address again.",
  provedAddress: "Confirmed their e-mail address by the link in a mail.",
  askedAddress: "Asked for another e-mail address. It counts when the link mailed there is opened.",
  droppedAddress: "Does not want the other e-mail address any more.",
  changedAddress: "Changed their e-mail address, by the link mailed to the new one.",
  changedProfile: "Changed their profile in the portal.",
  registeredTwice: "Sent the same registration form again: there is one account.",
} as const;

/** What is said after it. */
export const sessionsEndedWords = (count: number): string =>
  count === 0 ? "" : ` ${count} portal session${count === 1 ? "" : "s"} ended.`;
export const MAIL_STOPPED = " The welcome e-mail was not sent.";
export const softDeletedWords = (sessions: number): string =>
  sessions === 0 ? "Soft-deleted." : `Soft-deleted;${sessionsEndedWords(sessions)}`;

/** The key of a sentence, or `null` when it is none of these. */
export function keyOf<Key extends string>(
  sentences: Readonly<Record<Key, string>>,
  text: string,
): Key | null {
  const keys = Object.keys(sentences) as Key[];
  return keys.find((key) => sentences[key] === text) ?? null;
}
