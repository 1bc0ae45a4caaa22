import type { Chaos } from "../chaos/chaos";
import { strikeOf } from "../chaos/webhooks";
import type { Clock } from "../clock";
import { createGuardedFetch } from "../guarded-fetch";
import { MailSender } from "../mail/sender";
import { folderTransport, smtpTransport } from "../mail/transport";
import type { ReferenceBackendOptions } from "../options";
import type { Database } from "../store/database";
import { WebhookSender } from "../webhooks/sender";
import { Dispatcher } from "./dispatcher";

const DEFAULT_FROM = "Events <no-reply@events.example>";
const MAILS_AT_ONCE = 4;
/** At all endpoints together; webhooks/sender.ts bounds each of them. */
const WEBHOOKS_AT_ONCE = 32;

interface SenderDeps {
  db: Database;
  clock: Clock;
  random: () => number;
  chaos: Chaos;
  /** Told of what should not happen while sending; it goes on after a pause. */
  crashed(error: unknown): void;
}

/** The two outboxes and their senders. */
export function createSenders(
  options: ReferenceBackendOptions,
  { db, clock, random, chaos, crashed }: SenderDeps,
) {
  const from = options.mailFrom ?? DEFAULT_FROM;
  const transport = options.smtpUrl
    ? smtpTransport(options.smtpUrl, from, options.smtpTimeoutMs)
    : folderTransport(options.mailFolder ?? "", from);
  const strike = ({ body }: { body: string }) => strikeOf(db, chaos, body);
  const webhooks = new WebhookSender({ db, clock, random, strike, ...fetchesOf(options) });
  const dispatchers = [
    new Dispatcher(new MailSender(db, transport, clock, random), clock, MAILS_AT_ONCE, crashed),
    new Dispatcher(webhooks, clock, WEBHOOKS_AT_ONCE, crashed),
  ];
  const each = <T>(act: (dispatcher: (typeof dispatchers)[number]) => T) => dispatchers.map(act);
  return {
    start: () => void each((dispatcher) => dispatcher.start()),
    nudge: () => void each((dispatcher) => dispatcher.nudge()),
    settled: async () => void (await Promise.all(each((dispatcher) => dispatcher.settled()))),
    close: async () => {
      await Promise.all(each((dispatcher) => dispatcher.close()));
      transport.close();
    },
  };
}

/** How endpoints are called: those that the API added not in a private network, unless that is allowed. */
export function fetchesOf({ fetch = globalThis.fetch, allowPrivateEndpoints }: ReferenceBackendOptions) {
  return { fetch, fetchGuarded: allowPrivateEndpoints ? fetch : createGuardedFetch() };
}
