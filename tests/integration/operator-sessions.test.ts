import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { guessKeysOf } from "../../server/auth/guess-keys";
import { systemActor } from "../../server/convex-client";
import { appErrorOf } from "../support/app-error";
import { adminLogin, type TestTandem } from "../support/tandem";
import { closeDesk, later, MINUTE, openDesk, staffOf } from "./operators-harness";

/** The people at the desk: who lets whom in and shuts whom out, over real HTTP. The clock is ours. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await openDesk();
});
afterAll(() => closeDesk(tandem));

const { provenAdmin, freshly } = staffOf(() => tandem);
const reason = "as agreed by phone";

describe("sessions", () => {
  test("an operator sees their own, and ends one or all others; an admin ends anybody's", async () => {
    const { visitor, operatorId, login } = await freshly("support");
    const elsewhere = tandem.visitor();
    await elsewhere.trpc.session.signIn.mutate(login);
    const sessions = await visitor.trpc.session.list.query();
    expect(sessions.map(({ current }) => current)).toEqual([false, true]);
    await visitor.trpc.session.revoke.mutate({ sessionId: sessions[0]!.sessionId });
    expect(await elsewhere.trpc.session.me.query()).toBeNull();
    await elsewhere.trpc.session.signIn.mutate(login);
    expect(await visitor.trpc.session.revokeOthers.mutate()).toEqual({ ended: 1 });
    expect(await elsewhere.trpc.session.me.query()).toBeNull();
    expect(await visitor.trpc.session.me.query()).not.toBeNull();

    const admin = await provenAdmin();
    expect(await admin.operators.sessions.query({ operatorId })).toHaveLength(1);
    expect(await admin.operators.endSessions.mutate({ operatorId })).toEqual({ ended: 1 });
    expect(await visitor.trpc.session.me.query()).toBeNull();
  });

  test("of somebody else are unknown to an operator", async () => {
    const [one, other] = [await freshly("viewer"), await freshly("viewer")];
    const [theirs] = await other.visitor.trpc.session.list.query();
    const attempt = one.visitor.trpc.session.revoke.mutate({ sessionId: theirs!.sessionId });
    expect(await appErrorOf(attempt)).toMatchObject({ code: "not_found", field: "sessionId" });
  });

  test("an idle one ends after an hour; one in which somebody works ends after twelve", async () => {
    const idle = await freshly("support");
    const busy = await freshly("support");
    for (let n = 0; n < 2; n++) {
      await busy.visitor.trpc.session.keepActive.mutate();
      later(55 * MINUTE);
    }
    expect(await idle.visitor.trpc.session.me.query()).toBeNull();
    expect(await busy.visitor.trpc.session.me.query()).not.toBeNull();
    for (let n = 0; n < 11; n++) {
      await busy.visitor.trpc.session.keepActive.mutate();
      later(55 * MINUTE);
    }
    later(5 * MINUTE);
    expect(await busy.visitor.trpc.session.me.query()).toBeNull();
  });
});

describe("a step-up", () => {
  test("is wanted ten minutes after signing in, before somebody is let in or shut out", async () => {
    const admin = await provenAdmin();
    const invite = () => admin.operators.invite.mutate({ email: "step@desk.example", role: "viewer" });
    await invite();
    later(10 * MINUTE);
    expect(await appErrorOf(invite())).toMatchObject({ code: "needs_step_up" });
    const wrong = admin.session.stepUp.mutate({ by: "password", password: "wrong" });
    expect(await appErrorOf(wrong)).toMatchObject({ code: "invalid", field: "password" });
    expect(await appErrorOf(invite())).toMatchObject({ code: "needs_step_up" });
    await admin.session.stepUp.mutate({ by: "password", password: adminLogin.password });
    await invite();
  });

  test("is wanted before a run takes something away, and not before one that does not", async () => {
    const admin = await provenAdmin();
    later(10 * MINUTE);
    const create = (action: "soft_delete" | "resync") => {
      const selection = { by: "filter" as const, filter: { query: "nobody" }, except: [] };
      return appErrorOf(admin.runs.create.mutate({ action, selection, name: "A run", reason, hash: "" }));
    };
    expect(await create("soft_delete")).toMatchObject({ code: "needs_step_up" });
    expect((await create("resync")).code).not.toBe("needs_step_up");
  });

  test("is wanted before signing in is made easier or a second admin is done without, and not for other settings", async () => {
    const admin = await provenAdmin();
    later(10 * MINUTE);
    const { version, settings } = await admin.settings.get.query();
    const access = { ...settings.access, sessionHours: 24 };
    const update = (changed: typeof settings) => admin.settings.update.mutate({ version, settings: changed });
    expect(await appErrorOf(update({ ...settings, access }))).toMatchObject({ code: "needs_step_up" });
    const approval = { ...settings.approval, over: null };
    expect(await appErrorOf(update({ ...settings, approval }))).toMatchObject({ code: "needs_step_up" });
    await update({ ...settings, gate: { ...settings.gate, concurrency: 8 } });
  });
});

describe("guessing", () => {
  test("costs more and more time, the same for a known and an unknown e-mail, and is forgotten after a success", async () => {
    const { login } = await freshly("viewer");
    const { signIn } = tandem.visitor().trpc.session;
    const story = async (email: string) => {
      const answers = [];
      for (let n = 0; n < 8; n++) {
        answers.push(await appErrorOf(signIn.mutate({ email, password: "x" })));
        if (n === 5) later(1_000);
      }
      return answers;
    };
    const known = await story(login.email);
    expect(known).toEqual(await story("nobody@desk.example"));
    expect(known[4]).toEqual({ code: "unauthenticated", message: "E-mail address or password is wrong." });
    expect(known[5]).toEqual({
      ...{ code: "too_many", message: "Too many wrong passwords. Try again in 1 s." },
    });
    expect(known[7]).toMatchObject({ message: "Too many wrong passwords. Try again in 2 s." });
    later(15 * MINUTE);
    await signIn.mutate(login);
    expect(await appErrorOf(signIn.mutate({ ...login, password: "x" }))).toMatchObject({
      code: "unauthenticated",
    });
  });

  test("from elsewhere keeps nobody out where they have signed in before, at the door and when they prove who they are", async () => {
    const { visitor, login } = await freshly("viewer");
    const convex = tandem.convex.as(systemActor);
    const guessFrom = (address: string) => {
      const asked = { email: login.email, keys: guessKeysOf(login.email, address) };
      return convex.mutation(api.operatorSignIn.begin, asked);
    };
    await visitor.trpc.session.signIn.mutate(login);
    for (let n = 0; n < 12; n++) await guessFrom("203.0.113.9");
    expect(await guessFrom("203.0.113.9")).toMatchObject({ credential: null });
    expect((await guessFrom("198.51.100.7")).waitMs).toBeGreaterThan(0);
    await visitor.trpc.session.stepUp.mutate({ by: "password", password: login.password });
    await visitor.trpc.session.signIn.mutate(login);
    // They are right here, which takes nothing from the wait of who guesses there.
    expect((await guessFrom("203.0.113.9")).waitMs).toBeGreaterThan(0);
    const { signIn } = visitor.trpc.session;
    for (let n = 0; n < 5; n++) await appErrorOf(signIn.mutate({ ...login, password: "x" }));
    expect(await appErrorOf(signIn.mutate(login))).toMatchObject({ code: "too_many" });
  });

  test("a hundred guesses at the same moment are counted as a hundred", async () => {
    const { login } = await freshly("viewer");
    const { signIn } = tandem.visitor().trpc.session;
    const guess = () => appErrorOf(signIn.mutate({ email: login.email, password: "x" }));
    const answers = await Promise.all(Array.from({ length: 30 }, guess));
    expect(answers.filter(({ code }) => code === "unauthenticated")).toHaveLength(5);
  });

  test("one address cannot go through many accounts; others can still sign in", async () => {
    const convex = tandem.convex.as(systemActor);
    const begin = (account: string, address: string) =>
      convex.mutation(api.operatorSignIn.begin, { email: "", keys: { account, address } });
    for (let n = 0; n < 50; n++) expect((await begin(`account ${n}`, "evil")).waitMs).toBe(0);
    expect((await begin("account 50", "evil")).waitMs).toBe(1_000);
    expect((await begin("account 50", "good")).waitMs).toBe(0);
  });
});
