import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signInTry } from "../support/members";
import { newPerson } from "../support/people";
import { type TestTandem, startTestTandem } from "../support/tandem";
import { registerMember } from "../../server/auth/register-member";
import { api } from "../../server/convex/_generated/api";
import { systemActor } from "../../server/convex-client";
import { Outcomes } from "../../server/sync/outcomes";
import { appErrorOf } from "../support/app-error";

describe("registering in the portal", () => {
  let tandem: TestTandem;
  beforeAll(async () => {
    tandem = await startTestTandem();
  });
  afterAll(() => tandem.close());

  test("gives both IDs, signs the person in and shows them at the desk as linked", async () => {
    const visitor = tandem.visitor();
    const person = newPerson();
    const result = await visitor.trpc.portal.register.mutate(person);
    expect(result).toMatchObject({ status: "linked" });
    if (result.status !== "linked") throw new Error(result.status);
    const me = await visitor.trpc.portal.me.query();
    expect(me).toMatchObject({
      userId: result.userId,
      firstName: "Zoë",
      email: person.email,
      sync: { state: "linked", pending: false, crmContactId: result.crmContactId },
    });
    const { rows } = await (await tandem.admin()).trpc.users.list.query({ query: person.email });
    expect(rows).toMatchObject([
      {
        userId: result.userId,
        contactId: result.crmContactId,
        frontendUserId: result.frontendUserId,
        state: "linked",
      },
    ]);
  });

  test("keeps the phone number as typed into the one form, and leaves empty boxes empty", async () => {
    const person = newPerson({ phone: "0049 (0)151 / 2345-678", position: "" });
    const { userId } = await tandem.visitor().trpc.portal.register.mutate(person);
    const detail = await (await tandem.admin()).trpc.users.get.query({ id: userId });
    expect(detail.user).toMatchObject({ phone: "+491512345678", email: person.email });
    expect(detail.user?.otherFields).not.toHaveProperty("position");
  });

  test("is answered by the backend's welcome in the language of the page", async () => {
    const [german, english] = [newPerson({ language: "de" }), newPerson({ language: "en" })];
    for (const person of [german, english]) await tandem.visitor().trpc.portal.register.mutate(person);
    const folder = join(tandem.dataDir, "backend/mail");
    const subjectTo = async ({ email }: { email: string }) => {
      const files = readdirSync(folder).filter((file) => file.endsWith(".eml"));
      const mails = await Promise.all(files.map((file) => simpleParser(readFileSync(join(folder, file)))));
      return mails.find(({ to }) => to && "text" in to && to.text === email)?.subject;
    };
    await expect.poll(() => subjectTo(german)).toBe("Willkommen bei Events");
    await expect.poll(() => subjectTo(english)).toBe("Welcome to Events");
  });

  test("an e-mail address that is taken, in whatever case, is an error beside its field", async () => {
    const person = newPerson();
    await tandem.visitor().trpc.portal.register.mutate(person);
    const again = newPerson({ email: person.email.toUpperCase() });
    const error = await appErrorOf(tandem.visitor().trpc.portal.register.mutate(again));
    expect(error).toMatchObject({ code: "conflict", field: "email" });
  });

  test("of two people who register one address at the same moment, one gets it", async () => {
    const person = newPerson();
    const both = await Promise.allSettled([
      tandem.visitor().trpc.portal.register.mutate(person),
      tandem.visitor().trpc.portal.register.mutate(person),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test.each([
    ["slow", { mode: "slow", delayMs: 60_000 }],
    ["down", { mode: "down" }],
    ["answering with errors", { mode: "error" }],
  ] as const)("while the backend is %s: answers without it, and the account works", async (_how, chaos) => {
    tandem.backend.setChaos(chaos);
    const visitor = tandem.visitor();
    const result = await visitor.trpc.portal.register.mutate(newPerson());
    expect(result).toEqual({ status: "backend_sync_pending", userId: expect.any(String) });
    expect((await visitor.trpc.portal.me.query()).sync).toMatchObject({ state: "pending", pending: true });
    tandem.backend.setChaos({ mode: "ok" });
  });

  test("when the backend is back, the member's own retry links them", async () => {
    tandem.backend.setChaos({ mode: "down" });
    const visitor = tandem.visitor();
    await visitor.trpc.portal.register.mutate(newPerson());
    tandem.backend.setChaos({ mode: "ok" });
    await visitor.trpc.portal.retrySync.mutate();
    await expect.poll(async () => (await visitor.trpc.portal.me.query()).sync.state).toBe("linked");
  });

  test("gives both IDs although the worker of another server did the job", async () => {
    const { convex } = tandem;
    const outcomes = new Outcomes();
    const session = { tokenHash: "hash", expiresAt: Date.now() + 60_000, admit: () => {} };
    const link = { tokenHash: "link hash", sealedToken: "sealed" };
    const result = await registerMember(
      {
        convexAs: (actor) => convex.as(actor),
        doors: { newMemberSession: () => session, newLinkToken: () => link },
        mailer: { nudge: () => {} },
        worker: { nudge: () => {}, waitFor: (...asked) => outcomes.waitFor(...asked) },
        gate: { opensWithin: () => true },
        requestId: "request",
      },
      newPerson(),
    );
    expect(result).toMatchObject({ status: "linked", crmContactId: expect.any(String) });
  });

  test("no log line holds what people typed", () => {
    const log = tandem.logLines.join("");
    expect(log).toContain("/trpc/portal.register");
    expect(log).not.toMatch(/zoe|müller|sommerregen|23456789|@klinik|token/iu);
  });
});

describe("a server that is asked to stop", () => {
  test("finishes the registration it has accepted, and the call to the backend that it has begun", async () => {
    const first = await startTestTandem();
    // A job makes three calls: longer together than the answer waits.
    first.backend.setChaos({ mode: "slow", delayMs: 1_500 });
    const visitor = first.visitor();
    await visitor.trpc.session.me.query();
    const { dataDir, convex } = first;
    const person = newPerson();
    const answer = visitor.trpc.portal.register.mutate(person);
    // Accepted means stored; from here on nothing may get lost.
    await expect
      .poll(async () => {
        const asked = signInTry(person.email);
        return (await convex.as(systemActor).mutation(api.memberSignIn.begin, asked)).credential;
      })
      .not.toBeNull();
    await Promise.all([
      expect(answer).resolves.toMatchObject({ status: "backend_sync_pending" }),
      first.stop(),
    ]);

    const second = await startTestTandem({ dataDir });
    const again = second.visitor();
    const { email, password } = person;
    await again.trpc.portal.signIn.mutate({ email, password });
    expect((await again.trpc.portal.me.query()).sync.state).toBe("linked");
    await second.close();
    await first.close();
  });
});

describe("the shell's two dots", () => {
  test("say that the backend fails, since when, and what waits", async () => {
    const tandem = await startTestTandem();
    const { trpc: desk } = await tandem.admin();
    tandem.backend.setChaos({ mode: "down" });
    await tandem.visitor().trpc.portal.register.mutate(newPerson());
    const health = await desk.health.get.query();
    expect(health).toMatchObject({
      store: { status: "ok", since: expect.any(Number) },
      backend: { status: "failing", since: expect.any(Number) },
      queue: { open: 1, oldestWaitingAt: expect.any(Number) },
    });
    await tandem.close();
  });
});
