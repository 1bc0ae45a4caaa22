/**
 * The store in a thread of its own, so that a server's requests and timers never wait for the database: starts a file
 * that calls `serveThread`, and gives the `fetch` of the store there.
 */
import { once } from "node:events";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { ApiRequest, ApiResponse } from "./http";
import { localFetch } from "./local-fetch";
import type { Asked, Failed, Told } from "./serve-thread";

export interface ThreadedStore {
  /** As of `EmbeddedStore`. Give it a signal: a thread that stands still answers nothing. */
  fetch: typeof globalThis.fetch;
  /** As of `EmbeddedStore`; the thread has ended then. One that stands still is ended: the file survives that. */
  close(): Promise<void>;
}

/** How long a thread may take to close its store, in ms: longer than any function may run. */
const CLOSE_MS = 20_000;

/**
 * Rejects with what kept the store from opening: an error of the same name, message and code. Whatever breaks the
 * thread later is an uncaught exception of this process, as it would be without a thread. `closeMs` is how long it may
 * take to close.
 */
export async function openInThread(
  file: URL,
  options: WorkerOptions,
  closeMs = CLOSE_MS,
): Promise<ThreadedStore> {
  const thread = new Worker(file, options);
  const first = await firstWord(thread);
  if (typeof first === "object" && "failed" in first) {
    await thread.terminate();
    throw toError(first.failed);
  }
  const asker = new Asker(thread, closeMs);
  return { fetch: localFetch((request) => asker.ask(request)), close: () => asker.close() };
}

/** What the thread says once its store is open, or cannot be. Rejects when it breaks or ends without a word. */
async function firstWord(thread: Worker): Promise<Told> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(thread, "exit", { signal }).then(([code]) => {
    throw new Error(`The thread of the store ended before it was open, with code ${String(code)}.`);
  });
  const said = once(thread, "message", { signal }).then(([told]) => told as Told);
  try {
    return await Promise.race([said, ended]);
  } finally {
    over.abort();
    await Promise.allSettled([said, ended]);
  }
}

interface Waiting {
  resolve(response: ApiResponse): void;
  reject(error: Error): void;
}

class Asker {
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #closing: Promise<void> | null = null;

  constructor(
    readonly thread: Worker,
    readonly closeMs: number,
  ) {
    thread.on("message", (told: Told) => this.#hear(told));
    thread.once("exit", (code) => this.#ended(code));
  }

  ask(request: ApiRequest): Promise<ApiResponse> {
    if (this.#closing !== null) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      const id = this.#asked++;
      this.#waiting.set(id, { resolve, reject });
      this.thread.postMessage({ id, request } satisfies Asked);
    });
  }

  async close(): Promise<void> {
    await (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    const ended = once(this.thread, "exit");
    this.thread.postMessage("close" satisfies Asked);
    const patience = setTimeout(() => void this.thread.terminate(), this.closeMs);
    await ended.finally(() => clearTimeout(patience));
  }

  #hear(told: Told): void {
    if (told === "open") return;
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if ("failed" in told) waiting?.reject(toError(told.failed));
    else waiting?.resolve(told.response);
  }

  #ended(code: number): void {
    const expected = this.#closing !== null;
    this.#closing ??= Promise.resolve();
    for (const { reject } of this.#waiting.values()) reject(closed());
    this.#waiting.clear();
    // Nobody would notice otherwise: every call would fail, and the process live on.
    if (!expected) throw new Error(`The thread of the store has ended by itself, with code ${code}.`);
  }
}

const closed = () => new Error("The store is closed.");

function toError({ name, message, code }: Failed): Error {
  return Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) });
}
