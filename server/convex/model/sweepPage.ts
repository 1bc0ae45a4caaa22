import type { MutationCtx } from "../_generated/server";
import type { ContactFields } from "./contacts";
import { judgeEarlyWebhooks, newContact, type Newcomer } from "./judgeEarly";
import { refreshLinks } from "./links";
import { isUntold, judgeNow } from "./missedWebhook";
import { mirrorNewer } from "./mirrorNewer";
import { findingsOfMoves, recordFindings } from "./sweepFindings";
import { advance, endSweep, type Sweep } from "./sweeps";
import { newTouched } from "./touched";

/**
 * People refreshed in one transaction: changed contacts, and the users they name. So many keep within what `refreshLinks`
 * works off at once; what dirty data puts beyond that tells the sweep later.
 */
const MOST_PEOPLE = 100;

/** Contacts as they were read, in the order of the CRM's list. */
export type Page = {
  contacts: ContactFields[];
  /** Places of the list that hold no contact we could read, and the CRM contact IDs known of them. */
  others: { count: number; crmIds: string[] };
  /** How many there are to read in all. */
  toRead: number;
  /** Nothing follows. */
  last: boolean;
  /** When the page was asked for, in ms by this deployment's clock. */
  askedAt: number;
};

/** Mirrors as much of a page as one transaction holds. Answers how many of its contacts are booked. */
export async function bookPage(ctx: MutationCtx, sweep: Sweep, page: Page): Promise<number> {
  const touched = newTouched();
  const untold: ContactFields[] = [];
  const newcomers: Newcomer[] = [];
  let booked = 0;
  let changed = 0;
  let people = 0;
  for (const fields of page.contacts) {
    if (people >= MOST_PEOPLE) break;
    booked++;
    const learnt = await mirrorNewer(ctx, touched, fields, page.askedAt);
    if (!learnt) continue;
    changed++;
    people += learnt.before || fields.convexUserId ? 2 : 1;
    newcomers.push(...newContact(learnt.before, fields));
    if (isUntold(learnt.before, fields, sweep.listeningSince)) untold.push(fields);
  }
  const moved = findingsOfMoves(await refreshLinks(ctx, touched, sweep._id));
  await judgeEarlyWebhooks(ctx, newcomers);
  const findings = [...moved, ...(await judgeNow(ctx, sweep._id, untold))];
  const whole = booked === page.contacts.length;
  const others = whole ? page.others : { count: 0, crmIds: [] };
  const met = page.contacts.slice(0, booked);
  if (sweep.kind === "full") await noteMet(ctx, sweep, [...met.map(({ crmId }) => crmId), ...others.crmIds]);
  const next: Partial<Sweep> = {
    offset: sweep.offset + booked + others.count,
    toRead: page.toRead,
    newest: Math.max(sweep.newest, ...met.map(({ updatedAt }) => Math.min(updatedAt, sweep.startedAt))),
    changed: sweep.changed + changed,
    // Nobody is unreadable in a hot sweep: who is asked for by ID and not there is left to the next full sweep.
    unreadable: sweep.unreadable + (sweep.kind === "hot" ? 0 : others.count),
    findings: await recordFindings(ctx, sweep, findings),
  };
  await goOn(ctx, sweep, next, whole && page.last);
  return booked;
}

async function goOn(ctx: MutationCtx, sweep: Sweep, next: Partial<Sweep>, isRead: boolean): Promise<void> {
  if (!isRead) return advance(ctx, sweep, next);
  if (sweep.kind === "full")
    return advance(ctx, sweep, { ...next, phase: "comparing", mirrored: 0, notMet: 0 });
  return endSweep(ctx, sweep, "done", { ...next, failures: 0, cause: undefined });
}

async function noteMet(ctx: MutationCtx, sweep: Sweep, crmIds: string[]): Promise<void> {
  if (crmIds.length === 0) return;
  await ctx.db.insert("sweepIds", { sweep: sweep._id, number: sweep.offset, crmIds });
}
