import type { FieldOwners } from "./field-owners";
import { differingFields, type ComparedField, type ComparedValues } from "./link-state";

/** The sides of a person, as operators choose between them. */
export const fieldSides = ["convex", "crm"] as const;
export type FieldSide = (typeof fieldSides)[number];
/** The sides somebody chose, per field. */
export type Choices = Partial<Record<ComparedField, FieldSide>>;

/** What one side holds. `updatedAt` in ms since epoch. */
type SideValues = { values: ComparedValues; updatedAt: number };
export type BothSides = Record<FieldSide, SideValues>;
type DriftPlan = { toCrm: ComparedValues; toConvex: ComparedValues };

/**
 * What to write where so that both sides agree. Somebody's choice goes before the owner of the field. A value that
 * only one side has is kept and filled in on the other, whoever owns the field and whatever was chosen: a resync
 * never deletes what somebody typed.
 */
export function planDrift(sides: BothSides, owners: FieldOwners, choices: Choices = {}): DriftPlan {
  const plan: DriftPlan = { toCrm: {}, toConvex: {} };
  for (const field of differingFields(sides.convex.values, sides.crm.values)) {
    const kept = onlySideWith(field, sides) ?? choices[field] ?? ownerOf(field, sides, owners);
    const target = kept === "convex" ? plan.toCrm : plan.toConvex;
    target[field] = sides[kept].values[field];
  }
  return plan;
}

/** Whose value of a field a resync keeps when nobody has chosen: the only one there is, else the owner's. */
export const keptSide = (field: ComparedField, sides: BothSides, owners: FieldOwners): FieldSide =>
  onlySideWith(field, sides) ?? ownerOf(field, sides, owners);

/** Whether taking this side replaces what the field's owner holds: a person has to confirm that. */
export const overwritesOwner = (
  field: ComparedField,
  chosen: FieldSide,
  sides: BothSides,
  owners: FieldOwners,
): boolean => onlySideWith(field, sides) === null && ownerOf(field, sides, owners) !== chosen;

/**
 * Whether the account keeps its value when the backend reports another: the field is its own, and it has one. The e-mail
 * is followed all the same: whoever the office has given another address signs in with that one from then on.
 */
export const keepsOwn = (field: ComparedField, account: ComparedValues, owners: FieldOwners): boolean =>
  field !== "email" && owners[field] === "convex" && !!account[field]?.trim();

/**
 * Whether the member has changed the field themselves and the CRM has yet to hear of it: until then their word stands
 * against whatever the CRM says, unless the field has become the CRM's meanwhile. `untold`: what they have changed.
 */
export const standsUntold = (field: ComparedField, untold: readonly string[], owners: FieldOwners): boolean =>
  untold.includes(field) && owners[field] !== "crm";

/** The side that alone has a value; `null` when both do (or neither, and then they do not differ). */
export function onlySideWith(field: ComparedField, { convex, crm }: BothSides): FieldSide | null {
  if (!convex.values[field]?.trim()) return "crm";
  return crm.values[field]?.trim() ? null : "convex";
}

function ownerOf(field: ComparedField, { convex, crm }: BothSides, owners: FieldOwners): FieldSide {
  const owner = owners[field];
  if (owner !== "newest") return owner;
  return crm.updatedAt > convex.updatedAt ? "crm" : "convex";
}
