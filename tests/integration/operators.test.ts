import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hashToken } from "../../server/auth/tokens";
import { api } from "../../server/convex/_generated/api";
import { guessKeysOf } from "../../server/auth/guess-keys";
import { systemActor } from "../../server/convex-client";
import type { OperatorRole } from "../../shared/permissions";
import { appErrorFrom, appErrorOf } from "../support/app-error";
import { deskOf, enrol } from "../support/operators";
import { proven } from "../support/proven";
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
const provenAdmin = () => deskOf(tandem).provenAdmin();
const freshly = (role: OperatorRole) => deskOf(tandem).freshly(role);
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
    expect(await appErrorOf(twice)).toMatchObject({
      ...{ code: "conflict", field: "email" },
      message: expect.stringMatching(/has this address already\. If they have forgotten their password/u),
    });
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
      ...{ kind: "operator", id: other.operatorId, name: "Joan admin", role: "admin", ...proven },
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
  test("judged just before it was changed opens nothing any more, and changes nothing", async () => {
    const { visitor, login, operatorId } = await freshly("support");
    const convex = tandem.convex.as(systemActor);
    const keys = guessKeysOf(login.email, "203.0.113.20");
    const { credential } = await convex.mutation(api.operatorSignIn.begin, { email: login.email, keys });
    const provenHash = credential?.passwordHash ?? "";
    const password = "another unlikely breakfast";
    await visitor.trpc.account.changePassword.mutate({ current: login.password, password });
    const session = { tokenHash: "late" };
    const opening = {
      operatorId: credential!.operatorId,
      provenHash,
      keys,
      proof: null,
      session,
      requestId: "r",
    };
    expect(await appErrorFrom(convex.mutation(api.operatorSignIn.openSession, opening))).toMatchObject({
      code: "unauthenticated",
    });
    const them = tandem.convex.as({
      kind: "operator",
      id: operatorId,
      name: "Joan support",
      role: "support",
    });
    const change = { passwordHash: "x", provenHash, keys, current: "", requestId: "r" };
    expect(await appErrorFrom(them.mutation(api.operatorPasswords.change, change))).toMatchObject({
      code: "conflict",
    });
  });

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

describe("a forgotten password", () => {
  const password = "nine marble elephants waltz";
  /** Somebody with sessions and a second factor who does not know their password, and a link from an admin. */
  const forgetful = async (minutes = 60) => {
    const { visitor, login, operatorId } = await freshly("support");
    const { code } = await enrol(visitor);
    const { operators } = await provenAdmin();
    const makeLink = () => operators.makeResetLink.mutate({ operatorId, minutes, reason });
    const { token } = await makeLink();
    const { session } = tandem.visitor().trpc;
    const reset = () => session.resetPassword.mutate({ token, password });
    return { visitor, login, operatorId, code, token, makeLink, session, reset };
  };

  test("is replaced behind a link from an admin: every session ends, and the second factor stays", async () => {
    const { visitor, login, operatorId, code, token, session, reset } = await forgetful();
    const { email } = login;
    expect(await session.resetStatus.query({ token })).toEqual({
      ...{ reset: { email, name: "Joan support" }, why: null },
    });
    const guessable = session.resetPassword.mutate({ token, password: "password1234" });
    expect(await appErrorOf(guessable)).toMatchObject({ code: "invalid", field: "password" });
    expect(await reset()).toEqual({ ended: 1 });
    expect(await visitor.trpc.session.me.query()).toBeNull();
    expect(await session.me.query()).toBeNull();
    expect(await appErrorOf(reset())).toMatchObject({ code: "forbidden" });
    expect(await appErrorOf(session.signIn.mutate(login))).toMatchObject({ code: "unauthenticated" });
    const known = { email, password };
    expect(await appErrorOf(session.signIn.mutate(known))).toMatchObject({ code: "needs_second_factor" });
    later(MINUTE);
    await session.signIn.mutate({ ...known, code: code() });
    expect(await eventsAbout(operatorId)).toEqual(
      expect.arrayContaining(["Joan support: reset password", "Ada Admin: make reset link"]),
    );
  });

  test("is not behind a link that is over, that a newer one has replaced, or that a known password has made needless", async () => {
    const { token, session, makeLink, reset } = await forgetful(30);
    later(30 * MINUTE);
    expect(await session.resetStatus.query({ token })).toMatchObject({
      why: "This link has expired. Ask an admin for a new one.",
    });
    await provenAdmin();
    const newer = await makeLink();
    expect(await appErrorOf(reset())).toMatchObject({
      message: "This link was used, withdrawn or replaced by a newer one.",
    });
    expect(await session.resetStatus.query({ token: newer.token })).toMatchObject({ why: null });
    const other = await forgetful();
    const change = { current: other.login.password, password };
    await other.visitor.trpc.account.changePassword.mutate(change);
    expect(await appErrorOf(other.reset())).toMatchObject({ code: "forbidden" });
  });

  test("of a disabled operator lets nobody in, whether the link was made before or after", async () => {
    const { operatorId, reset, makeLink } = await forgetful();
    const { operators } = await provenAdmin();
    await operators.disable.mutate({ operatorId, reason });
    const disabled = { message: "This operator is disabled." };
    expect(await appErrorOf(reset())).toMatchObject(disabled);
    expect(await appErrorOf(makeLink())).toMatchObject(disabled);
  });

  test("wants a step-up of the admin, who has the link for a day at most", async () => {
    const { operatorId } = await freshly("viewer");
    const { operators } = await provenAdmin();
    const makeLink = (minutes: number) => operators.makeResetLink.mutate({ operatorId, minutes, reason });
    const { expiresAt } = await makeLink(24 * 60);
    expect(expiresAt).toBe(Date.now() + 24 * 60 * MINUTE);
    expect(await appErrorOf(makeLink(24 * 60 + 1))).toMatchObject({ code: "invalid", field: "minutes" });
    later(10 * MINUTE);
    expect(await appErrorOf(makeLink(30))).toMatchObject({ code: "needs_step_up" });
  });

  test("of the last admin is replaced by a link from the terminal, which can remove a lost second factor too", async () => {
    const convex = tandem.convex.as(systemActor);
    const { login, operatorId } = await forgetful();
    const atTerminal = (email: string, dropFactor: boolean, token: string) =>
      convex.mutation(api.operatorResets.createAtTerminal, {
        ...{ email, dropFactor, minutes: 30, tokenHash: hashToken(token) },
      });
    expect(await appErrorFrom(atTerminal("nobody@desk.example", true, "t"))).toMatchObject({
      code: "not_found",
    });
    expect(await atTerminal(login.email, true, "from the terminal")).toMatchObject({ factorDropped: true });
    const { session } = tandem.visitor().trpc;
    await session.resetPassword.mutate({ token: "from the terminal", password });
    await session.signIn.mutate({ email: login.email, password });
    expect(await eventsAbout(operatorId)).toContain("Tandem: reset second factor");
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
