import { createHmac } from "node:crypto";
import octokit from "@octokit/webhooks-examples";
import fc from "fast-check";
import { schemeNames, type SchemeName } from "../../../server/webhooks/schemes/table";
import { frontendUserId } from "../../bench/jobs-people";
import { secret } from "../../support/webhook-door";

/** A request as it is put on the door's doorstep. */
export type Knock = { headers: Record<string, string>; body: Buffer };

/** Bodies that real platforms have sent: what GitHub's own tests are made of, 300 of 1 to 27 KB. */
const realBodies = octokit.flatMap(({ name, examples }) =>
  examples.map((example) => ({ name: String(name), data: example as object })),
);

/** Somebody who is known here, so that what is odd gets as far as their row. */
export const KNOWN_PEOPLE = 5;

const types = ["updated", "deleted", "suspended", "reactivated"].map((what) => `user.${what}`);
const contactTypes = ["created", "updated", "deleted"].map((what) => `contact.${what}`);

/** Text as nobody would send it by mistake: controls, halves of characters, other scripts, very long. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "\ud800",
    "\udfff x",
    "\u0000",
    "\ufffe",
    "a\u202eb",
    "__proto__",
    "constructor",
    "' or 1=1 --",
  ),
  fc
    .tuple(fc.constantFrom("x", "\u{1f600}", "ä"), fc.integer({ min: 1, max: 20_000 }))
    .map(([character, length]) => `x${character.repeat(length)}`),
);

const oddValue = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, true, -0, 1e308, -1, {}, [], [[]], { toString: 1 }),
  },
);

const oddTime = fc.oneof(
  fc.constantFrom<unknown>(0, -1, 1e15, 2 ** 53, 1.5, "", "soon", "2026-13-45", "+275760-09-13T00:00:00Z"),
  fc.integer({ min: 0, max: 2e12 }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const person = fc.integer({ min: 0, max: KNOWN_PEOPLE - 1 }).map(frontendUserId);
const dataFields = [
  "email",
  "firstName",
  "lastName",
  "phone",
  "status",
  "reason",
  "convexUserId",
  "crmContactId",
];

/** Nearly an event: the right fields, and anything in them. */
const nearlyEvent = fc
  .record(
    {
      type: fc.oneof({ weight: 5, arbitrary: fc.constantFrom<unknown>(...types, ...contactTypes) }, oddValue),
      event: oddValue,
      id: oddValue,
      timestamp: oddTime,
      data: fc.oneof(
        { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...dataFields, "x", "__proto__"), oddValue) },
        { weight: 1, arbitrary: oddValue },
      ),
      frontendUserId: fc.oneof({ weight: 3, arbitrary: person }, oddValue),
    },
    { requiredKeys: ["type", "data"] },
  )
  .map(({ frontendUserId: who, data, ...event }) => {
    const named = typeof data === "object" && data !== null && who !== undefined;
    return JSON.stringify({ ...event, data: named ? { ...data, frontendUserId: who } : data });
  });

const realBody = fc.constantFrom(...realBodies);
const real = fc.oneof(
  realBody.map(({ data }) => JSON.stringify(data)),
  realBody.map(({ name, data }) => JSON.stringify({ type: name, data })),
  realBody.map(({ name, data }) => JSON.stringify({ event: `user.${name}`, data: { ...data, email: data } })),
);

/** JSON that is hard to read: deep, wide, cut off, with the same key twice, or none at all. */
const hard = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.integer({ min: 1, max: 40_000 }).map((depth) => '{"data":'.repeat(depth) + "1" + "}".repeat(depth)),
  fc.tuple(real, fc.nat()).map(([body, at]) => body.slice(0, at % body.length)),
  nearlyEvent.map((event) => event.replace("{", '{"type":"user.updated","data":{},')),
  fc.constantFrom("", " ", "null", "0", '"text"', "[]", "{}", "\ufeff{}", "NaN", '{"type":"x","data":{}}{}'),
  fc.json({ maxDepth: 6 }),
);

const textBody = fc.oneof(nearlyEvent, real, hard).map((body) => Buffer.from(body));
const body = fc.oneof(
  { weight: 8, arbitrary: textBody },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.tuple(textBody, fc.nat(), fc.nat()).map(flipped) },
);

function flipped([bytes, at, mask]: [Buffer, number, number]): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length > 0)
    changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 + (mask % 255));
  return changed;
}

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("application/json", "application/json; charset=utf-8") },
  fc.constantFrom(
    "",
    "text/plain",
    "application/json; charset=",
    "application/",
    ";",
    "multipart/form-data",
    "*/*",
  ),
);

/** What may stand in a header at all: Node lets nothing else in. */
const headerText = fc.stringMatching(/^[\t\x20-\x7e]{0,60}$/);
const oddHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
      "x-l4yercak3-signature",
      "x-webhook-signature",
    ],
    ...["content-encoding", "x-forwarded-for", "origin", "authorization", "user-agent", "accept"],
  ),
  fc.oneof(headerText, fc.constantFrom("v1,", "v1,AAAA", "t=1,v1=", "t=,v1=00", "gzip", "0", "-1", "1e3")),
);

const key = Buffer.from(secret.slice("whsec_".length), "base64");

/** Signed as the backend would, whatever it is: only then is it read. */
export function sign(scheme: SchemeName, id: string, body: Buffer): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1000));
  const hmac = (prefix: string) => createHmac("sha256", key).update(prefix).update(body);
  if (scheme === "timestamped")
    return { "x-l4yercak3-signature": `t=${time},v1=${hmac(`${time}.`).digest("hex")}` };
  if (scheme === "hmac-hex") return { "x-webhook-signature": hmac("").digest("hex") };
  const signature = `v1,${hmac(`${id}.${time}.`).digest("base64")}`;
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature };
}

const genuine = fc
  .tuple(body, contentType, fc.constantFrom(...schemeNames), fc.stringMatching(/^[\w-]{1,400}$/))
  .map(([bytes, type, scheme, id]) => ({
    headers: { "content-type": type, ...sign(scheme, id, bytes) },
    body: bytes,
  }));
const forgedRequest = fc
  .tuple(body, contentType, oddHeaders)
  .map(([bytes, type, odd]) => ({ headers: { ...odd, "content-type": type }, body: bytes }));

/** Mostly signed: what is not does not get far. */
export const knock: fc.Arbitrary<Knock> = fc.oneof(
  { weight: 3, arbitrary: genuine },
  { weight: 1, arbitrary: forgedRequest },
);
