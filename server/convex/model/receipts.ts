import { fieldList } from "../../../shared/field-names";
import { comparedFields, differingFields, type ComparedField } from "../../../shared/link-state";
import type { AttemptReceipt } from "../../../shared/jobs";
import type { Achieved } from "./achieved";
import type { Contact } from "./contacts";
import type { Job } from "./jobs";
import type { User } from "./users";

/** What a job leaves behind when it has succeeded: the IDs, and whether both sides agree. */
export const jobReceipt = (user: User, readBackAt: number, differing: string[], summary: string) => ({
  ...{ readBackAt, summary, agrees: differing.length === 0 },
  crmContactId: user.crmContactId ?? null,
  frontendUserId: user.frontendUserId ?? null,
});

/** Both sides, field by field, as the attempt found, wrote and read them back. */
export function attemptReceipt(
  before: User,
  user: User,
  contact: Contact,
  { wrote, readBackAt }: Achieved,
): AttemptReceipt {
  const after = { convex: valuesOf(user), crm: valuesOf(contact) };
  const toConvex = changedValues(valuesOf(before), after.convex);
  const toCrm = wrote?.toCrm ?? {};
  const nothing = Object.keys(toConvex).length + Object.keys(toCrm).length === 0;
  return {
    ...(nothing ? {} : { before: { convex: valuesOf(before), crm: wrote?.before ?? after.crm } }),
    written: { convex: toConvex, crm: toCrm },
    readBack: { ...after, at: readBackAt },
    agrees: differingFields(user, contact).length === 0,
  };
}

const valuesOf = (side: User | Contact): Values =>
  Object.fromEntries(comparedFields.map((field) => [field, side[field] ?? null]));

const changedValues = (before: Values, after: Values): Values =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => before[field as ComparedField] !== value),
  );

type Values = AttemptReceipt["written"]["crm"];

const summaries: Record<Job["kind"], string> = {
  register: "Registered in the backend and read back from both sides.",
  update: "Both sides read back; they agree.",
  link_existing: "The IDs are stored on both sides and were read back.",
  resend_welcome: "The backend has logged the welcome e-mail as sent.",
  restore: "The CRM contact is active again; read back.",
  archive: "The CRM contact is archived; read back.",
};

/** What a job has done, as people read it. */
export function summaryOf({ kind }: Job, differing: string[], unproved = false): string {
  if (unproved) return "The backend accepted it; its log does not show it yet.";
  if (differing.length === 0) return summaries[kind];
  return `${summaries[kind]} These fields still differ: ${fieldList(differing)}.`;
}
