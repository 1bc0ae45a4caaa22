import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Config, StartError } from "./config";
import type { HttpCrmOptions } from "./crm/http";
import {
  FileInUseError,
  type ReferenceBackend,
  type ReferenceBackendOptions,
  createReferenceBackend,
} from "./reference-backend/server";

/** The name under which the backend keeps what it has not delivered to us yet, whatever port we listen on today. */
const TANDEM = "http://tandem.invalid/api/webhooks/backend-sync";

/** Where a backend is and the key to it. */
export type BackendAddress = Pick<HttpCrmOptions, "baseUrl" | "apiKey" | "nextApiKey" | "orgId" | "fetch">;

export type BuiltInBackend = { address: BackendAddress; backend: ReferenceBackend };

/** Every key of the built-in backend, the one that we send first: those of the environment, or else our own. */
function backendKeys({ env, secrets }: Config): readonly [string, ...string[]] {
  const [first = secrets.backendApiKey, ...others] = env.BACKEND_API_KEY ?? [];
  return [first, ...others];
}

export const backendKeyOf = (config: Config): string => backendKeys(config)[0];

/**
 * The backend for those who have none yet: the reference backend in this process, with its own files in the data
 * folder, reached over HTTP on a free loopback port. `webhookUrl` answers where its webhooks go by now.
 */
export async function startBuiltInBackend(config: Config, webhookUrl: () => string): Promise<BuiltInBackend> {
  const { env, dataDir, secrets } = config;
  const folder = join(dataDir, "backend");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = env.BACKEND_WEBHOOK_SECRETS?.[0]?.written ?? secrets.backendWebhookSecret;
  const backend = create({
    path: join(folder, "backend.sqlite"),
    apiKey: backendKeys(config),
    // Nobody but us has business with it.
    anonymous: false,
    mailFolder: join(folder, "mail"),
    chaos: env.BACKEND_CHAOS === "1",
    sampleEvents: true,
    webhook: { url: TANDEM, secret },
    allowPrivateEndpoints: env.ALLOW_PRIVATE_BACKEND === "1",
    fetch: (input, init) => fetch(String(input) === TANDEM ? webhookUrl() : input, init),
    ...(env.SMTP_URL ? { smtpUrl: env.SMTP_URL } : {}),
    ...(env.MAIL_FROM ? { mailFrom: env.MAIL_FROM } : {}),
    ...(env.BACKEND_ORG_ID ? { orgId: env.BACKEND_ORG_ID } : {}),
  });
  const baseUrl = await backend.listen({ port: 0, host: "127.0.0.1" });
  return {
    backend,
    address: {
      baseUrl,
      apiKey: backendKeyOf(config),
      ...(env.BACKEND_ORG_ID ? { orgId: env.BACKEND_ORG_ID } : {}),
    },
  };
}

function create(options: ReferenceBackendOptions): ReferenceBackend {
  try {
    return createReferenceBackend(options);
  } catch (error) {
    throw error instanceof FileInUseError ? new StartError(error.message) : error;
  }
}
