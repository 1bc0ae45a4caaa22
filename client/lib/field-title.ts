import { language } from "./i18n/language";
import { fieldWords } from "./words";

const known = [
  "email",
  "firstName",
  "lastName",
  "name",
  "phone",
  "mobile",
  "title",
  "salutation",
  "street",
  "zip",
  "city",
  "country",
  "language",
  "status",
  "dateOfBirth",
  "organisationName",
  "organization",
  "profession",
  "position",
] as const;
const knownOf = (name: string) => known.find((each) => each === name);

/** A field as people call it: `organisationName` -> "Organisation name". */
export function fieldTitle(name: string): string {
  const field = knownOf(name);
  if (field) return fieldWords(field);
  const spaced = name.replace(
    /([a-z])([A-Z])/gu,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The same within a sentence, where English writes it small; a name that is none of ours stays as it is. */
export function fieldName(name: string): string {
  const field = knownOf(name);
  if (!field) return name;
  return language === "en" ? fieldWords(field).toLowerCase() : fieldWords(field);
}
