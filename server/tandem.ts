import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { createApp } from "./app";
import { keepAuditKey } from "./audit/audit-key";
import { proveUntilNow } from "./audit/chain";
import { keepAudit } from "./audit/keeper";
import { addAuditMetric } from "./audit/metric";
import { hostKind } from "../shared/public-address";
import { type ConnectionTest, defaultSettings } from "../shared/settings-api";
import { sealAnew } from "./auth/seal-anew";
import { providerOf } from "./auth/sign-on/from-environment";
import { newToken } from "./auth/tokens";
import { type BackendAddress, startBuiltInBackend } from "./built-in-backend";
import { createBooker } from "./checkout/booker";
import { type Config, type StoreOptions, StartError, openStore } from "./config";
import { errnoOf } from "./config/start-error";
import { type Convex, createConvex, systemActor } from "./convex-client";
import { api } from "./convex/_generated/api";
import { createHttpCrm } from "./crm/http";
import type { Crm } from "./crm/port";
import { testConnection } from "./crm/test-connection";
import { createHealthMonitor } from "./health";
import { createImports } from "./import/imports";
import { openUploads } from "./import/uploads";
import type { Logger } from "./log";
import { createMailer } from "./mail/mailer";
import { folderTransport, type MailTransport, smtpTransport } from "./mail/transport";
import { createMetrics } from "./metrics/metrics";
import { createGuardedFetch } from "./reference-backend/guarded-fetch";
import { keepPurging } from "./purge/keeper";
import type { ReferenceBackend } from "./reference-backend/server";
import { watchSettings } from "./settings";
import { createGate } from "./sync/gate/gate";
import { createGatedCrm } from "./sync/gate/gated-crm";
import { createSweeper } from "./sync/reconcile/sweeper";
import { watchRecovery } from "./sync/recovery";
import { type Worker, createWorker } from "./sync/worker";
import type { DemoStage } from "./trpc/demo-stage";
import { readSecrets, type Secret } from "./webhooks/secrets";
import { addSilenceMetric, watchSilence } from "./webhooks/silence-watch";

/** How long the one-time link of the first start is good for, in ms. */
const SET_UP_LINK_MS = 30 * 60_000;

const CLIENT_FOLDER = join(import.meta.dirname, "../dist/client");

/** A running Tandem. */
export type Tandem = {
  /** Where people reach it. */
  url: string;
  /** Where this machine reaches it. */
  localUrl: string;
  /** The one-time link by which the first admin sets themselves up; `null` when there is an operator. */
  setUpUrl: string | null;
  convex: Convex;
  worker: Worker;
  /** The built-in backend, when there is no other. */
  backend: ReferenceBackend | null;
  /** Finishes what was accepted, then ends everything in the order in which it depends on each other. */
  close(): Promise<void>;
};

export type TandemOptions = {
  config: Config;
  log: Logger;
  clientFolder?: string;
  /** Only the demo has a story to tell, and that once it has begun. */
  demo?: () => DemoStage | null;
} & StoreOptions;

/** Starts all of Tandem in this process. Rejects with a `StartError` that names the fix; then nothing is left open. */
export async function startTandem(options: TandemOptions): Promise<Tandem> {
  const closers: Array<() => Promise<unknown>> = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await start(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  { config, log, clientFolder = CLIENT_FOLDER, demo, ...storeOptions }: TandemOptions,
  closers: Array<() => Promise<unknown>>,
): Promise<Omit<Tandem, "close">> {
  const { env, dataDir } = config;
  const { now } = storeOptions;
  const store = await openStore(config, storeOptions);
  closers.push(() => store.close());
  const convex = createConvex({ ...store, signer: config.signer });
  const auditSigner = await keepAuditKey(dataDir, env.TANDEM_AUDIT_KEY);
  const audit = keepAudit({ convex, signer: auditSigner, log, ...(now ? { now } : {}) });
  closers.push(() => audit.stop());

  let localUrl = "";
  const builtIn = env.BACKEND_URL
    ? null
    : await startBuiltInBackend(config, () => `${localUrl}/api/webhooks/backend-sync`);
  if (builtIn) closers.push(() => builtIn.backend.close());
  const address = builtIn?.address ?? externalBackend(config);
  const metrics = createMetrics();
  addAuditMetric(metrics.registry, audit);
  const gate = createGate(defaultSettings.gate);
  const crm = createGatedCrm({ ...address, onCall: metrics.callEnded }, gate);
  const settings = watchSettings({ convex, gate, log });

  const worker = createWorker({ convex, crm, log, gate, metrics, settings, leaseMs: env.TANDEM_LEASE_MS });
  const mailer = createMailer({
    ...{ convex, log, seal: config.seal, transport: mailTransport(config, log) },
    origin: () => env.PUBLIC_URL ?? localUrl,
    organization: () => settings.current().organization.name,
    onEnd: metrics.mailEnded,
  });
  const booker = createBooker({ convex, crm, log, gate });
  const recovery = watchRecovery({ gate, convex, worker, log });
  const sweeper = createSweeper({ convex, crm, log, now });
  const uploads = openUploads(join(dataDir, "uploads"));
  const imports = createImports({ convex, uploads, onFailure: (err) => log.warn({ err }, "import failed") });
  const silence = watchSilence({ convex, log });
  const purges = keepPurging({ convex, log });
  addSilenceMetric(metrics.registry, silence);
  const health = createHealthMonitor({ convex, crm, gate, silence });
  const trust = { secrets: webhookSecrets(config), schemes: env.WEBHOOK_SCHEMES };
  const webhooks = { trust, onVerified: recovery.heard };
  if (trust.secrets.length === 0)
    log.warn("BACKEND_WEBHOOK_SECRETS is not set: every webhook will be refused");
  const publicUrl = env.PUBLIC_URL ?? null;
  const app = await createApp({
    convex,
    crm,
    worker,
    mailer,
    booker,
    sweeper,
    imports,
    health,
    gate,
    seal: config.seal,
    provider: providerOf(env, log),
    settings,
    proveAudit: () => proveUntilNow(convex.as(systemActor), auditSigner, (now ?? Date.now)()),
    testConnection: testerOf(createHttpCrm({ ...address, onCall: metrics.callEnded }), recovery.heard),
    metrics,
    metricsToken: env.METRICS_TOKEN ?? null,
    log,
    webhooks,
    publicUrl,
    trustProxy: env.TRUST_PROXY ?? 0,
    limits: {
      requestMs: env.REQUEST_TIMEOUT_MS,
      connections: env.MAX_CONNECTIONS,
      connectionsPerNetwork: env.TRUST_PROXY === undefined ? env.MAX_CONNECTIONS_PER_NETWORK : null,
      registrations: env.REGISTRATIONS_PER_NETWORK,
    },
    clientFolder,
    ...(demo ? { demo } : {}),
  });
  closers.push(
    // Side by side: each waits for the backend, and whoever ends us does not wait for all of them in turn.
    () => Promise.all([worker.stop(), mailer.stop(), booker.stop(), sweeper.stop()]),
    () => settings.stop(),
    () => silence.stop(),
    () => purges.stop(),
    () => imports.stop(),
    () => app.close(),
  );

  localUrl = await listen(app, config);
  await settings.look();
  await sealAnew({ convex, seal: config.seal, log });
  settings.start();
  silence.start();
  audit.start();
  purges.start();
  worker.start();
  mailer.start();
  booker.start();
  sweeper.start();
  const url = publicUrl ?? localUrl;
  const setUpUrl = await newSetUpUrl(convex, url);
  return { url, localUrl, setUpUrl, convex, worker, backend: builtIn?.backend ?? null };
}

/** Where mail to members goes: to the mail server, or into files where there is none. */
function mailTransport({ env, dataDir }: Config, log: Logger): MailTransport {
  const from = env.MAIL_FROM ?? `Tandem <no-reply@${new URL(env.PUBLIC_URL ?? "http://localhost").hostname}>`;
  if (env.SMTP_URL) return smtpTransport(env.SMTP_URL, from);
  log.warn("SMTP_URL is not set: mail to members is put into files in DATA_DIR/mail");
  return folderTransport(join(dataDir, "mail"), from);
}

/** An admin's own question to the backend: it does not wait for the gate, and a good answer opens it. */
const testerOf = (crm: Crm, onGood: () => void) => async (): Promise<ConnectionTest> => {
  const result = await testConnection(crm);
  if (result.roundTripMs !== null) onGood();
  return result;
};

/** Opens the port. Answers the address by which this machine reaches it. */
async function listen(app: FastifyInstance, { env }: Config): Promise<string> {
  try {
    await app.listen({ port: env.PORT, host: env.HOST });
  } catch (error) {
    throw listenError(error, env.PORT, env.HOST);
  }
  const port = portOf(app) ?? env.PORT;
  const host = ["0.0.0.0", "::"].includes(env.HOST) ? "127.0.0.1" : env.HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function portOf(app: FastifyInstance): number | null {
  const address = app.server.address();
  return typeof address === "object" ? (address?.port ?? null) : null;
}

function listenError(error: unknown, port: number, host: string): unknown {
  switch (errnoOf(error)) {
    case "EADDRINUSE":
      return new StartError(`Port ${port} is in use. Stop what uses it, or set PORT to another one.`);
    case "EACCES":
      return new StartError(`Port ${port} may not be opened by this user. Set PORT to one from 1024 up.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(
        `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`,
      );
    default:
      return error;
  }
}

function externalBackend({ env }: Config): BackendAddress {
  const [apiKey = "", nextApiKey] = env.BACKEND_API_KEY ?? [];
  return {
    baseUrl: env.BACKEND_URL ?? "",
    apiKey,
    // A name could come to stand for something inside; an address that is written out was judged at the start.
    ...(isGuarded(env) ? { fetch: createGuardedFetch() } : {}),
    ...(nextApiKey ? { nextApiKey } : {}),
    ...(env.BACKEND_ORG_ID ? { orgId: env.BACKEND_ORG_ID } : {}),
  };
}

const isGuarded = ({ BACKEND_URL, ALLOW_PRIVATE_BACKEND }: Config["env"]) =>
  ALLOW_PRIVATE_BACKEND === "0" && BACKEND_URL !== undefined && hostKind(BACKEND_URL) === "a name";

function webhookSecrets({ env, secrets }: Config): Secret[] {
  return env.BACKEND_WEBHOOK_SECRETS ?? readSecrets(env.BACKEND_URL ? [] : [secrets.backendWebhookSecret]);
}

/** A new one-time link at each start, as long as there is no operator. */
async function newSetUpUrl(convex: Convex, url: string): Promise<string | null> {
  const { token, tokenHash } = newToken();
  const expiresAt = Date.now() + SET_UP_LINK_MS;
  const useful = await convex
    .as(systemActor)
    .mutation(api.operatorSetUp.ensureSetUpLink, { tokenHash, expiresAt });
  return useful ? `${url}/set-up?token=${token}` : null;
}
