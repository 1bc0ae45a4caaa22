import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashToken } from "../../server/auth/tokens";
import { api } from "../../server/convex/_generated/api";
import { guessKeysOf } from "../../server/auth/guess-keys";
import { systemActor } from "../../server/convex-client";
import { appErrorFrom, appErrorOf } from "../support/app-error";
import { enrol } from "../support/operators";
import { type TestTandem } from "../support/tandem";
import { closeDesk, later, MINUTE, openDesk, staffOf } from "./operators-harness";

/** The people at the desk: who lets whom in and shuts whom out, over real HTTP. The clock is ours. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await openDesk();
});
afterAll(() => closeDesk(tandem));

const { provenAdmin, freshly, eventsAbout } = staffOf(() => tandem);
const reason = "as agreed by phone";

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
