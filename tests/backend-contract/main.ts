import { Command, InvalidArgumentError } from "commander";
import { WEBHOOK_PATH, WebhookListener } from "./listener";
import { DEFAULT_DOMAIN } from "./made-people";
import { countsOf, linesOf, summaryOf } from "./report";
import { type Result, type SuiteSettings, checkBackend } from "./suite";

/**
 * `npm run backend:check -- --url … --key …`: whether a backend does what the contract says. Ends with 0 when nothing
 * differs, 1 when something does, 2 when the call has to be mended, 130 when it was stopped before its end. docs/backend-check.md says more.
 */
type Options = {
  url: string;
  key?: string;
  org?: string;
  write?: boolean;
  event?: string;
  emailDomain: string;
  json?: boolean;
  webhookSecret?: string;
  listen?: number;
  publicUrl?: string;
  webhookWait: number;
};

const USAGE = 2;
/** As shells have it for what Ctrl-C has ended. */
const STOPPED = 130;
const program: Command = new Command("backend:check")
  .description("Checks a backend against the contract. Reads only, unless --write is given.")
  .requiredOption("--url <address>", "the backend's base URL, ending in /api/v1", address)
  .option("--key <key>", "its API key; BACKEND_API_KEY when not given, which no list of processes shows")
  .option("--org <id>", "the organisation to name in X-Organization-Id")
  .option("--write", "make people with a marked address, and archive them")
  .option("--event <id>", "an event for tests: places of it are booked, with --write, and stay booked")
  .option("--email-domain <domain>", "where the made people's addresses are", DEFAULT_DOMAIN)
  .option("--webhook-secret <secret>", "the secret the backend signs with (whsec_…)")
  .option("--listen <port>", "take webhooks on this port", wholeNumber)
  .option("--public-url <address>", "where the backend reaches that port", address)
  .option("--webhook-wait <seconds>", "how long to wait for a webhook", wholeNumber, 30)
  .option("--json", "answer for programs")
  .exitOverride();

async function main(): Promise<void> {
  const options = program.parse().opts<Options>();
  const key = options.key ?? process.env.BACKEND_API_KEY;
  if (!key) program.error("error: give the backend's key by --key or BACKEND_API_KEY");
  const webhooks = await listen(options);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  try {
    const { url, org, event, emailDomain, write = false } = options;
    const results = await checkBackend({
      ...{ url, key, emailDomain, write, signal: stop.signal },
      ...(org ? { orgId: org } : {}),
      ...(event ? { eventId: event } : {}),
      ...(webhooks ? { webhooks } : {}),
      ...(options.json ? {} : telling()),
    });
    if (options.json) console.log(JSON.stringify({ counts: countsOf(results), results }, null, 2));
    else console.log(`\n${summaryOf(results)}`);
    if (countsOf(results).differs > 0) process.exitCode = 1;
    else process.exitCode = stop.signal.aborted ? STOPPED : 0;
  } finally {
    await webhooks?.close();
  }
}

/** Tells each finding when it is there: a slow backend takes minutes. */
function telling(): Pick<SuiteSettings, "onFinding" | "onWait"> {
  let topic = "";
  return {
    onWait: (seconds) => console.error(`  The backend asks to wait: going on in ${seconds} s.`),
    onFinding(result: Result) {
      if (result.topic !== topic) console.log(`\n${(topic = result.topic)}`);
      for (const line of linesOf(result)) console.log(line);
    },
  };
}

async function listen(options: Options): Promise<WebhookListener | null> {
  const { webhookSecret, listen: port, publicUrl, webhookWait } = options;
  if (!webhookSecret && port === undefined && !publicUrl) return null;
  if (!webhookSecret || port === undefined || !publicUrl)
    program.error("error: --webhook-secret, --listen and --public-url go together");
  const listener = new WebhookListener(webhookSecret, webhookWait * 1000);
  await listener.listen(port);
  console.error(
    `Webhooks are taken at ${publicUrl.replace(/\/+$/u, "")}${WEBHOOK_PATH}: let the backend send there.`,
  );
  return listener;
}

function wholeNumber(text: string): number {
  if (/^\d{1,5}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

function address(text: string): string {
  if (URL.canParse(text) && /^https?:/u.test(text)) return text;
  throw new InvalidArgumentError("It must be an address, http:// or https://.");
}

main().catch((error: unknown) => {
  const isUsage = error instanceof Error && error.name === "CommanderError";
  if (!isUsage) console.error(error);
  const isHelp = isUsage && "exitCode" in error && error.exitCode === 0;
  process.exitCode = isHelp ? 0 : USAGE;
});
