import { Secret, TOTP } from "otpauth";
import type { OperatorRole } from "../../shared/permissions";
import { adminLogin, type TestTandem } from "./tandem";
import type { Visitor } from "./visitor";

export type TestOperator = {
  visitor: Visitor;
  operatorId: string;
  login: { email: string; password: string };
};

let joined = 0;

/** Somebody new at the desk, by an invitation of the first admin. */
export async function joinAs(tandem: TestTandem, role: OperatorRole): Promise<TestOperator> {
  const admin = await tandem.admin();
  const login = { email: `${role}-${++joined}@desk.example`, password: "quiet lantern over harbour" };
  const { token } = await admin.trpc.operators.invite.mutate({ email: login.email, role });
  const visitor = tandem.visitor();
  const { password } = login;
  const { operatorId } = await visitor.trpc.session.acceptInvite.mutate({
    token,
    name: `Joan ${role}`,
    password,
  });
  return { visitor, operatorId, login };
}

/** The first admin and newcomers of a desk whose clock a test moves on: whoever lets somebody in has just proved who they are. */
export function deskOf(tandem: TestTandem) {
  const provenAdmin = async () => {
    const admin = await tandem.admin();
    await admin.trpc.session.signIn.mutate(adminLogin);
    return admin.trpc;
  };
  const freshly = async (role: OperatorRole): Promise<TestOperator> => {
    await provenAdmin();
    return joinAs(tandem, role);
  };
  return { provenAdmin, freshly };
}

/** Sets up a second factor as an authenticator app does. `code` is what the app shows at a time. */
export async function enrol({ trpc }: Visitor) {
  const { secret } = await trpc.account.beginSecondFactor.mutate();
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (at = Date.now()) => totp.generate({ timestamp: at });
  const { codes } = await trpc.account.confirmSecondFactor.mutate({ code: code() });
  return { code, recoveryCodes: codes };
}
