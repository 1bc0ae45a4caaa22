import type { FieldSide } from "../../../../shared/drift";
import { fieldTitle } from "../../../lib/field-title";
import type { FieldRow } from "../../../../shared/users-api";
import { compareWords } from "./words";

export const sideNames: Record<FieldSide, string> = { convex: "Convex", crm: "CRM" };

const isEmpty = (value: string | null) => !value?.trim();

/** Whose value a resync keeps, and by which rule. */
export function ownerWords({ owner, keeps, convex, crm }: FieldRow): string {
  if (keeps === null) return owner === "newest" ? compareWords("newest") : sideNames[owner];
  if (isEmpty(convex) || isEmpty(crm)) return compareWords("only", { side: sideNames[keeps] });
  return owner === "newest" ? compareWords("sideNewest", { side: sideNames[keeps] }) : sideNames[keeps];
}

/** A side without a value has nothing to take: nobody deletes by choosing. */
export const canBeTaken = (row: FieldRow, side: FieldSide): boolean => row.differs && !isEmpty(row[side]);

/** Whether taking this side replaces what the field's owner holds. */
export const replacesOwner = (row: FieldRow, side: FieldSide): boolean =>
  row.keeps !== null && row.keeps !== side && !isEmpty(row[row.keeps]);

/** Why a resync would keep the owner's value, in a sentence. */
export function ownerSentence({ field, owner, keeps }: FieldRow): string {
  const named = { field: fieldTitle(field) };
  if (owner !== "newest") return compareWords("belongsTo", { ...named, side: sideNames[owner] });
  return compareWords(keeps ? `lastChanged.${keeps}` : "lastChanged", named);
}
