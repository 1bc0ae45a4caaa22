import { comparedFields, type ComparedField } from "./link-state";

/** Who is right about a field when the sides differ. `newest`: the side that changed last. */
export const fieldOwnerKinds = ["convex", "crm", "newest"] as const;
export type FieldOwner = (typeof fieldOwnerKinds)[number];

/** Who owns each compared field. The e-mail is what people sign in with: nobody but the account can own it. */
export type FieldOwners = Record<Exclude<ComparedField, "email">, FieldOwner> & { email: "convex" };

/** What holds until an admin says otherwise: what people are called and reached by, is up to whoever knows it latest. */
export const defaultOwners: FieldOwners = {
  email: "convex",
  firstName: "newest",
  lastName: "newest",
  phone: "newest",
};

/** Fields of which the CRM's word counts whatever is typed elsewhere: a member cannot change them. */
export const lockedFields = (owners: FieldOwners): ComparedField[] =>
  comparedFields.filter((field) => owners[field] === "crm");

/** The fields of which somebody else is the owner by now. */
export const otherOwners = (before: FieldOwners, now: FieldOwners): ComparedField[] =>
  comparedFields.filter((field) => before[field] !== now[field]);
