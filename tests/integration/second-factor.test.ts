import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { appErrorOf } from "../support/app-error";
import { enrol, type TestOperator } from "../support/operators";
import { type TestTandem } from "../support/tandem";
import { closeDesk, later, MINUTE, openDesk, staffOf } from "./operators-harness";

/** Second factors as authenticator apps and people use them, over real HTTP. The clock is ours. */
let tandem: TestTandem;
beforeAll(async () => {
  tandem = await openDesk();
});
afterAll(() => closeDesk(tandem));

const { provenAdmin, freshly } = staffOf(() => tandem);
const reason = "lost the phone";
const signIn = (login: TestOperator["login"], code?: string) =>
  tandem.visitor().trpc.session.signIn.mutate({ ...login, ...(code ? { code } : {}) });

describe("a second factor", () => {
  test("is asked for only after the right password, and each code lets in once", async () => {
    const { visitor, login } = await freshly("support");
    const { code } = await enrol(visitor);
    expect(await appErrorOf(signIn(login))).toMatchObject({ code: "needs_second_factor" });
    const wrongPassword = signIn({ ...login, password: "wrong" }, code());
    expect(await appErrorOf(wrongPassword)).toMatchObject({ code: "unauthenticated" });
    const used = { code: "unauthenticated", message: "This code was used already. Wait for the next one." };
    expect(await appErrorOf(signIn(login, code()))).toMatchObject(used);
    later(MINUTE);
    const now = code();
    await signIn(login, `${now.slice(0, 3)} ${now.slice(3)}`);
    expect(await appErrorOf(signIn(login, now))).toMatchObject(used);
    const older = code(Date.now() - 30_000);
    expect(await appErrorOf(signIn(login, older))).toMatchObject(used);
    expect(await appErrorOf(signIn(login, code(Date.now() - 5 * MINUTE)))).toMatchObject({
      ...{ code: "invalid", field: "code", message: "This code is wrong." },
    });
  });

  test("used at two places at the same moment, a code lets one of them in", async () => {
    const { visitor, login } = await freshly("support");
    const { code } = await enrol(visitor);
    later(MINUTE);
    const both = await Promise.allSettled([signIn(login, code()), signIn(login, code())]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("counts only when its first code has come; until then the password does", async () => {
    const { visitor, login } = await freshly("viewer");
    const { secret, qr } = await visitor.trpc.account.beginSecondFactor.mutate();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/u);
    expect(qr).toMatch(/^<svg /u);
    const wrong = visitor.trpc.account.confirmSecondFactor.mutate({ code: "000000" });
    expect(await appErrorOf(wrong)).toMatchObject({ code: "invalid", field: "code" });
    await signIn(login);
    expect(await visitor.trpc.account.get.query()).toEqual({
      ...{ secondFactor: null, demanded: false, password: true, signOn: false },
    });
  });

  test("its secret is nowhere in the store, nor are recovery codes and tokens", async () => {
    const { visitor, operatorId } = await freshly("viewer");
    const { secret } = await visitor.trpc.account.beginSecondFactor.mutate();
    const ada = tandem.convex.as({ kind: "system", id: "tandem", name: "Tandem", role: "system" });
    const sealed = await ada.query(api.operatorFactors.waiting, { operatorId });
    expect(sealed).toMatch(/^[\w-]{8}\.[\w-]+\.[\w-]+$/u);
    expect(Buffer.from(sealed!.split(".")[2]!, "base64url").toString("latin1")).not.toContain(secret);
    expect(tandem.logLines.join("\n")).not.toContain(secret);
  });

  test("lost, each of ten recovery codes lets in once; new ones make the old ones useless", async () => {
    const { visitor, login } = await freshly("support");
    const { recoveryCodes } = await enrol(visitor);
    expect(recoveryCodes).toHaveLength(10);
    const [first = "", second = ""] = recoveryCodes;
    expect(first).toMatch(/^[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}$/u);
    await signIn(login, first.toLowerCase());
    expect(await appErrorOf(signIn(login, first))).toMatchObject({ message: "This code is wrong." });
    expect(await visitor.trpc.account.get.query()).toMatchObject({
      secondFactor: { recoveryCodesLeft: 9 },
    });
    const { codes } = await visitor.trpc.account.renewRecoveryCodes.mutate();
    expect(await appErrorOf(signIn(login, second))).toMatchObject({ message: "This code is wrong." });
    await signIn(login, codes[0]);
  });

  test("guessing codes costs time as guessing passwords does", async () => {
    const { visitor, login } = await freshly("support");
    await enrol(visitor);
    for (let n = 0; n < 5; n++) expect((await appErrorOf(signIn(login, "12345"))).field).toBe("code");
    expect(await appErrorOf(signIn(login, "12345"))).toMatchObject({ code: "too_many" });
  });

  test("a code that was used before, and a recovery code that never was, leave a refusal in the audit as a wrong one does", async () => {
    const { visitor, login, operatorId } = await freshly("support");
    const { code } = await enrol(visitor);
    const used = code();
    const refused = async () => {
      const { rows } = await (await provenAdmin()).audit.list.query({ about: operatorId });
      return rows.filter(({ action }) => action === "refuse sign-in").length;
    };
    await appErrorOf(signIn(login, used));
    expect(await refused()).toBe(1);
    await appErrorOf(signIn(login, "ABCD-EFGH-IJKL-MNOP"));
    expect(await refused()).toBe(2);
    await appErrorOf(visitor.trpc.session.stepUp.mutate({ by: "code", code: used }));
    expect(await refused()).toBe(3);
  });

  test("is removed by its operator after a step-up, or by an admin who says why; the audit tells", async () => {
    const { visitor, login, operatorId } = await freshly("support");
    const { code } = await enrol(visitor);
    later(10 * MINUTE);
    const remove = () => visitor.trpc.account.removeSecondFactor.mutate();
    expect(await appErrorOf(remove())).toMatchObject({ code: "needs_step_up" });
    await visitor.trpc.session.stepUp.mutate({ by: "code", code: code() });
    await remove();
    await signIn(login);
    await enrol(visitor);
    const admin = await provenAdmin();
    await admin.operators.resetSecondFactor.mutate({ operatorId, reason });
    await signIn(login);
    const { rows } = await admin.audit.list.query({ about: operatorId });
    expect(rows.map(({ action }) => action)).toEqual([
      ...[
        "reset second factor",
        "enrol second factor",
        "remove second factor",
        "enrol second factor",
        "join",
      ],
    ]);
    expect(rows[0]).toMatchObject({ reason, actor: { name: "Ada Admin" } });
  });

  test("demanded of admins, shuts the desk for one who has none until they have set it up", async () => {
    const { visitor, login } = await freshly("admin");
    const admin = await provenAdmin();
    const { version, settings } = await admin.settings.get.query();
    const access = { ...settings.access, secondFactorForAdmins: true };
    await admin.settings.update.mutate({ version, settings: { ...settings, access } });
    await visitor.trpc.session.signIn.mutate(login);
    expect(await visitor.trpc.session.me.query()).toMatchObject({ mustEnrol: true });
    expect(await appErrorOf(visitor.trpc.users.list.query({}))).toEqual({
      ...{ code: "forbidden", message: "Set up your second factor first." },
    });
    expect((await visitor.fetch("/api/export/users.csv")).status).toBe(401);
    await enrol(visitor);
    expect(await visitor.trpc.session.me.query()).toMatchObject({ mustEnrol: false });
    await visitor.trpc.users.list.query({});
    expect(await visitor.trpc.account.get.query()).toMatchObject({ demanded: true });
  });
});
