import { environmentOf, startIdentityProvider, type IdentityProvider } from "../support/identity-provider";
import { freePort } from "../support/processes";
import { type TestTandem, startTestTandem } from "../support/tandem";
import type { Visitor } from "../support/visitor";

type SignOnDesk = { tandem: TestTandem; idp: IdentityProvider };

/** A desk whose operators may sign in at an identity provider, who says by groups what they are. */
export async function openSignOn(): Promise<SignOnDesk> {
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  const idp = await startIdentityProvider(`${PUBLIC_URL}/sign-in/callback`);
  const tandem = await startTestTandem({
    now: () => Date.now(),
    env: {
      ...environmentOf(idp, PUBLIC_URL),
      ...{ PORT: String(port), OIDC_SCOPES: "openid email profile groups" },
      ...{ OIDC_ROLE_CLAIM: "groups", OIDC_ROLES: "desk=support, leads=admin" },
    },
  });
  return { tandem, idp };
}

/** How people come in there. */
export function visitsTo(deskNow: () => SignOnDesk) {
  let people = 0;

  async function begin({ trpc }: Visitor, next = "/users"): Promise<string> {
    const { url } = await trpc.session.beginSignOn.mutate({ next });
    return url;
  }

  /** Signs somebody in by the provider, in a browser of their own. */
  async function come(subject: string, visitor = deskNow().tandem.visitor()) {
    const answer = await deskNow().idp.visit(await begin(visitor), subject);
    return { visitor, entered: await visitor.trpc.session.finishSignOn.mutate({ answer }) };
  }

  /** Somebody at the provider who has this address. */
  function account(email: string, more: object = {}): string {
    const subject = `subject-${++people}`;
    deskNow().idp.accounts.set(subject, {
      email,
      email_verified: true,
      name: "Sam at the provider",
      ...more,
    });
    return subject;
  }

  return { begin, come, account };
}
