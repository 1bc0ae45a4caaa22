import { api } from "../../convex/_generated/api";
import { booked, type Step } from "./step";

/** Contacts of the mirror compared at a time. What was met is read through once for each, so memory stays flat. */
const WINDOW = 50_000;
const MIRROR_PAGE = 2_000;
/** A hundred IDs each: an array may not have more than 8,192 elements. */
const ROWS = 80;
/** Contacts not met that are booked in one transaction. */
const BOOKED_AT_ONCE = 200;

/**
 * Compares the mirror with what the sweep has met, in the order of the CRM contact IDs. It is done here and not in the
 * store, because the list comes in another order: the store would have to write or look up every contact once more.
 * Nothing is lost with this process: both sides are in the store, and what is compared is booked.
 */
export async function compare(step: Step): Promise<void> {
  let from = step.sweep.comparedTo;
  for (;;) {
    const mirrored = await mirrorAfter(step, from);
    if (mirrored.length === 0) break;
    from = await bookWindow(step, from, mirrored, await notMet(step, mirrored));
  }
  booked(step, await step.convex.mutation(api.sweeping.comparedAll, step.held));
}

async function mirrorAfter(step: Step, from: string): Promise<string[]> {
  const ids: string[] = [];
  let after = from;
  while (ids.length < WINDOW) {
    const page = await step.convex.query(api.sweeping.mirrored, { after, limit: MIRROR_PAGE });
    ids.push(...page);
    after = page.at(-1) ?? after;
    if (page.length < MIRROR_PAGE) break;
  }
  return ids;
}

async function notMet(step: Step, mirrored: string[]): Promise<Set<string>> {
  const left = new Set(mirrored);
  const { sweepId } = step.sweep;
  for (let number: number | null = 0; number !== null;) {
    const page: { crmIds: string[]; next: number | null } = await step.convex.query(api.sweeping.ids, {
      ...{ sweepId, number },
      rows: ROWS,
    });
    for (const crmId of page.crmIds) left.delete(crmId);
    number = page.next;
    step.signal.throwIfAborted();
  }
  return left;
}

/** Books a window in parts, each up to a contact of the mirror, so that another worker can go on from there. */
async function bookWindow(step: Step, start: string, mirrored: string[], left: Set<string>): Promise<string> {
  let from = start;
  let part = { mirrored: 0, notMet: [] as string[] };
  for (const [index, upTo] of mirrored.entries()) {
    part.mirrored++;
    if (left.has(upTo)) part.notMet.push(upTo);
    if (part.notMet.length < BOOKED_AT_ONCE && index < mirrored.length - 1) continue;
    booked(step, await step.convex.mutation(api.sweeping.compared, { ...step.held, ...part, from, upTo }));
    from = upTo;
    part = { mirrored: 0, notMet: [] };
  }
  return from;
}
