/** What the thread of the embedded store does. */
import { workerData } from "node:worker_threads";
import { serveThread } from "../embedded/serve-thread";
import { type StoreData, openTandemStore } from "./embedded-store";

await serveThread(() => openTandemStore(workerData as StoreData));
