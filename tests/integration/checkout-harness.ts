import { createHash, randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { type BookingCrm, tryToBook } from "../../server/checkout/attempt";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { createLog } from "../../server/log";
import type { ChaosInput } from "../../server/reference-backend/chaos/settings";
import { Scene, system } from "./interleavings-harness";
import { course, HOUR } from "./reference-backend-course";
import { startBackend } from "./reference-backend-harness";

const DAY = 24 * HOUR;
export const guest = { email: "gast@klinik.example", firstName: "Gerda", lastName: "Gast" };

/** The store with a clock of its own, a real backend with a course, and servers that book there. */
export async function openCheckouts() {
  const [scene, backend] = await Promise.all([Scene.open(), startBackend({ chaos: true })]);
  onTestFinished(() => scene.store.close());
  await backend.backend.seed({ events: [course(backend.clock.now() + 30 * DAY, { name: "Wundkurs" })] });
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const convex = callerOf(scene) as unknown as ConvexCaller;
  const { signal } = new AbortController();

  /** A server takes what is due, and tries it. */
  async function bookDue(
    crm: BookingCrm = backend.crm,
    ending = { stopping: signal, signal },
  ): Promise<void> {
    const { works } = await scene.mutate(api.checkouts.claim, { limit: 4 }, system);
    await Promise.all(works.map((work) => tryToBook({ convex, crm, log }, work, ending)));
  }

  const want = (more: Partial<Want> = {}) => ({
    ...{ keyHash: newKeyHash(), eventId: "event_kurs", eventName: "Wundkurs", productId: "prod_platz" },
    ...{ addonIds: [] as string[], agreed: { total: 9_500, currency: "EUR" }, language: "de" as const },
    ...more,
  });
  const look = (keyHash: string) => scene.query(api.checkouts.look, { keyHash }, system);
  return {
    ...{ scene, backend, lines, bookDue, want, look },
    /** Somebody presses; answers the key's hash. */
    async asGuest(more: Partial<Want> = {}, customer = guest): Promise<string> {
      const wanted = want(more);
      await scene.mutate(api.checkouts.beginAsGuest, { want: wanted, customer, requestId: "r" }, system);
      return wanted.keyHash;
    },
    async asMember(convexId: string, more: Partial<Want> = {}): Promise<string> {
      const wanted = want(more);
      await scene.mutate(api.checkouts.beginOwn, { want: wanted, requestId: "r" }, member(convexId));
      return wanted.keyHash;
    },
    stepOf: async (keyHash: string) => (await look(keyHash))?.step,
    rows: () => scene.store.run((ctx) => ctx.db.query("checkouts").collect()),
    chaos: (settings: ChaosInput) => backend.backend.setChaos(settings),
    taken: async () => (await backend.crm.getEvent("event_kurs"))?.registrations,
    pass: (ms: number) => void (scene.clock.now += ms),
  };
}

type Want = {
  keyHash: string;
  eventId: string;
  productId: string;
  addonIds: string[];
  agreed: { total: number; currency: string };
};

export const member = (convexId: string) => ({ subject: convexId, name: "Member", role: "member" });

const newKeyHash = () => createHash("sha256").update(randomBytes(32)).digest("hex");

const callerOf = (scene: Scene) => ({
  mutation: (fn: never, args: never) => scene.mutate(fn, args, system),
  query: (fn: never, args: never) => scene.query(fn, args, system),
});
