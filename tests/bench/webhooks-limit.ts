/**
 * The limit: a Fastify that verifies the same signature and makes one raw SQLite insert of the body, and does nothing
 * with it. argv: the file, and `group` (what comes in one turn of the event loop shares a commit) or `each`.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import fastify from "fastify";
import { Database } from "../../server/reference-backend/store/database";
import { readSecrets } from "../../server/webhooks/secrets";
import { verify } from "../../server/webhooks/verify";
import { print } from "./table";
import { PATH, secret } from "./webhooks-events";

/** What taking them cost, and how many are in the store afterwards; NaN when its books contradict each other. */
export type Served = { cpuMs: number; stored: number };

type Waiting = { id: string; body: string; stored: () => void };

const INSERT = "insert into raw_webhooks (id, body, at) values (?, ?, ?)";

function openStore(path: string, mode: string) {
  const db = new Database(path);
  db.run(
    "create table if not exists raw_webhooks (id text primary key, body text not null, at integer not null)",
  );
  let waiting: Waiting[] = [];
  const insert = ({ id, body }: Waiting) => db.run(INSERT, id, body, Date.now());
  const flush = () => {
    const batch = waiting;
    waiting = [];
    db.transaction(() => batch.forEach(insert));
    for (const { stored } of batch) stored();
  };
  const put = (one: Waiting) => {
    if (mode === "each") {
      insert(one);
      return one.stored();
    }
    if (waiting.push(one) === 1) setImmediate(flush);
  };
  const count = () => db.get<{ count: number }>("select count(*) as count from raw_webhooks")?.count ?? 0;
  return { put, count, close: () => db.close() };
}

const [, , path = "", mode = "group"] = process.argv;
if (path) {
  const store = openStore(path, mode);
  const trust = { secrets: readSecrets([secret]), schemes: ["standard"] as const };
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post<{ Body: Buffer }>(PATH, async ({ headers, body }, reply) => {
    const proof = verify(headers, body, trust, Date.now());
    if (!proof.ok) return reply.code(401).send();
    const id = proof.eventId;
    await new Promise<void>((stored) => store.put({ id, body: body.toString("utf8"), stored }));
    return { ok: true };
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const before = process.cpuUsage();
  print(String((app.server.address() as AddressInfo).port));
  await once(process, "SIGTERM");
  const { user, system } = process.cpuUsage(before);
  await app.close();
  const served: Served = { cpuMs: (user + system) / 1_000, stored: store.count() };
  store.close();
  print(JSON.stringify(served));
}
