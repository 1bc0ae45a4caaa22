import type { FunctionArgs } from "convex/server";
import { ConvexError } from "convex/values";
import { api } from "../../convex/_generated/api";
import { booked, type Step, SweepLost } from "./step";

export type ReadPage = Omit<FunctionArgs<typeof api.sweeping.page>, keyof Step["held"]>;

/**
 * Books what was read. The store books as much as one transaction holds, so this goes on until all is. A contact that
 * the store refuses (a character no text may have) is found by halving, and counted with those nobody can read: one
 * contact must not keep a sweep from ever ending.
 */
export async function bookPage(step: Step, page: ReadPage): Promise<void> {
  let rest = page;
  do {
    const count = await bookSome(step, rest);
    if (count === null) return bookInHalves(step, rest);
    rest = { ...rest, contacts: rest.contacts.slice(count), offset: rest.offset + count };
  } while (rest.contacts.length > 0);
}

/**
 * How many contacts were booked; null when the store refused them. Who is refused among others is soon found, so it is
 * not insisted on them; on a page of nobody and on a store that is away it is.
 */
async function bookSome(step: Step, page: ReadPage, convex = step.once): Promise<number | null> {
  try {
    return booked(step, await convex.mutation(api.sweeping.page, { ...step.held, ...page })).booked;
  } catch (error) {
    if (error instanceof SweepLost) throw error;
    const isAboutThem = page.contacts.length > 0 && !(error instanceof ConvexError);
    if (isAboutThem) return null;
    if (convex === step.once) return bookSome(step, page, step.convex);
    throw error;
  }
}

async function bookInHalves(step: Step, page: ReadPage): Promise<void> {
  const { contacts, offset, others } = page;
  const middle = Math.ceil(contacts.length / 2);
  const [first, second] = [contacts.slice(0, middle), contacts.slice(middle)];
  if (second.length > 0) {
    const none = { count: 0, crmIds: [] };
    await bookPage(step, { ...page, contacts: first, others: none, last: false });
    return bookPage(step, { ...page, contacts: second, offset: offset + middle });
  }
  // A store that refuses everything for a moment must not make everybody unreadable, one by one.
  if ((await bookSome(step, page, step.convex)) !== null) return;
  const refused = first.map(({ crmId }) => crmId);
  const crmIds = [...others.crmIds, ...refused];
  await bookPage(step, { ...page, contacts: [], others: { count: others.count + 1, crmIds } });
}
