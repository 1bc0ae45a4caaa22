import { loadConfig } from "./config";
import { createLog } from "./log";
import { startTandem } from "./tandem";
import { endBadly, endOfLife, greet } from "./terminal";

/** `npm start`: Tandem until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = await loadConfig(process.env);
  const tandem = await startTandem({ config, log: createLog(config.env.LOG_LEVEL) });
  // Before anybody can know that it is up, and ask it to end.
  const end = endOfLife();
  greet(tandem);
  await end;
  await tandem.close();
}

main().catch(endBadly);
