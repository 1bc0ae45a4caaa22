import type { FieldChange } from "../../../shared/webhooks-api";

const shown = ["email", "firstName", "lastName", "phone", "deletedAt", "suspendedAt", "status"] as const;

/** What a patch changes, as an auditor reads it. Times are written out. */
export function changesOf(before: object, patch: object): FieldChange[] {
  return shown
    .filter((field) => field in patch && read(before, field) !== read(patch, field))
    .map((field) => ({ field, before: read(before, field), after: read(patch, field) }));
}

function read(side: object, field: string): string | null {
  const value = (side as Record<string, unknown>)[field];
  if (value === undefined) return null;
  return typeof value === "number" ? new Date(value).toISOString() : String(value);
}
