import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { readEnvironment } from "../../server/config/environment";
import { signedWebhook } from "../support/webhook";
import { type TestDoor, openDoor, secret } from "../support/webhook-door";

const next = `whsec_${Buffer.from("the next secret of the backend..").toString("base64")}`;
const rotating = { BACKEND_WEBHOOK_SECRETS: `next:${next},live:${secret}` };
const envelope = { event: "invoice.paid", data: {} };

let door: TestDoor;
afterEach(() => door.close());

/** A door set up as the environment says. */
async function openWith(env: Record<string, string>): Promise<void> {
  const { BACKEND_WEBHOOK_SECRETS: secrets = [], WEBHOOK_SCHEMES: schemes } = readEnvironment(env);
  door = await openDoor({ trust: { secrets, schemes } });
}

const hex = (key: string, content: string) => createHmac("sha256", key).update(content).digest("hex");
const nowS = () => Math.floor(Date.now() / 1000);
const json = { "content-type": "application/json" };

function timestamped(key: string, body: string, time = nowS()): RequestInit {
  return {
    body,
    headers: { ...json, "x-l4yercak3-signature": `t=${time},v1=${hex(key, `${time}.${body}`)}` },
  };
}
const hmacHex = (key: string, body: string): RequestInit => ({
  body,
  headers: { ...json, "x-webhook-signature": hex(key, body) },
});

test("the log says by which scheme and which secret each request proved itself", async () => {
  await openWith({ ...rotating, WEBHOOK_SCHEMES: "standard,timestamped,hmac-hex" });
  const body = (id: string) => JSON.stringify({ id, type: "invoice.paid", data: {} });
  await door.post(signedWebhook(secret, { id: "evt_1", type: "invoice.paid", at: Date.now(), data: {} }));
  await door.post(timestamped(next, body("evt_2")));
  await door.post(hmacHex(secret, body("evt_3")));
  const said = (await door.arrivals()).map(({ eventId, scheme, secretLabel }) => [
    eventId,
    scheme,
    secretLabel,
  ]);
  expect(said).toEqual([
    ["evt_1", "standard", "live"],
    ["evt_2", "timestamped", "next"],
    ["evt_3", "hmac-hex", "live"],
  ]);
  expect(door.logLines.join("")).not.toContain(secret.slice("whsec_".length));
});

test("an event without an ID of its own is known by what was signed: the same request again is a duplicate", async () => {
  await openWith({ ...rotating, WEBHOOK_SCHEMES: "timestamped,hmac-hex" });
  const body = JSON.stringify(envelope);
  for (const request of [timestamped(secret, body), hmacHex(secret, body)]) {
    expect(await door.post(request)).toMatchObject({ status: 200, outcome: "ignored" });
    expect(await door.post(request)).toMatchObject({ status: 200, outcome: "duplicate" });
  }
  const ids = (await door.deliveries()).map(({ eventId }) => eventId);
  expect(ids).toEqual([expect.stringMatching(/^sha256:[\da-f]{64}$/), expect.stringMatching(/^sha256:/)]);
});

test("without ID and time the same bytes are the sender's retry, whatever came between; with a time they are news", async () => {
  await openWith({ ...rotating, WEBHOOK_SCHEMES: "hmac-hex" });
  const say = (type: string, more: object = {}) =>
    door.post(hmacHex(secret, JSON.stringify({ event: type, data: {}, ...more })));
  const outcomes = [];
  for (const type of ["invoice.paid", "invoice.refunded", "invoice.paid"])
    outcomes.push((await say(type)).outcome);
  expect(outcomes).toEqual(["ignored", "ignored", "duplicate"]);
  for (const timestamp of [1_700_000_000_000, 1_700_000_060_000])
    expect(await say("invoice.paid", { timestamp })).toMatchObject({ outcome: "ignored" });
});

test("unless somebody switches it on, the scheme without a time is refused", async () => {
  await openWith(rotating);
  const body = JSON.stringify(envelope);
  expect(await door.post(hmacHex(secret, body))).toMatchObject({ status: 401, code: "signature" });
  expect(await door.post(timestamped(secret, body))).toMatchObject({ status: 200 });
});

test("an old request sent again is refused for its time, and the log says how old it is", async () => {
  await openWith(rotating);
  const old = timestamped(secret, JSON.stringify(envelope), nowS() - 400);
  expect(await door.post(old)).toMatchObject({ status: 401, code: "timestamp" });
  const [row] = await door.arrivals();
  expect(row).toMatchObject({ cause: "timestamp", rejectedBody: JSON.stringify(envelope) });
  expect(row?.clockSkewS).toBeLessThanOrEqual(-400);
});
