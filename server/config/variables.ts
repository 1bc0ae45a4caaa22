import ipaddr from "ipaddr.js";
import { z } from "zod";
import { operatorRoles } from "../../shared/permissions";
import { hostKind } from "../../shared/public-address";
import { schemeNames } from "../webhooks/schemes/table";
import { readSecrets } from "../webhooks/secrets";

/** What the process reads from its environment. Each message names the fix; the variable is put before it. */
const httpUrl = (example: string) =>
  z.url({ protocol: /^https?$/, error: `must be an http or https address, such as ${example}.` });

const origin = httpUrl("https://desk.example.org").refine((url) => new URL(url).origin === url, {
  error: "must be scheme, host and port only, without a path or a slash at the end.",
});

const words = <const T extends string>(known: readonly T[]) =>
  z
    .string()
    .transform((list) => splitList(list))
    .pipe(z.array(z.enum(known, { error: `must be a list of ${known.join(", ")}, with commas.` })).min(1));

const splitList = (list: string): string[] =>
  list
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** Each one costs every forged request a computation; two are enough to rotate. */
const MOST_SECRETS = 5;

const webhookSecrets = z
  .string()
  .transform(splitList)
  .pipe(z.array(z.string()).max(MOST_SECRETS, `may hold ${MOST_SECRETS} secrets at most, with commas.`))
  .transform((list, ctx) => {
    try {
      return readSecrets(list);
    } catch (error) {
      ctx.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

/** What a header can carry. Several while a key is being replaced: the first that the backend takes is used. */
const apiKeys = z
  .string()
  .transform(splitList)
  .pipe(
    z
      .array(z.string().regex(/^[\x20-\x7e]+$/u, "may hold ASCII only, as headers do."))
      .min(1, "must hold a key, or several with commas.")
      .max(2, "may hold two keys at most: the one in use, and the one that replaces it."),
  );

/** More proxies than anybody has in a row: a larger number would be a mistake that believes strangers. */
const MOST_HOPS = 10;
const proxyRanges = ["loopback", "linklocal", "uniquelocal"];

const proxies = z
  .string()
  .transform(splitList)
  .refine(
    ([first = "", ...others]) =>
      others.length === 0 && isNumber(first) ? Number(first) <= MOST_HOPS : [first, ...others].every(isProxy),
    `must be how many proxies stand in front, 0 to ${MOST_HOPS}, or their addresses such as 10.0.0.0/8, with commas.`,
  )
  .transform((list) => (isNumber(list[0] ?? "") ? Number(list[0]) : list));

const isNumber = (word: string) => /^\d+$/u.test(word);
const isProxy = (word: string) =>
  proxyRanges.includes(word) ||
  ipaddr.isValidCIDR(word) ||
  ipaddr.IPv4.isValidFourPartDecimal(word) ||
  ipaddr.IPv6.isValid(word);

/** `value=role`, as the identity provider names its groups; the last `=` parts them. */
const roleByGroup = new RegExp(`^.+=(?:${operatorRoles.join("|")})$`, "u");

const rolesByGroup = z
  .string()
  .transform(splitList)
  .pipe(
    z
      .array(
        z
          .string()
          .regex(
            roleByGroup,
            `must be a list such as desk-admins=admin, desk-team=support, of roles ${operatorRoles.join(", ")}.`,
          ),
      )
      .min(1),
  );

/** What openid-client reads from a provider has to come over TLS; on this machine nobody is in between. */
const issuer = httpUrl("https://login.example.org").refine(
  (url) => url.startsWith("https:") || hostKind(url) === "this machine",
  { error: "must be an https address, such as https://login.example.org." },
);

const between = (least: number, most: number, of: string) =>
  z
    .string()
    .refine(
      (text) => isNumber(text) && Number(text) >= least && Number(text) <= most,
      `must be a number${of}, ${least} to ${most}.`,
    )
    .transform(Number);

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export const EnvironmentSchema = z.object({
  PORT: z
    .string()
    .default("4000")
    .refine((port) => /^\d+$/u.test(port) && Number(port) <= 65_535, "must be a port number, 0 to 65535.")
    .transform(Number),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: proxies.optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  CONVEX_URL: httpUrl("https://your-deployment.convex.cloud").optional(),
  TANDEM_SIGNING_KEY: z.string().optional(),
  TANDEM_SEALING_KEY: z.string().optional(),
  TANDEM_AUDIT_KEY: z.string().optional(),
  BACKEND_URL: httpUrl("https://api.example.org/api/v1").optional(),
  BACKEND_API_KEY: apiKeys.optional(),
  ALLOW_PRIVATE_BACKEND: z.enum(["0", "1"], { error: "must be 0 or 1." }).default("0"),
  BACKEND_ORG_ID: z.string().optional(),
  BACKEND_WEBHOOK_SECRETS: webhookSecrets.optional(),
  WEBHOOK_SCHEMES: words(schemeNames).prefault("standard,timestamped"),
  BACKEND_CHAOS: z.enum(["0", "1"], { error: "must be 0 or 1." }).default("0"),
  TANDEM_LEASE_MS: between(1_000, 600_000, " of milliseconds").optional(),
  REQUEST_TIMEOUT_MS: between(100, 600_000, " of milliseconds").prefault("30000"),
  MAX_CONNECTIONS: between(10, 65_000, " of connections").prefault("4096"),
  MAX_CONNECTIONS_PER_NETWORK: between(5, 65_000, " of connections").prefault("512"),
  REGISTRATIONS_PER_NETWORK: between(1, 1_000_000, "").prefault("60"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be such as smtp://mail.example.org:587." }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>"\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      "must be an address, such as Members <members@example.org>.",
    )
    .optional(),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters.").optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(40, "may have 40 characters at most.").optional(),
  OIDC_SCOPES: z
    .string()
    .default("openid email profile")
    .refine(
      (scopes) => scopes.split(/\s+/u).includes("openid"),
      "must hold openid, and spaces between scopes.",
    ),
  OIDC_TRUST_EMAIL: z.enum(["0", "1"], { error: "must be 0 or 1." }).default("0"),
  OIDC_SIGN_OUT: z.enum(["0", "1"], { error: "must be 0 or 1." }).default("1"),
  OIDC_MFA_ACR: z.string().transform(splitList).optional(),
  OIDC_ROLE_CLAIM: z.string().optional(),
  OIDC_ROLES: rolesByGroup.optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}.` }).default("info"),
});
export type Environment = z.output<typeof EnvironmentSchema>;
export type VariableName = keyof Environment;

/** What `tandem config` says of each. A secret's value is never shown. `unset`: what happens without it. */
export const variables: Record<VariableName, { help: string; unset?: string; secret?: true }> = {
  PORT: { help: "Port of console, portal and API" },
  HOST: { help: "Address to listen on" },
  PUBLIC_URL: {
    help: "Where people reach Tandem; https makes the cookies Secure",
    unset: "http://HOST:PORT",
  },
  TRUST_PROXY: {
    help: `Reverse proxies whose X-Forwarded-For is believed: their addresses, CIDRs or ${proxyRanges.join(", ")}; or how many, where nobody gets past them`,
    unset: "none: the address of the connection counts",
  },
  DATA_DIR: { help: "Folder of the embedded store, generated keys, uploads and the built-in backend" },
  CONVEX_URL: { help: "Convex deployment to use", unset: "the embedded store in DATA_DIR" },
  TANDEM_SIGNING_KEY: {
    help: "Private ES256 key of the server, JWK or PEM; the same for all replicas. Several (a JWK Set, PEMs in a row): the first signs, all are accepted",
    unset: "generated, kept in DATA_DIR",
    secret: true,
  },
  TANDEM_SEALING_KEY: {
    help: "Seals the secrets of second factors, 32 bytes in base64; the same for all replicas. Several with commas: the first seals, all open",
    unset: "generated, kept in DATA_DIR",
    secret: true,
  },
  TANDEM_AUDIT_KEY: {
    help: "Signs checkpoints of the audit: private Ed25519 key, PKCS#8 PEM; each replica may have its own",
    unset: "generated, kept in DATA_DIR",
    secret: true,
  },
  BACKEND_URL: { help: "Backend API, ending in /api/v1", unset: "the built-in reference backend" },
  BACKEND_API_KEY: {
    help: "Key for the backend; two with a comma while one replaces the other",
    unset: "generated for the built-in backend",
    secret: true,
  },
  ALLOW_PRIVATE_BACKEND: {
    help: "1: the backend and the webhook endpoints entered there may be in a private network (BACKEND_URL may name this machine anyway)",
  },
  BACKEND_ORG_ID: { help: "Organization ID sent to the backend", unset: "none is sent" },
  BACKEND_WEBHOOK_SECRETS: {
    help: "Secrets of incoming webhooks with commas; a label before one (next:whsec_…) names it in the log",
    unset: "generated for the built-in backend",
    secret: true,
  },
  WEBHOOK_SCHEMES: {
    help: `Signature schemes taken, of ${schemeNames.join(", ")}; the last one cannot tell a replay`,
  },
  BACKEND_CHAOS: { help: "1: the built-in backend can be made to fail on demand" },
  TANDEM_LEASE_MS: {
    help: "How long a job waits for a worker that has died, in ms; more than any one attempt takes",
    unset: "60000",
  },
  REQUEST_TIMEOUT_MS: {
    help: "How long a request may take to arrive, in ms; who is slower is cut off (uploads of an import are not)",
  },
  MAX_CONNECTIONS: { help: "Connections open at once; those beyond are closed" },
  MAX_CONNECTIONS_PER_NETWORK: {
    help: "The same of one IPv4 address or one /64 of IPv6; not counted where TRUST_PROXY is set",
  },
  REGISTRATIONS_PER_NETWORK: {
    help: "How many people may register in 10 minutes from one IPv4 address or one /64 of IPv6",
  },
  SMTP_URL: {
    help: "Mail server for mail to members, and for the built-in backend's",
    unset: "files in DATA_DIR",
    secret: true,
  },
  MAIL_FROM: {
    help: "Sender of mail to members, a name and an address",
    unset: "Tandem <no-reply@host of PUBLIC_URL>",
  },
  METRICS_TOKEN: {
    help: "Bearer token that /metrics asks for",
    unset: "/metrics answers this machine only",
    secret: true,
  },
  OIDC_ISSUER: {
    help: "Identity provider at which operators may sign in (OpenID Connect); https, and PUBLIC_URL must be set",
    unset: "off: by password only",
  },
  OIDC_CLIENT_ID: { help: "What the identity provider calls Tandem", unset: "off" },
  OIDC_CLIENT_SECRET: {
    help: "What Tandem proves itself with to the identity provider",
    unset: "off",
    secret: true,
  },
  OIDC_LABEL: { help: "Name of the identity provider on the sign-in page", unset: "its host" },
  OIDC_SCOPES: { help: "What is asked of the identity provider, with spaces" },
  OIDC_TRUST_EMAIL: {
    help: "1: addresses count as verified where the identity provider does not say whether they are",
  },
  OIDC_SIGN_OUT: { help: "0: who signs out here stays signed in at the identity provider" },
  OIDC_MFA_ACR: {
    help: "Values of acr that say that a second factor was asked for, with commas; amr with mfa says it too",
    unset: "amr only",
  },
  OIDC_ROLE_CLAIM: {
    help: "Claim that holds somebody's groups, for OIDC_ROLES",
    unset: "roles are given here only",
  },
  OIDC_ROLES: {
    help: "Who may come in without an invitation: group=role with commas, the first that matches counts",
    unset: "only who is invited",
  },
  LOG_LEVEL: { help: `How much is logged: ${logLevels.join(", ")}` },
};
