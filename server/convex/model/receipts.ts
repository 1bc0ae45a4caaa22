import { receipts, stillDiffer } from "../../../shared/fixed-sentences";
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

/** What a job has done, as people read it. */
export function summaryOf({ kind }: Job, differing: ComparedField[], unproved = false): string {
  if (unproved) return receipts.unproved;
  if (differing.length === 0) return receipts[kind];
  return stillDiffer(receipts[kind], differing);
}
