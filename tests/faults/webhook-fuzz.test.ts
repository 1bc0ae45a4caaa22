import { connect } from "node:net";
import { request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { importPeople } from "../bench/jobs-people";
import { signedWebhook } from "../support/webhook";
import { type TestDoor, openDoor, secret } from "../support/webhook-door";
import { casesSeed } from "../support/cases-seed";
import { KNOWN_PEOPLE, type Knock, knock } from "./support/webhook-fuzz";

/** `npm run faults` sends 20,000. */
const REQUESTS = Number(
  process.env.FUZZ_REQUESTS ?? (process.env.FAULT_KILLS === undefined ? 1_000 : 20_000),
);
/** Sent at once: as many as share a transaction, and some more. */
const AT_ONCE = 64;
/** What may be answered. */
const ANSWERS = new Set([200, 400, 401, 413, 415, 429]);
/** The largest growth of the heap between the first tenth of the requests and the end, in MB. */
const MOST_GROWTH_MB = 40;

let door: TestDoor;
afterEach(() => door.close());

test(`${REQUESTS} malformed requests: each is answered and none with 5xx, memory stays bounded, and the books are right`, async () => {
  console.log(`CASES_SEED=${casesSeed}`);
  door = await openDoor({ limits: { strangers: { perSource: 50, altogether: 50, windowS: 600 } } });
  await importPeople(door.system, KNOWN_PEOPLE, "linked");
  const tally = new Map<number, number>();
  let early = 0;
  for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
    const knocks = fc.sample(knock, { seed: casesSeed + sent, numRuns: Math.min(AT_ONCE, REQUESTS - sent) });
    const answers = await Promise.all(knocks.map(send));
    for (const [place, status] of answers.entries()) {
      if (!ANSWERS.has(status))
        throw new Error(`Answered ${status}: ${describeKnock(knocks[place])}\n${complaints()}`);
      tally.set(status, (tally.get(status) ?? 0) + 1);
    }
    if (early === 0 && sent >= REQUESTS / 10) early = heapMb();
  }
  const growth = heapMb() - early;
  console.log(
    `the heap grew by ${growth.toFixed(1)} MB;`,
    [...tally]
      .sort()
      .map(([status, count]) => `${status}: ${count}`)
      .join(", "),
  );
  expect(growth).toBeLessThan(MOST_GROWTH_MB);
  await expectStillWell();
  await door.shut();
  // Every request has its row, but the forgeries that share one.
  const rows = await door.arrivals();
  const rowsFor = rows.reduce((sum, { requests = 1 }) => sum + requests, 0);
  expect(rowsFor).toBe(REQUESTS + 1);
  expect(rows.filter(({ cause }) => cause === "rate_limited")).toHaveLength(1);
  const { disagreements, join } = await door.books();
  expect(disagreements).toEqual([]);
  expect(join.rows).toEqual(join.wanted);
  expect(join.counted).toEqual(join.counts);
});

test("what is not even HTTP gets an answer or a closed connection, and the door goes on", async () => {
  door = await openDoor();
  const head = "POST /api/webhooks/backend-sync HTTP/1.1\r\nhost: x\r\n";
  const chunked = `${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
  const wrong = [
    "\u0000\u0001\u0002",
    "POST\r\n\r\n",
    `${head}content-length: -1\r\n\r\n`,
    `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n`,
    `${head}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
    `${chunked}zz\r\n`,
    `${chunked}ffffffffffffffff\r\n`,
    `${head}x: ${"y".repeat(20_000)}\r\n\r\n`,
    `${head}${"x: y\r\n".repeat(3_000)}\r\n`,
    `${head}expect: the-impossible\r\ncontent-length: 0\r\n\r\n`,
    `${head}webhook-id: \u0007\r\n\r\n`,
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ];
  for (const bytes of wrong) {
    const status = await raw(bytes);
    expect({ bytes: bytes.slice(0, 90), isOurs: status >= 500 }).toMatchObject({ isOurs: false });
  }
  await expectStillWell();
});

async function expectStillWell(): Promise<void> {
  const event = signedWebhook(secret, { type: "invoice.paid", at: Date.now(), data: {} });
  expect(await door.post(event)).toMatchObject({ status: 200, outcome: "ignored" });
}

/** The largest body that is read, in bytes. */
const MOST_READ = 256 * 1024;

/**
 * Over HTTP, with headers that `fetch` would not send, on a connection of its own. Who sends too much may find it closed
 * before they have read why.
 */
function send({ headers, body }: Knock): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(door.url, {
      agent: false,
      method: "POST",
      headers: { ...headers, "content-length": body.length },
    });
    sent.once("response", (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.once("error", (error) => (body.length > MOST_READ ? resolve(413) : reject(error)));
    sent.end(body);
  });
}

/** The status of the answer, 0 when the connection was closed without one. */
function raw(bytes: string): Promise<number> {
  const { port } = new URL(door.url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes, "latin1"));
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 0)));
  });
}

function heapMb(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What the door logged as its own fault. */
const complaints = () =>
  door.logLines
    .filter((line) => line.includes('"level":50'))
    .slice(-3)
    .join("");

const describeKnock = (found: Knock | undefined) =>
  JSON.stringify({ headers: found?.headers, body: found?.body.toString("utf8").slice(0, 1_000) });
