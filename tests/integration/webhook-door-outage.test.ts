import { once } from "node:events";
import { getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { afterEach, describe, expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { signedWebhook } from "../support/webhook";
import { type TestDoor, openDoor, secret } from "../support/webhook-door";

/** The store stands still or goes away while webhooks wait for their commit. */
let door: TestDoor;
afterEach(() => door.close());

const genuine = () => signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: {} });

/** A store that does nothing until it is let go on, or says that it is away. Counts the mutations asked of it. */
function standingStill() {
  const waiting: Array<(failure: Error | null) => void> = [];
  const still = { asked: 0, lets: (failure: Error | null) => waiting.splice(0).forEach((go) => go(failure)) };
  let stands = true;
  const between = (convex: Convex): Convex => ({
    as(actor) {
      const caller = convex.as(actor);
      return {
        query: (query, ...args) => caller.query(query, ...args),
        async mutation(mutation, ...args) {
          if (!getFunctionName(mutation).startsWith("webhooks:")) return caller.mutation(mutation, ...args);
          still.asked += 1;
          const failure = stands ? await new Promise<Error | null>((go) => waiting.push(go)) : null;
          if (failure) throw failure;
          return caller.mutation(mutation, ...args);
        },
      };
    },
  });
  const goOn = (failure: Error | null = null) => {
    stands = false;
    still.lets(failure);
  };
  return Object.assign(still, { between, goOn });
}

describe("senders who hang up while the store stands still", () => {
  test("take up no room afterwards: the next ones are taken", async () => {
    const store = standingStill();
    const room = { totalBytes: 100_000, bytesPerSource: 100_000 };
    door = await openDoor({ limits: { room }, between: store.between });
    const closed: Array<Promise<unknown>> = [];
    door.app.server.on("connection", (socket) => closed.push(once(socket, "close")));
    const patience = new AbortController();
    const asked = Array.from({ length: 6 }, () => door.post({ ...genuine(), signal: patience.signal }));
    await expect.poll(() => door.reading()).toBe(0);
    const hungUp = closed.splice(0);
    patience.abort();
    await Promise.allSettled(asked);
    store.goOn();
    await Promise.all(hungUp);
    for (let n = 0; n < 6; n++) expect(await door.post(genuine())).toMatchObject({ status: 200 });
  });
});

describe("a store that goes away while webhooks wait", () => {
  test("all of them are told so at once: none waits for an outage of its own", async () => {
    const store = standingStill();
    door = await openDoor({ between: store.between });
    const asked = Array.from({ length: 120 }, () => door.post(genuine()));
    await expect.poll(() => door.reading()).toBe(0);
    store.goOn(new ConvexError({ code: "unavailable", message: "The store cannot be reached." }));
    const answers = await Promise.all(asked);
    for (const { status, headers } of answers)
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect(store.asked).toBe(1);
    expect(await door.post(genuine())).toMatchObject({ status: 200 });
  });
});
