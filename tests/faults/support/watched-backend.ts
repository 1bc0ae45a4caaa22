import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createReferenceBackend, type ReferenceBackend } from "../../../server/reference-backend/server";
import { Database } from "../../../server/reference-backend/store/database";
import { type Entry, readCrm } from "./books";
import { mailsIn } from "./settings";

/** The backend, and everything it was asked to change. It outlives every server. */
export type WatchedBackend = {
  backend: ReferenceBackend;
  env: Record<string, string>;
  /** How often each registration was asked for, by idempotency key. */
  registrations: Map<string, number>;
  /** How often each contact was written to, by its ID. */
  writes: Map<string, number>;
  /** Waits for mails under way, and closes. Then its files can be read. */
  end(): Promise<void>;
  read(): Promise<{
    contacts: Entry[];
    frontendUsers: Entry[];
    /** The phone of every contact. */
    phones: string[];
    /** Registrations that were carried out; a repeated key is answered from memory. */
    carriedOut: number;
    mailedTo: string[];
  }>;
};

const apiKey = "key of the fault test";

export async function startWatchedBackend(folder: string): Promise<WatchedBackend> {
  const path = join(folder, "backend.sqlite");
  const mailFolder = join(folder, "mail");
  const backend = createReferenceBackend({ path, mailFolder, apiKey });
  const url = await backend.listen();
  const end = onceOnly(async () => {
    await backend.settled();
    await backend.close();
  });
  onTestFinished(end);
  const registrations = new Map<string, number>();
  const writes = new Map<string, number>();
  backend.app.server.on("request", ({ method, url: asked = "", headers }) => {
    const key = headers["idempotency-key"];
    if (typeof key === "string") count(registrations, key);
    if (method === "PATCH") count(writes, asked.split("/").at(-1) ?? "");
  });
  const env = { BACKEND_URL: url, BACKEND_API_KEY: apiKey };
  const read = async () => ({
    ...readCrm(path),
    ...readMore(path),
    mailedTo: await mailsIn(mailFolder),
  });
  return { backend, env, registrations, writes, end, read };
}

function readMore(path: string): { phones: string[]; carriedOut: number } {
  const db = new Database(path);
  try {
    const phones = db.all<{ phone: string }>("select properties ->> '$.phone' as phone from contacts");
    const [executions] = db.all<{ count: number }>(
      "select count(*) as count from executions where trigger = 'user_registration' and status = 'completed'",
    );
    return { phones: phones.map(({ phone }) => phone), carriedOut: executions?.count ?? 0 };
  } finally {
    db.close();
  }
}

const count = (counts: Map<string, number>, key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1);

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
