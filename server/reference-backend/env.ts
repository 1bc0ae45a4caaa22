import { join } from "node:path";
import { z } from "zod";
import { OWN_FOLDER } from "./former-folder";
import { FORM_SET_NAMES } from "./forms/settings";
import type { ReferenceBackendOptions } from "./options";
import type { Endpoint } from "./webhooks/endpoints";
import { BODY_FORMS } from "./webhooks/forms";

/** An empty variable is an absent one. */
const unset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());

/** Of a list as Tandem's own setting is written, where a secret may have a label before it. */
const firstSecret = (list: string) =>
  list
    .split(",")[0]
    ?.replace(/^[^:]*:/u, "")
    .trim() ?? "";

const perMinute = optional(z.coerce.number().int().min(1).max(1_000_000));

const envSchema = z
  .object({
    BACKEND_PORT: z.preprocess(unset, z.coerce.number().int().min(0).max(65535).default(4100)),
    BACKEND_HOST: z.preprocess(unset, z.string().default("127.0.0.1")),
    BACKEND_DATA_DIR: z.preprocess(unset, z.string().default(OWN_FOLDER)),
    BACKEND_API_KEY: z.preprocess(
      unset,
      z
        .string("is required: the bearer key that callers must send; several, by commas, to change over")
        .transform((list) => list.split(",").map((key) => key.trim()))
        .pipe(z.array(z.string().min(8)).min(1)),
    ),
    BACKEND_ORG_ID: optional(z.string()),
    /** As mails name it. */
    BACKEND_ORG_NAME: optional(z.string().max(100)),
    MAIL_FROM: optional(z.string().regex(/@/u, "must be an address, or Name <address>")),
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: "must be smtp://… or smtps://…" })),
    BACKEND_WEBHOOK_URL: optional(z.url({ protocol: /^https?$/, error: "must be http://… or https://…" })),
    BACKEND_WEBHOOK_SECRETS: optional(z.string().transform(firstSecret)),
    BACKEND_WEBHOOK_FORM: optional(z.enum(BODY_FORMS)),
    BACKEND_ALLOW_PRIVATE_ENDPOINTS: z.preprocess(unset, z.enum(["0", "1"]).default("0")),
    BACKEND_ANONYMOUS: z.preprocess(unset, z.enum(["0", "1"]).default("1")),
    BACKEND_SAMPLE_EVENTS: z.preprocess(unset, z.enum(["0", "1"]).default("1")),
    BACKEND_ANONYMOUS_PER_MINUTE: perMinute,
    BACKEND_ANONYMOUS_TRIGGERS_PER_MINUTE: perMinute,
    BACKEND_KEYED_PER_MINUTE: perMinute,
    BACKEND_FORMS: optional(z.enum(FORM_SET_NAMES)),
    BACKEND_CHAOS: z.preprocess(unset, z.enum(["0", "1"]).default("0")),
  })
  .refine((env) => !env.BACKEND_WEBHOOK_URL || env.BACKEND_WEBHOOK_SECRETS, {
    path: ["BACKEND_WEBHOOK_SECRETS"],
    message:
      "is required with BACKEND_WEBHOOK_URL: whsec_<base64>, the first of a comma-separated list signs",
  });

/** Where to listen, and what to run. */
export interface BackendEnv {
  port: number;
  host: string;
  options: ReferenceBackendOptions;
}

/** Reads the environment. Throws an `Error` whose message names every variable at fault, and no values. */
export function readEnv(env: Record<string, string | undefined>): BackendEnv {
  const read = envSchema.safeParse(env);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment of the reference backend is not valid:\n${lines.join("\n")}`);
  }
  const { data } = read;
  return {
    port: data.BACKEND_PORT,
    host: data.BACKEND_HOST,
    options: {
      path: join(data.BACKEND_DATA_DIR, "backend.sqlite"),
      mailFolder: join(data.BACKEND_DATA_DIR, "mail"),
      apiKey: data.BACKEND_API_KEY,
      chaos: data.BACKEND_CHAOS === "1",
      anonymous: data.BACKEND_ANONYMOUS === "1",
      sampleEvents: data.BACKEND_SAMPLE_EVENTS === "1",
      ...limitsOf(data),
      ...(data.BACKEND_FORMS ? { forms: data.BACKEND_FORMS } : {}),
      ...(data.BACKEND_ALLOW_PRIVATE_ENDPOINTS === "1" ? { allowPrivateEndpoints: true } : {}),
      ...(data.BACKEND_ORG_ID ? { orgId: data.BACKEND_ORG_ID } : {}),
      ...(data.BACKEND_ORG_NAME ? { organizationName: data.BACKEND_ORG_NAME } : {}),
      ...(data.SMTP_URL ? { smtpUrl: data.SMTP_URL } : {}),
      ...(data.MAIL_FROM ? { mailFrom: data.MAIL_FROM } : {}),
      ...(data.BACKEND_WEBHOOK_URL && data.BACKEND_WEBHOOK_SECRETS
        ? { webhook: endpointOf(data, data.BACKEND_WEBHOOK_URL, data.BACKEND_WEBHOOK_SECRETS) }
        : {}),
    },
  };
}

function endpointOf(env: z.output<typeof envSchema>, url: string, secret: string): Endpoint {
  return { url, secret, ...(env.BACKEND_WEBHOOK_FORM ? { form: env.BACKEND_WEBHOOK_FORM } : {}) };
}

/** A key from the environment may do as much as it likes: one that may not is made by the API. */
function limitsOf(env: z.output<typeof envSchema>): Pick<ReferenceBackendOptions, "limits"> {
  const set = {
    anonymous: env.BACKEND_ANONYMOUS_PER_MINUTE,
    anonymousTriggers: env.BACKEND_ANONYMOUS_TRIGGERS_PER_MINUTE,
    keyed: env.BACKEND_KEYED_PER_MINUTE,
  };
  const given = Object.entries(set).filter(([, limit]) => limit !== undefined);
  return given.length === 0 ? {} : { limits: Object.fromEntries(given) };
}
