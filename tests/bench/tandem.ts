/** A Tandem of the benches: its configuration, its settings, and its store without it. */
import { type Config, loadConfig, openEmbeddedStore } from "../../server/config";
import { type Convex, createConvex } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { defaultSettings, type Settings } from "../../shared/settings-api";
import { runner } from "../support/resync-everybody";

/** `url` is of the stub backend; without it the built-in one is used. */
export const configFor = (dataDir: string, url?: string): Promise<Config> =>
  loadConfig({
    DATA_DIR: dataDir,
    PORT: "0",
    BACKEND_URL: url,
    BACKEND_API_KEY: "key of the bench",
    REGISTRATIONS_PER_NETWORK: "1000000",
  });

type OpenStore = Awaited<ReturnType<typeof openEmbeddedStore>>;

/** Opens the store without Tandem, for `work`. */
export async function inStore<T>(
  config: Config,
  work: (store: OpenStore, convex: Convex) => Promise<T>,
): Promise<T> {
  const store = await openEmbeddedStore(config);
  const { fetch } = store;
  const convex = createConvex({ url: "http://convex.embedded", fetch, signer: config.signer });
  return work(store, convex).finally(() => store.close());
}

/** The backend may be asked as often as there is something to ask, and by nobody but the run. */
const settingsFor = (concurrency: number): Settings => ({
  ...defaultSettings,
  gate: { ...defaultSettings.gate, concurrency, ratePerMinute: 1_000_000, burst: 10_000 },
  reconcile: {
    ...defaultSettings.reconcile,
    ...{ hotEveryMinutes: null, changesEveryMinutes: null, fullDailyAt: null },
  },
  webhooks: defaultSettings.webhooks,
});

/** Settles how Tandem treats the backend, in a store nobody has settled anything in. */
export async function openGate(config: Config, concurrency: number): Promise<void> {
  const settings = settingsFor(concurrency);
  await inStore(config, (_, convex) =>
    convex.as(runner).mutation(api.settings.update, { version: 0, settings, requestId: "bench" }),
  );
}
