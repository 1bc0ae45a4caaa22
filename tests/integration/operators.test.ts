import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorFrom, appErrorOf } from "../support/app-error";
import { proven } from "../support/proven";
import { adminLogin, type TestTandem } from "../support/tandem";
import { closeDesk, later, MINUTE, openDesk, staffOf } from "./operators-harness";

/** The people at the desk: who lets whom in and shuts whom out, over real HTTP. The clock is ours. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await openDesk();
});
afterAll(() => closeDesk(tandem));

const { provenAdmin, freshly, eventsAbout } = staffOf(() => tandem);
const rowOf = async (operatorId: string) => {
  const { trpc } = await tandem.admin();
  const { rows } = await trpc.operators.list.query({});
  return rows.find((row) => row.operatorId === operatorId);
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
    const { session, operators } = other.visitor.trpc;
    expect((await operators.list.query({})).rows).not.toEqual([]);
    await admin.operators.changeRole.mutate({ operatorId: other.operatorId, role: "viewer", reason });
    expect(await appErrorOf(operators.list.query({}))).toMatchObject({ code: "forbidden" });
    const [refused, another] = (await admin.audit.list.query({ actions: ["refused"] })).rows;
    expect(refused?.actor).toMatchObject({ id: other.operatorId, role: "viewer" });
    expect(another?.actor.id).not.toBe(other.operatorId);
    expect(await session.me.query()).toMatchObject({ role: "viewer" });
    const stale = tandem.convex.as({
      ...{ kind: "operator", id: other.operatorId, name: "Joan admin", role: "admin", ...proven },
    });
    const asked = { operatorId: other.operatorId, role: "admin" as const, reason, requestId: "r" };
    expect(await appErrorFrom(stale.mutation(api.operators.changeRole, asked))).toMatchObject({
      code: "forbidden",
    });
  });
});
