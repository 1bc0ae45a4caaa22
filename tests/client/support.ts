import type { UserDetail, UserLink } from "../../shared/users-api";

/** A linked person as the server would send them; say only what the test is about. */
export const aRow = (given: Partial<UserLink> = {}): UserLink => ({
  linkId: "link1",
  userId: "j57d0000000000000000000000000pjwm",
  contactId: "obj_9fk3s7d2h4v8m1q6x2kk",
  frontendUserId: null,
  name: "Dr. Jörg Müller",
  email: "joerg.mueller@example.org",
  state: "linked",
  reason: "in_sync",
  userStatus: "active",
  jobState: null,
  errorCode: null,
  attempts: 1,
  nextAttemptAt: null,
  createdAt: 1_000,
  lastSyncAt: null,
  lastWebhookAt: null,
  lastWebhookType: null,
  updatedAt: 1_000,
  ...given,
});

const side = {
  email: "joerg.mueller@example.org",
  firstName: "Jörg",
  lastName: "Müller",
  phone: "+49 151 2345",
};
const same = (field: "email" | "firstName" | "lastName") => ({
  field,
  convex: side[field],
  crm: side[field],
  lastWebhook: null,
  lastWebhookAt: null,
  differs: false,
  owner: field === "email" ? ("convex" as const) : ("newest" as const),
  keeps: null,
});
const allowed = { allowed: true, why: null };

export const aDetail = (given: Partial<UserDetail> = {}): UserDetail => ({
  row: aRow(),
  user: {
    ...side,
    userId: "j57d0000000000000000000000000pjwm",
    convexId: "j57d0000000000000000000000000pjwm",
    status: "active",
    crmContactId: "obj_9fk3s7d2h4v8m1q6x2kk",
    frontendUserId: null,
    createdAt: 1_000,
    deletedAt: null,
    deletionReason: null,
    purgesAt: null,
    suspendedAt: null,
    otherFields: {},
  },
  contact: {
    ...side,
    contactId: "obj_9fk3s7d2h4v8m1q6x2kk",
    name: "Jörg Müller",
    status: "active",
    convexUserId: "j57d0000000000000000000000000pjwm",
    frontendUserId: null,
    company: null,
    tags: [],
    createdAt: 1_000,
    updatedAt: 1_000,
    source: { kind: "live", readAt: 1_000 },
  },
  fields: [
    same("email"),
    same("firstName"),
    same("lastName"),
    {
      ...{
        field: "phone",
        convex: "+49 151 2345",
        crm: "+49 160 9988",
        lastWebhook: null,
        lastWebhookAt: null,
      },
      ...{ differs: true, owner: "newest", keeps: "crm" },
    },
  ],
  explanation: {
    sentence: { key: "drifted", values: { fields: ["phone"] } },
    next: null,
    best: null,
  },
  commands: { resync: allowed, softDelete: allowed, restore: allowed, resendWelcome: allowed },
  repairs: { resolveDrift: allowed, reviewMatch: allowed, invite: allowed, archiveContact: allowed },
  invitation: null,
  jobs: [],
  webhooks: [],
  ...given,
});
