import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type JWK, SignJWT, decodeJwt, exportJWK, generateKeyPair, importJWK } from "jose";
import { Provider } from "oidc-provider";

/** Somebody who has an account there: their claims, and how they sign in. */
export type Account = {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
  amr?: string[];
};

/** A real OpenID provider on a port of this machine, with one client: Tandem. */
export type IdentityProvider = {
  issuer: string;
  /** By subject; changed at any time. */
  accounts: Map<string, Account>;
  /** Changes what ID tokens say from now on; signed by the provider's own key, or by one that it does not have. */
  forge(change: Forger, by?: "its key" | "another key"): void;
  /** Goes through the provider's pages as a browser does. Answers the query with which it leads back. */
  visit(url: string, subject: string): Promise<string>;
  /** Signs out there, as who says yes to its page. Answers where it leads to then. */
  leave(url: string): Promise<string | null>;
  /** Stops answering, until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
};

const client = { id: "tandem", secret: "secret of tandem at the identity provider" };

/** What a Tandem at this address is told of it. */
export const environmentOf = ({ issuer }: IdentityProvider, url: string) => ({
  ...{ PUBLIC_URL: url, OIDC_ISSUER: issuer, OIDC_LABEL: "Desk ID" },
  ...{ OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
});

type Forger = ((claims: Record<string, unknown>) => Record<string, unknown>) | null;

export async function startIdentityProvider(redirectUri: string, port = 0): Promise<IdentityProvider> {
  const server = createServer();
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const issuer = `http://127.0.0.1:${bound}`;
  const accounts = new Map<string, Account>();
  const [key, stranger] = [await newKey(), await newKey()];
  const provider = makeProvider({ issuer, accounts, key, redirectUri });
  let forger: Forger = null;
  let forgersKey = key;
  provider.use(async (context, next) => {
    await next();
    const answer = context.body as { id_token?: string } | undefined;
    if (!forger || !answer?.id_token) return;
    answer.id_token = await signed(forger({ ...decodeJwt(answer.id_token) }), forgersKey);
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/")) void interact(provider, accounts, request, response);
    else void answer(request, response);
  });
  return {
    ...{ issuer, accounts },
    forge(change, by = "its key") {
      forger = change;
      forgersKey = by === "its key" ? key : stranger;
    },
    visit: (url, subject) => visit(url, subject, redirectUri),
    leave,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () => listen(server, bound),
  };
}

function makeProvider(options: {
  issuer: string;
  accounts: Map<string, Account>;
  key: JWK;
  redirectUri: string;
}): Provider {
  const { issuer, accounts, key, redirectUri } = options;
  return new Provider(issuer, {
    clients: [
      {
        ...{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] },
        post_logout_redirect_uris: [new URL("/sign-in", redirectUri).href],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ["a key of the tests"] },
    claims: {
      openid: ["sub", "amr", "auth_time"],
      email: ["email", "email_verified"],
      profile: ["name"],
      groups: ["groups"],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...accounts.get(accountId) }),
    }),
    // Nobody is asked whether Tandem may know their address.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    // In seconds.
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
  });
}

/** The page on which somebody says who they are: a link for each. */
async function interact(
  provider: Provider,
  accounts: Map<string, Account>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "", "http://x");
  const accountId = url.searchParams.get("as");
  if (accountId === null) {
    const links = [...accounts.keys()].map((each) => `<a href="${url.pathname}?as=${each}">${each}</a>`);
    response.setHeader("content-type", "text/html");
    return void response.end(
      `<title>Identity provider</title><link rel="icon" href="data:,">${links.join(" ")} <a href="?as=">Cancel</a>`,
    );
  }
  const amr = accounts.get(accountId)?.amr ?? ["pwd"];
  const result = accountId ? { login: { accountId, amr } } : { error: "access_denied" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function visit(url: string, subject: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let step = url; ;) {
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(step, { redirect: "manual", headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/su);
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`The provider led nowhere: ${response.status}`);
    const next = new URL(location, step);
    if (next.href.startsWith(redirectUri)) return next.search;
    if (next.pathname.startsWith("/interaction/")) next.searchParams.set("as", subject);
    step = next.href;
  }
}

async function leave(url: string): Promise<string | null> {
  const page = await fetch(url);
  const [, action = "", xsrf = ""] =
    /action="([^"]+)"[\s\S]+name="xsrf" value="(\w+)"/u.exec(await page.text()) ?? [];
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const body = new URLSearchParams({ xsrf, logout: "yes" });
  const answer = await fetch(action, { method: "POST", body, headers: { cookie }, redirect: "manual" });
  return answer.headers.get("location");
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256", kid: "of the tests" };
}

async function signed(claims: Record<string, unknown>, key: JWK): Promise<string> {
  const header = { alg: "RS256", kid: key.kid ?? "" };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(key, "RS256"));
}

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
