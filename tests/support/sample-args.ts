import type { ValidatorJSON } from "convex/values";

/** A value that a validator accepts, so that a call gets as far as the function itself. `ids`: one of each table. */
export function sampleOf(validator: ValidatorJSON, ids: ReadonlyMap<string, string>): unknown {
  switch (validator.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(validator.value)
          .filter(([, { optional }]) => !optional)
          .map(([key, { fieldType }]) => [key, sampleOf(fieldType, ids)]),
      );
    case "union":
      return sampleOf(validator.value[0] as ValidatorJSON, ids);
    case "literal":
      return validator.value;
    case "id":
      return ids.get(validator.tableName);
    case "array":
      return [];
    case "record":
      return {};
    case "number":
      return 1;
    case "boolean":
      return false;
    case "string":
      return "x";
    case "null":
      return null;
    default:
      throw new Error(`Nothing public takes a ${validator.type} yet.`);
  }
}
