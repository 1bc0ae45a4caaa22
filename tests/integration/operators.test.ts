import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { guessKeysOf } from "../../server/auth/guess-keys";
import { systemActor } from "../../server/convex-client";
import { appErrorFrom, appErrorOf } from "../support/app-error";
import { joinAs } from "../support/operators";
import { adminLogin, type TestTandem, startTestTandem } from "../support/tandem";

/** The people at the desk: who lets whom in and shuts whom out, over real HTTP. The clock is ours. */
let tandem: TestTandem;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  tandem = await startTestTandem({ now: () => Date.now() });
});
afterAll(async () => {
  await tandem.close();
  vi.useRealTimers();
});

const MINUTE = 60_000;
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const rowOf = async (operatorId: string) => {
  const { trpc } = await tandem.admin();
  const { rows } = await trpc.operators.list.query({});
  return rows.find((row) => row.operatorId === operatorId);
};
const eventsAbout = async (about: string) => {
  const { trpc } = await tandem.admin();
  const { rows } = await trpc.audit.list.query({ about });
  return rows.map(({ action, actor }) => `${actor.name}: ${action}`);
};
/** The first admin, who has lately proved who they are. */
const provenAdmin = async () => {
  const admin = tandem.visitor();
  await admin.trpc.session.signIn.mutate(adminLogin);
  return admin.trpc;
};
const reason = "as agreed by phone";

describe("an invitation", () => {
  test("lets one person in, once, with the role that the admin chose", async () => {
    const admin = await tandem.admin();
    const asked = { email: "sam@desk.example", role: "support" as const };
    const { token, invite } = await admin.trpc.operators.invite.mutate(asked);
    expect(await admin.trpc.operators.invites.query()).toEqual([invite]);
    const sam = tandem.visitor();
    expect(await sam.trpc.session.inviteStatus.query({ token })).toEqual({ invite: asked, why: null });
    const accepted = { token, name: "Sam Support", password: "quiet lantern over harbour" };
    const me = await sam.trpc.session.acceptInvite.mutate(accepted);
    expect(me).toMatchObject({ ...asked, name: "Sam Support" });
    expect(await sam.trpc.session.me.query()).toEqual(me);
    expect(await admin.trpc.operators.invites.query()).toEqual([]);
    expect(await appErrorOf(tandem.visitor().trpc.session.acceptInvite.mutate(accepted))).toMatchObject({
      code: "forbidden",
    });
    expect(await eventsAbout(me.operatorId)).toEqual(["Sam Support: join"]);
  });

  test("is of no use after three days, when withdrawn, and when a newer one was made", async () => {
    const trpc = await provenAdmin();
    const visitor = tandem.visitor().trpc.session;
    const invite = () => trpc.operators.invite.mutate({ email: "late@desk.example", role: "viewer" });
    const older = await invite();
    const newer = await invite();
    expect(await visitor.inviteStatus.query({ token: older.token })).toMatchObject({ invite: null });
    expect(await visitor.inviteStatus.query({ token: newer.token })).toMatchObject({ why: null });
    await trpc.operators.withdrawInvite.mutate({ inviteId: newer.invite.inviteId });
    expect(await visitor.inviteStatus.query({ token: newer.token })).toMatchObject({ invite: null });
    const last = await invite();
    later(72 * 60 * MINUTE);
    expect(await visitor.inviteStatus.query({ token: last.token })).toEqual({
      invite: null,
      why: "This link has expired. Ask an admin for a new one.",
    });
    expect(await (await provenAdmin()).operators.invites.query()).toEqual([]);
  });

  test("is not made for somebody who is at the desk, nor by anybody but an admin", async () => {
    const trpc = await provenAdmin();
    const twice = trpc.operators.invite.mutate({ email: adminLogin.email, role: "viewer" });
    expect(await appErrorOf(twice)).toMatchObject({ code: "conflict", field: "email" });
    const viewer = tandem.convex.as({ kind: "operator", id: "x", name: "Vera", role: "viewer" });
    const asked = { email: "x@desk.example", role: "admin" as const, tokenHash: "h", requestId: "r" };
    expect(await appErrorFrom(viewer.mutation(api.operatorInvites.create, asked))).toMatchObject({
      code: "forbidden",
    });
  });

  test("is asked for the link before the password is judged, which costs much: strangers cannot have that done", async () => {
    await tandem.admin();
    const { acceptInvite, setUp } = tandem.visitor().trpc.session;
    const made = { token: "made up", name: "Eve", password: "aaaaaaaaaaaaaa" };
    expect(await appErrorOf(acceptInvite.mutate(made))).toMatchObject({ code: "forbidden" });
    expect(await appErrorOf(setUp.mutate({ ...made, email: "eve@desk.example" }))).toMatchObject({
      code: "forbidden",
      message: "This link has been used. Sign in instead.",
    });
  });

  test("wants a password that nobody would try first", async () => {
    const trpc = await provenAdmin();
    const { token } = await trpc.operators.invite.mutate({ email: "weak@desk.example", role: "viewer" });
    const { acceptInvite } = tandem.visitor().trpc.session;
    for (const password of [
      "password1234",
      "aaaaaaaaaaaaaa",
      "weak@desk.example",
      "Wendy-Weakling",
      "tandemtandem1",
    ]) {
      const refused = acceptInvite.mutate({ token, name: "Wendy Weakling", password });
      expect(await appErrorOf(refused)).toMatchObject({ code: "invalid", field: "password" });
    }
    const password = "unlikely walrus breakfast";
    await acceptInvite.mutate({ token, name: "Wendy Weakling", password });
  });
});

describe("shutting somebody out", () => {
  test("ends their sessions at once, and they get the answer of a wrong password until they are let in again", async () => {
    await provenAdmin();
    const { visitor, operatorId, login } = await freshly("support");
    const admin = await provenAdmin();
    await admin.operators.disable.mutate({ operatorId, reason });
    expect(await visitor.trpc.session.me.query()).toBeNull();
    expect(await appErrorOf(visitor.trpc.session.signIn.mutate(login))).toEqual({
      code: "unauthenticated",
      message: "E-mail address or password is wrong.",
    });
    expect(await rowOf(operatorId)).toMatchObject({ sessions: 0, disabledAt: Date.now() });
    await admin.operators.enable.mutate({ operatorId, reason });
    later(MINUTE);
    await visitor.trpc.session.signIn.mutate(login);
    expect(await eventsAbout(operatorId)).toEqual(
      expect.arrayContaining(["Ada Admin: enable operator", "Ada Admin: disable operator"]),
    );
  });

  test("the last admin stays one: not disabled, not demoted, not by two admins at the same moment", async () => {
    const admin = await provenAdmin();
    const ada = (await admin.session.me.query())!.operatorId;
    expect(await appErrorOf(admin.operators.disable.mutate({ operatorId: ada, reason }))).toMatchObject({
      message: "You cannot disable yourself. Ask another admin.",
    });
    const demote = { operatorId: ada, role: "viewer" as const, reason };
    expect(await appErrorOf(admin.operators.changeRole.mutate(demote))).toMatchObject({
      message: "This is the last admin. Make somebody else an admin first.",
    });
    const other = await freshly("admin");
    const both = await Promise.allSettled([
      other.visitor.trpc.operators.changeRole.mutate(demote),
      admin.operators.changeRole.mutate({ ...demote, operatorId: other.operatorId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const adaIsAdmin = both[0].status === "rejected";
    if (!adaIsAdmin) {
      await other.visitor.trpc.operators.changeRole.mutate({ operatorId: ada, role: "admin", reason });
    }
  });

  test("a new role holds from the next click on, also for who still has a token that says admin", async () => {
    const admin = await provenAdmin();
    const other = await freshly("admin");
    await admin.operators.changeRole.mutate({ operatorId: other.operatorId, role: "viewer", reason });
    expect(await other.visitor.trpc.session.me.query()).toMatchObject({ role: "viewer" });
    const stale = tandem.convex.as({
      ...{ kind: "operator", id: other.operatorId, name: "Joan admin", role: "admin" },
    });
    const asked = { operatorId: other.operatorId, role: "admin" as const, reason, requestId: "r" };
    expect(await appErrorFrom(stale.mutation(api.operators.changeRole, asked))).toMatchObject({
      code: "forbidden",
    });
  });
});

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

describe("a password", () => {
  test("is changed by who knows the old one, and the other sessions end", async () => {
    const { visitor, login } = await freshly("support");
    const elsewhere = tandem.visitor();
    await elsewhere.trpc.session.signIn.mutate(login);
    const password = "seven copper kettles sing";
    const wrong = visitor.trpc.account.changePassword.mutate({ current: "not it", password });
    expect(await appErrorOf(wrong)).toEqual({
      ...{ code: "invalid", field: "current", message: "This is not your password." },
    });
    const asked = { current: login.password, password };
    expect(await visitor.trpc.account.changePassword.mutate(asked)).toEqual({ ended: 1 });
    expect(await elsewhere.trpc.session.me.query()).toBeNull();
    expect(await visitor.trpc.session.me.query()).not.toBeNull();
    await elsewhere.trpc.session.signIn.mutate({ ...login, password });
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

  test("is wanted before signing in is made easier, and not for other settings", async () => {
    const admin = await provenAdmin();
    later(10 * MINUTE);
    const { version, settings } = await admin.settings.get.query();
    const access = { ...settings.access, sessionHours: 24 };
    const update = (changed: typeof settings) => admin.settings.update.mutate({ version, settings: changed });
    expect(await appErrorOf(update({ ...settings, access }))).toMatchObject({ code: "needs_step_up" });
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

/** Somebody new, invited by an admin who has lately proved who they are. */
async function freshly(role: Parameters<typeof joinAs>[1]) {
  const admin = await tandem.admin();
  await admin.trpc.session.signIn.mutate(adminLogin);
  return joinAs(tandem, role);
}
