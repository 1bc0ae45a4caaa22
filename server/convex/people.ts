import { v } from "convex/values";
import { z } from "zod";
import { comparedFields, type ComparedField, type ComparedValues } from "../../shared/link-state";
import type { AttemptView, JobView } from "../../shared/jobs";
import { ContactSide, UserDetail, type UserSide, type UserWebhook } from "../../shared/users-api";
import { PersonalValue } from "../../shared/personal";
import { FieldOwnership } from "../../shared/settings-api";
import type { Doc, Id } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { shownQuery } from "./functions";
import { commandsFor } from "./model/availability";
import { personById } from "./model/findPerson";
import { invitationView } from "./model/invitations";
import { statusOf, type Link } from "./model/linkRow";
import { userLink } from "./model/listLinks";
import { nobody } from "./model/nobody";
import { personOf } from "./model/personForRepair";
import { isPurged } from "./model/purgedIds";
import { purgesAt } from "./model/duePurges";
import { repairsFor } from "./model/repairAvailability";
import { readOwners } from "./model/settings";
import { userRef, type User } from "./model/users";
import { attemptRow } from "./model/webhookRows";

const JOBS_SHOWN = 20;
const ATTEMPTS_SHOWN = 20;
const WEBHOOKS_SHOWN = 50;
/** Each can be as large as a webhook may be, so there are fewer. */
const DELIVERIES_READ = 20;

const PersonShown = UserDetail.omit({ fields: true, explanation: true }).extend({
  contact: ContactSide.omit({ source: true }).extend({ readAt: z.number() }).nullable(),
  profileUpdatedAt: z.number(),
  owners: FieldOwnership,
  lastWebhookValues: z.partialRecord(
    z.enum(comparedFields),
    z.object({ value: PersonalValue, at: z.number() }),
  ),
});

/** Everything this deployment knows of one person, or `null`. The contact is the mirror. */
export const get = shownQuery("users.read")({
  shows: PersonShown.nullable(),
  args: { id: v.string() },
  handler: async (ctx, { id }) => {
    const link = await personById(ctx, id);
    if (!link && (await isPurged(ctx, [id]))) throw await nobody(ctx, id);
    if (!link) return null;
    const person = await personOf(ctx, link);
    const { user, contact } = person;
    return {
      row: userLink(link),
      user: user && { ...userSide(user), purgesAt: await purgesAt(ctx, user) },
      contact: contact && contactSide(contact),
      profileUpdatedAt: user?.profileUpdatedAt ?? 0,
      owners: await readOwners(ctx),
      commands: commandsFor(link),
      repairs: repairsFor(person),
      invitation: contact && (await invitationView(ctx, contact)),
      jobs: user ? await jobsOf(ctx, user._id) : [],
      webhooks: await webhooksOf(ctx, link),
      lastWebhookValues: await lastWebhookValues(ctx, link),
    };
  },
});

function userSide(user: User): Omit<UserSide, "purgesAt"> {
  const { salutation, title, organization, profession, position } = user;
  const others = Object.entries({ salutation, title, organization, profession, position });
  return {
    ...sideValues(user),
    userId: userRef(user),
    convexId: user._id,
    status: statusOf(user),
    crmContactId: user.crmContactId ?? null,
    frontendUserId: user.frontendUserId ?? null,
    createdAt: user.createdAt,
    deletedAt: user.deletedAt ?? null,
    deletionReason: user.deletionReason ?? null,
    suspendedAt: user.suspendedAt ?? null,
    otherFields: Object.fromEntries(others.flatMap(([field, value]) => (value ? [[field, value]] : []))),
  };
}

function contactSide(contact: Doc<"contacts">): Omit<ContactSide, "source"> & { readAt: number } {
  return {
    ...sideValues(contact),
    contactId: contact.crmId,
    name: contact.name ?? "",
    status: contact.status,
    convexUserId: contact.convexUserId ?? null,
    frontendUserId: contact.frontendUserId ?? null,
    company: contact.company ?? null,
    tags: contact.tags,
    createdAt: contact.createdAt,
    updatedAt: contact.updatedAt,
    readAt: contact.readAt,
  };
}

const sideValues = (side: ComparedValues) => ({
  email: side.email ?? null,
  firstName: side.firstName ?? null,
  lastName: side.lastName ?? null,
  phone: side.phone ?? null,
});

async function jobsOf(ctx: QueryCtx, user: Id<"users">): Promise<JobView[]> {
  const jobs = await ctx.db
    .query("syncJobs")
    .withIndex("by_user", (q) => q.eq("user", user))
    .order("desc")
    .take(JOBS_SHOWN);
  return Promise.all(jobs.map(async (job) => jobView(job, await attemptsOf(ctx, job._id))));
}

async function attemptsOf(ctx: QueryCtx, job: Id<"syncJobs">): Promise<AttemptView[]> {
  const attempts = await ctx.db
    .query("syncAttempts")
    .withIndex("by_job", (q) => q.eq("job", job))
    .order("desc")
    .take(ATTEMPTS_SHOWN);
  return attempts.map(({ number, startedAt, durationMs, outcome, ...attempt }) => ({
    ...{ number, startedAt, durationMs, outcome },
    httpStatus: attempt.httpStatus ?? null,
    errorCode: attempt.errorCode ?? null,
    message: attempt.message ?? null,
    receipt: attempt.receipt ?? null,
  }));
}

const jobView = (job: Doc<"syncJobs">, attempts: AttemptView[]): JobView => ({
  jobId: job._id,
  kind: job.kind,
  state: job.state,
  requestedBy: job.requestedBy,
  reason: job.reason ?? null,
  createdAt: job.createdAt,
  finishedAt: job.finishedAt ?? null,
  nextAttemptAt: job.state === "waiting" || job.state === "queued" ? (job.wakeAt ?? null) : null,
  errorCode: job.errorCode ?? null,
  errorMessage: job.errorMessage ?? null,
  receipt: job.receipt ?? null,
  attempts,
});

async function webhooksOf(ctx: QueryCtx, link: Link): Promise<UserWebhook[]> {
  const attempts = await arrivalsOf(ctx, link).order("desc").take(WEBHOOKS_SHOWN);
  return attempts.map(attemptRow);
}

const arrivalsOf = (ctx: QueryCtx, { user, contactId }: Link) =>
  user
    ? ctx.db.query("webhookAttempts").withIndex("by_user_receivedAt", (q) => q.eq("user", user))
    : ctx.db
        .query("webhookAttempts")
        .withIndex("by_contactId_receivedAt", (q) => q.eq("contactId", contactId ?? ""));

type SaidByWebhook = Partial<Record<ComparedField, { value: string; at: number }>>;

/** What the backend last said about each compared field and when, by the webhooks that were applied. */
async function lastWebhookValues(ctx: QueryCtx, { user }: Link): Promise<SaidByWebhook> {
  if (!user) return {};
  const deliveries = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_user", (q) => q.eq("user", user))
    .order("desc")
    .take(DELIVERIES_READ);
  const values: SaidByWebhook = {};
  for (const { data, eventAt } of deliveries.filter(({ outcome }) => outcome === "applied")) {
    for (const field of comparedFields) {
      const value = data?.[field];
      if (value !== undefined) values[field] ??= { value, at: eventAt };
    }
  }
  return values;
}
