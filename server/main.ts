import { StartError, loadConfig } from "./config";
import { createLog } from "./log";
import { type Tandem, startTandem } from "./tandem";

/** `npm start`: Tandem until SIGTERM or SIGINT. One line for people on stderr; the log is on stdout. */
async function main(): Promise<void> {
  const config = await loadConfig(process.env);
  const log = createLog(config.env.LOG_LEVEL);
  const tandem = await startTandem({ config, log });
  process.stderr.write(`${greeting(tandem)}\n`);
  await endOfLife();
  await tandem.close();
}

function greeting({ url, setUpUrl }: Tandem): string {
  return setUpUrl
    ? `Tandem is at ${url} – set up the first admin within 30 min: ${setUpUrl}`
    : `Tandem is at ${url}`;
}

/** A second signal this soon is the first one again: npm and the terminal both pass a Ctrl-C on. In ms. */
const ECHO_MS = 1_000;

/** The first signal asks for an orderly end; a later one, of someone who will not wait, ends at once. */
function endOfLife(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        askedAt ??= Date.now();
        if (Date.now() - askedAt > ECHO_MS) process.exit(1);
        resolve();
      });
    }
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : describe(error)}\n`);
  process.exit(1);
});

const describe = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
