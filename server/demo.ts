import { StartError, loadConfig } from "./config";
import { loadSample } from "./demo/load-sample";
import { playScenario } from "./demo/scenario";
import { createLog } from "./log";
import { startTandem } from "./tandem";
import { endBadly, endOfLife, greet, say } from "./terminal";

/** `npm run demo`: Tandem on a data folder of its own, loaded with the sample, with a scenario that plays until the end. */
async function main(): Promise<void> {
  const { BACKEND_URL, CONVEX_URL } = process.env;
  if (BACKEND_URL || CONVEX_URL) {
    throw new StartError(
      "The demo makes things fail on purpose. Unset BACKEND_URL and CONVEX_URL to play it.",
    );
  }
  const config = await loadConfig({
    DATA_DIR: "./data/demo",
    LOG_LEVEL: "error",
    ...process.env,
    BACKEND_CHAOS: "1",
  });
  const tandem = await startTandem({ config, log: createLog(config.env.LOG_LEVEL) });
  await loadSample(tandem, config.dataDir);
  const end = endOfLife();
  greet(tandem);
  const scenario = playScenario(tandem, config.secrets.backendApiKey, say);
  await end;
  scenario.stop();
  await tandem.close();
}

main().catch(endBadly);
