import type { BothSides, Choices, FieldSide } from "./drift";
import { comparedFields, differingFields, type ComparedField } from "./link-state";

/**
 * Choices that wait for their attempt. What a choice replaces is kept with it: a value that nobody has seen when they
 * chose is not overwritten.
 */

/** What the side that was not chosen held when the choice was made, per chosen field; `null` is nothing. */
export type Replaced = Partial<Record<ComparedField, string | null>>;

/** What these choices would replace, as the two sides are known now. */
export const replacedBy = (choices: Choices, sides: BothSides): Replaced =>
  Object.fromEntries(
    comparedFields.flatMap((field) => {
      const chosen = choices[field];
      return chosen ? [[field, sides[otherThan(chosen)].values[field] ?? null]] : [];
    }),
  );

/**
 * The chosen fields that still differ, and whose choice would now replace another value than the one that was there. A
 * choice without a kept value comes from an older version, and stands.
 */
export function outdatedChoices(choices: Choices, replaced: Replaced, sides: BothSides): ComparedField[] {
  return differingFields(sides.convex.values, sides.crm.values).filter((field) => {
    const chosen = choices[field];
    const before = replaced[field];
    if (!chosen || before === undefined) return false;
    const now = sides[otherThan(chosen)].values[field];
    return differingFields({ [field]: before }, { [field]: now }).length > 0;
  });
}

const otherThan = (side: FieldSide): FieldSide => (side === "convex" ? "crm" : "convex");
