import type { CustomerData } from "../../shared/backend-api";

/** What a person says of themselves, as fields of a contact; what they left empty is left out. */
export function fieldsOf({ organization, ...person }: CustomerData): Record<string, string> {
  const given = Object.entries({ ...person, company: organization });
  return Object.fromEntries(given.flatMap(([field, value]) => (value?.trim() ? [[field, value]] : [])));
}
