/** Asks a store over HTTP with 16 connections, in a process of its own, and tells its parent how often it was answered. */
import { once } from "node:events";
import autocannon from "autocannon";

const CONNECTIONS = 16;
const SECONDS = 5;

export interface ClientRequest {
  /** Of a query. */
  path: string;
  args: Record<string, unknown>;
}

export interface ClientTask {
  url: string;
  requests: ClientRequest[];
}

const [task] = (await once(process, "message")) as [ClientTask];
const result = await autocannon({
  url: task.url,
  connections: CONNECTIONS,
  duration: SECONDS,
  requests: task.requests.map(({ path, args }) => ({
    method: "POST",
    path: "/api/query",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ path, format: "convex_encoded_json", args: [args] }),
  })),
  verifyBody: (body) => String(body).startsWith('{"status":"success"'),
});
if (result.errors + result.mismatches + result.non2xx > 0) throw new Error("The store did not answer well.");
process.send!(result.requests.average);
process.disconnect();
