import fastify, { type FastifyInstance } from "fastify";
import { ADMIN_PATH } from "./admin/paths";
import { applyConfiguredKeys } from "./access/configured-keys";
import { createDoor } from "./access/door";
import { DEFAULT_LIMITS } from "./access/limits";
import type { Backend } from "./backend";
import { Chaos } from "./chaos/chaos";
import { addChaos } from "./chaos/hooks";
import { type ChaosInput, type ChaosSettings, chaosSettingsSchema } from "./chaos/settings";
import { systemClock } from "./clock";
import { addForms } from "./forms/hooks";
import { ResponseForms } from "./forms/settings";
import { type ReferenceBackendOptions, checkOptions, endpointsOf, keysOf } from "./options";
import { createSenders, fetchesOf } from "./outbox/senders";
import { addApiKeyRoutes } from "./routes/api-keys";
import { addBookingRoutes } from "./routes/bookings";
import { addAdminRoutes } from "./routes/admin";
import { addCheckoutRoutes } from "./routes/checkout";
import { addContactRoutes } from "./routes/contacts";
import { addFormControl } from "./routes/control-forms";
import { addControlRoutes } from "./routes/control";
import { addErrorFormat } from "./routes/errors";
import { addEventEditRoutes } from "./routes/event-edits";
import { addEventRoutes } from "./routes/events";
import { addFrontendUserRoutes } from "./routes/frontend-users";
import { addMailRoutes } from "./routes/mails";
import { addWebhookDeliveryRoutes } from "./routes/webhook-deliveries";
import { addWebhookEndpointRoutes } from "./routes/webhook-endpoints";
import { addTriggerRoutes } from "./routes/triggers";
import { addWorkflowRoutes } from "./routes/workflows";
import { type Seed, type SeedResult, seed } from "./seed";
import { plantSampleEvents } from "./sample-events/plant";
import { Database } from "./store/database";
import { holdFile } from "./store/file-lock";
import { keepHouse } from "./store/housekeeping";
import { insertWorkflows } from "./store/workflows";
import { WORKFLOWS } from "./workflows/definitions";
import { applyConfigured } from "./webhooks/configured";
import { enableEndpoint } from "./webhooks/endpoint-health";
import { EventOutbox } from "./webhooks/events";

export type { ReferenceBackendOptions } from "./options";
export { FileInUseError } from "./store/file-lock";

/** A running (or ready to run) reference backend. */
export interface ReferenceBackend {
  app: FastifyInstance;
  /** Opens the port (0 = any free one) and answers the base URL, ending in `/api/v1`. */
  listen(address?: { port?: number; host?: string }): Promise<string>;
  /** Where its own pages are, once it listens. */
  pagesUrl(): string;
  /** Closes the port, waits for mails that are being sent, and closes the file. Unsent mail and events stay in it. */
  close(): Promise<void>;
  /** Bulk insert without webhooks and mails; see `seed.ts`. */
  seed(documents: Seed): Promise<SeedResult>;
  /** Resolves when all mails and events that are due have been tried. */
  settled(): Promise<void>;
  setChaos(settings: ChaosInput): ChaosSettings;
  /** Starts a fault beside those that are on; the result ends it. */
  startDrill(fault: ChaosInput): () => void;
  /** Sends to an endpoint again that was disabled (410, failures for days, by hand). True when it was. */
  enableEndpoint(url: string): boolean;
}

/** Open at once; those beyond are closed unheard. */
const MOST_CONNECTIONS = 1_024;
const REQUEST_MS = 30_000;

/**
 * The backend API of contracts/backend-api.md on one SQLite file. Changes nothing global, so it runs beside Tandem
 * in one process as well as alone. Throws when the options contradict each other, and a `FileInUseError` when another
 * backend has the file. Sending starts with `listen` (or `app.ready()`), beginning with what an earlier process left in
 * the outboxes.
 */
export function createReferenceBackend(options: ReferenceBackendOptions): ReferenceBackend {
  checkOptions(options);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const letGo = holdFile(options.path);
  const db = new Database(options.path);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  applyConfiguredKeys(db, keysOf(options), limits.configured, clock.now());
  insertWorkflows(db, WORKFLOWS);
  if (options.sampleEvents) plantSampleEvents(db, clock.now());
  applyConfigured(db, endpointsOf(options), clock.now());
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    forceCloseConnections: true,
    ...slowSendersCutOff(options),
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  const chaos = new Chaos(clock, random);
  const crashed = (err: unknown) => app.log.error({ err }, "outbox stopped for a moment");
  const senders = createSenders(options, { db, clock, random, chaos, crashed });
  const backend: Backend = {
    db,
    clock,
    events: new EventOutbox(db, options.orgId ?? "org_default", clock.now),
    calls: { clock, ...fetchesOf(options) },
    allowPrivateEndpoints: options.allowPrivateEndpoints ?? false,
    organizationName: options.organizationName ?? "Events",
    nudge: senders.nudge,
  };
  addRoutes(app, backend, options, chaos);
  let stopHousekeeping = () => {};
  app.addHook("onReady", async () => {
    stopHousekeeping = keepHouse(db, clock, (error) => app.log.error({ err: error }, "housekeeping failed"));
    senders.start();
  });
  // Before the server waits for its requests to end, or a delayed one would hold it up.
  app.addHook("preClose", async () => chaos.close());
  app.addHook("onClose", async () => {
    stopHousekeeping();
    await senders.close();
    db.close();
    letGo();
  });

  return {
    app,
    listen: async ({ port = 0, host = "127.0.0.1" } = {}) => `${await app.listen({ port, host })}/api/v1`,
    pagesUrl: () => `${app.listeningOrigin}${ADMIN_PATH}`,
    close: () => app.close(),
    seed: (documents) => seed(db, documents),
    settled: senders.settled,
    setChaos: (settings) => chaos.set(settings),
    startDrill: (fault) => {
      const [drill] = chaos.start([chaosSettingsSchema.parse(fault)]) ?? [];
      if (!drill) throw new Error("This is no fault, or too many are on");
      return () => void chaos.stop(drill.id);
    },
    enableEndpoint: (url) => enableEndpoint(db, url),
  };
}

function addRoutes(
  app: FastifyInstance,
  backend: Backend,
  options: ReferenceBackendOptions,
  chaos: Chaos,
): void {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { orgId, anonymous = true } = options;
  const forms = new ResponseForms(options.forms);
  addErrorFormat(app, forms);
  const authorize = createDoor(backend, { orgId, anonymous, limits });
  void app.register(
    async (api) => {
      api.addHook("onRequest", authorize);
      addForms(api, forms);
      if (options.chaos) addChaos(api, backend, { chaos, forms });
      addTriggerRoutes(api, backend);
      addWorkflowRoutes(api, backend);
      addContactRoutes(api, backend);
      addFrontendUserRoutes(api, backend);
      addEventRoutes(api, backend);
      addEventEditRoutes(api, backend);
      addCheckoutRoutes(api, backend);
      addBookingRoutes(api, backend);
    },
    { prefix: "/api/v1" },
  );
  void app.register(
    async (keys) => {
      keys.addHook("onRequest", authorize);
      addApiKeyRoutes(keys, backend, limits.keyed);
    },
    { prefix: "/api/v1" },
  );
  // Apart from the rest, so that no fault strikes those who look at what a failing backend sends.
  void app.register(
    async (webhooks) => {
      webhooks.addHook("onRequest", authorize);
      addWebhookEndpointRoutes(webhooks, backend);
      addWebhookDeliveryRoutes(webhooks, backend);
    },
    { prefix: "/api/v1/webhooks" },
  );
  void app.register(
    async (mails) => {
      mails.addHook("onRequest", authorize);
      addMailRoutes(mails, backend);
    },
    { prefix: "/api/v1" },
  );
  const drills = options.chaos ? chaos : null;
  void app.register(async (admin) => addAdminRoutes(admin, backend, { chaos: drills, authorize }));
  if (!options.chaos) return;
  void app.register(async (control) => {
    control.addHook("onRequest", authorize);
    addControlRoutes(control, backend, chaos);
    addFormControl(control, forms);
  });
}

/** Whoever sends byte by byte would else keep a connection for ever, key or not. */
function slowSendersCutOff({ requestMs = REQUEST_MS }: ReferenceBackendOptions) {
  const headersTimeout = Math.min(requestMs, 10_000);
  const http = { headersTimeout, connectionsCheckingInterval: Math.ceil(headersTimeout / 4) };
  return { requestTimeout: requestMs, http };
}
