const names: Record<string, string> = {
  email: "e-mail",
  firstName: "first name",
  lastName: "last name",
  phone: "phone",
};

/** What people call a field within a sentence; a name that is none of ours stays as it is. */
export const fieldName = (field: string): string => names[field] ?? field;

/** "last name, phone" */
export const fieldList = (fields: readonly string[]): string => fields.map(fieldName).join(", ");
