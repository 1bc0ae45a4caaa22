/** The thread of the embedded store (config.ts starts it). JavaScript, because a thread inherits no loader of TypeScript. */
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { serveThread } = await import("../embedded/serve-thread.ts");
const { openTandemStore } = await import("./embedded-store.ts");
await serveThread(() => openTandemStore(workerData));
