import { createHmac } from "node:crypto";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { Convex } from "../../server/convex-client";
import { sourceOf } from "../../server/webhooks/source";
import { signedWebhook } from "../support/webhook";
import { type Answer, type TestDoor, forged, openDoor, secret } from "../support/webhook-door";

let door: TestDoor;
afterEach(() => door.close());

const genuine = (body: object = {}) =>
  signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: { ...body } });
const few = { strangers: { perSource: 3, altogether: 100, windowS: 60 } };

describe("what is read at all", () => {
  test.each(["application/json", "application/json; charset=utf-8", "application/cloudevents+json"])(
    "%s is taken",
    async (type) => {
      door = await openDoor();
      const event = genuine();
      const headers = { ...(event.headers as object), "content-type": type };
      expect(await door.post({ ...event, headers })).toMatchObject({ status: 200 });
    },
  );

  test.each(["text/plain", "application/jsonp", "application/x-www-form-urlencoded", "not a type", ""])(
    "%j is 415, and its cause is logged",
    async (type) => {
      door = await openDoor();
      const event = genuine();
      const headers = { ...(event.headers as object), "content-type": type };
      expect(await door.post({ ...event, headers })).toMatchObject({ status: 415, code: "content_type" });
      expect(await door.arrivals()).toMatchObject([{ outcome: "rejected", cause: "content_type" }]);
    },
  );

  test("a compressed body is 415, and the answer says what is wanted: nothing says over which bytes it is signed", async () => {
    door = await openDoor();
    const event = genuine();
    const headers = { ...(event.headers as object), "content-encoding": "gzip" };
    const answer = await door.post({ headers, body: gzipSync(String(event.body)) });
    expect(answer).toMatchObject({ status: 415, message: "Send application/json, and not compressed." });
    expect(answer.headers.get("accept-encoding")).toBe("identity");
  });

  test.each([
    ["256 KB are taken", 256 * 1024, 200],
    ["one byte more is 413", 256 * 1024 + 1, 413],
  ])("%s", async (_what, size, status) => {
    door = await openDoor();
    const filler = (length: number) => genuine({ note: "x".repeat(length) });
    const empty = String(filler(0).body).length;
    expect(await door.post(filler(size - empty))).toMatchObject({ status });
  });

  test("what is genuine and not UTF-8 is malformed, for what is kept must be what was sent", async () => {
    door = await openDoor();
    const start = Buffer.from('{"event":"invoice.paid","data":{"note":"');
    const body = Buffer.concat([start, Buffer.from([0xff]), Buffer.from('"}}')]);
    // The official package signs text only, so this one is signed by hand.
    const time = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signature = createHmac("sha256", key).update(`evt_x.${time}.`).update(body).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": "evt_x",
      "webhook-timestamp": time,
      "webhook-signature": `v1,${signature}`,
    };
    expect(await door.post({ body, headers })).toMatchObject({ status: 400, code: "malformed" });
  });

  /** Sends the first byte of a body of 99. */
  async function half(): Promise<{ socket: Socket; closed: Promise<unknown> }> {
    const { port, pathname } = new URL(door.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    const closed = new Promise((resolve) =>
      door.app.server.once("connection", (accepted) => accepted.once("close", resolve)),
    );
    const head = `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    await new Promise<void>((sent) => socket.write(`${head}content-length: 99\r\n\r\n{`, () => sent()));
    return { socket, closed };
  }

  test("a body that breaks off is nobody's request: nothing is logged, and the door goes on", async () => {
    door = await openDoor();
    const { socket, closed } = await half();
    socket.destroy();
    await closed;
    expect(await door.post(genuine())).toMatchObject({ status: 200 });
    expect(await door.arrivals()).toHaveLength(1);
  });

  test("a body that does not go on is cut off, so that nobody holds the door's memory for long", async () => {
    door = await openDoor({ limits: { readingMs: 500 } });
    const { closed } = await half();
    await closed;
    expect(await door.post(genuine())).toMatchObject({ status: 200 });
    expect(await door.arrivals()).toHaveLength(1);
  });
});

describe("a forger", () => {
  test("is logged one by one up to a limit, then hears 429 and when to come again; all of it is counted in one row", async () => {
    door = await openDoor({ limits: few });
    const answers = [];
    for (let n = 0; n < 10; n++) answers.push(await door.post(forged()));
    expect(answers.map(({ status }) => status)).toEqual([
      401,
      401,
      401,
      ...Array.from({ length: 7 }, () => 429),
    ]);
    const retryAfter = Number(answers.at(-1)?.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    await door.shut();
    const rows = await door.arrivals();
    expect(rows.map(({ cause }) => cause)).toEqual(["signature", "signature", "signature", "rate_limited"]);
    expect(rows.at(-1)).toMatchObject({ requests: 7, source: "127.0.0.1" });
    expect(await door.counted("rejected")).toBe(10);
  });

  test("does not stand in the way of genuine requests from the same address, before and after", async () => {
    door = await openDoor({ limits: few });
    for (let n = 0; n < 6; n++) {
      await door.post(forged());
      expect(await door.post(genuine())).toMatchObject({ status: 200 });
    }
    expect(await door.post(forged())).toMatchObject({ status: 429 });
  });

  test("of many addresses fills the log no faster than one limit for all together allows", async () => {
    door = await openDoor({ limits: { strangers: { perSource: 3, altogether: 4, windowS: 60 } } });
    const from = (address: string) =>
      door.app.inject({
        ...{ method: "POST", url: "/api/webhooks/backend-sync", remoteAddress: address },
        ...{ headers: { "content-type": "application/json" }, payload: "{}" },
      });
    for (let n = 0; n < 20; n++) await from(`192.0.2.${n}`);
    await door.shut();
    const rows = await door.arrivals();
    expect(rows.map(({ cause }) => cause)).toEqual([
      ...Array.from({ length: 4 }, () => "signature"),
      "rate_limited",
    ]);
    expect(rows.at(-1)).toMatchObject({ source: "everybody", requests: 16 });
  });

  test("a genuine sender whose bodies are no events is told so every time: it is no forger", async () => {
    door = await openDoor({ limits: few });
    const event = signedWebhook(secret, { type: "x".repeat(101), at: Date.now(), data: {} });
    for (let n = 0; n < 6; n++) expect(await door.post(event)).toMatchObject({ status: 400 });
  });

  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"],
    ["", "unknown"],
  ])("who calls from %j counts as %s", async (address, source) => {
    door = await openDoor();
    expect(sourceOf(address)).toBe(source);
  });
});

describe("overload", () => {
  /** A store that takes its time until it is told to go on. */
  function slowly() {
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const between = (convex: Convex): Convex => ({
      as: (actor) => {
        const caller = convex.as(actor);
        return { ...caller, mutation: async (...call) => gate.then(() => caller.mutation(...call)) };
      },
    });
    return { between, goOn };
  }

  test("when there is no room left the answer is 503 with Retry-After; what was let in is taken, and nothing else is", async () => {
    const { between, goOn } = slowly();
    const limits = { room: { totalBytes: 60_000, bytesPerSource: 60_000 } };
    door = await openDoor({ limits, between });
    const events = Array.from({ length: 12 }, () => genuine());
    const answers = events.map((event) => door.post(event));
    const refused: Answer[] = [];
    for (const answer of answers) void answer.then((early) => refused.push(early));
    await expect.poll(() => refused.length, { timeout: 30_000 }).toBe(9);
    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 503));
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    goOn();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    const taken = events.filter((_, place) => statuses[place] === 200).map(({ id }) => id);
    expect((await door.deliveries()).map(({ eventId }) => eventId).sort()).toEqual(taken.sort());
    // And there is room again.
    expect(await door.post(genuine())).toMatchObject({ status: 200 });
  });

  /** A connection that says it sends so many bytes, and sends what is written to it. */
  async function announcing(bytes: number) {
    const { port, pathname } = new URL(door.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    let heard = "";
    socket.on("data", (piece: Buffer) => (heard += piece.toString()));
    const head = `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    await new Promise<void>((sent) => socket.write(`${head}content-length: ${bytes}\r\n\r\n`, () => sent()));
    return { socket, heard: () => heard };
  }
  const room = { totalBytes: 300_000, bytesPerSource: 300_000 };

  test("connections that announce much and send nothing take no room from others", async () => {
    door = await openDoor({ limits: { room } });
    const idle = await Promise.all(Array.from({ length: 10 }, () => announcing(250_000)));
    await expect.poll(() => door.arrived(), { timeout: 30_000 }).toBe(10);
    expect(await door.post(genuine())).toMatchObject({ status: 200 });
    expect(idle.map(({ heard }) => heard())).toEqual(idle.map(() => ""));
    for (const { socket } of idle) socket.destroy();
  });

  test("of two large bodies that do not fit together one hears 503, and gives its room back; the other gets through", async () => {
    door = await openDoor({ limits: { room } });
    const both = await Promise.all([announcing(200_000), announcing(200_000)]);
    for (const { socket } of both) socket.write("x".repeat(190_000));
    const answers = () => both.map(({ heard }) => /^HTTP\/1\.1 (\d+)/u.exec(heard())?.[1] ?? "none");
    await expect.poll(() => answers().sort(), { timeout: 30_000 }).toEqual(["503", "none"]);
    const loser = both.find(({ heard }) => heard());
    expect(loser?.heard().toLowerCase()).toContain("retry-after: 2");
    for (const one of both) if (one !== loser) one.socket.write("x".repeat(10_000));
    await expect.poll(() => answers().sort(), { timeout: 30_000 }).toEqual(["401", "503"]);
    const whole = await announcing(200_000);
    whole.socket.write("x".repeat(200_000));
    await expect.poll(whole.heard, { timeout: 30_000 }).toContain("HTTP/1.1 401");
    for (const { socket } of [...both, whole]) socket.destroy();
    expect(door.logLines.join("")).not.toContain("could not be stored");
  });

  test("one address cannot take all the room", async () => {
    const { between, goOn } = slowly();
    door = await openDoor({ limits: { room: { totalBytes: 60_000, bytesPerSource: 20_000 } }, between });
    // `inject` does nothing until somebody waits for it.
    const from = async (remoteAddress: string) => {
      const { headers, body } = genuine();
      return await door.app.inject({
        ...{ method: "POST", url: "/api/webhooks/backend-sync", remoteAddress },
        ...{ headers: headers as Record<string, string>, payload: String(body) },
      });
    };
    const first = from("192.0.2.1");
    expect((await from("192.0.2.1")).statusCode).toBe(503);
    const other = from("192.0.2.2");
    goOn();
    expect((await Promise.all([first, other])).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  });
});
