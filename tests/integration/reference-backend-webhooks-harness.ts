import { type IncomingHttpHeaders, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { onTestFinished, vi } from "vitest";
import { startBackend } from "./reference-backend-harness";

/** A webhook as it came. */
export interface Hook {
  headers: IncomingHttpHeaders;
  body: string;
  json: { id?: string; type?: string; event?: string; data: Record<string, unknown> };
}

/** Whether the official Standard Webhooks package, at this time and with this secret, takes the webhook. */
export function accepts(secret: string, hook: Hook | undefined, now: number): boolean {
  if (!hook) return false;
  const time = vi.spyOn(Date, "now").mockReturnValue(now);
  try {
    new Webhook(secret).verify(hook.body, hook.headers as Record<string, string>);
    return true;
  } catch {
    return false;
  } finally {
    time.mockRestore();
  }
}

/** The secret made of these words. */
export const secretOf = (words: string) => `whsec_${Buffer.from(words.padEnd(32, ".")).toString("base64")}`;

/** An endpoint that keeps what it is sent; `answer` may be replaced, and answers 200 until then. */
export async function startEndpoint() {
  const received: Hook[] = [];
  const waiting = new Set<() => void>();
  const endpoint = {
    received,
    url: "",
    answer: (response: ServerResponse, _hook: Hook): void => void response.writeHead(200).end(),
    /** Resolves when so many webhooks have come. */
    came: (count: number) => endpoint.until(() => received.length >= count),
    /** Resolves when `done` holds; it is asked after each webhook. */
    async until(done: () => boolean): Promise<void> {
      while (!done()) await new Promise<void>((resolve) => waiting.add(resolve));
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const hook = { headers: request.headers, body, json: JSON.parse(body) };
      received.push(hook);
      endpoint.answer(response, hook);
      for (const wake of waiting) wake();
      waiting.clear();
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
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return endpoint;
}

type Started = Awaited<ReturnType<typeof startBackend>>;

/** A backend with what its people do about webhooks. */
export async function startSender(options: Parameters<typeof startBackend>[0] = {}) {
  const started = await startBackend({ chaos: true, ...options });
  return { ...started, ...actions(started) };
}

function actions({ request, backend }: Started) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await request(method, `/webhooks${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body?.code}`);
    return answer.body;
  };
  return {
    ask,
    addEndpoint: (input: { url: string; secret?: string; form?: string }) => ask("POST", "/endpoints", input),
    endpointOf: async (url: string) => {
      const { endpoints } = await ask("GET", "/endpoints");
      return endpoints.find((endpoint: { url: string }) => endpoint.url === url);
    },
    /** Something happens to a contact, and all that is due for it is tried. */
    async happens(contactId = "obj_1", id?: string): Promise<string> {
      const event = { type: "contact.updated", data: { contactId }, ...(id ? { id } : {}) };
      const { body } = await request("POST", "/control/webhooks/send", event);
      await backend.settled();
      return body.id;
    },
    /** The delivery of an event at the only endpoint that has it, with its attempts. */
    async deliveryOf(eventId: string) {
      const { deliveries } = await ask("GET", `/deliveries?eventId=${eventId}`);
      return ask("GET", `/deliveries/${deliveries[0].id}`);
    },
  };
}
