import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { type IncomingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import type { RegisterUserInput } from "../../server/crm/port";
import type { MailLine } from "../../server/reference-backend/mail/log";
import { ManualClock } from "../../server/reference-backend/manual-clock";
import { type ReferenceBackendOptions, createReferenceBackend } from "../../server/reference-backend/server";

export const API_KEY = "key-for-tests";
export const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret of tests, 32 bytes long").toString("base64")}`;

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tandem-backend-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A backend on a free port, with the client Tandem uses and a raw request for what other callers do. Time stands
 * still until the test advances it. Closes with the test.
 */
export async function startBackend(options: Partial<ReferenceBackendOptions> = {}) {
  const clock = new ManualClock();
  const mailFolder = options.mailFolder ?? temporaryFolder();
  const backend = createReferenceBackend({
    path: ":memory:",
    apiKey: API_KEY,
    clock,
    random: () => 0.5,
    // Every endpoint of a test is on this machine.
    allowPrivateEndpoints: true,
    ...options,
    ...(options.smtpUrl ? {} : { mailFolder }),
  });
  const url = await backend.listen();
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= backend.close());
  onTestFinished(close);
  const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(path.startsWith("/control") ? new URL(path, url).href : url + path, method, body, headers);
  return {
    backend,
    clock,
    url,
    close,
    crm: createHttpCrm({ baseUrl: url, apiKey: API_KEY }),
    mails: () => readdirSync(mailFolder).sort(),
    /** The delivery log, newest first. */
    mailLog: async (): Promise<MailLine[]> => (await request("GET", "/mails")).body.mails,
    request,
  };
}

async function send(url: string, method: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

/** A person to register; `n` makes them somebody else. */
export function person(n: number | string = 1): RegisterUserInput {
  return {
    convexUserId: `convex_${n}`,
    customer: {
      email: `person${n}@example.org`,
      firstName: "Petra",
      lastName: `Person ${n}`,
      phone: "+4915112345678",
    },
    registrationDate: Date.UTC(2026, 0, 1),
  };
}

interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
  event: {
    id: string;
    type: string;
    timestamp: string;
    organizationId: string;
    data: Record<string, unknown>;
  };
}

/** An endpoint that keeps what it is sent and answers as told (`200` unless `answers` holds something). */
export async function startReceiver() {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, event: JSON.parse(body) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    received,
    answers,
    webhook: { url: `http://127.0.0.1:${port}/hook`, secret: WEBHOOK_SECRET },
    types: () => received.map(({ event }) => event.type),
  };
}
