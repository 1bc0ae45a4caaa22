import { type IncomingHttpHeaders, type OutgoingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { type SuiteSettings, type Result, checkBackend } from "../backend-contract/suite";
import { API_KEY } from "./reference-backend-harness";

/** A call on its way to the backend; a defect may change it. */
export interface Asked {
  method: string;
  /** With the query, behind `/api/v1`. */
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

/** What the backend answered. */
interface Answered {
  status: number;
  body: unknown;
  headers: OutgoingHttpHeaders;
}

/** What is wrong with a backend: how it hears, and how it answers. */
export interface Defect {
  hears?(asked: Asked): Asked;
  answers?(answered: Answered, asked: Asked): Answered;
}

/** Checks the reference backend, as it is or with a defect in front of it. No wait takes time. */
export async function checkWith(
  defect: Defect | null,
  settings: Partial<SuiteSettings> & { url: string },
): Promise<Result[]> {
  const url = defect ? await putInFront(settings.url, defect) : settings.url;
  return checkBackend({ key: API_KEY, sleep: async () => undefined, ...settings, url });
}

export const titlesOf = (results: readonly Result[], outcome: Result["outcome"]): string[] =>
  results.filter((result) => result.outcome === outcome).map(({ title }) => title);

/** Answers the address of a server that hands everything on to `target`, through the defect. */
export async function putInFront(target: string, { hears, answers }: Defect): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const heard = {
        ...{ method: request.method ?? "GET", path: (request.url ?? "").replace(/^\/api\/v1/u, "") },
        ...{ headers: sent(request.headers), body: await json(request).catch(() => undefined) },
      };
      const answer = await handOn(target, hears ? hears(heard) : heard);
      const { status, headers, body } = answers ? answers(answer, heard) : answer;
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

const sent = ({ authorization, "idempotency-key": key }: IncomingHttpHeaders): Record<string, string> => ({
  ...(authorization ? { authorization } : {}),
  ...(typeof key === "string" ? { "idempotency-key": key } : {}),
});

async function handOn(target: string, { method, path, headers, body }: Asked): Promise<Answered> {
  const response = await fetch(target + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json(), headers: {} };
}
