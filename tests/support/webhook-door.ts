import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { loadConfig, openEmbeddedStore } from "../../server/config";
import { type Convex, createConvex, systemActor } from "../../server/convex-client";
import { createLog } from "../../server/log";
import { registerWebhookRoutes } from "../../server/webhooks/routes";
import type { Trust } from "../../server/webhooks/verify";
import { readSecrets } from "../../server/webhooks/secrets";
import { schemeNames } from "../../server/webhooks/schemes/table";
import type { WebhookOutcome } from "../../shared/webhooks-api";
import { storedJoin } from "./stored-join";

export const secret = `whsec_${Buffer.from("a secret of the backend, 32 bytes").toString("base64")}`;

type Limits = NonNullable<Parameters<typeof registerWebhookRoutes>[1]["webhooks"]["limits"]>;
type DoorOptions = {
  limits?: Limits;
  trust?: Partial<Trust>;
  /** What the door sees of the store. */
  between?: (convex: Convex) => Convex;
};

export type Answer = { status: number; headers: Headers; outcome?: string; code?: string; message?: string };

/** The door alone, over real HTTP, on a real store. */
export async function openDoor({ limits, trust, between = (convex) => convex }: DoorOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "tandem-door-"));
  const config = await loadConfig({ DATA_DIR: dataDir });
  const store = await openEmbeddedStore(config);
  const convex = createConvex({
    url: "http://convex.embedded",
    fetch: store.fetch,
    signer: config.signer,
  });
  const logLines: string[] = [];
  const log = createLog("info", { write: (line) => void logLines.push(line) });
  const app = fastify({ forceCloseConnections: true });
  let coming = 0;
  let read = 0;
  let arrived = 0;
  const webhooks = {
    trust: { secrets: readSecrets([secret]), schemes: schemeNames, ...trust },
    ...(limits ? { limits } : {}),
  };
  await app.register(async (scope) =>
    registerWebhookRoutes(scope, { convex: between(convex), webhooks, log }),
  );
  app.addHook("onRequest", async () => void arrived++);
  app.addHook("preHandler", async () => void read++);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/webhooks/backend-sync`;
  return {
    ...{ app, url, logLines, system: convex.as(systemActor) },
    post: (init: RequestInit) => {
      coming++;
      return post(url, init);
    },
    /** How many that were sent by `post` have not been read to their end. */
    reading: () => coming - read,
    /** How many requests have got as far as the door, by their headers. */
    arrived: () => arrived,
    /** Every row of the log, oldest first. */
    arrivals: () => store.run(({ db }) => db.query("webhookAttempts").withIndex("by_receivedAt").collect()),
    deliveries: () => store.run(({ db }) => db.query("webhookDeliveries").collect()),
    counted: (outcome: WebhookOutcome) =>
      store.run(async ({ db }) => {
        const totals = await db.query("webhookTypes").collect();
        return totals.reduce((sum, { counts }) => sum + (counts[outcome] ?? 0), 0);
      }),
    /** What is known of everybody, on both sides. */
    people: () =>
      store.run(async ({ db }) => {
        const known = [...(await db.query("users").collect()), ...(await db.query("contacts").collect())];
        return known.map(({ email, firstName, lastName, ...person }) => {
          const isOut =
            "crmId" in person ? [person.crmId, person.status] : [person.deletedAt, person.suspendedAt];
          return [email, firstName, lastName, ...isOut];
        });
      }),
    /** Whether the file is whole, and the links as they are and as they must be. */
    books: async () => ({ ...(await store.verify()), join: await store.run(storedJoin) }),
    /** Stops listening, and leaves the store open to be looked at. */
    shut: () => app.close(),
    async close() {
      await app.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type TestDoor = Awaited<ReturnType<typeof openDoor>>;

async function post(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { method: "POST", ...init });
  const body = (await response.json()) as Omit<Answer, "status" | "headers">;
  return { ...body, status: response.status, headers: response.headers };
}

/** A request nobody has signed. */
export const forged = (headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify({ event: "user.updated", data: {} }),
  headers: { "content-type": "application/json", ...headers },
});
