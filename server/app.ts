import { randomUUID } from "node:crypto";
import fastifyCookie from "@fastify/cookie";
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import { ConvexError } from "convex/values";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { MOST_CALLS } from "../shared/batch";
import { AppError } from "../shared/errors";
import type { ConnectionTest } from "../shared/settings-api";
import { apiTokenOf } from "./auth/bearer";
import { type CookieJar, cookieJar, noCookies } from "./auth/cookies";
import { createDoors } from "./auth/doors";
import { eventsGuardOf } from "./auth/events-guard";
import { portalGuardOf } from "./auth/portal-guard";
import { type Asking, identify, operatorOf } from "./auth/identify";
import { recentOperators } from "./auth/recent-operators";
import type { Seal } from "./auth/sealing";
import { createCrowd } from "./auth/sign-on/crowd";
import type { Provider } from "./auth/sign-on/provider";
import { createTokenDoor, type TokenDoor } from "./auth/token-door";
import type { Booker } from "./checkout/booker";
import type { Convex } from "./convex-client";
import type { Crm } from "./crm/port";
import { createEvents } from "./events/events";
import type { HealthMonitor } from "./health";
import { serveClient } from "./http/client-files";
import { finishAcceptedRequests } from "./http/drain";
import { answerErrors, answerUnroutable } from "./http/errors";
import { registerInvitationsExport } from "./http/export/run-invitations";
import { registerAuditExport } from "./http/export/audit";
import { registerAuditBundle } from "./http/export/audit-bundle";
import { registerRunExport } from "./http/export/run-outcomes";
import { registerPersonExport } from "./http/export/person";
import { registerUsersExport } from "./http/export/users";
import { addSecurityHeaders } from "./http/headers";
import { cutOffSlowSenders, type HttpLimits, serverLimits } from "./http/limits";
import { logRequests } from "./http/request-log";
import { requireSameOrigin } from "./http/same-origin";
import { type IsSecure, secureBy } from "./http/secure";
import type { Imports } from "./import/imports";
import { registerUploadRoute } from "./import/upload-route";
import type { Logger } from "./log";
import type { Mailer } from "./mail/mailer";
import type { Metrics } from "./metrics/metrics";
import { registerMetricsRoute } from "./metrics/route";
import type { SettingsWatch } from "./settings";
import type { Gate } from "./sync/gate/gate";
import type { Sweeper } from "./sync/reconcile/sweeper";
import type { Worker } from "./sync/worker";
import type { Context } from "./trpc/context";
import type { DemoStage } from "./trpc/demo-stage";
import { createRunWatch } from "./trpc/run-watch";
import { createSweepWatch } from "./trpc/sweep-watch";
import { type AppRouter, appRouter } from "./trpc/router";
import { appError } from "./trpc/trpc";
import { registerWebhookRoutes } from "./webhooks/routes";
import type { Trust } from "./webhooks/verify";

export type AppDeps = {
  convex: Convex;
  crm: Crm;
  worker: Worker;
  mailer: Mailer;
  booker: Booker;
  sweeper: Sweeper;
  imports: Imports;
  health: HealthMonitor;
  log: Logger;
  gate: Gate;
  /** What the secrets of second factors and the links of waiting mails are sealed with. */
  seal: Seal;
  /** The identity provider at which operators may sign in. */
  provider: Provider | null;
  settings: SettingsWatch;
  testConnection: () => Promise<ConnectionTest>;
  /** Seals and signs the audit until now; answers its newest record. */
  proveAudit: () => Promise<number>;
  metrics: Metrics;
  /** What /metrics asks for; without one it answers this machine alone. */
  metricsToken: string | null;
  /** How incoming webhooks may be signed. */
  webhooks: { trust: Trust; onVerified: () => void };
  /** Which proxies are believed when they say whom they pass on: how many, or their addresses. Zero: none. */
  trustProxy: number | string[];
  /** Where people reach this server, when that is known: scheme, host and port. */
  publicUrl: string | null;
  limits: HttpLimits;
  /** The built client. */
  clientFolder: string;
  demo?: () => DemoStage | null;
};

/** The HTTP face of Tandem, not listening yet. It keeps nothing that it would miss after a crash. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const isSecure = secureBy(deps.publicUrl);
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = fastify({
    ...serverLimits(deps.limits),
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 5000 },
    forceCloseConnections: true,
    trustProxy: trusted(deps.trustProxy),
    frameworkErrors: answerUnroutable(isSecure),
  });
  addSecurityHeaders(app, isSecure);
  cutOffSlowSenders(app, deps.limits);
  requireSameOrigin(app, deps.publicUrl);
  finishAcceptedRequests(app);
  logRequests(app, deps.log);
  answerErrors(app);
  await app.register(fastifyCookie);
  addProbes(app, deps.health);
  const { imports, convex } = deps;
  const tokenDoor = createTokenDoor(convex);
  await addTrpc(app, { ...deps, tokenDoor }, isSecure);
  const askOperator = async (request: FastifyRequest) => {
    const token = apiTokenOf(request);
    const operator = token
      ? await tokenDoor.enter(token, { address: request.ip, requestId: request.id })
      : await operatorOf(convex, readCookies(request, isSecure));
    // Until they have the second factor they are to have, the desk is shut for them.
    return operator?.mustEnrol ? null : operator;
  };
  await app.register(async (scope) =>
    registerUploadRoute(scope, { convex, uploads: imports.uploads, operatorOf: askOperator }),
  );
  const exportDeps = { convex, operatorOf: askOperator, publicUrl: deps.publicUrl };
  registerRunExport(app, exportDeps);
  registerUsersExport(app, exportDeps);
  registerPersonExport(app, exportDeps);
  registerInvitationsExport(app, exportDeps);
  registerAuditExport(app, exportDeps);
  registerAuditBundle(app, { ...exportDeps, proveAudit: deps.proveAudit });
  await app.register(async (scope) => {
    const { metrics, webhooks } = deps;
    const onOutcome = metrics.webhookEnded;
    registerWebhookRoutes(scope, { ...deps, webhooks: { ...webhooks, onOutcome } });
  });
  registerMetricsRoute(app, { ...deps, token: deps.metricsToken });
  await serveClient(app, deps.clientFolder);
  return app;
}

/** Fastify believes no count of proxies, since whoever can reach the server past them would be believed too. */
const trusted = (proxies: number | string[]) =>
  typeof proxies === "number" ? (_address: string, hop: number) => hop < proxies : proxies;

function addProbes(app: FastifyInstance, health: HealthMonitor): void {
  app.get("/healthz", async () => ({ ok: true }));
  app.get("/readyz", async (_request, reply) => {
    const ready = await health.ready();
    return reply.code(ready ? 200 : 503).send({ ok: ready });
  });
}

type TrpcDeps = AppDeps & { tokenDoor: TokenDoor };

async function addTrpc(app: FastifyInstance, deps: TrpcDeps, isSecure: IsSecure): Promise<void> {
  const createContext = contextFactory(deps, isSecure);
  await app.register(fastifyTRPCPlugin, {
    prefix: "/trpc",
    trpcOptions: {
      router: appRouter,
      allowMethodOverride: true,
      maxBatchSize: MOST_CALLS,
      createContext: ({ req, res }) => createContext(req, res),
      onError({ error, path, ctx }) {
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        deps.log.error(
          { requestId: ctx?.requestId, procedure: path, err: error.cause ?? error },
          "call failed",
        );
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>["trpcOptions"],
  });
}

function contextFactory(deps: TrpcDeps, isSecure: IsSecure) {
  const { registrations } = deps.limits;
  const runWatch = createRunWatch(deps.convex);
  const sweepWatch = createSweepWatch(deps.convex);
  const events = createEvents({ crm: deps.crm });
  const { convex, crm, worker, mailer, booker, sweeper, imports, health, settings, gate, seal } = deps;
  const { testConnection, tokenDoor, provider } = deps;
  const crowd = createCrowd();
  const recent = recentOperators();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
    const token = apiTokenOf(request);
    const cookies = token ? noCookies : jarOf(request, reply, isSecure(request));
    const requestId = request.id;
    const byToken = async (token: string): Promise<Asking> => ({
      operator: await tokenDoor.enter(token, { address: request.ip, requestId }),
      ...{ member: null, confirm: null },
    });
    return {
      ...(await (token ? byToken(token) : identify(convex, cookies, recent)).catch(rethrowExpected)),
      operatorNow: () => (token ? tokenDoor.holder(token) : operatorOf(convex, cookies)),
      requestId,
      portalGuard: portalGuardOf({ convex, address: request.ip, registrations }),
      eventsGuard: eventsGuardOf({ convex, address: request.ip }),
      convexAs: (actor) => convex.as(actor),
      doors: createDoors({
        ...{ convex, cookies, seal, provider, crowd, requestId },
        address: request.ip,
        userAgent: request.headers["user-agent"],
      }),
      worker,
      mailer,
      events,
      booker,
      sweeper,
      crm,
      imports,
      health,
      runWatch,
      sweepWatch,
      settings,
      gate,
      testConnection,
      demo: deps.demo?.() ?? null,
    };
  };
}

const jarOf = (request: FastifyRequest, reply: FastifyReply, secure: boolean): CookieJar =>
  cookieJar(
    { cookies: request.cookies, setCookie: (name, value, options) => reply.setCookie(name, value, options) },
    secure,
  );

const readCookies = (request: FastifyRequest, isSecure: IsSecure): Pick<CookieJar, "read"> =>
  cookieJar({ cookies: request.cookies, setCookie: () => {} }, isSecure(request));

/** A context that cannot be made fails outside of any procedure, so its expected errors are translated here. */
function rethrowExpected(error: unknown): never {
  const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
  throw expected?.success ? appError(expected.data) : error;
}
