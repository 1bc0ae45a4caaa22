import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createReferenceBackend, type ReferenceBackend } from "../../../server/reference-backend/server";
import { Database } from "../../../server/reference-backend/store/database";
import { type Entry, readCrm } from "./books";
import { mailsIn } from "./settings";

/**
 * One call: a registration by its idempotency key, or a call about the contact of this ID; from which server, and when
 * it came, in ms since epoch.
 */
export type Asked = { about: string; writes: boolean; life: string; at: number };

/** The backend, and everything it was asked. It outlives every server. */
export type WatchedBackend = {
  backend: ReferenceBackend;
  env: Record<string, string>;
  /** What it was asked, in order. */
  asked: Asked[];
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
  const asked: Asked[] = [];
  backend.app.server.on("request", ({ method = "", url: path = "", headers }) => {
    const contact = /\/crm\/contacts\/([^?]+)/u.exec(path)?.[1];
    const about = headers["idempotency-key"] ?? contact;
    const life = headers["x-organization-id"];
    if (typeof about !== "string" || typeof life !== "string") return;
    asked.push({ about, writes: method !== "GET", life, at: Date.now() });
  });
  const env = { BACKEND_URL: url, BACKEND_API_KEY: apiKey };
  const read = async () => ({
    ...readCrm(path),
    ...readMore(path),
    mailedTo: await mailsIn(mailFolder),
  });
  return { backend, env, asked, end, read };
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

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
