import type { Environment } from "../../config/variables";
import type { Logger } from "../../log";
import { readRoles } from "./claims";
import { createProvider, type Provider } from "./provider";

/** Where the identity provider leads people back to, below `PUBLIC_URL`: a page of the client. */
const CALLBACK = "/sign-in/callback";
/** And where to after they have signed out there. */
const SIGNED_OUT = "/sign-in";

/** The identity provider that the environment names, or `null`. Whether it is there shows when somebody signs in. */
export function providerOf(env: Environment, log: Logger): Provider | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret || !env.PUBLIC_URL) return null;
  return createProvider({
    ...{ issuer, clientId, clientSecret, log },
    label: env.OIDC_LABEL ?? new URL(issuer).hostname,
    scopes: env.OIDC_SCOPES,
    redirectUri: `${env.PUBLIC_URL}${CALLBACK}`,
    signedOutUri: env.OIDC_SIGN_OUT === "1" ? `${env.PUBLIC_URL}${SIGNED_OUT}` : null,
    rules: {
      trustEmail: env.OIDC_TRUST_EMAIL === "1",
      mfaAcr: env.OIDC_MFA_ACR ?? [],
      roleClaim: env.OIDC_ROLE_CLAIM ?? null,
      roles: readRoles(env.OIDC_ROLES ?? []),
    },
  });
}
