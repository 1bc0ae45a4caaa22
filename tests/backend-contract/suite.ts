import { type Check, type Finding, type Topic, runCheck } from "./check";
import { checkout } from "./checks/checkout";
import { cleanup } from "./checks/cleanup";
import { contacts } from "./checks/contacts";
import { contactsWrite } from "./checks/contacts-write";
import { conventions, limits } from "./checks/conventions";
import { events } from "./checks/events";
import { executions } from "./checks/executions";
import { frontendUsers } from "./checks/frontend-users";
import { registration } from "./checks/registration";
import { webhooks } from "./checks/webhooks";
import type { WebhookListener } from "./listener";
import { MadePeople } from "./made-people";
import { Probe } from "./probe";
import { Wire, type WireSettings } from "./wire";

export type SuiteSettings = WireSettings & {
  /** Makes people, and archives them. */
  write?: boolean;
  /** An event whose places may be booked. */
  eventId?: string;
  /** Where the made people's addresses are. */
  emailDomain?: string;
  webhooks?: WebhookListener;
  /** Ends it after the check that is under way; who was made is archived still. */
  signal?: AbortSignal;
  onFinding?: (result: Result) => void;
};

/** What one check came to. */
export type Result = { topic: string; title: string } & Finding;

/** In the order in which they build on each other: who was made can be read, even in a backend that was empty. */
const topics: readonly Topic[] = [
  ...[conventions, registration, executions, contactsWrite, contacts, frontendUsers],
  ...[events, checkout, webhooks, cleanup, limits],
];

const READ_ONLY = "it writes: allow it with --write";
const STOPPED = "stopped";
const UNREACHABLE = "the backend does not answer as the first check wants it";

/** Checks the backend against the contract, fact by fact. Throws only what is our own fault. */
export async function checkBackend(settings: SuiteSettings): Promise<Result[]> {
  const people = new MadePeople(settings.emailDomain);
  const probe = new Probe(new Wire(settings), people, settings.webhooks ?? null, settings.eventId ?? null);
  const results: Result[] = [];
  for (const topic of topics) {
    for (const check of topic.checks) {
      const why = skipped(settings, topic, check, results);
      const finding: Finding = why === null ? await runCheck(check, probe) : { outcome: "not_checked", why };
      const result = { topic: topic.name, title: check.title, ...finding };
      results.push(result);
      settings.onFinding?.(result);
    }
  }
  return results;
}

/** Why a check is not made, or null. Who was made is cleaned up even after a stop. */
function skipped(settings: SuiteSettings, topic: Topic, check: Check, results: Result[]): string | null {
  if (check.writes && !settings.write) return READ_ONLY;
  if (results[0]?.outcome === "differs") return UNREACHABLE;
  return settings.signal?.aborted && topic !== cleanup ? STOPPED : null;
}
