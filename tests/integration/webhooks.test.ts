import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maskEmail } from "../../shared/masking";
import { appErrorOf } from "../support/app-error";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";
import { signedWebhook } from "../support/webhook";

const secret = `whsec_${Buffer.from("a secret of the backend, 32 bytes").toString("base64")}`;
const newerSecret = `whsec_${Buffer.from("the next secret of the backend..").toString("base64")}`;

let tandem: TestTandem;
let admin: Visitor;
beforeAll(async () => {
  tandem = await startTestTandem({ env: { BACKEND_WEBHOOK_SECRETS: `${secret},${newerSecret}` } });
  admin = await tandem.admin();
});
afterAll(() => tandem.close());

async function post(init: RequestInit): Promise<{ status: number; outcome?: string }> {
  const response = await fetch(`${tandem.url}/api/webhooks/backend-sync`, init);
  return { status: response.status, ...((await response.json()) as { outcome?: string }) };
}

/** Somebody linked on both sides, with their portal session still open. */
async function linkedMember() {
  const member = tandem.visitor();
  const person = newPerson();
  const result = await member.trpc.portal.register.mutate(person);
  if (result.status !== "linked") throw new Error("The member is not linked.");
  return { member, person, ...result };
}

const detailOf = (id: string) => admin.trpc.users.get.query({ id });

describe("a webhook from the backend", () => {
  test("user.updated changes the account and its mirror, so the link stays linked, and says what it changed", async () => {
    const { userId, frontendUserId } = await linkedMember();
    const data = { frontendUserId, phone: "+4915199999999", lastName: "Neu" };
    const event = signedWebhook(secret, { type: "user.updated", at: Date.now(), data });
    expect(await post(event)).toEqual({ status: 200, outcome: "applied" });
    const { user, row, webhooks } = await detailOf(userId);
    expect(user).toMatchObject({ phone: "+4915199999999", lastName: "Neu" });
    expect(row.state).toBe("linked");
    const detail = await admin.trpc.webhooks.get.query({ attemptId: webhooks[0]?.attemptId ?? "" });
    expect(detail).toMatchObject({
      eventId: event.id,
      outcome: "applied",
      scheme: "standard",
      secretLabel: "secret 1",
    });
    expect(detail.changes).toContainEqual(
      expect.objectContaining({ field: "phone", after: "+4915199999999" }),
    );
  });

  test("user.deleted soft-deletes the account and ends its portal sessions at once", async () => {
    const { member, userId, frontendUserId } = await linkedMember();
    const data = { frontendUserId, reason: "gdpr_request" };
    await post(signedWebhook(secret, { type: "user.deleted", at: Date.now(), data }));
    expect((await detailOf(userId)).row).toMatchObject({ state: "deleted", userStatus: "deleted" });
    expect(await appErrorOf(member.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
  });

  test("user.suspended ends sessions, and sign-in is refused until user.reactivated", async () => {
    const { member, person, userId, frontendUserId } = await linkedMember();
    const login = { email: person.email, password: person.password };
    await post(signedWebhook(secret, { type: "user.suspended", at: Date.now(), data: { frontendUserId } }));
    expect(await appErrorOf(member.trpc.portal.me.query())).toMatchObject({ code: "unauthenticated" });
    expect((await appErrorOf(member.trpc.portal.signIn.mutate(login))).code).toBe("forbidden");
    expect((await detailOf(userId)).row.userStatus).toBe("suspended");
    await post(
      signedWebhook(secret, { type: "user.reactivated", at: Date.now() + 1, data: { frontendUserId } }),
    );
    expect(await member.trpc.portal.signIn.mutate(login)).toMatchObject({ userId });
  });

  test("user.updated with a new e-mail changes what the member signs in with, at once", async () => {
    const { member, person, userId, frontendUserId } = await linkedMember();
    const { password } = person;
    const { email } = newPerson();
    const event = { type: "user.updated", at: Date.now(), data: { frontendUserId, email } };
    expect(await post(signedWebhook(secret, event))).toMatchObject({ outcome: "applied" });
    // Whose mailbox the first one was is not known, so the member is not told the new one.
    expect(await member.trpc.portal.me.query()).toMatchObject({ email: maskEmail(email) });
    const signIn = (login: string) => tandem.visitor().trpc.portal.signIn.mutate({ email: login, password });
    expect((await appErrorOf(signIn(person.email))).code).toBe("unauthenticated");
    expect(await signIn(email)).toMatchObject({ userId });
  });

  test("the same event again is a duplicate and changes nothing, also when both arrive together", async () => {
    const { userId, frontendUserId } = await linkedMember();
    const data = { frontendUserId, firstName: "Once" };
    const event = signedWebhook(secret, { type: "user.updated", at: Date.now(), data });
    const outcomes = (await Promise.all([post(event), post(event), post(event)])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.sort()).toEqual(["applied", "duplicate", "duplicate"]);
    const { webhooks } = await detailOf(userId);
    const detail = await admin.trpc.webhooks.get.query({ attemptId: webhooks[0]?.attemptId ?? "" });
    expect(detail.attempts.map(({ outcome }) => outcome).sort()).toEqual([
      "applied",
      "duplicate",
      "duplicate",
    ]);
  });

  test("an older event than the last one applied is stale: newer state is never overwritten", async () => {
    const { userId, frontendUserId } = await linkedMember();
    const now = Date.now();
    const say = (lastName: string, at: number) =>
      post(signedWebhook(secret, { type: "user.updated", at, data: { frontendUserId, lastName } }));
    expect(await say("Newer", now)).toMatchObject({ outcome: "applied" });
    expect(await say("Older", now - 60_000)).toEqual({ status: 200, outcome: "stale" });
    expect((await detailOf(userId)).user?.lastName).toBe("Newer");
  });

  test("the short body form is taken too, with the ID and time of its signed headers", async () => {
    const { userId, frontendUserId } = await linkedMember();
    const { headers } = signedWebhook(secret, { type: "x", at: 0, data: {} });
    const known = headers as Record<string, string>;
    const body = JSON.stringify({ event: "user.updated", data: { frontendUserId, firstName: "Short" } });
    const { Webhook } = await import("standardwebhooks");
    const signature = new Webhook(newerSecret).sign(known["webhook-id"] ?? "", new Date(), body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const sent = { ...known, "webhook-timestamp": timestamp, "webhook-signature": signature };
    expect(await post({ method: "POST", headers: sent, body })).toMatchObject({ outcome: "applied" });
    expect((await detailOf(userId)).user?.firstName).toBe("Short");
  });

  test("somebody unknown is unmatched and an unknown type ignored; both are kept and shown", async () => {
    const stranger = { frontendUserId: "frontend_user_nobody" };
    expect(
      await post(signedWebhook(secret, { type: "user.updated", at: Date.now(), data: stranger })),
    ).toMatchObject({
      outcome: "unmatched",
    });
    expect(
      await post(signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: {} })),
    ).toMatchObject({
      outcome: "ignored",
    });
    const { rows } = await admin.trpc.webhooks.list.query({ outcomes: ["unmatched", "ignored"] });
    expect(rows.map(({ type }) => type)).toEqual(["invoice.paid", "user.updated"]);
  });
});

describe("what is not proven to come from the backend is logged as rejected and changes nothing", () => {
  const cases: Array<[string, (valid: RequestInit) => RequestInit, number, string]> = [
    [
      "a forged signature",
      (v) => ({ ...v, headers: { ...v.headers, "webhook-signature": `v1,${"A".repeat(44)}` } }),
      401,
      "signature",
    ],
    ["a body changed on its way", (v) => ({ ...v, body: `${String(v.body)} ` }), 401, "signature"],
    [
      "no signature at all",
      (v) => ({ ...v, headers: { "content-type": "application/json" } }),
      401,
      "signature",
    ],
    [
      "another content type",
      (v) => ({ ...v, headers: { ...v.headers, "content-type": "text/plain" } }),
      415,
      "content_type",
    ],
    ["more than 256 KB", (v) => ({ ...v, body: "x".repeat(256 * 1024 + 1) }), 413, "too_large"],
  ];
  test.each(cases)("%s", async (_what, spoil, status, cause) => {
    const { userId, frontendUserId } = await linkedMember();
    const data = { frontendUserId, firstName: "Forged" };
    const valid = signedWebhook(secret, { type: "user.updated", at: Date.now(), data });
    expect((await post(spoil(valid))).status).toBe(status);
    expect((await detailOf(userId)).user?.firstName).not.toBe("Forged");
    const { rows } = await admin.trpc.webhooks.list.query({ outcomes: ["rejected"], limit: 1 });
    expect(rows[0]).toMatchObject({ outcome: "rejected", cause, deliveryId: null });
  });

  test("a genuine request from a clock 10 minutes off, with the skew named", async () => {
    const { Webhook } = await import("standardwebhooks");
    const sentAt = new Date(Date.now() - 600_000);
    const body = JSON.stringify({ event: "user.updated", data: {} });
    const headers = {
      "content-type": "application/json",
      "webhook-id": "evt_late",
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign("evt_late", sentAt, body),
    };
    expect((await post({ method: "POST", headers, body })).status).toBe(401);
    const { rows } = await admin.trpc.webhooks.list.query({ outcomes: ["rejected"], limit: 1 });
    const detail = await admin.trpc.webhooks.get.query({ attemptId: rows[0]?.attemptId ?? "" });
    expect(detail.cause).toBe("timestamp");
    expect(detail.clockSkewS).toBeLessThan(-590);
  });

  test("a verified body that is not an event", async () => {
    const { Webhook } = await import("standardwebhooks");
    const body = "[1, 2";
    const sentAt = new Date();
    const headers = {
      "content-type": "application/json",
      "webhook-id": "evt_bad",
      "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign("evt_bad", sentAt, body),
    };
    expect((await post({ method: "POST", headers, body })).status).toBe(400);
  });

  test("secrets in headers are not kept", async () => {
    await post({
      method: "POST",
      body: "{}",
      headers: { authorization: "Bearer s3cret", "content-type": "application/json" },
    });
    const { rows } = await admin.trpc.webhooks.list.query({ outcomes: ["rejected"], limit: 1 });
    const { headers } = await admin.trpc.webhooks.get.query({ attemptId: rows[0]?.attemptId ?? "" });
    expect(headers).toContainEqual({ name: "authorization", value: "(not kept)" });
  });
});
