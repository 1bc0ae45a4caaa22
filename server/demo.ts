import { parseArgs } from "node:util";
import { backendKeyOf } from "./built-in-backend";
import { StartError, loadConfig } from "./config";
import { loadSample } from "./demo/load-sample";
import { play } from "./demo/play";
import { createStory, type Story } from "./demo/story";
import { createWorld } from "./demo/world";
import { createLog } from "./log";
import { startTandem } from "./tandem";
import { endBadly, endOfLife, greet, say } from "./terminal";

/** `--pace 3` tells the story three times as fast. */
function paceOf(args: string[]): number {
  const { values, positionals } = parseArgs({ args, options: { pace: { type: "string" } }, strict: false });
  const unknown = [...positionals, ...Object.keys(values).filter((name) => name !== "pace")];
  if (unknown.length > 0) throw new StartError(`The demo takes --pace only, and not ${unknown.join(", ")}.`);
  const pace = Number(values.pace ?? 1);
  if (pace >= 0.1 && pace <= 100) return pace;
  throw new StartError("--pace is how many times as fast the story goes, from 0.1 to 100.");
}

/** `npm run demo`: Tandem on a data folder of its own, loaded with the sample, with a story that plays until the end. */
async function main(): Promise<void> {
  const { BACKEND_URL, CONVEX_URL } = process.env;
  if (BACKEND_URL || CONVEX_URL) {
    throw new StartError(
      "The demo makes things fail on purpose. Unset BACKEND_URL and CONVEX_URL to play it.",
    );
  }
  const pace = paceOf(process.argv.slice(2));
  const config = await loadConfig({
    DATA_DIR: "./data/demo",
    LOG_LEVEL: "error",
    // Everybody in it registers from this machine.
    REGISTRATIONS_PER_NETWORK: "10000",
    ...process.env,
    BACKEND_CHAOS: "1",
  });
  const log = createLog(config.env.LOG_LEVEL);
  let story: Story | null = null;
  const tandem = await startTandem({ config, log, demo: () => story });
  await loadSample(tandem, config.dataDir, backendKeyOf(config));
  const end = endOfLife();
  greet(tandem);
  const world = createWorld(tandem, backendKeyOf(config));
  story = createStory({ world, tell: say, now: () => Date.now() * pace });
  const playing = play(story, say);
  await end;
  playing.stop();
  await tandem.close();
}

main().catch(endBadly);
