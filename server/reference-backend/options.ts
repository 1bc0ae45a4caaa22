import type { FastifyBaseLogger } from "fastify";
import type { Clock } from "./clock";
import type { Limits } from "./access/limits";
import type { FormsInput } from "./forms/settings";
import type { Endpoint } from "./webhooks/endpoints";
import { isSecret } from "./webhooks/secrets";

/** How a reference backend is set up. */
export interface ReferenceBackendOptions {
  /** Its own SQLite file, or `":memory:"`. */
  path: string;
  /** The bearer key that callers must send, or several: the old one and the new one while they change over. */
  apiKey: string | readonly string[];
  /** Whether anybody may see published events, book and register without a key; true by default. */
  anonymous?: boolean;
  /** Requests in a minute, where they differ from `DEFAULT_LIMITS`. */
  limits?: Partial<Limits>;
  /** When set, callers that name another organisation are refused. */
  orgId?: string;
  /** Stands in mails. */
  organizationName?: string;
  /** Mails go there (`smtp://…`); without it they are written to `mailFolder`. */
  smtpUrl?: string;
  /** How long the mail server may keep silent, in ms. */
  smtpTimeoutMs?: number;
  mailFolder?: string;
  /** Sender of mails, `Name <address>` or an address. */
  mailFrom?: string;
  /** Where events go: one endpoint, or several in `endpoints`. The API can add more. */
  webhook?: Endpoint;
  endpoints?: readonly Endpoint[];
  /** Whether there are sample events to book, some past and some to come. */
  sampleEvents?: boolean;
  /** In which of the contract's forms answers are given: the documented ones by default. */
  forms?: FormsInput;
  /** Opens `/control/*`. */
  chaos?: boolean;
  clock?: Clock;
  /** 0..1, for jitter and chaos. */
  random?: () => number;
  /** Sends webhooks. */
  fetch?: typeof globalThis.fetch;
  /** Endpoints that are added by the API may be in a private network, or on this machine. */
  allowPrivateEndpoints?: boolean;
  /** How long a request may take to arrive, head and body, in ms. */
  requestMs?: number;
  logger?: FastifyBaseLogger;
}

/** Refuses options that cannot work, before anything is opened. Messages name the option, never its value. */
export function checkOptions(options: ReferenceBackendOptions): void {
  const keys = keysOf(options);
  if (keys.length === 0 || keys.includes("")) throw new Error("apiKey must not be empty");
  if (!options.smtpUrl && !options.mailFolder) throw new Error("One of smtpUrl and mailFolder is required");
  if (options.webhook && options.endpoints) throw new Error("Give webhook or endpoints, not both");
  checkEndpoints(endpointsOf(options));
}

export const keysOf = ({ apiKey }: ReferenceBackendOptions): readonly string[] =>
  typeof apiKey === "string" ? [apiKey] : apiKey;

export function endpointsOf({ webhook, endpoints }: ReferenceBackendOptions): readonly Endpoint[] {
  return endpoints ?? (webhook ? [webhook] : []);
}

function checkEndpoints(endpoints: readonly Endpoint[]): void {
  if (!endpoints.every(({ secret }) => isSecret(secret))) {
    throw new Error("The webhook secret must have the form whsec_<base64>");
  }
  if (new Set(endpoints.map(({ url }) => url)).size < endpoints.length) {
    throw new Error("Two endpoints have the same url: name each once");
  }
}
