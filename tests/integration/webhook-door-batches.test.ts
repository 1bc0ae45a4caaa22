import { ConvexError } from "convex/values";
import { getFunctionName } from "convex/server";
import { afterEach, expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { signedWebhook } from "../support/webhook";
import { type TestDoor, openDoor, secret } from "../support/webhook-door";

/** A busy machine takes its time. */
const PATIENTLY = { timeout: 30_000 };

let door: TestDoor;
afterEach(() => door.close());

type Call = { name: string; eventIds: string[] };
type Refusing = (call: Call) => Error | null;

/** A store whose calls are noted down, wait for `gate`, and fail where `refusing` says so. */
function watched({
  gate = Promise.resolve(),
  refusing = () => null,
}: {
  gate?: Promise<void>;
  refusing?: Refusing;
}) {
  const calls: Call[] = [];
  const between = (convex: Convex): Convex => ({
    as: (actor) => {
      const caller = convex.as(actor);
      return {
        ...caller,
        async mutation(mutation, ...args) {
          const call = { name: getFunctionName(mutation), eventIds: eventIdsIn(args) };
          calls.push(call);
          await gate;
          const failure = refusing(call);
          if (failure) throw failure;
          return caller.mutation(mutation, ...args);
        },
      };
    },
  });
  return { calls, between };
}

const eventIdsIn = (args: unknown): string[] =>
  [...JSON.stringify(args).matchAll(/"eventId":"(evt_[^"]+)"/gu)].map(([, id = ""]) => id);

const event = (id: string, type = "invoice.paid") =>
  signedWebhook(secret, { id, type, at: Date.now(), data: {} });

function gated() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  return { gate, open };
}

test("a lone event goes at once; those that come while it is being written share the next transaction", async () => {
  const { gate, open } = gated();
  const { calls, between } = watched({ gate });
  door = await openDoor({ between });
  const first = door.post(event("evt_first"));
  await expect.poll(() => calls.length, PATIENTLY).toBe(1);
  const ids = Array.from({ length: 70 }, (_, n) => `evt_${n}`);
  const others = ids.map((id) => door.post(event(id)));
  await expect.poll(() => door.reading(), PATIENTLY).toBe(0);
  open();
  const answers = await Promise.all([first, ...others]);
  expect(new Set(answers.map(({ status, outcome }) => `${status} ${outcome}`))).toEqual(
    new Set(["200 ignored"]),
  );
  expect(calls.map(({ name }) => name)).toEqual(Array.from({ length: 3 }, () => "webhooks:receiveAll"));
  expect(calls.map(({ eventIds }) => eventIds.length)).toEqual([1, 50, 20]);
  expect(await door.counted("ignored")).toBe(71);
});

test("large events share a transaction with few others: a store takes only so much at once", async () => {
  const { gate, open } = gated();
  const { calls, between } = watched({ gate });
  door = await openDoor({ between });
  const first = door.post(event("evt_first"));
  await expect.poll(() => calls.length, PATIENTLY).toBe(1);
  const note = "x".repeat(250_000);
  const large = (id: string) =>
    signedWebhook(secret, { id, type: "invoice.paid", at: Date.now(), data: { note } });
  const others = Array.from({ length: 10 }, (_, n) => door.post(large(`evt_${n}`)));
  await expect.poll(() => door.reading(), PATIENTLY).toBe(0);
  open();
  const answers = await Promise.all([first, ...others]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(calls.map(({ eventIds }) => eventIds.length)).toEqual([1, 8, 2]);
});

test("the same event several times in one batch is taken once, and the others are duplicates", async () => {
  const { gate, open } = gated();
  const { calls, between } = watched({ gate });
  door = await openDoor({ between });
  const first = door.post(event("evt_before"));
  await expect.poll(() => calls.length, PATIENTLY).toBe(1);
  const same = event("evt_same");
  const answers = [same, same, same].map((again) => door.post(again));
  await expect.poll(() => door.reading(), PATIENTLY).toBe(0);
  open();
  await first;
  const outcomes = (await Promise.all(answers)).map(({ outcome }) => outcome);
  expect(outcomes.sort()).toEqual(["duplicate", "duplicate", "ignored"]);
  expect(calls).toHaveLength(2);
});

test("one that cannot be applied does not spoil the rest: it is kept as failed, and its sender hears 200", async () => {
  const { gate, open } = gated();
  const isPoisoned = ({ name, eventIds }: Call) =>
    eventIds.includes("evt_bad") && name !== "webhooks:keepFailed";
  const refusing = (call: Call) => (isPoisoned(call) ? new Error("a bug") : null);
  const { calls, between } = watched({ gate, refusing });
  door = await openDoor({ between });
  const first = door.post(event("evt_before"));
  await expect.poll(() => calls.length, PATIENTLY).toBe(1);
  const answers = ["evt_1", "evt_bad", "evt_2"].map((id) => door.post(event(id)));
  await expect.poll(() => door.reading(), PATIENTLY).toBe(0);
  open();
  await first;
  const outcomes = (await Promise.all(answers)).map(({ status, outcome }) => [status, outcome]);
  expect(outcomes).toEqual([
    [200, "ignored"],
    [200, "failed"],
    [200, "ignored"],
  ]);
  const kept = (await door.deliveries()).find(({ eventId }) => eventId === "evt_bad");
  expect(kept).toMatchObject({ outcome: "failed", cause: "error", type: "invoice.paid" });
  expect(door.logLines.join("")).toContain("a webhook could not be applied");
  // The provider may send it again, but it is known.
  expect(await door.post(event("evt_bad", "user.updated"))).toMatchObject({ outcome: "duplicate" });
});

test("while the store is away nobody hears 200, nothing is kept, and the same event is new when it comes again", async () => {
  let away = true;
  const outage = new ConvexError({ code: "unavailable", message: "The store cannot be reached." });
  const { calls, between } = watched({ refusing: () => (away ? outage : null) });
  door = await openDoor({ between });
  const answers = await Promise.all(["evt_1", "evt_2"].map((id) => door.post(event(id))));
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(answers.map(({ headers }) => headers.get("retry-after"))).toEqual(["5", "5"]);
  expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(["webhooks:receiveAll"]));
  away = false;
  expect(await door.post(event("evt_1"))).toMatchObject({ status: 200, outcome: "ignored" });
});

test("what is neither applied nor kept is not answered with 200", async () => {
  const { between } = watched({ refusing: () => new Error("all is broken") });
  door = await openDoor({ between });
  expect(await door.post(event("evt_1"))).toMatchObject({ status: 503 });
  expect(await door.deliveries()).toEqual([]);
});
