import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../server/config/environment";
import { schemeNames } from "../../server/webhooks/schemes/table";
import { readSecrets } from "../../server/webhooks/secrets";
import { type Proof, type Trust, verify } from "../../server/webhooks/verify";

/** The example of the Standard Webhooks documents and reference libraries; the signature is theirs. */
const example = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const standardHeaders = {
  "webhook-id": example.id,
  "webhook-timestamp": String(example.timestamp),
  "webhook-signature": example.signature,
};

/**
 * Of the same body and time, by hand:
 * printf '%s' '1614265330.{"test": 2432232314}' | openssl dgst -sha256 -hmac whsec_MfKQ…
 * and, for what the base64 stands for, -mac HMAC -macopt hexkey:31f290…; for hmac-hex without the time.
 */
const byOpenssl = {
  timestamped: {
    written: "2e37df5d4a028c51a7f3133d64ae1e300d2c2c900f1b1d49d4369ad2530f8964",
    decoded: "e96203c6de850e7dc1fde7489ef6140b402d3a5a64fe250cd2eef9830fac1cef",
  },
  "hmac-hex": {
    written: "80ec8a89ce3cd22133a1066caecb4d04fea7467657c8514d717ec42c38a5c94c",
    decoded: "e2cb4f5251572539d458bfb8a7adb533b08801e6a794467e06f771debbb0818b",
  },
};
const timestampedHeaders = (signature: string) => ({
  "x-l4yercak3-signature": `t=${example.timestamp},v1=${signature}`,
});

const NOW = example.timestamp * 1000;
const trust = { secrets: readSecrets([example.secret]), schemes: schemeNames };
type Otherwise = Partial<Trust> & { body?: string; now?: number };
const check = (
  headers: Record<string, string>,
  { body = example.body, now = NOW, ...other }: Otherwise = {},
) => verify(headers, Buffer.from(body), { ...trust, ...other }, now);

describe("known answers", () => {
  test("the example of Standard Webhooks is genuine", () => {
    expect(check(standardHeaders)).toEqual({
      ok: true,
      scheme: "standard",
      secretLabel: "secret 1",
      clockSkewS: 0,
      eventId: example.id,
      sentAt: NOW,
      happenedBy: NOW + 999,
    });
  });

  test.each(["written", "decoded"] as const)(
    "timestamped, by openssl, whose key is the secret as it is %s",
    (key) => {
      expect(check(timestampedHeaders(byOpenssl.timestamped[key]))).toEqual({
        ok: true,
        scheme: "timestamped",
        secretLabel: "secret 1",
        clockSkewS: 0,
        eventId: "sha256:8d429cafa506b7c09b45bfd39df3816dabd927862219bb1e5de59b7e43465ffb",
        sentAt: NOW,
        happenedBy: NOW + 999,
      });
    },
  );

  test.each(["written", "decoded"] as const)(
    "hmac-hex, by openssl, whose key is the secret as it is %s: no time, and an ID that follows from the body",
    (key) => {
      expect(check({ "x-webhook-signature": byOpenssl["hmac-hex"][key] })).toEqual({
        ok: true,
        scheme: "hmac-hex",
        secretLabel: "secret 1",
        clockSkewS: null,
        eventId: "sha256:ae858931f67887e8150d6f96c9fe03062c1df36b4464c4ddc8e002c084d5d198",
        sentAt: NOW,
        happenedBy: NOW,
      });
    },
  );

  test("of two that were sent within one second, the one that came later was sent later, and neither in another second", () => {
    const sentAt = (now: number) => (check(standardHeaders, { now }) as Proof).sentAt;
    expect([0, 400, 999].map((ms) => sentAt(NOW + ms))).toEqual([NOW, NOW + 400, NOW + 999]);
    expect([sentAt(NOW - 5_000), sentAt(NOW + 5_000)]).toEqual([NOW, NOW + 999]);
  });

  test("whatever the official standardwebhooks package signs is genuine, and nothing is once a byte of it has changed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.stringMatching(/^[\w-]{1,40}$/),
        fc.nat({ max: 1_000 }),
        (body, id, place) => {
          const signature = new Webhook(example.secret).sign(id, new Date(NOW), body);
          const headers = { ...standardHeaders, "webhook-id": id, "webhook-signature": signature };
          expect(check(headers, { body })).toMatchObject({ ok: true, eventId: id });
          const bytes = Buffer.from(body);
          const spot = place % bytes.length;
          bytes[spot] = (bytes[spot] ?? 0) ^ 1;
          expect(verify(headers, bytes, trust, NOW)).toEqual({ ok: false, cause: "signature" });
        },
      ),
    );
  });
});

describe("which schemes are taken", () => {
  const bySchemes = {
    standard: standardHeaders,
    timestamped: timestampedHeaders(byOpenssl.timestamped.written),
    "hmac-hex": { "x-webhook-signature": byOpenssl["hmac-hex"].written },
  };

  test.each(schemeNames)("%s is taken when it is on and refused when only the others are", (name) => {
    expect(check(bySchemes[name], { schemes: [name] })).toMatchObject({ ok: true, scheme: name });
    const others = schemeNames.filter((other) => other !== name);
    expect(check(bySchemes[name], { schemes: others })).toEqual({ ok: false, cause: "signature" });
  });

  test("one right signature is enough when a sender signs in several ways", () => {
    const headers = { ...bySchemes.timestamped, ...standardHeaders, "webhook-signature": "v1,AAAA" };
    expect(check(headers)).toMatchObject({ ok: true, scheme: "timestamped" });
  });

  test("without more words, those with a replay window are on", () => {
    expect(readEnvironment({}).WEBHOOK_SCHEMES).toEqual(["standard", "timestamped"]);
    expect(readEnvironment({ WEBHOOK_SCHEMES: "hmac-hex" }).WEBHOOK_SCHEMES).toEqual(["hmac-hex"]);
  });
});

describe("what is not proven", () => {
  test.each([
    ["300 s late", 300, true],
    ["301 s late", 301, false],
    ["300 s early", -300, true],
    ["301 s early", -301, false],
  ])("a genuine request %s, by the schemes that have a time", (_what, late, ok) => {
    const now = NOW + late * 1000;
    const expected = ok ? { ok, clockSkewS: -late } : { ok, cause: "timestamp", clockSkewS: -late };
    expect(check(standardHeaders, { now })).toMatchObject(expected);
    expect(check(timestampedHeaders(byOpenssl.timestamped.written), { now })).toMatchObject(expected);
    expect(check({ "x-webhook-signature": byOpenssl["hmac-hex"].written }, { now }).ok).toBe(true);
  });

  test("the time of a forged request is not even looked at", () => {
    const forged = { ...standardHeaders, "webhook-signature": `v1,${"A".repeat(43)}=` };
    expect(check(forged, { now: NOW + 1e9 })).toEqual({ ok: false, cause: "signature" });
  });

  test.each([
    ["no headers", {}],
    ["an empty signature", { ...standardHeaders, "webhook-signature": "" }],
    [
      "another version",
      { ...standardHeaders, "webhook-signature": example.signature.replace("v1,", "v1a,") },
    ],
    ["no ID", { ...standardHeaders, "webhook-id": "" }],
    ["another ID", { ...standardHeaders, "webhook-id": "msg_other" }],
    ["the ID moved into the time", { ...standardHeaders, "webhook-id": `${example.id}.1` }],
    ["half a hex signature", { "x-webhook-signature": byOpenssl["hmac-hex"].written.slice(0, 32) }],
    ["too long a hex signature", { "x-webhook-signature": `${byOpenssl["hmac-hex"].written}00` }],
    ["no v1", { "x-l4yercak3-signature": `t=${example.timestamp}` }],
    ["a signature of another scheme", timestampedHeaders(byOpenssl["hmac-hex"].written)],
  ])("%s: refused for its signature", (_what, headers) => {
    expect(check(headers)).toEqual({ ok: false, cause: "signature" });
  });

  test.each(["", "soon", "1e9", "-1614265330", "1614265330.5"])("a time that reads %j", (timestamp) => {
    expect(check({ ...standardHeaders, "webhook-timestamp": timestamp })).toEqual({
      ok: false,
      cause: "timestamp",
    });
    const header = { "x-l4yercak3-signature": `v1=${byOpenssl.timestamped.written},t=${timestamp}` };
    expect(check(header)).toEqual({ ok: false, cause: "timestamp" });
  });
});

describe("several secrets", () => {
  const next = `whsec_${Buffer.from("the next secret of the backend..").toString("base64")}`;
  const both = `next:${next}, live: ${example.secret}`;
  const secrets = readEnvironment({ BACKEND_WEBHOOK_SECRETS: both }).BACKEND_WEBHOOK_SECRETS ?? [];

  test("the log names the one that matched by its label", () => {
    expect(check(standardHeaders, { secrets })).toMatchObject({ ok: true, secretLabel: "live" });
    const signature = new Webhook(next).sign(example.id, new Date(NOW), example.body);
    const headers = { ...standardHeaders, "webhook-signature": signature };
    expect(check(headers, { secrets })).toMatchObject({ ok: true, secretLabel: "next" });
  });

  test("a sender that signs with the old and the new one is understood by whoever knows either", () => {
    const signature = `${new Webhook(next).sign(example.id, new Date(NOW), example.body)} ${example.signature}`;
    const headers = { ...standardHeaders, "webhook-signature": signature };
    for (const secret of [next, example.secret]) {
      expect(check(headers, { secrets: readSecrets([secret]) })).toMatchObject({ ok: true });
    }
  });

  test("those without a label are called by their place", () => {
    const labels = readSecrets([`live:${example.secret}`, next]).map(({ label }) => label);
    expect(labels).toEqual(["live", "secret 2"]);
  });

  test.each([
    ["live:whsec_short", /^BACKEND_WEBHOOK_SECRETS must hold secrets such as whsec_/],
    [`live:${next},live:${example.secret}`, /^BACKEND_WEBHOOK_SECRETS must not give two .* \(live\)/],
    [`${"x".repeat(41)}:${next}`, /^BACKEND_WEBHOOK_SECRETS must have labels of at most 40/],
    [`:${next}`, /^BACKEND_WEBHOOK_SECRETS must have labels/],
    [Array.from({ length: 6 }, () => next).join(","), /^BACKEND_WEBHOOK_SECRETS may hold 5 secrets at most/],
  ])(
    "a list that cannot be used (%#) stops the start, with the fix and without the secret",
    (list, message) => {
      const start = () => readEnvironment({ BACKEND_WEBHOOK_SECRETS: list });
      expect(start).toThrow(message);
      expect(start).not.toThrow(next.slice(6));
    },
  );
});
