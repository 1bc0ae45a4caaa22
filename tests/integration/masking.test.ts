import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import type { OperatorRole } from "../../shared/permissions";
import type { AppError } from "../../shared/errors";
import { appErrorOf } from "../support/app-error";
import { joinAs } from "../support/operators";
import { newPerson } from "../support/people";
import { startTestTandem, type TestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

/** What a viewer is told of somebody who is known, by every way that shows people. */
const zoe = newPerson({
  firstName: "Zoraya",
  lastName: "Quistorp",
  email: "zoraya.quistorp@praxis-quistorp.example",
  phone: "+49 171 5550123",
  organization: "Praxis Quistorp",
});
const secrets = /zoraya|quistorp|praxis|5550123|171 ?555/iu;

let tandem: TestTandem;
let viewer: Visitor;
let userId: string;
let linkId: string;
beforeAll(async () => {
  tandem = await startTestTandem();
  userId = (await tandem.visitor().trpc.portal.register.mutate(zoe)).userId;
  await tandem.convex.as(systemActor).mutation(api.webhooks.receive, renamed());
  const admin = (await tandem.admin()).trpc;
  linkId = (await admin.users.get.query({ id: userId })).row.linkId;
  await admin.users.softDelete.mutate({ id: userId, reason: "Zoraya Quistorp asked by phone" });
  const shared = { name: "Quistorps", shared: true, search: "q=quistorp" };
  await admin.savedViews.save.mutate(shared);
  await admin.users.restore.mutate({ id: userId });
  viewer = (await joinAs(tandem, "viewer")).visitor;
});
afterAll(() => tandem.close());

function renamed() {
  const data = { convexUserId: userId, lastName: "Quistorp", email: zoe.email };
  const now = Date.now();
  const payload = JSON.stringify({ event: "user.updated", data });
  return {
    event: { eventId: "evt_masked", type: "user.updated", eventAt: now, data, payload },
    arrival: { receivedAt: now, durationMs: 1, bytes: payload.length, headers: [] },
  };
}

/** Everything that shows people, as this visitor sees it. */
async function everything({ trpc }: Visitor) {
  const { rows: arrivals } = await trpc.webhooks.list.query({});
  const { events } = await trpc.users.timeline.query({ id: userId });
  return {
    list: await trpc.users.list.query({}),
    found: await trpc.users.list.query({ query: zoe.email }),
    person: await trpc.users.get.query({ id: userId }),
    timeline: events,
    records: await Promise.all(
      events.map(({ id: eventId }) => trpc.users.timelineRecord.query({ id: userId, eventId })),
    ),
    candidates: await trpc.users.matchCandidates.query({ id: userId }),
    arrivals,
    webhooks: await Promise.all(arrivals.map(({ attemptId }) => trpc.webhooks.get.query({ attemptId }))),
    views: await trpc.savedViews.list.query(),
  };
}

describe("a viewer", () => {
  test("sees nobody's name, address or number anywhere, and who may sees them", async () => {
    const all = await everything(viewer);
    expect(all.list.rows).toHaveLength(1);
    expect(all.person.fields).toHaveLength(4);
    expect(all.webhooks).not.toEqual([]);
    for (const [what, shown] of Object.entries(all)) expect(JSON.stringify(shown), what).not.toMatch(secrets);
    const { visitor: support } = await joinAs(tandem, "support");
    const { candidates: _nobody, ...clear } = await everything(support);
    for (const [what, shown] of Object.entries(clear)) expect(JSON.stringify(shown), what).toMatch(secrets);
  });

  test("sees enough to tell people apart, and every ID, state and time as it is", async () => {
    const masked = (await viewer.trpc.users.list.query({})).rows[0];
    const clear = (await (await tandem.admin()).trpc.users.list.query({})).rows[0];
    expect(masked).toEqual({ ...clear, name: expect.any(String), email: "z•••@p•••.example" });
    expect(masked?.name).toMatch(/Z••• Q•••$/u);
    const { fields } = await viewer.trpc.users.get.query({ id: userId });
    expect(fields.find(({ field }) => field === "phone")).toMatchObject({ convex: "••• 23", differs: false });
  });

  test("is told no more by a direct call of Convex with a token of their own", async () => {
    const convex = tandem.convex.as({ kind: "operator", id: "v", name: "Vera", role: "viewer" });
    const answers = [
      await convex.query(api.people.get, { id: userId }),
      await convex.query(api.links.page, { cursor: null, limit: 10 }),
      await convex.query(api.timeline.page, { id: userId, cursor: null }),
      await convex.query(api.webhookLog.page, { cursor: null, limit: 10 }),
      await convex.query(api.webhookLog.since, { after: 0 }),
      await convex.query(api.matchReview.candidates, { id: userId }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(secrets);
  });

  test("finds somebody by a whole address, number or ID, and nobody by the beginning of one", async () => {
    const count = async (query: string) => {
      const found = await viewer.trpc.users.list.query({ query });
      expect((await viewer.trpc.users.facets.query({ query })).total).toBe(found.rows.length);
      return found.rows.length;
    };
    for (const whole of [zoe.email, zoe.phone, userId, linkId]) expect(await count(whole), whole).toBe(1);
    for (const part of ["zor", "Quistorp", "zoraya.quistorp@", "z"]) expect(await count(part), part).toBe(0);
  });

  test("cannot learn a name by its place in an order", async () => {
    const sorted = viewer.trpc.users.list.query({ sort: { key: "name", direction: "asc" } });
    expect(await appErrorOf(sorted)).toMatchObject({ code: "forbidden", field: "sort" });
  });

  test("is not offered others' views that look for words, and keeps their own", async () => {
    const save = { name: "Mine", shared: false, search: "q=whatever" };
    await viewer.trpc.savedViews.save.mutate(save);
    const { views } = await viewer.trpc.savedViews.list.query();
    expect(views.map(({ name, search }) => [name, search])).toEqual([["Mine", "q=whatever"]]);
  });

  test("can look at one value at a time, and the audit tells which, of whom, and not what it was", async () => {
    const reveal = { id: userId, side: "convex", field: "phone" } as const;
    expect(await viewer.trpc.users.reveal.mutate(reveal)).toEqual({
      value: expect.stringContaining("5550123"),
    });
    const admin = (await tandem.admin()).trpc;
    const { rows } = await admin.audit.list.query({ about: userId, actions: ["reveal"] });
    expect(rows).toMatchObject([
      {
        actor: { name: "Joan viewer", role: "viewer" },
        summary: "Looked at the phone in Convex.",
        changes: [],
      },
    ]);
    expect(JSON.stringify({ ...rows[0], person: null })).not.toMatch(secrets);
  });

  test("looks at no more values in an hour than admins allow, and at none when they allow none", async () => {
    const reveal = (field: "phone" | "name") =>
      viewer.trpc.users.reveal.mutate({ id: userId, side: "row", field });
    await allowReveals(2);
    await reveal("name");
    await reveal("phone");
    expect(await appErrorOf(reveal("name"))).toMatchObject({
      code: "too_many",
      message: expect.stringMatching(/as viewers may in an hour. Try again in \d+ min\.$/u),
    });
    await allowReveals(0);
    expect(await appErrorOf(reveal("name"))).toMatchObject({
      code: "forbidden",
      message: "Viewers may look at no masked value. An admin can change that in the settings.",
    });
  });

  test.each(["support", "admin", "auditor"] as const)(
    "is the only one to reveal: a %s sees it anyway",
    async (role) => {
      expect(await refusedTo(role)).toMatchObject({ code: "forbidden" });
    },
  );
});

async function allowReveals(revealsPerHour: number): Promise<void> {
  const { settings: desk } = (await tandem.admin()).trpc;
  const { version, settings } = await desk.get.query();
  await desk.update.mutate({
    version,
    settings: { ...settings, access: { ...settings.access, revealsPerHour } },
  });
}

async function refusedTo(role: OperatorRole): Promise<AppError | null> {
  const { visitor } = await joinAs(tandem, role);
  return appErrorOf(visitor.trpc.users.reveal.mutate({ id: userId, side: "row", field: "name" }));
}
