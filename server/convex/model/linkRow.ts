import { isOpen } from "../../../shared/jobs";
import { deriveJoin, withJob, type Derived, type JobFacts, type Match } from "../../../shared/link-state";
import { tidyName } from "../../../shared/normalize";
import { phoneKeyWords } from "../../../shared/search-phone";
import { foldText, searchText } from "../../../shared/search-text";
import type { WithoutSystemFields } from "convex/server";
import type { Doc } from "../_generated/dataModel";
import { isArchived, type Contact } from "./contacts";
import type { JobColumns } from "./touched";
import { triesOf } from "./jobs";
import { isDeleted, isSuspended } from "./shutOut";
import { userRef, type User } from "./users";

export type Link = Doc<"links">;
export type LinkRow = Omit<WithoutSystemFields<Link>, "updatedAt" | "stateSince" | "countedByError">;

/** The whole row of one person, from its two sides, how they were matched, and the job that speaks for it. */
export function linkRow(
  user: User | null,
  contact: Contact | null,
  match: Match,
  job: JobColumns | null,
): LinkRow {
  const lastWebhook = newestWebhook(user, contact);
  const join = deriveJoin({
    user: user && userFacts(user),
    contact: contact && contactFacts(contact),
    match,
  });
  return {
    user: user?._id,
    contact: contact?._id,
    userId: user ? userRef(user) : undefined,
    contactId: contact?.crmId,
    frontendUserId: user?.frontendUserId ?? contact?.frontendUserId,
    join,
    ...jobColumns(join, job),
    ...textColumns(user, contact),
    userStatus: user ? statusOf(user) : undefined,
    createdAt: (user ?? contact)?.createdAt ?? 0,
    lastSyncAt: user?.lastSyncedAt,
    lastWebhookAt: lastWebhook?.at,
    lastWebhookType: lastWebhook?.type,
  };
}

const userFacts = (user: User) => ({
  ...{ ...sides(user), id: userRef(user) },
  ...{ deleted: isDeleted(user), crmContactId: user.crmContactId },
});

const contactFacts = (contact: Contact) => ({
  ...{ ...sides(contact), id: contact.crmId },
  ...{ archived: isArchived(contact), convexUserId: contact.convexUserId },
});

/** What the person is called, and how they are sorted and found by it. */
function textColumns(user: User | null, contact: Contact | null) {
  const email = tidyEmail(user?.email) ?? tidyEmail(contact?.email);
  const contactsName = contact && contactName(contact);
  const name = (user && fullName(user)) ?? contactsName ?? email ?? NO_NAME;
  const names = [name, contactsName];
  const phones = [user?.phoneKey, contact?.phoneKey].flatMap(phoneKeyWords);
  return {
    ...{ name, email, sortName: foldText(name), sortEmail: foldText(email ?? "") },
    searchName: searchText(names),
    searchText: searchText([...names, email, contact?.email, user?.organization, ...phones]),
  };
}

const sides = ({ email, firstName, lastName, phone }: User | Contact) => ({
  email,
  firstName,
  lastName,
  phone,
});

/** Events come for the user and for the contact; the row shows the newest of both. */
function newestWebhook(user: User | null, contact: Contact | null): User["lastWebhook"] {
  const [ofUser, ofContact] = [user?.lastWebhook, contact?.lastWebhook];
  return (ofContact?.at ?? 0) > (ofUser?.at ?? 0) ? ofContact : ofUser;
}

const tidyEmail = (email: string | undefined) => email?.trim() || undefined;

export const fullName = ({
  title,
  firstName,
  lastName,
}: {
  title?: string;
  firstName?: string;
  lastName?: string;
}) => tidyName([title, firstName, lastName].filter(Boolean).join(" "));

/** What rows are called that tell of no name. */
export const NO_NAME = "No name";

export const contactName = (contact: Contact) => fullName(contact) ?? tidyName(contact.name);

export const statusOf = (user: User) =>
  isDeleted(user) ? "deleted" : isSuspended(user) ? "suspended" : "active";

const noJob = { attempts: 0, jobState: undefined, errorCode: undefined, nextAttemptAt: undefined };

function jobFacts(job: JobColumns): JobFacts {
  const { kind, errorCode } = job;
  if (job.finishedAt === undefined) return { kind, status: "open" };
  return { kind, errorCode, status: job.state === "failed" ? "failed" : "done" };
}

/** What the row shows of the job: an open one always, an ended one only while its failure stands. */
export function jobColumns(join: Derived, job: JobColumns | null) {
  const state = withJob(join, job && jobFacts(job));
  if (!job || job.state === "cancelled") return { ...noJob, ...state };
  const attempts = triesOf(job);
  if (isFirstInBulk(job, attempts)) return { ...noJob, ...state, jobState: "queued" as const };
  return {
    ...state,
    jobState: isOpen(job.state) ? job.state : undefined,
    errorCode: isOpen(job.state) || job.state === "failed" ? job.errorCode : undefined,
    attempts,
    nextAttemptAt: job.state === "waiting" ? job.wakeAt : undefined,
  };
}

/** A run would write every row once more, for the moment that a first attempt takes: until it has ended, it is queued. */
const isFirstInBulk = ({ lane, state }: JobColumns, attempts: number): boolean =>
  lane === "bulk" && state === "running" && attempts === 1;
