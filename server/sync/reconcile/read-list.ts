import type { ContactPage } from "../../../shared/backend-api";
import { CrmError } from "../../crm/port";
import { contactFields } from "../work";
import { bookPage, type ReadPage } from "./book-page";
import { bulk, type Step } from "./step";

/** The most that the backend gives at once. */
const PAGE = 100;

type Asked = { askedAt: number; answer: Promise<{ page: ContactPage } | { error: unknown }> };

/** Reads the CRM's list from where the sweep has got to. The next page is fetched while one is booked. */
export async function readList(step: Step): Promise<void> {
  let offset = step.sweep.offset;
  let asked = ask(step, offset);
  for (;;) {
    const answer = await asked.answer;
    if ("error" in answer) throw answer.error;
    const { page } = answer;
    const end = offset + page.contacts.length + page.unreadable.length;
    const { askedAt } = asked;
    const last = isLast(step, page, offset, end);
    if (!last) asked = ask(step, end);
    await bookPage(step, { ...readPage(page, offset), offset, askedAt, last });
    if (last) return;
    offset = end;
  }
}

/** A failure is kept until the page's turn comes, for the page before it may still be booked. */
function ask(step: Step, offset: number): Asked {
  const { updatedSince } = step.sweep;
  const query = { limit: PAGE, offset, ...(updatedSince === null ? {} : { updatedSince }) };
  const answer = step.crm.listContacts(query, bulk(step)).then(
    (page) => ({ page }),
    (error: unknown) => ({ error }),
  );
  return { askedAt: step.clock.now, answer };
}

/**
 * Whether the list ends with this page. A list that breaks off says nothing about whom it does not hold, so it is
 * an answer nobody can use.
 */
function isLast({ sweep }: Step, page: ContactPage, offset: number, end: number): boolean {
  const breaksOff = page.hasMore ? end === offset : sweep.kind === "full" && page.total > end;
  if (!breaksOff) return !page.hasMore;
  const message = `The backend's list of contacts breaks off after ${end} of ${page.total}.`;
  throw new CrmError({ code: "invalid_response", message });
}

/** The page as it is booked. Places of the list that nobody can read count, and are not taken for absent. */
function readPage(page: ContactPage, offset: number): Pick<ReadPage, "contacts" | "others" | "toRead"> {
  const contacts = page.contacts.map(contactFields);
  const crmIds = page.unreadable.flatMap(({ id }) => id ?? []);
  const others = { count: page.unreadable.length, crmIds };
  return { contacts, others, toRead: Math.max(page.total, offset + contacts.length + others.count) };
}
