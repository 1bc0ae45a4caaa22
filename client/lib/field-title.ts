/** A field as people call it: `organisationName` -> "Organisation name". */
export function fieldTitle(name: string): string {
  if (name === "email") return "E-mail";
  const spaced = name.replace(
    /([a-z])([A-Z])/gu,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
