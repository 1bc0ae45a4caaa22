import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api";
import type { ConvexCaller } from "../../convex-client";
import { type CallOptions, type Crm, type CrmError, isCrmError } from "../../crm/port";
import type { BackendContact } from "../../../shared/backend-api";

type Taken = NonNullable<FunctionReturnType<typeof api.sweeping.take>>;

/** One worker at one phase of one sweep. */
export type Step = {
  /** The store: it is asked again where it refused, or was away for a moment. */
  convex: ConvexCaller;
  /** The same, which gives up at the first refusal. */
  once: ConvexCaller;
  crm: Crm;
  sweep: Taken;
  /** What every booking names, so that one of a worker that has lost the sweep changes nothing. */
  held: { sweepId: Taken["sweepId"]; worker: string };
  /** Aborted when the sweep was lost or cancelled, or this server stops. */
  signal: AbortSignal;
  /** The deployment's clock (ms since epoch) as of its last answer: what was asked later, was asked after that. */
  clock: { now: number };
};

/** The sweep was taken over, cancelled or has ended: whatever else this worker knows of it is of no use. */
export class SweepLost extends Error {
  override readonly name = "SweepLost";
}

/** What a booking answered. Throws `SweepLost` when nothing was booked. */
export function booked<Answer extends { now: number }>({ clock }: Step, answer: Answer | null): Answer {
  if (!answer) throw new SweepLost("This worker does not hold the sweep any more.");
  clock.now = answer.now;
  return answer;
}

/** Sweeps are background work: whoever waits for an answer goes first. */
export const bulk = ({ signal }: Step): CallOptions => ({ lane: "bulk", signal });

export type Reading = { contact: BackendContact } | { isGone: boolean };

/** Asks for one contact by ID. An answer nobody can read is none: it does not say that the contact is gone. */
export async function readContact(step: Step, crmId: string): Promise<Reading> {
  try {
    const contact = await step.crm.getContact(crmId, bulk(step));
    return contact ? { contact } : { isGone: true };
  } catch (error) {
    if (isCrmError(error) && isUnreadable(error)) return { isGone: false };
    throw error;
  }
}

/** Only a 2xx that makes no sense. A proxy's page instead of an answer is the backend's trouble, not the contact's. */
const isUnreadable = ({ code, httpStatus }: CrmError) =>
  code === "invalid_response" && httpStatus !== undefined && httpStatus < 300;

/** Asks for contacts by ID, a few at a time, in the order of the IDs. */
export async function readContacts(step: Step, crmIds: string[]): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let first = 0; first < crmIds.length; first += SIDE_BY_SIDE) {
    const some = crmIds.slice(first, first + SIDE_BY_SIDE);
    readings.push(...(await Promise.all(some.map((crmId) => readContact(step, crmId)))));
  }
  return readings;
}

/** Contacts asked for at the same time. */
const SIDE_BY_SIDE = 4;
