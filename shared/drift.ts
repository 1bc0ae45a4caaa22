import { differingFields, type ComparedField, type ComparedValues } from "./link-state";

/** Who is right about a field when the sides differ. `newest`: the side that changed last. */
export type FieldOwner = "convex" | "crm" | "newest";

/** The sign-in address belongs to the account; what people are called and reached by, to whoever knows it latest. */
export const fieldOwners: Record<ComparedField, FieldOwner> = {
  email: "convex",
  firstName: "newest",
  lastName: "newest",
  phone: "newest",
};

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
export function planDrift(convex: SideValues, crm: SideValues, choices: Choices = {}): DriftPlan {
  const plan: DriftPlan = { toCrm: {}, toConvex: {} };
  const sides = { convex, crm };
  for (const field of differingFields(convex.values, crm.values)) {
    const kept = onlySideWith(field, sides) ?? choices[field] ?? ownerOf(field, sides);
    const target = kept === "convex" ? plan.toCrm : plan.toConvex;
    target[field] = sides[kept].values[field];
  }
  return plan;
}

/** Whose value of a field a resync keeps when nobody has chosen: the only one there is, else the owner's. */
export const keptSide = (field: ComparedField, sides: BothSides): FieldSide =>
  onlySideWith(field, sides) ?? ownerOf(field, sides);

/** Whether taking this side replaces what the field's owner holds: a person has to confirm that. */
export const overwritesOwner = (field: ComparedField, chosen: FieldSide, sides: BothSides): boolean =>
  onlySideWith(field, sides) === null && ownerOf(field, sides) !== chosen;

/** The side that alone has a value; `null` when both do (or neither, and then they do not differ). */
export function onlySideWith(field: ComparedField, { convex, crm }: BothSides): FieldSide | null {
  if (!convex.values[field]?.trim()) return "crm";
  return crm.values[field]?.trim() ? null : "convex";
}

function ownerOf(field: ComparedField, { convex, crm }: BothSides): FieldSide {
  const owner = fieldOwners[field];
  if (owner !== "newest") return owner;
  return crm.updatedAt > convex.updatedAt ? "crm" : "convex";
}
