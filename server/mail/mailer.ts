import { once } from "node:events";
import type { FunctionReturnType } from "convex/server";
import type { Seal } from "../auth/sealing";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import { reasonOf } from "../sync/attempt";
import { createDueWork, type DueWork } from "../sync/due-work";
import { compose } from "./compose";
import { pages } from "./letters";
import type { MailTransport } from "./transport";

/** Mails one server sends at a time. */
const AT_ONCE = 4;
/** How often an idle server looks, in ms: what another one has queued and not sent is found this late. */
const POLL_MS = 5_000;

/** Sends the mail to members that waits in the store. */
export type Mailer = DueWork;

type Deps = {
  convex: Convex;
  /** Opens the links that were sealed when they were asked for. */
  seal: Pick<Seal, "open">;
  transport: MailTransport;
  log: Logger;
  /** Where people reach this server: scheme, host and port. */
  origin: () => string;
  /** Whose portal it is, by now. */
  organization: () => string;
  /** Told how each try ended, to be counted. */
  onEnd?: (end: MailEnd) => void;
  /** How long a mail under way is waited for when all is to end, in ms. */
  patienceMs?: number;
};

/** `later`: the mail server would not take it now. */
export type MailEnd = { kind: Mail["kind"]; outcome: "sent" | "later" | "given_up" };

type Mail = FunctionReturnType<typeof api.mails.claim>["mails"][number];
type Outcome = { ok: true } | { ok: false; errorCode: string; permanent: boolean };

/**
 * Takes mails under a lease, sends them and settles how that ended; keeps nothing that it would miss after a crash. A
 * process that dies between the mail server's 250 and the settlement leaves a mail that goes out again, under the same
 * Message-ID: nobody can close that window.
 */
export function createMailer(deps: Deps): Mailer {
  const convex = deps.convex.as(systemActor);
  const work = createDueWork<Mail>({
    ...{ atOnce: AT_ONCE, pollMs: POLL_MS, patienceMs: deps.patienceMs },
    async claim(limit) {
      const { mails, more } = await convex.mutation(api.mails.claim, { limit });
      return { works: mails, more };
    },
    async perform(mail, { signal }) {
      const outcome = await unlessOver(signal, send(deps, mail));
      const { mailId, attempt } = mail;
      if (!outcome.ok) {
        const { errorCode, permanent } = outcome;
        deps.log.warn({ mailId, attempt, errorCode, permanent }, "a mail could not be sent");
      }
      const ended = await convex.mutation(api.mails.settle, { mailId, attempt, outcome });
      if (ended) deps.onEnd?.({ kind: mail.kind, outcome: ended });
    },
    onFailure: (error) => deps.log.error({ reason: reasonOf(error) }, "could not look after the mails"),
  });
  return {
    ...work,
    async stop() {
      await work.stop();
      deps.transport.close();
    },
  };
}

/** A server that stops waits no longer than it has patience: the mail goes out again, and mailboxes take both for one. */
async function unlessOver(over: AbortSignal, sending: Promise<Outcome>): Promise<Outcome> {
  const done = new AbortController();
  const left = () => ({ ok: false, errorCode: "cut_off", permanent: false }) as const;
  try {
    return await Promise.race([sending, once(over, "abort", { signal: done.signal }).then(left, left)]);
  } finally {
    done.abort();
  }
}

async function send({ seal, transport, origin, organization }: Deps, mail: Mail): Promise<Outcome> {
  const { mailId: id, kind, language, firstName, to, createdAt, until } = mail;
  let link = `${origin()}${pages[kind]}`;
  if (mail.link) {
    const token = opened(seal, mail.link);
    if (token === null) return { ok: false, errorCode: "sealed_by_another_key", permanent: false };
    // Behind the hash: browsers send it to nobody, and no log on the way has it.
    link += `#${token}`;
  }
  try {
    const about = { kind, language, firstName, organization: organization(), link, until };
    await transport.deliver({ id, to, createdAt, ...compose(about) });
    return { ok: true };
  } catch (error) {
    return { ok: false, ...failureOf(error) };
  }
}

function opened(seal: Pick<Seal, "open">, link: NonNullable<Mail["link"]>): string | null {
  try {
    return seal.open(link.sealedToken, link.tokenHash);
  } catch {
    return null;
  }
}

/** Refused recipients and contents are final; refused log-ins are ours to mend. Codes only: the words quote the address. */
function failureOf(error: unknown): { errorCode: string; permanent: boolean } {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const refused = code === "EENVELOPE" || code === "EMESSAGE";
  return {
    permanent: refused && typeof responseCode === "number" && responseCode >= 500,
    errorCode: [code, responseCode].filter((part) => part !== undefined).join(" ") || "unknown",
  };
}
