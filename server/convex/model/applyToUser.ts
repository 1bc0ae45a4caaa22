import { keepsOwn, standsUntold } from "../../../shared/drift";
import { comparedFields, type ComparedField, type JobKind } from "../../../shared/link-state";
import type { MutationCtx } from "../_generated/server";
import type { Verdict } from "./applyWebhook";
import { lastWebhookOf, type KnownEvent } from "./eventArgs";
import { decidedBy, heardSince, hearOf, holdsAgainst, isSame, type Heard } from "./eventClocks";
import { mirrorHeard, only, profileOf } from "./eventProfile";
import { changesOf } from "./fieldChanges";
import { cancelOpenJobs } from "./jobs";
import { endMemberSessions } from "./sessions";
import type { Touched } from "./touched";
import { isDeleted, isSuspended } from "./shutOut";
import { once } from "./once";
import { readOwners } from "./settings";
import { otherWithEmail, patchUser, type User, type UserFields } from "./users";

type Applied = Omit<Verdict, "user" | "contactId">;
type Apply = (ctx: MutationCtx, touched: Touched, user: User, event: KnownEvent) => Promise<Applied>;

const ownersOnce = once(readOwners);

/** The e-mail is another living account's. The account does not follow the event, but it is what the CRM now holds. */
const taken: Applied = { outcome: "failed", cause: "taken_email", changes: [], sessionsEnded: 0 };
const stale: Applied = { outcome: "stale", changes: [], sessionsEnded: 0 };

/** What each event of the contract does to the account. */
export const userEvents: Record<string, Apply> = {
  "user.updated": applyProfile,
  "user.deleted": (ctx, touched, user, event) =>
    decide(ctx, touched, user, event, "deletion", deletion(user, event)),
  "user.suspended": (ctx, touched, user, event) =>
    decide(ctx, touched, user, event, "suspension", { suspendedAt: event.eventAt }),
  "user.reactivated": (ctx, touched, user, event) =>
    decide(ctx, touched, user, event, "suspension", { suspendedAt: undefined }),
};

/** Does what an event says of a known user. */
export async function applyToUser(
  ctx: MutationCtx,
  touched: Touched,
  event: KnownEvent,
  user: User,
): Promise<Applied> {
  return userEvents[event.type]?.(ctx, touched, user, event) ?? stale;
}

async function applyProfile(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  event: KnownEvent,
): Promise<Applied> {
  const said = profileOf(event.data);
  const mark = { at: event.eventAt, by: event.eventId };
  const known = heardSince(user.heard, user.profileUpdatedAt);
  const fields = comparedFields.filter((field) => field in said);
  const decided = decidedBy(known, mark, fields);
  if (mark.at < known.floor || (decided.length === 0 && fields.length > 0)) return stale;
  const told = { ...only(said, decided), ...spokenOf(hearOf(known, mark, decided)) };
  const owners = await ownersOnce(ctx, touched);
  const stands = (field: ComparedField) =>
    keepsOwn(field, user, owners) || standsUntold(field, user.untold ?? [], owners);
  const followed = decided.filter((field) => !stands(field));
  const patch = only(said, followed);
  if (!isDeleted(user) && (await otherWithEmail(ctx, user, patch.email))) {
    await mirrorHeard(ctx, touched, user, { ...user, ...told });
    return taken;
  }
  const hasKeptAll = followed.length === 0 && decided.length > 0;
  const learnt = {
    ...patch,
    ...(hasKeptAll ? {} : spokenOf(hearOf(known, mark, followed))),
    lastWebhook: lastWebhookOf(user.lastWebhook, event),
  };
  await patchUser(ctx, touched, user, learnt);
  await mirrorHeard(ctx, touched, { ...user, ...learnt }, { ...user, ...told });
  return { outcome: "applied", changes: changesOf(user, patch), sessionsEnded: 0 };
}

const spokenOf = (heard: Heard) => ({ heard, profileUpdatedAt: heard.at });

/** Soft-deleted here before, it stays what people have said of it; the backend's own last word replaces its earlier one. */
function deletion({ deletedAt, decidedBy: marks }: User, { eventAt, data }: KnownEvent): Partial<UserFields> {
  if (deletedAt !== undefined && deletedAt !== marks?.deletion?.at) return {};
  return { deletedAt: eventAt, deletionReason: data.reason ?? "Deleted in the backend." };
}

/**
 * What is decided as a whole, each kind by its own time: a late `user.deleted` must not get lost because a newer
 * `user.updated` was faster. Sessions and jobs end when it comes into effect, not when it is replayed.
 */
async function decide(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  event: KnownEvent,
  kind: "deletion" | "suspension",
  patch: Partial<UserFields>,
): Promise<Applied> {
  const mark = { at: event.eventAt, by: event.eventId };
  const decidedAt = `${kind}DecidedAt` as const;
  const known = user.decidedBy?.[kind];
  const last = user[decidedAt] ?? 0;
  if (last > mark.at || (known?.at === last && !holdsAgainst(mark, known))) return stale;
  const learnt = {
    [decidedAt]: mark.at,
    decidedBy: isSame(known, mark) ? user.decidedBy : { ...user.decidedBy, [kind]: mark },
  };
  await patchUser(ctx, touched, user, {
    ...patch,
    ...learnt,
    lastWebhook: lastWebhookOf(user.lastWebhook, event),
  });
  const endings = await endAccess(ctx, touched, user, { ...user, ...patch });
  return { outcome: "applied", changes: changesOf(user, patch), ...endings };
}

/** Who is deleted or suspended is signed out at once; nothing more is sent for who is deleted. */
async function endAccess(
  ctx: MutationCtx,
  touched: Touched,
  before: User,
  after: User,
): Promise<Pick<Applied, "sessionsEnded" | "mailStopped">> {
  const isOut = isDeleted(after) || isSuspended(after);
  const sessionsEnded = isOut ? await endMemberSessions(ctx, before._id) : 0;
  if (!isDeleted(after) || isDeleted(before)) return { sessionsEnded };
  const cancelled = await cancelOpenJobs(ctx, touched, before._id);
  const mailed = cancelled.some(({ kind, attempt }) => attempt === 0 && sendsMail.has(kind));
  return { sessionsEnded, ...(mailed ? { mailStopped: true as const } : {}) };
}

/** Jobs that end in a welcome e-mail. One that has been tried may have sent it already. */
const sendsMail: ReadonlySet<JobKind> = new Set(["register", "resend_welcome"]);
