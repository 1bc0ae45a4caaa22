import { api } from "../../convex/_generated/api";
import { contactFields } from "../work";
import { booked, type Reading, readContacts, type Step } from "./step";

/** Contacts asked for before the answers are booked. */
const BATCH = 20;

/** Asks the CRM for each contact that was not met. The booking of the last answers ends the sweep. */
export async function confirm(step: Step): Promise<void> {
  for (;;) {
    const absent = await step.convex.query(api.sweeping.absent, { ...step.held, limit: BATCH });
    const askedAt = step.clock.now;
    const readings = await readContacts(
      step,
      absent.map(({ crmId }) => crmId),
    );
    const answers = absent.map(({ findingId }, index) => ({ findingId, ...answerOf(readings[index]) }));
    booked(step, await step.convex.mutation(api.sweeping.confirmed, { ...step.held, answers, askedAt }));
    if (absent.length < BATCH) return;
  }
}

function answerOf(reading: Reading | undefined) {
  if (reading && "contact" in reading) return { contact: contactFields(reading.contact), isGone: false };
  return { contact: null, isGone: reading?.isGone ?? false };
}
