import { fieldOwners, type FieldSide } from "../../../../shared/drift";
import { fieldTitle } from "../../../lib/field-title";
import type { FieldRow } from "../../../../shared/users-api";

export const sideNames: Record<FieldSide, string> = { convex: "Convex", crm: "CRM" };

const isEmpty = (value: string | null) => !value?.trim();

/** Whose value a resync keeps, and by which rule. */
export function ownerWords({ field, keeps, convex, crm }: FieldRow): string {
  const owner = fieldOwners[field];
  if (keeps === null) return owner === "newest" ? "newest" : sideNames[owner];
  if (isEmpty(convex) || isEmpty(crm)) return `only ${sideNames[keeps]}`;
  return owner === "newest" ? `${sideNames[keeps]}, newest` : sideNames[keeps];
}

/** A side without a value has nothing to take: nobody deletes by choosing. */
export const canBeTaken = (row: FieldRow, side: FieldSide): boolean => row.differs && !isEmpty(row[side]);

/** Whether taking this side replaces what the field's owner holds. */
export const replacesOwner = (row: FieldRow, side: FieldSide): boolean =>
  row.keeps !== null && row.keeps !== side && !isEmpty(row[row.keeps]);

const ownersOf: Record<FieldSide, string> = { convex: "that of Convex", crm: "that of the CRM" };

/** Why a resync would keep the owner's value, in a sentence. */
export function ownerSentence({ field, keeps }: FieldRow): string {
  const owner = fieldOwners[field];
  if (owner !== "newest") return `${fieldTitle(field)} belongs to ${sideNames[owner]}.`;
  return `${fieldTitle(field)} goes by what changed last${keeps ? `, which is ${ownersOf[keeps]}` : ""}.`;
}
