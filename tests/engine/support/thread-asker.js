/** Opens a store in a thread that ends badly; stands for a process that does. */
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { openInThread } = await import("../../../server/embedded/thread.ts");
await openInThread(new URL("thread.js", import.meta.url), { workerData, execArgv: [] });
