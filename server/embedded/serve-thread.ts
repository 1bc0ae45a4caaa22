/** The thread's side of `thread`: opens the store and answers until it is told to close. Everything said is plain data. */
import { parentPort } from "node:worker_threads";
import type { ApiRequest, ApiResponse } from "./http";
import type { EmbeddedStore } from "./index";

export type Asked = { id: number; request: ApiRequest } | "close";
/** An error on its way to another thread, which would lose its class. */
export type Failed = { name: string; message: string; code?: string };
/** What was asked is told by its number. */
export type Told = "open" | { id: number; response: ApiResponse } | { id: number; failed: Failed };

/** The number of what nobody asked for: the opening. */
const OPENING = -1;

export async function serveThread(
  open: () => Promise<Pick<EmbeddedStore, "handle" | "close">>,
): Promise<void> {
  if (parentPort === null)
    throw new Error("serveThread is called in a thread that openInThread has started.");
  const port = parentPort;
  const tell = (told: Told) => port.postMessage(told);
  try {
    const store = await open();
    port.on("message", (asked: Asked) => {
      // What goes wrong in closing is an error of the thread, and so of the process.
      if (asked === "close") return void store.close().then(() => port.close());
      const { id, request } = asked;
      store.handle(request).then(
        (response) => tell({ id, response }),
        (error: unknown) => tell({ id, failed: toFailed(error) }),
      );
    });
    tell("open");
  } catch (error) {
    tell({ id: OPENING, failed: toFailed(error) });
  }
}

function toFailed(error: unknown): Failed {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && "code" in error ? { code: String(error.code) } : {};
  return { name, message, ...code };
}
