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

type SideValues = { values: ComparedValues; updatedAt: number };
export type DriftPlan = { toCrm: ComparedValues; toConvex: ComparedValues };

/**
 * What to write where so that both sides agree. A value that only one side has is kept and filled in on the other,
 * whoever owns the field: a resync never deletes what somebody typed. `updatedAt` in ms since epoch.
 */
export function planDrift(convex: SideValues, crm: SideValues): DriftPlan {
  const plan: DriftPlan = { toCrm: {}, toConvex: {} };
  for (const field of differingFields(convex.values, crm.values)) {
    const winner = winnerOf(field, convex, crm);
    const target = winner === convex ? plan.toCrm : plan.toConvex;
    target[field] = winner.values[field];
  }
  return plan;
}

function winnerOf(field: ComparedField, convex: SideValues, crm: SideValues): SideValues {
  if (!convex.values[field]?.trim()) return crm;
  if (!crm.values[field]?.trim()) return convex;
  const owner = fieldOwners[field];
  if (owner !== "newest") return owner === "convex" ? convex : crm;
  return crm.updatedAt > convex.updatedAt ? crm : convex;
}
