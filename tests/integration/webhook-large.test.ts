import { afterEach, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import { signedWebhook } from "../support/webhook";
import { type TestDoor, openDoor, secret } from "../support/webhook-door";

/** Webhooks near the largest that are taken: a transaction may read and write so many bytes only. */
let door: TestDoor;
afterEach(() => door.close());

const COUNT = 40;
const padding = "x".repeat(250_000);

function send(type: string, at: number, data: object) {
  return door.post(signedWebhook(secret, { type, at, data: { ...data, padding } }));
}

async function outcomes(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { type, outcome } of await door.deliveries()) {
    found[`${type} ${outcome}`] = (found[`${type} ${outcome}`] ?? 0) + 1;
  }
  return found;
}

test("large ones that came before anybody knew the contact are all judged when it appears", async () => {
  door = await openDoor();
  const since = Date.now() - 100_000;
  for (let n = 0; n < COUNT; n++) await send("contact.deleted", since + n, { contactId: "obj_1" });
  expect(await outcomes()).toEqual({ "contact.deleted unmatched": COUNT });
  await send("contact.created", since - 1, { contactId: "obj_1", firstName: "Ada" });
  await expect
    .poll(outcomes, { timeout: 30_000 })
    .not.toMatchObject({ "contact.deleted unmatched": expect.anything() as number });
  expect(await door.people()).toMatchObject([[undefined, "Ada", undefined, "obj_1", "archived"]]);
});

test("a run that replays large ones comes to its end", async () => {
  door = await openDoor();
  for (let n = 0; n < COUNT; n++)
    await send("contact.updated", Date.now(), { contactId: `obj_${n}`, email: "no address" });
  const asked = { name: "All failed", reason: "The data was mended", requestId: "request" };
  const filter = { outcomes: ["failed" as const] };
  const { runId } = await door.system.mutation(api.webhookReplays.replayAll, { ...asked, filter });
  const run = () => door.system.query(api.webhookReplays.run, { runId });
  await expect.poll(async () => (await run()).state, { timeout: 30_000 }).toBe("done");
  expect(await run()).toMatchObject({ replayed: COUNT, outcomes: { failed: COUNT } });
});
