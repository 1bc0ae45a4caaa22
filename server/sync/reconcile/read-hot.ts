import { api } from "../../convex/_generated/api";
import { contactFields } from "../work";
import { bookPage } from "./book-page";
import { readContacts, type Step } from "./step";

/** Contacts read before they are booked. */
const BATCH = 20;
/** Rows of a hundred IDs: more than a hot sweep ever has. */
const ROWS = 50;

/** Reads one by one those who are hot, from where the sweep has got to. */
export async function readHot(step: Step): Promise<void> {
  const { sweepId } = step.sweep;
  const { crmIds } = await step.convex.query(api.sweeping.ids, { sweepId, number: 0, rows: ROWS });
  let offset = step.sweep.offset;
  do {
    const some = crmIds.slice(offset, offset + BATCH);
    await bookSome(step, some, offset, crmIds.length);
    offset += some.length;
  } while (offset < crmIds.length);
}

async function bookSome(step: Step, crmIds: string[], offset: number, toRead: number): Promise<void> {
  const askedAt = step.clock.now;
  const readings = await readContacts(step, crmIds);
  const contacts = readings.flatMap((reading) =>
    "contact" in reading ? [contactFields(reading.contact)] : [],
  );
  const others = { count: crmIds.length - contacts.length, crmIds: [] };
  const last = offset + crmIds.length >= toRead;
  const page = { offset, contacts, others, toRead, last, askedAt };
  await bookPage(step, page);
}
